import type { AuditResult, Finding, PermissionCreep } from '../../core/model/finding.ts';
import { type Severity, severities } from '../../core/model/verdict.ts';
import { type Phrase, phrase } from '../markup/phrase.ts';
import { count, daysBetween, dayText, formatNumber, listOf, percent } from '../markup/prose.ts';
import { type AccountName, accountNameOf } from './accounts.ts';
import { tightnessSentence } from './suggestion-words.ts';

/** A key figure as a labeled sentence. */
export interface Figure {
  readonly label: string;
  readonly text: Phrase;
}

/** Below this share of judged permissions, a short list of findings says little. */
const poorCoverage = 0.5;

/** What was audited, in one sentence. */
export function scopeSentence(result: AuditResult): string {
  const { scan, principals } = result;
  const days = daysBetween(scan.window.from, scan.window.to);
  const window = `${dayText(scan.window.from)} to ${dayText(scan.window.to)}`;
  const span = days === undefined ? window : `${window} (${count(days, 'day')})`;
  return `${count(scan.accounts.length, 'account')} and ${count(principals.length, 'principal')}; use seen from ${span}.`;
}

/** The figures that every report begins with, in their order. */
export function keyFigureLines(result: AuditResult): readonly Figure[] {
  return [
    { label: 'Unused but powerful', text: unusedElevatedRolesSentence(result) },
    { label: 'Permission creep', text: creepSentence(result, accountNameOf(result)) },
    { label: 'Coverage', text: coverageSentence(result) },
    { label: 'Findings', text: findingsSentence(result.findings) },
    ...(result.suggestions.length === 0 ? [] : [{ label: 'Suggestions', text: suggestionsSentence(result) }]),
  ];
}

/** Whether so little could be judged that the absence of findings must not be read as a pass. */
export function isPoorlyCovered(result: AuditResult): boolean {
  const { coverage } = result.keyFigures;
  return coverage === null || coverage < poorCoverage;
}

/** The findings that still stand: neither excepted nor resolved. */
export function standingOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.status !== 'excepted' && finding.status !== 'resolved');
}

/** Severities with their numbers of findings: `2 critical, 1 low`. */
export function severityCounts(findings: readonly Finding[]): string {
  const counts = new Map<Severity, number>();
  for (const { severity } of findings) counts.set(severity, (counts.get(severity) ?? 0) + 1);
  return severities
    .filter((severity) => counts.has(severity))
    .map((severity) => `${formatNumber(counts.get(severity) ?? 0)} ${severity}`)
    .join(', ');
}

function unusedElevatedRolesSentence(result: AuditResult): Phrase {
  const { days, environment, roles, unusedElevated, unknown, share } = result.keyFigures.unusedElevatedRoles;
  if (!result.principals.some((principal) => principal.environment === environment)) {
    return phrase`Cannot be told: nothing is known to be ${environment}. The configuration says which accounts are.`;
  }
  if (share === null) return phrase`No role in ${environment} is old enough to be judged over ${count(days, 'day')}.`;
  const verb = unusedElevated === 1 ? 'was not used in' : 'were not used in';
  const holds = unusedElevated === 1 ? 'holds' : 'hold';
  const untold = unknown === 0 ? '' : `; ${formatNumber(unknown)} cannot be told`;
  return phrase`${formatNumber(unusedElevated)} of ${count(roles, 'role')} in ${environment} (${percent(share)}) ${verb} ${count(days, 'day')} and still ${holds} elevated permissions${untold}.`;
}

/** What is younger than the window has its verdict, and says nothing of use. */
function whyNoCreep({ granted, judged }: PermissionCreep): string {
  if (granted === 0) return 'nothing is granted';
  return judged === null || judged === 0
    ? 'no granted permission could be judged'
    : 'what could be judged was granted too recently, or only refused';
}

function creepSentence(result: AuditResult, nameOf: AccountName): Phrase {
  const { permissionCreep, permissionCreepByAccount } = result.keyFigures;
  if (permissionCreep.score === null) return phrase`Cannot be told: ${whyNoCreep(permissionCreep)}.`;
  const worst = scored(permissionCreepByAccount)
    .sort((a, b) => b.score - a.score || (a.accountId < b.accountId ? -1 : 1))
    .slice(0, 3)
    .map(({ accountId, score }) => `${nameOf(accountId)} ${Math.round(score)}`);
  const byAccount = worst.length < 2 ? '' : ` Most in ${listOf(worst)}.`;
  return phrase`${String(Math.round(permissionCreep.score))} of 100: the share of the judged permissions that nobody uses.${byAccount}`;
}

function scored(rows: readonly PermissionCreep[]): { readonly accountId: string; readonly score: number }[] {
  return rows.flatMap(({ accountId, score }) =>
    accountId === undefined || score === null ? [] : [{ accountId, score }],
  );
}

function coverageSentence(result: AuditResult): Phrase {
  const { coverage, permissionCreep } = result.keyFigures;
  if (coverage === null) return phrase`Nothing is granted to anybody that was read, so there was nothing to judge.`;
  const granted = count(permissionCreep.granted, 'granted permission');
  const sentence = `${percent(coverage)} of ${granted} could be judged.`;
  if (coverage >= poorCoverage) return [sentence];
  return [`${sentence} That is little: a short list of findings does not mean that all is well.`];
}

function findingsSentence(findings: readonly Finding[]): Phrase {
  const standing = standingOf(findings);
  const excepted = findings.filter((finding) => finding.status === 'excepted').length;
  const resolved = findings.filter((finding) => finding.status === 'resolved').length;
  const parts = [
    standing.length === 0 ? 'none' : severityCounts(standing),
    ...(excepted === 0 ? [] : [`${count(excepted, 'accepted exception')} not counted`]),
    ...(resolved === 0 ? [] : [`${formatNumber(resolved)} resolved since the scan before`]),
  ];
  return [`${parts.join('; ')}.`];
}

function suggestionsSentence({ keyFigures: { suggestions } }: AuditResult): Phrase {
  return [`${count(suggestions.suggestions, 'change')}, proved: ${tightnessSentence(suggestions)}`];
}
