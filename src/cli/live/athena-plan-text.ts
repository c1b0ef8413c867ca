import { plainText } from '../../adapters/markup/phrase.ts';
import { listOf } from '../../adapters/markup/prose.ts';
import { gapLines } from '../../adapters/report/gap-lines.ts';
import { counted } from '../progress.ts';
import type { PlannedReading } from './athena-plan.ts';

/** Of so many statements the text is shown: the table's, and the first query's; the others differ in accounts and days. */
const shown = 2;

/** What Athena would run for a setting, and about what that would cost, as lines: SQL, with comments. */
export function athenaPlanLines({ setting, accounts, plan }: PlannedReading): readonly string[] {
  const { statements, gaps } = plan;
  const rest = statements.slice(shown);
  return [
    `-- ${setting.location}, for ${accounts.length === 1 ? 'account' : `${counted(accounts.length)} accounts:`} ${listOf(accounts, 5)}; workgroup ${setting.workgroup}`,
    ...statements.slice(0, shown).flatMap(({ about, text }) => [`-- ${about}`, `${text};`, '']),
    ...(rest.length === 0 ? [] : [`-- and ${counted(rest.length)} more like it; with --json all are printed`]),
    costLine(plan),
    ...gapLines(gaps, (id) => id).map((line) => `-- not known: ${plainText(line)}`),
  ];
}

/** Where some listings were refused, what was listed is the least of it. */
function costLine({ bytes, dollars, gaps }: PlannedReading['plan']): string {
  const isWhole = !gaps.some(({ service }) => service === 's3');
  if (bytes === undefined || dollars === undefined || (bytes === 0 && !isWhole))
    return '-- what it would cost is not known: the files cannot be listed';
  if (bytes === 0) return '-- no log file was found there: is it what stands before AWSLogs/?';
  const least = isWhole ? '' : 'at least ';
  const price = dollars < 0.01 ? 'a cent' : `${dollars.toFixed(2)} US dollars`;
  return `-- to read: ${least}${sizeText(bytes)} of log files, about ${price} at the list price; no query was run`;
}

function sizeText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** power;
  return `${power === 0 ? counted(bytes) : amount.toFixed(amount < 10 ? 1 : 0)} ${units[power] ?? ''}`;
}
