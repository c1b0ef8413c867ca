import type { AuditResult, Finding, GrantReference, PrincipalSummary } from '../../core/model/finding.ts';
import type { PrincipalClass } from '../../core/model/principal.ts';
import type { Suggestion } from '../../core/model/suggestion.ts';
import type { Confidence, Severity } from '../../core/model/verdict.ts';
import { listPhrase, named, type Phrase, phrase } from '../markup/phrase.ts';
import { dayAgo, shorten } from '../markup/prose.ts';
import type { AccountName } from './accounts.ts';
import { suggestCommand, suggestionsById } from './suggestion-words.ts';

/** One labeled fact of a finding. */
export interface Fact {
  readonly label: string;
  readonly text: Phrase;
  /** What to do, in the order of doing it; `text` is then the first of them. */
  readonly steps?: readonly string[];
}

/** How a finding is told; the limits are for a page, `findings.json` has the whole. */
export interface Telling {
  readonly mostPermissions: number;
  readonly mostGrants: number;
}

/** What a finding points at. */
export interface FindingContext {
  readonly principal: PrincipalSummary | undefined;
  readonly suggestion: Suggestion | undefined;
}

/** Severities as a heading shows them. */
export const severityNames: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'For information',
};

const classNames: Readonly<Record<PrincipalClass, string>> = {
  'workload-role': 'role of a workload',
  'kubernetes-service-account': 'role of a Kubernetes service account',
  'ci-role': 'role of a build or deployment pipeline',
  'machine-user': 'user of a machine (access keys, no console password)',
  'cross-account-role': 'role for another account',
  'sso-role': 'role of a single sign-on permission set',
  'federated-role': 'role for federated people',
  'account-role': 'role for principals of its own account',
  'console-user': 'user with a console password',
  user: 'user',
  'service-linked-role': 'role linked to an AWS service',
  'foundation-role': 'role of the account foundation',
  'break-glass': 'emergency (break-glass) access',
  'unclassified-role': 'role',
};

const kindNames: Readonly<Record<Finding['subject']['kind'], string>> = {
  role: 'role',
  user: 'user',
  group: 'group',
  policy: 'policy',
  'permission-set': 'permission set',
  'access-key': 'access key',
  password: 'console password',
};

const confidenceNames: Readonly<Record<Confidence, string>> = {
  certain: 'certain: what was seen covers all of the time it speaks of',
  strong: "strong: it rests on known dates or on today's settings",
  weak: 'weak: a rule of thumb, so ask before acting',
};

/** Last path element of an ARN, which is what people call the thing; for a key, its id. */
export function shortNameOf(finding: Finding): string {
  const { kind, arn, id } = finding.subject;
  const name = arn.slice(arn.lastIndexOf('/') + 1) || arn;
  const plain = shorten(name, 64);
  if (kind === 'access-key') return `${plain}, access key ${shorten(id, 64)}`;
  if (kind === 'password') return `${plain}, console password`;
  return plain;
}

/** Account and environment: `payments-prod (111122223333), production`. */
export function placeOf(finding: Finding, nameOf: AccountName): string {
  const { accountId, environment } = finding.subject;
  const account = nameOf(accountId);
  return environment === undefined ? account : `${account}, ${environment}`;
}

/** What the findings of a scan point at. */
export function findingContextOf(result: AuditResult): (finding: Finding) => FindingContext {
  const principals = new Map(result.principals.map((principal) => [principal.arn, principal]));
  const suggestions = suggestionsById(result);
  return ({ subject, suggestion }) => ({
    principal: principals.get(subject.arn),
    suggestion: suggestion === undefined ? undefined : suggestions.get(suggestion),
  });
}

/** Who, what, since when and what to do, in that order; facts that are not known are left out. */
export function factsOf(
  finding: Finding,
  { principal, suggestion }: FindingContext,
  asOf: string,
  telling: Telling,
): readonly Fact[] {
  const { subject, permissions, grants, fix } = finding;
  const kind =
    subject.class === undefined || !isPrincipal(finding) ? kindNames[subject.kind] : classNames[subject.class];
  return [
    { label: 'Who', text: phrase`${named(subject.arn)}, ${kind}` },
    ...(subject.owner === undefined ? [] : [{ label: 'Owner', text: [shorten(subject.owner, 120)] }]),
    ...(permissions.length === 0
      ? []
      : [{ label: 'Permissions', text: listPhrase(permissions.map(named), telling.mostPermissions) }]),
    ...(grants.length === 0
      ? []
      : [{ label: 'Granted by', text: listPhrase(grants.map(grantPhrase), telling.mostGrants) }]),
    { label: 'Since', text: sincePhrase(finding, asOf) },
    ...(isPrincipal(finding) && principal !== undefined
      ? [{ label: 'Last used', text: [lastUseText(principal, asOf)] }]
      : []),
    ...(finding.confidence === 'certain' ? [] : [{ label: 'How sure', text: [confidenceNames[finding.confidence]] }]),
    ...(fix.length === 0 ? [] : [{ label: 'What to do', text: fix.slice(0, 1), steps: fix }]),
    ...(suggestion === undefined ? [] : [{ label: 'Suggestion', text: [named(suggestCommand(suggestion))] }]),
    { label: 'Finding', text: phrase`${named(finding.id)} (${finding.detector})` },
  ];
}

function isPrincipal({ subject }: Finding): boolean {
  return subject.kind === 'role' || subject.kind === 'user';
}

function grantPhrase(grant: GrantReference): Phrase {
  const type = {
    inline: 'inline policy',
    managed: 'policy',
    'aws-managed': 'AWS policy',
    'permission-set-inline': "permission set's inline policy",
  };
  const statement = /^\d+$/.test(grant.statement)
    ? `statement ${Number(grant.statement) + 1}`
    : phrase`statement ${named(grant.statement)}`;
  const via = grant.via === undefined ? '' : phrase`, by membership in ${named(grant.via)}`;
  const conditional = grant.conditional === true ? ', under a condition' : '';
  return phrase`${type[grant.type]} ${named(grant.policy)} (${statement}${via}${conditional})`;
}

function sincePhrase(finding: Finding, asOf: string): Phrase {
  const { introduced } = finding;
  const seen = finding.status === 'new' ? 'first seen in this scan' : `first seen ${dayAgo(finding.firstSeen, asOf)}`;
  const status = finding.status === 'reopened' ? `${seen}, resolved, and back again` : seen;
  if (introduced === undefined)
    return [finding.grants.length === 0 ? status : `not known who granted it or when; ${status}`];
  const by = introduced.by === undefined ? 'by whom is not known' : phrase`by ${named(introduced.by)}`;
  const via = introduced.via === undefined ? '' : ` with ${shorten(introduced.via, 60)}`;
  return phrase`${dayAgo(introduced.at, asOf)}, ${by}${via}; ${status}`;
}

function lastUseText({ lastUsed }: PrincipalSummary, asOf: string): string {
  return lastUsed === undefined ? 'no use is known' : dayAgo(lastUsed, asOf);
}
