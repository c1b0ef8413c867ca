import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { AccountAudit } from '../../../src/audit.ts';
import type { Catalog } from '../../../src/core/catalog/catalog.ts';
import type { AccountParts } from '../../../src/core/model/bundle.ts';
import type { PrincipalSummary } from '../../../src/core/model/finding.ts';
import type { PrincipalClass } from '../../../src/core/model/principal.ts';
import type { Change, StepId } from '../../../src/core/model/remediation.ts';
import type { SuggestSettings } from '../../../src/core/model/settings.ts';
import type { KeptWhy, Suggestion } from '../../../src/core/model/suggestion.ts';
import { dayMs, type Instant, isoOf } from '../../../src/core/model/time.ts';
import { verdicts as allVerdicts, type Verdict } from '../../../src/core/model/verdict.ts';
import { authorizerOf, type PolicySet } from '../../../src/core/policy/authorize.ts';
import type { Request, RequestPrincipal } from '../../../src/core/policy/request.ts';
import { type Asked, isLike, requestsFor, thinned } from './asked-requests.ts';
import {
  accountOf,
  type ChangedAccount,
  changedBy,
  charactersOf,
  differencesOf,
  documentOf,
  identityOf,
  statementsOf,
  textsOf,
  type WrittenStatement,
} from './changed-account.ts';
import { canBe, otherReasons, type ReasonFacts } from './reasons.ts';

