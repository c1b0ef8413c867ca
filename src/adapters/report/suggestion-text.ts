import pc from 'picocolors';
import type { Origin, RemediationStep } from '../../core/model/remediation.ts';
import type { Certificate, CertificatePoint, NoSuggestion, Suggestion } from '../../core/model/suggestion.ts';
import { type Phrase, plainText } from '../markup/phrase.ts';
import { count, dayText, formatNumber, listOf, wrap } from '../markup/prose.ts';
import { reviewPhrases } from '../markup/review-phrases.ts';
import { visible } from '../markup/visible.ts';
import { jsonBlock } from './json-layout.ts';
import { suggestionTable } from './suggestion-table.ts';
import { subjectArnOf, subjectNameOf, tightnessSentence, whyName } from './suggestion-words.ts';
import type { TextOptions } from './text.ts';

/** What the page of a suggestion needs beside it. */
export interface SuggestionTelling {
  /** Account and environment. */
  readonly place: string;
  /** ARNs by suggestion, of others that this one speaks of. */
  readonly others: ReadonlyMap<string, string>;
  /** What a step's changes are called, and the commands that make and undo them. */
  stepOf(step: RemediationStep): StepTelling;
  /** What to know of the commands before they are read; absent: they can be run as they are. */
  readonly commands?: string;
  /** Where its files are, or how to get them. */
  readonly files: string;
}

/** One step in words and commands. */
export interface StepTelling {
  readonly changes: readonly Phrase[];
  /** Empty: it changes nothing. */
  readonly run: string;
  readonly undo: string;
}

/** Lines of all policies on the page together, and of one at least. */
const mostLines = 60;
const leastLines = 16;
/** Changes of one step. */
const mostChanges = 8;
const indent = '  ';

/** The points as a reader knows them. */
export const pointNames: Readonly<Record<CertificatePoint, string>> = {
  'no-new-access': 'no new access',
  replay: 'replay',
  'nothing-unjudged-removed': 'unjudged kept',
  'intent-kept': 'intent kept',
  fits: 'fits',
  'every-path-cut': 'every path cut',
  'right-target': 'right target',
};

type Colors = ReturnType<typeof pc.createColors>;
type Block = readonly string[];

/** The page of one suggestion: what stays and what goes side by side, the policies after, the steps, and what was proved. */
export function* suggestionPage(
  suggestion: Suggestion,
  telling: SuggestionTelling,
  { colors: isColored, width }: TextOptions,
): Generator<string> {
  const colors = pc.createColors(isColored);
  const { remarks, blastRadius, plan, certificate } = suggestion;
  const room = Math.max(leastLines, Math.floor(mostLines / Math.max(1, suggestion.after.length)));
  yield text(headOf(suggestion, telling, colors, width));
  yield* section('Read this first', bullets([...remarks, ...quarantineLines(suggestion)], width), colors);
  yield* section('What stays and what goes', sideBySide(suggestion, telling, width), colors);
  for (const policy of suggestion.after) {
    const size = certificate.sizes.find(({ name }) => name === policy.name);
    const quota =
      size === undefined ? '' : `, ${formatNumber(size.characters)} of ${formatNumber(size.quota)} characters`;
    yield* section(
      `After: ${visible(policy.name)} (${policy.type}${quota})`,
      documentLines(policy.document, room),
      colors,
    );
  }
  yield* section('Who is touched', bullets(blastRadius, width), colors);
  const reversible = plan.steps.filter(({ irreversible }) => !irreversible);
  const commands = telling.commands === undefined ? [] : hanging(indent, telling.commands, width);
  yield* section('In this order', [...commands, ...stepLines(reversible, telling, width)], colors);
  const last = plan.steps.filter(({ irreversible }) => irreversible);
  yield* section('Apart, and irreversible', stepLines(last, telling, width), colors);
  yield* section('Certificate', certificateLines(certificate, width, colors), colors);
  const defined = plan.origins.map(originText);
  yield* section('Files', bullets([...defined, telling.files], width), colors);
}

/** Why there is no suggestion, and what would help. */
export function* noSuggestionPage(
  { subject, text: why, next, checks = [], ...rest }: NoSuggestion,
  { colors: isColored, width }: TextOptions,
): Generator<string> {
  const colors = pc.createColors(isColored);
  const name = colors.bold(visible(subject.slice(subject.lastIndexOf('/') + 1) || subject));
  yield text([
    `${name}  ${colors.dim(`no suggestion: ${whyName({ subject, text: why, ...rest })}`)}`,
    ...wrap(visible(subject), width),
    ...wrap(visible(why), width),
    ...(next === undefined ? [] : hanging('What would help: ', visible(next), width)),
  ]);
  const failed = checks.filter(({ holds }) => !holds);
  if (failed.length > 0) yield* section('Checks that failed', checkLines(failed, width, colors), colors);
}

function headOf(suggestion: Suggestion, { place }: SuggestionTelling, colors: Colors, width: number): Block {
  const { kind, tightness, principals } = suggestion;
  const retire = kind === 'retire' ? 'Not used at all: a plan to take it out of service, and no smaller policy. ' : '';
  const reach = reachSentence(principals);
  const alone =
    suggestion.removedWith.length > 0 && tightness.permissions.before === tightness.permissions.after
      ? ' Alone it takes nothing away: something else grants the same, and has a suggestion of its own, named below.'
      : '';
  return [
    `${colors.bold(visible(subjectNameOf(suggestion)))}  ${colors.dim(visible(place))}`,
    ...wrap(visible(subjectArnOf(suggestion)), width),
    ...wrap(`${retire}${tightnessSentence(tightness)}${reach}${alone}`, width),
  ];
}

