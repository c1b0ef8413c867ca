import pc from 'picocolors';
import type { AuditResult, Finding } from '../../core/model/finding.ts';
import type { Reporter } from '../../core/model/report.ts';
import type { Severity } from '../../core/model/verdict.ts';
import { type Phrase, plainText } from '../markup/phrase.ts';
import { count, dayText, formatNumber, momentText, shorten, wrap } from '../markup/prose.ts';
import { visible } from '../markup/visible.ts';
import { type AccountName, accountNameOf } from './accounts.ts';
import { collectionSentence } from './collection-words.ts';
import { type Fact, factsOf, findingContextOf, placeOf, shortNameOf, type Telling } from './finding-facts.ts';
import { isPoorlyCovered, keyFigureLines, scopeSentence, standingOf } from './key-figures.ts';
import { suggestionOverview } from './suggestion-overview.ts';
import { tellsOfSuggestions } from './suggestion-words.ts';
import { unjudgedLines } from './unjudged-words.ts';
import { unseenLines } from './unseen.ts';

/** How the page is set. Colors only where it goes to a terminal. */
export interface TextOptions {
  readonly colors: boolean;
  /** Columns. */
  readonly width: number;
}

const mostFindings = 10;
const mostUnseen = 10;
const mostSuggestions = 5;
const telling: Telling = { mostPermissions: 4, mostGrants: 2 };
const labelWidth = 13;
const figureWidth = 23;

type Colors = ReturnType<typeof pc.createColors>;
type Block = readonly string[];

/** Writes `report.txt`, a page that a person reads: key figures, the worst findings, and what could not be seen. */
export function textReporter(options: TextOptions): Reporter {
  return { format: 'text', render: (result) => [{ path: 'report.txt', chunks: spaced(textChunks(result, options)) }] };
}

function* textChunks(result: AuditResult, options: TextOptions): Generator<string> {
  const colors = pc.createColors(options.colors);
  const { width } = options;
  const { collection } = result.scan;
  const asOf = `As of ${momentText(result.scan.asOf)}; scan ${visible(result.scan.id)}.`;
  yield page([
    [
      colors.bold('iam-drift: who may do what in AWS, against what they were seen doing'),
      '',
      ...wrap(scopeSentence(result), width),
      ...wrap(asOf, width),
      ...(collection === undefined ? [] : wrap(plainText(collectionSentence(collection)), width)),
    ],
    [
      colors.bold('Key figures'),
      ...keyFigureLines(result).flatMap(({ label, text }) => labeled(label, text, 2, figureWidth, width)),
    ],
  ]);
  const standing = standingOf(result.findings);
  if (standing.length === 0) yield page([nothingFound(result, width, colors)]);
  else yield* worstChunks(result, standing, width, colors);
  if (tellsOfSuggestions(result)) yield page([suggestionOverview(result, options, mostSuggestions)]);
  const unseen = unseenLines(result);
  if (unseen.length > 0) yield page([[colors.bold('What could not be seen'), ...unseenBlock(unseen, width)]]);
  const unjudged = unjudgedLines(result);
  if (unjudged.length > 0) {
    const lines = unjudged.flatMap((line) => hanging('  - ', plainText(line), width));
    yield page([[colors.bold('What would tell more'), ...lines]]);
  }
}

function* worstChunks(
  result: AuditResult,
  standing: readonly Finding[],
  width: number,
  colors: Colors,
): Generator<string> {
  const contextOf = findingContextOf(result);
  const nameOf = accountNameOf(result);
  const worst = standing.slice(0, mostFindings);
  const heading =
    standing.length > mostFindings ? `Worst first: ${mostFindings} of ${formatNumber(standing.length)}` : 'Worst first';
  yield page([[colors.bold(heading)]]);
  for (const [index, finding] of worst.entries()) {
    const facts = factsOf(finding, contextOf(finding), result.scan.asOf, telling);
    yield page([
      [
        headingOf(finding, index + 1, nameOf, colors),
        ...indented(wrap(visible(shorten(finding.summary, 600)), width - 4), 4),
        ...facts.flatMap((fact) => factLines(fact, width)),
      ],
    ]);
  }
  const rest = standing.slice(mostFindings);
  if (rest.length > 0) yield page([wrap(restSentence(rest), width)]);
}