/** One call that was seen and not refused. */
export interface OwnCall {
  readonly principalArn: string;
  /** The event's source without `.amazonaws.com`. */
  readonly source: string;
  readonly at: Instant;
  /** All that the event is known to exercise; empty: not known. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** An account as it came, what was seen of it, and what was said of it. */
export interface Case {
  readonly parts: AccountParts;
  readonly audit: AccountAudit;
  readonly calls: readonly OwnCall[];
  readonly settings: SuggestSettings;
  readonly asOf: Instant;
  /** Of the organization, by level. */
  readonly scps?: PolicySet['scps'];
  /** How many actions each check asks about. */
  readonly depth: number;
}

/** Where every suggestion is judged, and by whom: the accounts before and after, each principal's requests. */
interface Trial {
  readonly given: Case;
  readonly suggestion: Suggestion;
  readonly catalog: Catalog;
  readonly complain: (what: string) => void;
}

/** Past these, more of the same is told. */
const mostTold = 12;
const untouchable: readonly PrincipalClass[] = ['service-linked-role', 'foundation-role', 'break-glass'];
const quarantine = /^IamDriftQuarantine/;

/** What is wrong with the suggestions of an account, in sentences; empty when all is well. */
export function complaintsAbout(given: Case, catalog: Catalog): readonly string[] {
  const complaints: string[] = [];
  const start = accountOf(given.parts);
  for (const suggestion of given.audit.suggestions) {
    const name = `${suggestion.kind} ${suggestion.principal ?? suggestion.policy ?? suggestion.group}`;
    const complain = (what: string) => complaints.push(`${name}: ${what}`);
    judge({ given, suggestion, catalog, complain }, start);
  }
  const narrowing = given.audit.suggestions.filter(({ kind }) => kind === 'narrow');
  for (const order of [narrowing, narrowing.toReversed()]) judgeTogether(given, order, start, catalog, complaints);
  judgeRest(given, narrowing, start, catalog, complaints);
  return [...new Set(complaints)].slice(0, mostTold);
}

function judge(trial: Trial, start: ChangedAccount): void {
  const { suggestion, complain } = trial;
  judgeSteps(trial, start);
  judgeCertificate(trial);
  if (suggestion.kind === 'retire') {
    judgeRetired(trial, start);
    return;
  }
  const after = withoutQuarantine(changedBy(start, changesOf(suggestion, 'remove')));
  for (const refusal of after.refused) complain(`AWS would refuse the removal: ${refusal}`);
  const before = withoutQuarantine(start);
  judgeDocuments(trial, before, after);
  const touched = trial.given.audit.principals.filter(({ arn }) => isChanged(before, after, arn));
  for (const principal of touched) judgeAccess(trial, principal, start, before, after);
  judgeKept(trial, before, after);
}

// ---- steps

function changesOf({ plan }: Suggestion, id: StepId): readonly Change[] {
  return plan.steps.find((step) => step.id === id)?.changes ?? [];
}

/** Every step can be done after those before it, its undo brings back what was; nothing is gone for good before a window has passed. */
function judgeSteps({ given, suggestion, complain }: Trial, start: ChangedAccount): void {
  let now = start;
  for (const { id, changes, undo, irreversible, notBefore } of suggestion.plan.steps) {
    const then = changedBy({ ...now, refused: [] }, changes);
    for (const refusal of then.refused) complain(`AWS would refuse step ${id}: ${refusal}`);
    if (irreversible) {
      if (undo.length > 0) complain(`step ${id} is irreversible and has an undo`);
      const window = given.asOf + 80 * dayMs;
      if (notBefore === undefined || Date.parse(notBefore) < window) complain(`step ${id} may be done on ${notBefore}`);
      continue;
    }
    if (changes.some((change) => change.do.startsWith('delete-p') && change.do !== 'delete-policy-version'))
      complain(`step ${id} deletes and does not say that it is irreversible`);
    const back = changedBy({ ...then, refused: [] }, undo);
    for (const refusal of back.refused) complain(`AWS would refuse the undo of ${id}: ${refusal}`);
    for (const difference of differencesOf(back, now)) complain(`the undo of ${id} leaves ${difference}`);
    const again = changedBy({ ...back, refused: [] }, changes);
    for (const refusal of again.refused) complain(`AWS would refuse ${id} after its undo: ${refusal}`);
    now = then;
  }
  const remove = suggestion.plan.steps.find(({ id }) => id === 'remove');
  const alone = changedBy({ ...start, refused: [] }, remove?.changes ?? []);
  const back = changedBy(alone, remove?.undo ?? []);
  for (const refusal of back.refused) complain(`AWS would refuse remove and its undo without quarantine: ${refusal}`);
  for (const difference of differencesOf(back, start)) complain(`the undo of remove alone leaves ${difference}`);
}

/** Once it is disabled, nothing gets through, nobody can assume it, and it has no active key. */
function judgeRetired({ given, suggestion, catalog, complain }: Trial, start: ChangedAccount): void {
  const principal = given.audit.principals.find(({ arn }) => arn === suggestion.principal);
  if (principal === undefined) {
    complain('there is no such principal');
    return;
  }
  const reversible = suggestion.plan.steps.filter(({ irreversible }) => !irreversible);
  const end = reversible.reduce((now, { changes }) => changedBy(now, changes), start);
  const held = end.holders.get(principal.arn);
  const trusts = statementsOf(held?.trust).filter(({ Effect }) => Effect === 'Allow');
  if (principal.kind === 'role' && trusts.length > 0) complain('it can still be assumed once it is disabled');
  const row = given.parts.credentialReport?.find(({ arn }) => arn === principal.arn);
  const hasKeys = row?.keys.some(({ isActive }) => isActive) === true;
  if (hasKeys && held?.keys !== 'off') complain('its keys are still active once it is disabled');
  // A Deny for everything may not fit where there is hardly room for a policy; nobody can come in all the same.
  if ((given.parts.summary?.RolePolicySizeQuota ?? 10_240) < 2048) return;
  const isAllowed = askerOf(end, principal.arn, given, catalog);
  const statements = identityOf(start, principal.arn).flatMap(({ document }) => statementsOf(document));
  const asked: Asked = { principal: principalOf(principal), statements, seen: [], at: isoOf(given.asOf) };
  for (const action of thinned([...verdictsOf(principal).keys()], 4 * given.depth)) {
    const request = requestsFor(action, asked, catalog).find(isAllowed);
    if (request === undefined) continue;
    complain(`disabled, and allows ${textOf(request)}`);
    return;
  }
}

// ---- documents

/** What `before`, `after` and `holders` tell is what the changes do; Deny statements, conditions, resources and Sids stay as they were. */
function judgeDocuments({ given, suggestion, complain }: Trial, start: ChangedAccount, after: ChangedAccount): void {
  const classes = new Map(given.audit.principals.map((principal) => [principal.arn, principal.class]));
  for (const [arn, held] of start.holders) {
    const next = after.holders.get(arn);
    const all = (account: ChangedAccount) => identityOf(account, arn).map(({ name, document }) => [name, document]);
    const kind = classes.get(arn);
    if (kind !== undefined && untouchable.includes(kind) && !isDeepStrictEqual(all(start), all(after)))
      complain(`${arn}, a ${kind}, is touched`);
    for (const attached of held.attached) {
      if (!/:policy\/(aws-)?service-role\//.test(attached) && !/AmazonEKS_CNI_Policy$/.test(attached)) continue;
      if (next?.attached.has(attached) !== true && attached.includes(':iam::aws:'))
        complain(`${attached}, which a service requires, is detached from ${arn}`);
    }
    if (held.boundary !== undefined) {
      const [was, is] = [start, after].map((account) => documentOf(account, held.boundary ?? ''));
      if (!isDeepStrictEqual(was, is)) complain(`the boundary of ${arn} is changed`);
    }
    if (!isDeepStrictEqual(held.trust, next?.trust)) complain(`the trust policy of ${arn} is changed`);
    judgeStatements(complain, arn, start, after, suggestion, given.settings.scope === 'resources');
  }
  for (const { holder, inlinePolicies, attachedPolicies } of suggestion.holders) {
    for (const [when, account] of [
      ['before', start],
      ['after', after],
    ] as const) {
      const held = account.holders.get(holder.arn);
      if (!isSame(inlinePolicies[when], [...(held?.inline.keys() ?? [])]))
        complain(`inline policies of ${holder.arn} ${when} are told as ${inlinePolicies[when].join(', ')}`);
      if (!isSame(attachedPolicies[when], [...(held?.attached ?? [])]))
        complain(`attached policies of ${holder.arn} ${when} are told as ${attachedPolicies[when].join(', ')}`);
    }
  }
  for (const [told, account] of [
    [suggestion.before, start],
    [suggestion.after, after],
  ] as const) {
    for (const { name, type, document } of told) {
      const found = name.startsWith('arn:')
        ? [documentOf(account, name)]
        : [...account.holders.values()].map(({ inline }) => inline.get(name));
      // A quarantine that is in force in the policy itself is told before, and gone after.
      const expected = told === suggestion.before ? lessQuarantine(document) : document;
      if (!found.some((one) => isDeepStrictEqual(one, expected)))
        complain(
          `the ${type} policy ${name} is not as ${told === suggestion.before ? '`before`' : '`after`'} tells it`,
        );
    }
  }
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  const own = (list: readonly string[]) => list.filter((name) => !quarantine.test(name)).sort();
  return isDeepStrictEqual(own(some), own(others));
}

/** Members of a statement but for its action list, in a form to compare. A Sid may have got a number, to be the only one of its name. */
function frameOf({ Sid, Action, NotAction, ...rest }: WrittenStatement, isScoped: boolean): string {
  const { Resource, ...others } = rest;
  const sid = Sid === undefined ? '' : String(Sid).replace(/\d+$/, '');
  const kind = NotAction === undefined ? 'Action' : 'NotAction';
  return JSON.stringify([sid, kind, Object.entries(isScoped ? others : rest).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function judgeStatements(
  complain: Trial['complain'],
  arn: string,
  start: ChangedAccount,
  after: ChangedAccount,
  { certificate }: Suggestion,
  isScoped: boolean,
): void {
  const all = (account: ChangedAccount) => identityOf(account, arn).flatMap(({ document }) => statementsOf(document));
  const [was, is] = [all(start), all(after)];
  const denies = (statements: readonly WrittenStatement[]) =>
    new Set(
      statements
        .filter(({ Effect }) => Effect === 'Deny')
        .map((statement) => `${frameOf(statement, false)} ${JSON.stringify(statement.Action ?? statement.NotAction)}`),
    );
  for (const one of denies(was)) if (!denies(is).has(one)) complain(`a Deny of ${arn} is gone: ${one}`);
  for (const one of denies(is)) if (!denies(was).has(one)) complain(`${arn} has a new Deny: ${one}`);
  const frames = new Set(was.map((one) => frameOf(one, isScoped)));
  for (const statement of is) {
    if (
      statement.Effect === 'Deny' ||
      frames.has(frameOf(statement, isScoped)) ||
      certificate.meaningChanged.length > 0
    )
      continue;
    complain(`${arn} has a statement with other Sid, resources or conditions: ${JSON.stringify(statement)}`);
  }
}

// ---- access

function isChanged(start: ChangedAccount, after: ChangedAccount, arn: string): boolean {
  return !isDeepStrictEqual(identityOf(start, arn), identityOf(after, arn));
}

/** The account as if no quarantine of ours were in force: what one blocks still counts as granted. */
function withoutQuarantine(account: ChangedAccount): ChangedAccount {
  const holders = [...account.holders].map(([arn, held]): typeof held => ({
    ...held,
    arn,
    inline: new Map(
      [...held.inline].filter(([name]) => !quarantine.test(name)).map(([name, own]) => [name, lessQuarantine(own)]),
    ),
    attached: new Set([...held.attached].filter((policy) => !/:policy\/(.*\/)?IamDriftQuarantine/.test(policy))),
  }));
  const policies = [...account.policies].map(([arn, policy]): [string, typeof policy] => [
    arn,
    { ...policy, versions: policy.versions.map((one) => ({ ...one, document: lessQuarantine(one.document) })) },
  ]);
  return { ...account, holders: new Map(holders.map((held) => [held.arn, held])), policies: new Map(policies) };
}

function lessQuarantine(document: unknown): unknown {
  const statements = statementsOf(document);
  const left = statements.filter(({ Sid }) => !/^IamDriftQuarantine\d{8}(?:n?\d+)?$/.test(String(Sid)));
  return left.length === statements.length ? document : { ...Object(document), Statement: left };
}

type Asker = (request: Request) => boolean;

function askerOf(account: ChangedAccount, arn: string, given: Case, catalog: Catalog): Asker {
  const boundary = account.holders.get(arn)?.boundary;
  const document = boundary === undefined ? undefined : documentOf(account, boundary);
  const authorize = authorizerOf(
    {
      identity: identityOf(account, arn),
      ...(boundary === undefined ? {} : { boundary: [{ name: boundary, document }] }),
      ...(given.scps === undefined ? {} : { scps: given.scps }),
    },
    catalog,
  );
  return (request) => authorize(request).outcome === 'allowed';
}

function principalOf({ kind, arn }: PrincipalSummary): RequestPrincipal {
  return kind === 'role' ? { kind, roleArn: arn } : { kind, arn };
}

function textOf({ action, resource, context }: Request): string {
  return `${action} on ${resource} in ${JSON.stringify(context)}`;
}

/** The verdicts of one principal by lower-case action. */
function verdictsOf({ verdicts = [] }: PrincipalSummary): ReadonlyMap<string, Verdict> {
  return new Map([...verdicts].map(({ action, verdict }) => [action.toLowerCase(), verdict]));
}

const unlistedNames = ['s3:GetObjectFuture', 's3:FrobnicateBucket', 'nobody:Does', 'lambda:ZzzUnlisted'];

/** What is asked of one principal: all it was seen doing, some of all verdicts, of all that goes and stays, and of all that statements name. */
function actionsToAsk(
  trial: Trial,
  statements: readonly WrittenStatement[],
  verdicts: ReadonlyMap<string, Verdict>,
  calls: readonly OwnCall[],
): readonly string[] {
  const { given, suggestion, catalog } = trial;
  const byVerdict = allVerdicts.map((wanted) =>
    [...verdicts].flatMap(([action, own]) => (own === wanted ? [action] : [])),
  );
  const patterns = statements.flatMap(({ Action, NotAction }) => textsOf(Action ?? NotAction));
  const wanted = [
    ...calls.flatMap(({ actions }) => actions),
    ...unlistedNames,
    ...namesBetween(patterns, suggestion.removed, catalog).slice(0, 2 * given.depth),
    ...byVerdict.flatMap((actions) => thinned(actions, given.depth)),
    ...thinned(patterns, 4 * given.depth).flatMap((pattern) => thinned(namesLike(pattern, catalog), 2)),
    ...thinned(suggestion.removed, given.depth).flatMap((pattern) => thinned(namesLike(pattern, catalog), 2)),
    ...thinned(suggestion.kept, given.depth).flatMap(({ action }) => thinned(namesLike(action, catalog), 2)),
  ];
  return [...new Set(wanted.map((action) => action.toLowerCase()))];
}

/** Names that the catalog does not list and that both a pattern of the policies and one of what goes match. */
function namesBetween(some: readonly string[], others: readonly string[], catalog: Catalog): readonly string[] {
  const found = new Set<string>();
  for (const one of new Set(some)) {
    for (const other of others) {
      const [service = ''] = other.split(':');
      const begin = one === '*' || one === '*:*' ? `${service}:` : (one.split('*')[0] ?? '');
      const name = `${begin}Zzz${other.includes('*') ? (other.split('*').at(-1) ?? '') : ''}`;
      if (isLike(one, name) && isLike(other, name) && !catalog.byName.has(name.toLowerCase())) found.add(name);
    }
  }
  return [...found];
}

const namesByPattern = new Map<string, readonly string[]>();

/** The catalog's names that a pattern matches. */
export function namesLike(pattern: string, catalog: Catalog): readonly string[] {
  const known = namesByPattern.get(pattern);
  if (known !== undefined) return known;
  const [service = ''] = pattern.toLowerCase().split(':');
  const range = /[*?]/.test(service) ? { first: 0, end: catalog.size } : catalog.services.get(service);
  const names = catalog.actions
    .slice(range?.first ?? 0, range?.end ?? 0)
    .map(({ name }) => name)
    .filter((name) => isLike(pattern, name));
  namesByPattern.set(pattern, names);
  return names;
}

function judgeAccess(
  trial: Trial,
  principal: PrincipalSummary,
  start: ChangedAccount,
  before: ChangedAccount,
  after: ChangedAccount,
): void {
  const { given, suggestion, catalog } = trial;
  const { arn } = principal;
  const complain = (what: string) => trial.complain(`${what} (of ${arn})`);
  const of = (account: ChangedAccount): Asker => askerOf(account, arn, given, catalog);
  const [isNow, isBefore, isAfter] = [of(start), of(before), of(after)];
  const isInQuarantine = of(changedBy(start, changesOf(suggestion, 'quarantine')));
  const verdicts = verdictsOf(principal);
  const calls = given.calls.filter((call) => call.principalArn === arn);
  const statements = [before, after].flatMap((account) =>
    identityOf(account, arn).flatMap(({ document }) => statementsOf(document)),
  );
  const asked: Asked = {
    principal: principalOf(principal),
    statements,
    seen: [...new Set(calls.flatMap(({ resources }) => resources))],
    at: isoOf(given.asOf),
  };
  const isReached = arn === suggestion.principal || suggestion.principals?.includes(arn) === true;
  if (!isReached) complain('it is changed, and the suggestion does not name it');
  const reasons = reasonsToKeep(principal, verdicts, calls, given);
  const isRemoved = (action: string) => suggestion.removed.some((pattern) => isLike(pattern, action));
  const hasQuarantine = changesOf(suggestion, 'quarantine').length > 0;
  for (const action of actionsToAsk(trial, statements, verdicts, calls)) {
    const why = reasons(action);
    // Its patterns speak of the catalog's actions.
    const isGone = catalog.byName.has(action) && isRemoved(action);
    const wrong = requestsFor(action, asked, catalog).flatMap((request) => {
      const [was, is, then] = [isBefore(request), isAfter(request), isInQuarantine(request)];
      if (is && !was) return [`new access: ${textOf(request)}`];
      if (was && !is && why !== undefined && !isSpared(request, why, calls, given))
        return [`${why}, and lost: ${textOf(request)}`];
      if (was && !is && !catalog.byName.has(action)) {
        const lost = whyNotLost(action, suggestion, calls, given, catalog);
        if (lost !== undefined) return [`${lost}: ${textOf(request)}`];
      }
      if (is && isGone) return [`told as removed, and still granted: ${textOf(request)}`];
      if (is && isNow(request) && !then) return [`kept, and blocked by the quarantine: ${textOf(request)}`];
      if (then && isGone && hasQuarantine) return [`removed, and not quarantined: ${textOf(request)}`];
      return [];
    });
    // One request an action tells enough.
    for (const one of wrong.slice(0, 1)) complain(one);
  }
}

/** What is wrong with the loss of a name that the catalog does not list; `undefined`: nothing. */
function whyNotLost(
  action: string,
  { certificate }: Suggestion,
  calls: readonly OwnCall[],
  { settings, asOf }: Case,
  catalog: Catalog,
): string | undefined {
  const service = action.slice(0, action.indexOf(':'));
  const since = asOf - settings.keepUsedDays * dayMs;
  const isInDoubt = calls.some(
    ({ actions, source, at }) =>
      at >= since &&
      actions.length === 0 &&
      (source === service || (!catalog.services.has(source) && !catalog.services.has(service))),
  );
  if (isInDoubt) return 'a name outside the catalog is lost though its service is in doubt';
  const isTold = certificate.unlistedLost.some((one) => one === '*' || one === service);
  return isTold ? undefined : 'a name outside the catalog is lost, and the certificate does not say so';
}

/** Why an action must stay, by what was seen and judged; `undefined`: it may go. */
function reasonsToKeep(
  { arn }: PrincipalSummary,
  verdicts: ReadonlyMap<string, Verdict>,
  calls: readonly OwnCall[],
  { settings, asOf }: Case,
): (action: string) => string | undefined {
  const since = asOf - settings.keepUsedDays * dayMs;
  const used = new Set(
    calls.filter(({ at }) => at >= since).flatMap(({ actions }) => actions.map((action) => action.toLowerCase())),
  );
  const frozen = settings.frozen === undefined ? undefined : (settings.frozen.get(arn) ?? []);
  return (action) => {
    const verdict = verdicts.get(action.toLowerCase());
    if (used.has(action.toLowerCase())) return 'seen in use';
    if (verdict === 'denied-only' && !settings.includeDenied) return 'refused only';
    if (verdict !== undefined && verdict !== 'unused' && verdict !== 'denied-only') return verdict;
    if (frozen !== undefined && verdict !== undefined && !frozen.some((pattern) => isLike(pattern, action)))
      return 'not frozen';
    return undefined;
  };
}

/** Where resources are narrowed to those seen: what is used may be lost on one that was not. */
function isSpared({ action, resource }: Request, why: string, calls: readonly OwnCall[], { settings }: Case): boolean {
  if (settings.scope === 'actions' || !['used', 'seen in use'].includes(why)) return false;
  const own = calls.filter(({ actions }) => actions.some((one) => one.toLowerCase() === action.toLowerCase()));
  return !own.some(({ resources }) => resources.includes(resource));
}

// ---- what is told

/** Whatever is granted before is told as removed or as kept, and what is told is so. */
function judgeKept(trial: Trial, before: ChangedAccount, after: ChangedAccount): void {
  const { given, suggestion, catalog, complain } = trial;
  const gone = expanded([...suggestion.removed, ...suggestion.removedWith.flatMap(({ removed }) => removed)], catalog);
  const kept = expanded(
    suggestion.kept.map(({ action }) => action),
    catalog,
  );
  const removed = expanded(suggestion.removed, catalog);
  for (const action of kept) if (removed.has(action)) complain(`${action} is told as kept and as removed`);
  const reached = given.audit.principals.filter(
    ({ arn }) => arn === suggestion.principal || suggestion.principals?.includes(arn) === true,
  );
  judgeTightness(trial, reached, removed);
  const rows = reached.map((principal) => ({ principal, verdicts: verdictsOf(principal) }));
  for (const { action: pattern, why } of suggestion.kept) {
    if (otherReasons.includes(why)) judgeReason(trial, pattern, why, rows, { before, account: after });
    const names = namesLike(pattern, catalog);
    if (names.length === 0 && why !== 'unlisted') complain(`kept \`${pattern}\` matches nothing`);
    for (const name of names) {
      const found = rows.map(({ verdicts }) => verdicts.get(name.toLowerCase())).filter((one) => one !== undefined);
      if (found.length === 0) complain(`${name} is kept as ${why}, and granted to nobody`);
      const isVerdict = ['used', 'too-recent', 'unobservable', 'denied-only'].includes(why);
      if (isVerdict && !found.some((verdict) => verdict === why))
        complain(`${name} is kept as ${why}, and judged ${found.join(', ')}`);
      if (!isVerdict && found.length > 0 && !found.some((verdict) => ['unused', 'denied-only'].includes(verdict)))
        complain(`${name} is kept as ${why}, and judged ${found.join(', ')}`);
    }
  }
  if (suggestion.principal === undefined) return;
  for (const { principal, verdicts } of rows) {
    const own = identityOf(after, principal.arn).flatMap(({ document }) => statementsOf(document));
    const named = namedBy(
      own.filter(({ Effect }) => Effect === 'Allow'),
      catalog,
    );
    for (const action of verdicts.keys()) {
      const isTold = kept.has(action) || gone.has(action);
      if (!isTold) complain(`${action} was granted, and is told neither as kept nor as removed`);
      if (!kept.has(action) || named.has(action)) continue;
      complain(`${action} is told as kept, and no statement names it any more`);
    }
  }
}

/** The figures are those of the audit, less what is told as removed. */
function judgeTightness(
  { suggestion, complain }: Trial,
  reached: readonly PrincipalSummary[],
  removed: ReadonlySet<string>,
): void {
  const { permissions } = suggestion.tightness;
  const before = reached.reduce((sum, { granted }) => sum + granted, 0);
  if (permissions.before !== before) complain(`${permissions.before} permissions are told, and ${before} are granted`);
  if (suggestion.principal === undefined) return;
  const gone = reached.flatMap((one) => [...verdictsOf(one).keys()].filter((action) => removed.has(action))).length;
  if (permissions.after !== before - gone)
    complain(`${permissions.after} permissions are told to stay, and ${gone} of ${before} to go`);
}

/** A reason beside the verdicts must be possible for somebody who has the permission. */
function judgeReason(
  { given, catalog, complain }: Trial,
  pattern: string,
  why: KeptWhy,
  rows: readonly { readonly principal: PrincipalSummary; readonly verdicts: ReadonlyMap<string, Verdict> }[],
  accounts: Pick<ReasonFacts, 'before' | 'account'>,
): void {
  for (const action of thinned(namesLike(pattern, catalog), given.depth)) {
    const holders = rows.filter(({ verdicts }) => verdicts.has(action.toLowerCase()));
    const isPossible = holders.some(({ principal }) => canBe(why, action, { ...accounts, given, principal, catalog }));
    if (!isPossible) complain(`${action} is kept as ${why}, and that cannot be`);
  }
}

/** All names of the catalog that one of the statements names, lower case. */
function namedBy(statements: readonly WrittenStatement[], catalog: Catalog): ReadonlySet<string> {
  const all = new Set<string>();
  for (const { Action, NotAction } of statements) {
    const listed = expanded(textsOf(Action ?? NotAction), catalog);
    const names = NotAction === undefined ? listed : expanded(['*'], catalog);
    for (const name of names) if (NotAction === undefined || !listed.has(name)) all.add(name);
  }
  return all;
}

/** Lower-case names. */
function expanded(patterns: readonly string[], catalog: Catalog): ReadonlySet<string> {
  return new Set(patterns.flatMap((pattern) => namesLike(pattern, catalog)).map((name) => name.toLowerCase()));
}

function judgeCertificate({ suggestion, complain }: Trial): void {
  const { certificate } = suggestion;
  const hashes = new Set(certificate.inputs.documents.map(({ sha256 }) => sha256));
  for (const { name, document } of suggestion.before) {
    const hash = createHash('sha256').update(canonical(document)).digest('hex');
    if (!hashes.has(hash)) complain(`its certificate has no hash of ${name}`);
  }
  if (!certificate.noNewAccess) complain('its certificate does not say that there is no new access');
  if (!certificate.fits) complain('its certificate does not say that it fits');
  if (certificate.replayed.denied > 0) complain('its certificate tells of refused calls');
  for (const { point, holds, text } of certificate.checks) if (!holds) complain(`shown, though ${point}: ${text}`);
  const points = certificate.checks.map(({ point }) => point);
  if (suggestion.kind === 'narrow' && new Set(points).size < 7) complain(`only ${points.join(', ')} were checked`);
  for (const { name, characters, quota } of certificate.sizes) {
    if (characters > quota) complain(`${name} has ${characters} characters of ${quota}`);
    const own = suggestion.after.find((policy) => policy.name === name);
    if (own !== undefined && characters < charactersOf(own.document)) complain(`${name} is longer than is told`);
  }
}

/** JSON with sorted members and without blanks. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, own]) => `${JSON.stringify(name)}:${canonical(own)}`).join(',')}}`;
}

// ---- all together

/** All suggestions done one after the other: what must stay still stays, and nothing is refused. */
function judgeTogether(
  given: Case,
  suggestions: readonly Suggestion[],
  start: ChangedAccount,
  catalog: Catalog,
  complaints: string[],
): void {
  if (suggestions.length < 2) return;
  let end = start;
  for (const suggestion of suggestions) end = changedBy(end, changesOf(suggestion, 'remove'));
  for (const refusal of end.refused) complaints.push(`all together: AWS would refuse ${refusal}`);
  const [before, after] = [withoutQuarantine(start), withoutQuarantine(end)];
  for (const principal of given.audit.principals) {
    const { arn } = principal;
    if (!isChanged(before, after, arn)) continue;
    const of = (account: ChangedAccount): Asker => askerOf(account, arn, given, catalog);
    const [isBefore, isAfter] = [of(before), of(after)];
    const verdicts = verdictsOf(principal);
    const calls = given.calls.filter((call) => call.principalArn === arn);
    const statements = identityOf(start, arn).flatMap(({ document }) => statementsOf(document));
    const seen = calls.flatMap(({ resources }) => resources);
    const asked: Asked = { principal: principalOf(principal), statements, seen, at: isoOf(given.asOf) };
    const reasons = reasonsToKeep(principal, verdicts, calls, given);
    const known = calls.flatMap(({ actions }) => actions);
    const together = suggestions.flatMap(({ removedWith }) => removedWith.flatMap(({ removed }) => removed));
    for (const action of new Set([...known, ...thinned([...verdicts.keys()], 4 * given.depth)])) {
      const why = reasons(action);
      for (const request of thinned(requestsFor(action, asked, catalog), 12)) {
        const [was, is] = [isBefore(request), isAfter(request)];
        if (is && !was) complaints.push(`all together: ${arn} gains ${textOf(request)}`);
        if (was && !is && why !== undefined && !isSpared(request, why, calls, given))
          complaints.push(`all together: ${arn}: ${why}, and lost: ${textOf(request)}`);
      }
    }
    const own = suggestions.filter((one) => one.principal === arn || one.principals?.includes(arn) === true);
    for (const action of thinned(own.length === suggestions.length ? together : [], given.depth)) {
      for (const name of thinned(namesLike(action, catalog), 2)) {
        if (requestsFor(name, asked, catalog).some(isAfter)) complaints.push(`all together: ${arn} still has ${name}`);
      }
    }
  }
}

/** When all is done, nothing is left that is proved unused, but for what a reason can keep. */
function judgeRest(
  given: Case,
  suggestions: readonly Suggestion[],
  start: ChangedAccount,
  catalog: Catalog,
  complaints: string[],
): void {
  const end = suggestions.reduce((now, one) => changedBy(now, changesOf(one, 'remove')), start);
  const account = withoutQuarantine(end);
  const excused = new Set(
    given.audit.noSuggestions
      .filter(({ why }) =>
        ['not-touched', 'thin-coverage', 'unread-policies', 'does-not-fit', 'undecided'].includes(why),
      )
      .map(({ subject }) => subject),
  );
  const retired = given.audit.suggestions.filter(({ kind }) => kind === 'retire').map(({ principal }) => principal);
  for (const principal of given.audit.principals) {
    const { arn } = principal;
    const told = suggestions.filter((one) => one.principal === arn || one.principals?.includes(arn) === true);
    const hasNoRoom = told.some(({ kept }) => kept.some(({ why }) => why === 'no-room'));
    if (excused.has(arn) || retired.includes(arn) || hasNoRoom) continue;
    const statements = identityOf(account, arn).flatMap(({ document }) => statementsOf(document));
    const named = namedBy(
      statements.filter(({ Effect }) => Effect === 'Allow'),
      catalog,
    );
    const unused = [...verdictsOf(principal)].flatMap(([action, verdict]) =>
      verdict === 'unused' && named.has(action) ? [action] : [],
    );
    const facts = { given, principal, before: start, account, catalog };
    const excuses = otherReasons.filter((why) => why !== 'no-room');
    for (const action of thinned(unused, 10 * given.depth)) {
      if (excuses.some((why) => canBe(why, action, facts))) continue;
      complaints.push(`${arn}: ${action} is unused, and stays for no reason`);
      break;
    }
  }
}