function reachSentence(principals: Suggestion['principals']): string {
  if (principals === undefined) return '';
  if (principals.length < 2) return ` Reaches ${count(principals.length, 'principal')}.`;
  return ` Reaches ${count(principals.length, 'principal')}, and counts each permission once for each.`;
}

function quarantineLines({ quarantine }: Suggestion): readonly string[] {
  if (quarantine === undefined) return [];
  const since = `A quarantine is in force since ${dayText(quarantine.since)}`;
  if (quarantine.refused.length === 0) return [`${since}; nothing that it blocks was asked for since.`];
  const refused = quarantine.refused.map(({ action, lastRefused }) => `${action} (${dayText(lastRefused)})`);
  return [`${since}, and somebody needs what it blocks: refused since were ${listOf(refused, 8)}.`];
}

function sideBySide(suggestion: Suggestion, { others }: SuggestionTelling, width: number): Block {
  const together = suggestion.removedWith.flatMap(({ suggestion: id, removed }) =>
    hanging(
      `With ${visible(others.get(id) ?? id)} also goes: `,
      listOf(removed.map(visible), 12),
      width - indent.length,
    ),
  );
  return indented([...suggestionTable(suggestion, width - indent.length), ...together]);
}

function documentLines(document: Suggestion['after'][number]['document'], most: number): Block {
  const lines = jsonBlock(document, 0, 100).split('\n');
  if (lines.length <= most) return indented(lines);
  const rest = lines.length - most;
  return indented([...lines.slice(0, most), `… ${formatNumber(rest)} more lines: --language json prints it whole`]);
}

function stepLines(steps: readonly RemediationStep[], telling: SuggestionTelling, width: number): Block {
  return steps.flatMap((step, index) => {
    const { changes, run, undo } = telling.stepOf(step);
    const when = step.notBefore === undefined ? '' : `, not before ${dayText(step.notBefore)}`;
    const head = `${indent}${index + 1}. `;
    const inner = ' '.repeat(head.length);
    const rest = changes.length - mostChanges;
    return [
      ...hanging(head, `${visible(step.title)}${when}`, width),
      ...step.explanation.flatMap((line) => hanging(inner, visible(line), width)),
      ...changes.slice(0, mostChanges).flatMap((change) => hanging(`${inner}- `, plainText(change), width)),
      ...(rest > 0 ? [`${inner}- and ${formatNumber(rest)} more`] : []),
      ...(run === '' ? [] : [`${inner}run:  ${visible(run)}`]),
      ...(undo === '' ? [] : [`${inner}undo: ${visible(undo)}`]),
    ];
  });
}

function certificateLines(certificate: Certificate, width: number, colors: Colors): Block {
  const { checks, reviews = [], notSeen, unlistedLost, meaningChanged, inputs } = certificate;
  const { window, documents, catalogVersion, toolVersion } = inputs;
  return [
    ...checkLines(checks, width, colors),
    ...bullets(
      [
        ...reviewPhrases(reviews).map(plainText),
        ...meaningChanged.map((line) => `Changed in meaning: ${line}`),
        ...notSeen.map((line) => `Not seen: ${line}`),
        ...(unlistedLost.length === 0 ? [] : [`Names that AWS may add later are lost in: ${listOf(unlistedLost, 8)}`]),
        `Rests on use seen from ${dayText(window.from)} to ${dayText(window.to)}, ${count(documents.length, 'document')} by SHA-256, catalog ${catalogVersion}, iam-drift ${toolVersion}.`,
      ],
      width,
    ),
  ];
}

function checkLines(checks: Certificate['checks'], width: number, colors: Colors): Block {
  return checks.flatMap(({ point, holds, text: found }) => {
    const name = pointNames[point].padEnd(14);
    const [first = '', ...rest] = hanging(`${indent}${holds ? 'holds ' : 'FAILED'}  ${name}  `, visible(found), width);
    return [holds ? first : colors.red(first), ...rest];
  });
}

function originText({ tool, address, stack, arn }: Origin): string {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  if (tool === 'terraform') {
    return `${name} comes from Terraform${address === undefined ? '' : ` (${address})`}: change it there, or the next apply brings it back.`;
  }
  const where = [stack === undefined ? '' : `stack ${stack}`, address ?? ''].filter(Boolean).join(', ');
  return `${name} comes from CloudFormation${where === '' ? '' : ` (${where})`}: change it there, or the next update brings it back.`;
}

function bullets(sentences: readonly string[], width: number): Block {
  return sentences.flatMap((sentence) => hanging(`${indent}- `, visible(sentence), width));
}

function hanging(head: string, sentence: string, width: number): Block {
  const [first = '', ...rest] = wrap(sentence, width - head.length);
  return [head + first, ...rest.map((line) => ' '.repeat(head.length) + line)];
}

function indented(lines: Block): Block {
  return lines.map((line) => indent + line);
}

/** Nothing at all where there is nothing to say. */
function* section(title: string, lines: Block, colors: Colors): Generator<string> {
  if (lines.length > 0) yield text(['', colors.bold(title), ...lines]);
}

function text(lines: Block): string {
  return `${lines.join('\n')}\n`;
}
