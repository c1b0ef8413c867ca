import { NothingCollectedError, UserError } from '../core/model/errors.ts';
import type { AuditResult, FindingStatus } from '../core/model/finding.ts';
import { type Severity, severities } from '../core/model/verdict.ts';

/** What the exit codes mean; part of the public contract. */
export const exitCodes = {
  /** Nothing counted at or above the threshold. */
  ok: 0,
  /** A finding counted at or above the threshold; of a comparison, access gained or not to be told. */
  findings: 1,
  /** Wrong usage, configuration or credentials. */
  usage: 2,
  /** Nothing was collected: an empty scan is not a pass. */
  nothingCollected: 3,
  /** Gaps, where completeness was required. */
  gaps: 4,
  /** A bug of ours. */
  internal: 70,
  /** Interrupted by the user or the system. */
  interrupted: 130,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What the user wants to fail for. */
export interface Gate {
  readonly failOn: Severity | 'never';
  readonly requireComplete: boolean;
}

const precedence: readonly ExitCode[] = [70, 130, 2, 3, 4, 1, 0];

const counted: ReadonlySet<FindingStatus> = new Set<FindingStatus>(['new', 'open', 'reopened']);

/** The code to exit with where several hold; 0 where none does. */
export function foremostExitCode(codes: Iterable<ExitCode>): ExitCode {
  const held = new Set(codes);
  return precedence.find((code) => held.has(code)) ?? exitCodes.ok;
}

/** The exit code that a scan's result asks for. */
export function exitCodeOf(result: AuditResult, gate: Gate): ExitCode {
  return foremostExitCode(codesOf(result, gate));
}

function* codesOf({ scan, principals, findings }: AuditResult, { failOn, requireComplete }: Gate): Generator<ExitCode> {
  if (scan.accounts.length === 0 || principals.length === 0) yield exitCodes.nothingCollected;
  if (requireComplete && scan.gaps.length > 0) yield exitCodes.gaps;
  if (failOn === 'never') return;
  const failing = new Set(severities.slice(0, severities.indexOf(failOn) + 1));
  if (findings.some(({ severity, status }) => counted.has(status) && failing.has(severity))) yield exitCodes.findings;
}

/** The code that an error asks for: one that the user can mend is 2 or 3, any other is a bug of ours. */
export function exitCodeOfError(error: unknown): ExitCode {
  if (error instanceof NothingCollectedError) return exitCodes.nothingCollected;
  return error instanceof UserError ? exitCodes.usage : exitCodes.internal;
}
