import pc from 'picocolors';
import type { ChangedInput, Suggestion, Verification } from '../../core/model/suggestion.ts';
import { count, dayText, listOf, wrap } from '../markup/prose.ts';
import { visible } from '../markup/visible.ts';
import { pointNames } from './suggestion-text.ts';
import { subjectArnOf, subjectNameOf } from './suggestion-words.ts';
import type { TextOptions } from './text.ts';

/** Rows of one kind on the page. */
const mostRows = 20;

/** Whether nothing speaks against doing now what the certificate is for: it holds, and nobody was refused by its quarantine. */
export function stillStands({ holds, quarantine }: Verification): boolean {
  return holds && (quarantine?.refused.length ?? 0) === 0;
}

/** The page of a certificate checked again: whether it stands, what changed, which checks hold, and what may still go. `asOf` is of this check. */
export function* verificationPage(
  suggestion: Suggestion,
  verification: Verification,
  asOf: string,
  { colors: isColored, width }: TextOptions,
): Generator<string> {
  const colors = pc.createColors(isColored);
  const stands = stillStands(verification);
  const { window } = suggestion.certificate.inputs;
  const line = (text: string, indent = '  - '): readonly string[] => {
    const [first = '', ...rest] = wrap(visible(text), width - indent.length);
    return [indent + first, ...rest.map((one) => ' '.repeat(indent.length) + one)];
  };
  const section = (title: string, rows: readonly string[]): string => {
    const rest = rows.length - mostRows;
    const lines = rows.slice(0, mostRows).flatMap((row) => line(row));
    return `\n${[colors.bold(title), ...lines, ...(rest > 0 ? [`  - and ${count(rest, 'more', 'more')}`] : [])].join('\n')}\n`;
  };
  const verdict = stands ? 'still holds' : 'no longer holds as it was made';
  yield `${colors.bold(`${visible(subjectNameOf(suggestion))}: the certificate ${verdict}`)}\n`;
  yield `${[
    ...line(subjectArnOf(suggestion), ''),
    ...line(
      `Made from use seen to ${dayText(window.to)}, with ${count(suggestion.certificate.inputs.documents.length, 'document')}; checked as of ${dayText(asOf)}.`,
      '',
    ),
  ].join('\n')}\n`;
  const { missing, newHolders, changedInputs, checks, noLongerUnused, stillUnused } = verification;
  if (missing.length > 0) yield section('Gone, or not in the accounts read', missing);
  if (newHolders.length > 0) yield section('Came to it since, with needs that were not counted', newHolders);
  if (changedInputs.length > 0) yield section('Changed since', changedInputs.map(changeText));
  yield `\n${colors.bold('Checked again')}\n`;
  for (const { point, holds, text } of checks) {
    const lines = line(text, `  ${holds ? 'holds ' : 'FAILED'}  ${pointNames[point].padEnd(14)}  `);
    yield `${lines.map((one) => (holds ? one : colors.red(one))).join('\n')}\n`;
  }
  const used = noLongerUnused.map(({ action, principal, verdict: is, reason, lastUsed }) => {
    const when = lastUsed === undefined ? '' : `, last used ${dayText(lastUsed)}`;
    return `${action} of ${principal}: ${is}${when} (${reason})`;
  });
  if (used.length > 0) yield section('Must stay now', used);
  const watch = quarantineRows(verification);
  if (watch.length > 0) yield section('The quarantine', watch);
  if (suggestion.kind === 'narrow') {
    const may = stillUnused.length === 0 ? 'nothing of it' : listOf(stillUnused, 12);
    yield section('May still go', [may]);
  }
  if (!stands) {
    yield section('What to do', [
      'Make the plan anew, with the same list as its bound: iam-drift suggest --frozen CERTIFICATE --from BUNDLE --out DIR',
    ]);
  }
}

function changeText({ of, part, was, is }: ChangedInput): string {
  const what = was === undefined ? 'new' : is === undefined ? 'gone' : 'another document than it was';
  return `${part} of ${of}: ${what}`;
}

function quarantineRows({ quarantine }: Verification): readonly string[] {
  if (quarantine === undefined) return [];
  const since = `In force since ${dayText(quarantine.since)}`;
  if (quarantine.refused.length === 0) return [`${since}; nothing that it blocks was asked for.`];
  return quarantine.refused.map(
    ({ action, lastRefused }) => `${action} was refused, last on ${dayText(lastRefused)}: somebody needs it.`,
  );
}