/** A fact; of several steps the first, with the number of the others. */
function factLines({ label, text, steps = [] }: Fact, width: number): Block {
  const lines = labeled(label, text, 4, labelWidth, width);
  if (steps.length < 2) return lines;
  return [
    ...lines,
    ...labeled('', [`(then ${count(steps.length - 1, 'more step')}, in report.md)`], 4, labelWidth, width),
  ];
}

function headingOf(finding: Finding, number: number, nameOf: AccountName, colors: Colors): string {
  const severity = colorOf(finding.severity, colors)(finding.severity.toUpperCase().padEnd(8));
  const name = colors.bold(visible(shortNameOf(finding)));
  return `${String(number).padStart(2)}. ${severity}  ${name}  ${colors.dim(visible(placeOf(finding, nameOf)))}`;
}

/** Detectors by number of findings: ids, since they are what `findings.json` and the documentation call them. */
function restSentence(rest: readonly Finding[]): string {
  const counts = new Map<string, number>();
  for (const { detector } of rest) counts.set(detector, (counts.get(detector) ?? 0) + 1);
  const byDetector = [...counts]
    .sort(([a, one], [b, two]) => two - one || (a < b ? -1 : 1))
    .map(([detector, number]) => `${visible(detector)} ${formatNumber(number)}`);
  return `And ${formatNumber(rest.length)} more, in report.md and findings.json: ${byDetector.join(', ')}.`;
}

function nothingFound(result: AuditResult, width: number, colors: Colors): Block {
  const { accounts } = result.scan;
  if (accounts.length === 0 || result.principals.length === 0) {
    return [
      colors.bold('Nothing was read'),
      ...wrap('No account or no principal could be read, so this says nothing about access. It is not a pass.', width),
    ];
  }
  const looked = `${count(accounts.length, 'account')}, ${count(result.principals.length, 'principal')}, ${count(result.keyFigures.permissionCreep.granted, 'granted permission')}`;
  const since = `${dayText(result.scan.window.from)} to ${dayText(result.scan.window.to)}`;
  if (!isPoorlyCovered(result))
    return [colors.bold('Nothing found'), ...wrap(`Looked at ${looked}, from ${since}.`, width)];
  return [
    colors.bold('Nothing found, but little could be judged'),
    ...wrap(
      `Looked at ${looked}, from ${since}. For most of them it could not be told whether they are used, so this is not a pass.`,
      width,
    ),
  ];
}

function unseenBlock(unseen: readonly Phrase[], width: number): Block {
  // The last line goes to the count of what is left out.
  const shown = unseen.length > mostUnseen ? unseen.slice(0, mostUnseen - 1) : unseen;
  const lines = shown.flatMap((line) => hanging('  - ', plainText(line), width));
  const rest = unseen.length - shown.length;
  return rest === 0
    ? lines
    : [...lines, `  - And ${count(rest, 'more kind', 'more kinds')} of it, in findings.json under scan.`];
}

function labeled(label: string, text: Phrase, indent: number, labelWidth: number, width: number): Block {
  return hanging(' '.repeat(indent) + label.padEnd(labelWidth), plainText(text), width);
}

function hanging(head: string, text: string, width: number): Block {
  const [first = '', ...rest] = wrap(text, width - head.length);
  return [head + first, ...indented(rest, head.length)];
}

function indented(lines: Block, columns: number): Block {
  return lines.map((line) => ' '.repeat(columns) + line);
}

/** Blocks with an empty line between them. */
function page(blocks: readonly Block[]): string {
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** Chunks with an empty line between them. */
function* spaced(chunks: Iterable<string>): Generator<string> {
  let separator = '';
  for (const chunk of chunks) {
    yield separator + chunk;
    separator = '\n';
  }
}

function colorOf(severity: Severity, colors: Colors): (text: string) => string {
  switch (severity) {
    case 'critical':
      return (text) => colors.bold(colors.red(text));
    case 'high':
      return colors.red;
    case 'medium':
      return colors.yellow;
    case 'low':
      return colors.cyan;
    case 'info':
      return colors.dim;
  }
}
