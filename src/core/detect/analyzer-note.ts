import type { AccountView } from '../evidence/account-evidence.ts';
import type { AnalyzerFinding } from '../evidence/analyzer-evidence.ts';
import type { Observation } from '../model/finding.ts';

/** Our detectors by what Access Analyzer calls the same. */
const sameAs: Readonly<Record<string, readonly AnalyzerFinding['kind'][]>> = {
  'unused-role': ['unused-role'],
  'unused-elevated-permission': ['unused-permission'],
  'unused-permission': ['unused-permission'],
  'unused-access-key': ['unused-access-key'],
  'unused-console-password': ['unused-console-password'],
  'unused-user': ['unused-access-key', 'unused-console-password', 'unused-permission'],
};

/**
 * An observation with what IAM Access Analyzer says of the same, where it looks for unused access in this account: that it agrees, or that it has no such
 * finding. It has other spans of time, exclusions and archived findings, so that its silence is told and changes nothing.
 */
export function withAnalyzerNote(
  detector: string,
  observation: Observation,
  { analyzer }: Pick<AccountView, 'analyzer'>,
): Observation {
  const wanted = sameAs[detector];
  if (wanted === undefined || analyzer.findings.size === 0) return observation;
  const same = analyzer.findings.get(observation.subject.arn)?.filter(({ kind }) => wanted.includes(kind)) ?? [];
  const [first] = same;
  const text =
    first === undefined
      ? 'IAM Access Analyzer looks for unused access here and has no such active finding; it may look at another span of time, or exclude it'
      : `IAM Access Analyzer says so too: finding ${first.id}${first.updatedAt === '' ? '' : `, updated ${first.updatedAt.slice(0, 10)}`}`;
  return { ...observation, evidence: [...observation.evidence, { source: 'access-analyzer', text }] };
}
