import type { Catalog } from '../../../src/core/catalog/catalog.ts';
import type { RawRole } from '../../../src/core/model/bundle.ts';
import type { PrincipalSummary } from '../../../src/core/model/finding.ts';
import type { KeptWhy } from '../../../src/core/model/suggestion.ts';
import { dayMs } from '../../../src/core/model/time.ts';
import { isLike, namesAction } from './asked-requests.ts';
import {
  type ChangedAccount,
  identityOf,
  statementsOf,
  textsOf,
  type WrittenStatement,
  writtenDocument,
} from './changed-account.ts';
import type { Case, OwnCall } from './oracle.ts';

/** Reasons beside the verdicts for which something unused may stay. */
export const otherReasons: readonly KeptWhy[] = [
  'used-before',
  'unexplained',
  'rollback',
  'vendor',
  'frozen',
  'needed-by-others',
  'not-editable',
  'no-room',
];

/** What is asked of one principal's reasons. */
export interface ReasonFacts {
  readonly given: Case;
  readonly principal: PrincipalSummary;
  /** Before any suggestion was done, and after. */
  readonly before: ChangedAccount;
  readonly account: ChangedAccount;
  readonly catalog: Catalog;
}

/**
 * Whether a reason can be true of an action of a principal, read from the raw account and the raw calls. Where it cannot tell it says yes, but never to
 * a use that nobody saw.
 */
export function canBe(why: KeptWhy, action: string, facts: ReasonFacts): boolean {
  switch (why) {
    case 'used-before':
      return wasUsedBefore(action, facts);
    case 'unexplained':
      return isServiceInDoubt(action, facts);
    case 'rollback':
      return isMaker(facts);
    case 'vendor':
      return isOutside(roleOf(facts)) && !isElevated(action, facts.catalog);
    case 'frozen':
      return isNotFrozen(action, facts);
    case 'needed-by-others':
      return isShared(facts);
    case 'not-editable':
      return holdsNotEditable(facts);
    default:
      return true;
  }
}

function roleOf({ given, principal }: ReasonFacts): RawRole | undefined {
  return given.parts.details.roles.find(({ arn }) => arn === principal.arn);
}

function callsOf({ given, principal }: ReasonFacts): readonly OwnCall[] {
  const since = given.asOf - given.settings.keepUsedDays * dayMs;
  return given.calls.filter(({ principalArn, at }) => principalArn === principal.arn && at >= since);
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':')).toLowerCase();
}

/** Itself, or a call that may have carried it without an event of its own. */
function wasUsedBefore(action: string, facts: ReasonFacts): boolean {
  if (wasCalledBefore(action, facts)) return true;
  const { companions, actions, byName } = facts.catalog;
  const index = byName.get(action.toLowerCase())?.index;
  return companions
    .filter((companion) => companion.action === index)
    .some(({ carriers }) => carriers.some((carrier) => wasCalledBefore(actions[carrier.action]?.name ?? '', facts)));
}

function wasCalledBefore(action: string, facts: ReasonFacts): boolean {
  const { given, principal } = facts;
  const since = given.asOf - given.settings.keepUsedDays * dayMs;
  const calls = callsOf(facts);
  if (calls.some(({ actions }) => actions.some((one) => one.toLowerCase() === action.toLowerCase()))) return true;
  const dated = given.parts.lastAccessed
    .filter(({ arn }) => arn === principal.arn)
    .flatMap(({ services }) => services.filter(({ namespace }) => namespace === serviceOf(action)))
    .flatMap(({ lastAt, actions = [] }) => [lastAt, ...actions.map((one) => one.lastAt)]);
  if (dated.some((at) => at !== undefined && at >= since)) return true;
  // Used before the window by what nobody knows, and not in it: then all it may do may have been it.
  const window = given.asOf - 90 * dayMs;
  const isIdle = !given.calls.some(({ principalArn, at }) => principalArn === principal.arn && at >= window);
  const last = roleOf(facts)?.lastUsed?.at;
  return isIdle && (calls.length > 0 || (last !== undefined && last >= since));
}

/** A call of the service that the policies do not explain, or an event that may be of it and has no action. */
function isServiceInDoubt(action: string, facts: ReasonFacts): boolean {
  const service = serviceOf(action);
  const allows = identityOf(facts.before, facts.principal.arn)
    .flatMap(({ document }) => statementsOf(document).map((one) => withVariablesOf(one, document)))
    .filter(({ Effect, Condition }) => Effect === 'Allow' && !hasEnded(Condition, facts.given.asOf));
  return callsOf(facts).some(({ source, actions, resources }) => {
    if (actions.length === 0) return source === service || !facts.catalog.services.has(source);
    return actions.some(
      (one) =>
        serviceOf(one) === service &&
        !allows.some(
          (statement) => namesAction(statement, one) && maySpeakOf(statement, fittingOf(one, resources, facts)),
        ),
    );
  });
}

