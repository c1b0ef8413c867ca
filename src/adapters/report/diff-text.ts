import pc from 'picocolors';
import type { Diff, DiffEntry, DiffReporter } from '../../core/model/diff.ts';
import { isoOf } from '../../core/model/time.ts';
import { plainText } from '../markup/phrase.ts';
import { count, formatNumber, momentText, wrap } from '../markup/prose.ts';
import { visible } from '../markup/visible.ts';
import {
  conclusionOf,
  countsSentence,
  type DiffSection,
  placeOf,
  sectionsOf,
  statusWords,
  wordsOf,
} from './diff-words.ts';
import type { TextOptions } from './text.ts';

/** Entries of a comparison of bundles that the page tells, and parts of each; the JSON has all. */
const mostEntries = 20;
const mostPartsOfMany = 3;
const mostPartsOfOne = 20;

type Colors = ReturnType<typeof pc.createColors>;

/** Writes the page that a person reads: the conclusion first, then what is gained and lost, worst first. */
export function diffTextReporter({ colors, width }: TextOptions): DiffReporter {
  return { format: 'text', render: (diff) => pageOf(diff, pc.createColors(colors), width) };
}

function* pageOf(diff: Diff, colors: Colors, width: number): Generator<string> {
  yield lines(wrap(`From ${sideText(diff.before)}`, width));
  yield lines(wrap(`to   ${sideText(diff.after)}`, width));
  yield '\n';
  yield lines(wrap(visible(conclusionOf(diff)), width).map((line) => colors.bold(line)));
  const counts = countsSentence(diff);
  if (counts !== undefined) yield lines(wrap(counts, width));
  for (const note of diff.notes) yield lines(wrap(`Note: ${visible(note)}`, width));
  const shown = diff.entries.slice(0, mostEntries);
  for (const entry of shown) yield* entryOf(entry, diff.counts === undefined, colors, width);
  const rest = diff.entries.length - shown.length;
  if (rest > 0) yield `\nAnd ${count(rest, 'more principal')}, with --json.\n`;
}

function sideText({ kind, name, policies, collectedAt }: Diff['before']): string {
  const what = policies === undefined ? kind : count(policies.length, 'policy', 'policies');
  const when = collectedAt === undefined ? '' : `, collected ${momentText(isoOf(collectedAt))}`;
  return `${visible(name)} (${what}${when})`;
}

function* entryOf(entry: DiffEntry, isOnly: boolean, colors: Colors, width: number): Generator<string> {
  const { principal } = entry;
  if (principal !== undefined) {
    const status = statusWords(entry);
    const beside = [status === '' ? '' : colors.bold(status), colors.dim(visible(placeOf(principal)))];
    yield lines(['', [colors.bold(visible(principal.name)), ...beside.filter(Boolean)].join('  ')]);
  }
  const indent = principal === undefined ? '' : '  ';
  for (const section of sectionsOf(entry)) {
    if (principal === undefined) yield '\n';
    yield* sectionOf(section, isOnly ? mostPartsOfOne : mostPartsOfMany, indent, colors, width);
  }
}

function* sectionOf(
  section: DiffSection,
  most: number,
  indent: string,
  colors: Colors,
  width: number,
): Generator<string> {
  const heading = hanging(indent, plainText(section.title), width);
  yield lines(section.parts.length === 0 ? heading : heading.map((line) => colors.bold(line)));
  const color = section.sign === '-' ? colors.green : section.isElevated ? colors.red : colors.yellow;
  for (const part of section.parts.slice(0, most)) {
    const { head, lines: below } = wordsOf(part, section);
    const [first = '', ...more] = hanging(`${indent}  ${section.sign} `, plainText(head), width);
    yield lines([color(first), ...more.map((line) => color(line))]);
    for (const line of below) yield lines(hanging(`${indent}      `, plainText(line), width));
  }
  const rest = section.parts.length - most;
  if (rest > 0) yield `${indent}  ${section.sign} and ${formatNumber(rest)} more like these, with --json\n`;
}

function hanging(head: string, text: string, width: number): readonly string[] {
  const [first = '', ...rest] = wrap(text, width - head.length);
  return [head + first, ...rest.map((line) => ' '.repeat(head.length) + line)];
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