function hasEnded(conditions: unknown, asOf: number): boolean {
  const { DateLessThan }: { readonly DateLessThan?: Readonly<Record<string, unknown>> } = Object(conditions);
  return textsOf(DateLessThan?.['aws:CurrentTime']).some((date) => Date.parse(date) <= asOf);
}

/** In a document of the old version a policy variable is plain text. */
function withVariablesOf(statement: WrittenStatement, document: unknown): WrittenStatement {
  const { Version }: { readonly Version?: unknown } = Object(document);
  return Version === '2012-10-17' ? statement : JSON.parse(JSON.stringify(statement).replaceAll('${', '$'));
}

/** Those of a call's ARNs that the action can be asked of. */
function fittingOf(action: string, resources: readonly string[], { catalog }: ReasonFacts): readonly string[] {
  const index = catalog.byName.get(action.toLowerCase())?.index;
  const formats = index === undefined ? [] : catalog.fitOf(index).formats;
  return resources.filter((arn) => formats.some((format) => isLike(format.replaceAll(/\$\{[^}]*\}/g, '*'), arn)));
}

/** Whether a statement speaks of one of the resources, for some value of its variables; of none that is known: of any. */
function maySpeakOf({ Resource, NotResource }: WrittenStatement, resources: readonly string[]): boolean {
  if (resources.length === 0) return true;
  const isNamed = (pattern: string, arn: string) => isLike(pattern.replaceAll(/\$\{[^}]*\}/g, '*'), arn);
  return resources.some((arn) =>
    NotResource === undefined
      ? textsOf(Resource).some((pattern) => isNamed(pattern, arn))
      : !textsOf(NotResource).some((pattern) => !pattern.includes('${') && isNamed(pattern, arn)),
  );
}

function isMaker(facts: ReasonFacts): boolean {
  if (facts.principal.class === 'ci-role') return true;
  const trust = JSON.stringify(writtenDocument(roleOf(facts)?.trustDocument));
  if (/cloudformation|codebuild|codepipeline|stackset/i.test(trust ?? '')) return true;
  const made = callsOf(facts).flatMap(({ actions }) => actions.filter((one) => /:(Create|Run|Put)/.test(one)));
  return new Set(made.map(serviceOf)).size >= 3;
}

function isOutside(role: RawRole | undefined): boolean {
  if (role === undefined) return false;
  const own = role.arn.split(':')[4] ?? '';
  const trusted = statementsOf(writtenDocument(role.trustDocument)).flatMap(({ Principal }) =>
    Object.values(Object(Principal)).flatMap(textsOf),
  );
  return trusted.length > 0 && trusted.every((one) => /\d{12}/.test(one) && !one.includes(own));
}

function isElevated(action: string, catalog: Catalog): boolean {
  const elevated = catalog.byName.get(action.toLowerCase())?.elevated ?? [];
  return elevated.some((one) => one.class !== 'data-access');
}

function isNotFrozen(action: string, { given, principal }: ReasonFacts): boolean {
  const { frozen } = given.settings;
  if (frozen === undefined) return false;
  return !(frozen.get(principal.arn) ?? []).some((pattern) => isLike(pattern, action));
}

/** Whether it is in a group, or holds a customer policy that others have too, or that bounds somebody. */
function isShared({ account, given, principal }: ReasonFacts): boolean {
  const held = account.holders.get(principal.arn);
  if (held === undefined || held.groups.length > 0) return true;
  const bounds = new Set([...account.holders.values()].map(({ boundary }) => boundary));
  return [...held.attached].some((arn) => {
    const count = given.parts.details.policies.find((policy) => policy.arn === arn)?.attachmentCount;
    return !arn.includes(':iam::aws:') && (count !== 1 || bounds.has(arn));
  });
}

/** Whether it holds a policy that a service requires, or one that is not changed for another reason. */
function holdsNotEditable(facts: ReasonFacts): boolean {
  const held = facts.account.holders.get(facts.principal.arn);
  return isShared(facts) || [...(held?.attached ?? [])].some((arn) => arn.includes(':iam::aws:'));
}
