import type { AccountParts } from '../model/bundle.ts';
import {
  type BoundaryDiff,
  type ComparedPrincipal,
  comparisonsOf,
  type DiffCounts,
  type DiffEntry,
  isGaining,
  isLosing,
  isUndecided,
} from '../model/diff.ts';
import type { PolicyDocument } from '../policy/statement.ts';
import { type AccessComparer, type ComparedPolicy, undecidedBy } from './access-diff.ts';
import type { Inventory } from './inventory.ts';
import type { Principal } from './principal.ts';

/** One account of one bundle, with what the bundle lacks. */
export interface ComparedAccount {
  readonly inventory: Inventory;
  /** Whether all of its users, roles, groups and policies were read: else what is not there may be there all the same. */
  readonly isWhole: boolean;
  /** By principal ARN: what of its policies, own and of groups, is not in the bundle, as parts of a sentence. */
  readonly unread: ReadonlyMap<string, readonly string[]>;
}

/** What became of one principal, and what there is to say of it. */
export interface PrincipalOutcome {
  readonly outcome: keyof DiffCounts;
  readonly entry: DiffEntry;
}

/** The account of one side, ready to be compared. */
export function comparedAccount(parts: AccountParts, inventory: Inventory): ComparedAccount {
  const groups = new Map(parts.details.groups.map((group) => [group.name, group.attachedPolicies]));
  const unreadOf = (attached: readonly string[], memberOf: readonly string[] = []): readonly string[] => [
    ...[...attached, ...memberOf.flatMap((name) => groups.get(name) ?? [])]
      .filter((arn) => inventory.policies.get(arn)?.current === undefined)
      .map((arn) => `the document of ${arn} is not in the bundle`),
    ...memberOf.filter((name) => !groups.has(name)).map((name) => `its group ${name} is not in the bundle`),
  ];
  return {
    inventory,
    // A malformed row is left out, and is a gap.
    isWhole: inventory.isComplete && !parts.gaps.some(({ path }) => path?.includes('/authorization-details') === true),
    unread: new Map([
      ...parts.details.roles.map((role) => [role.arn, unreadOf(role.attachedPolicies)] as const),
      ...parts.details.users.map((user) => [user.arn, unreadOf(user.attachedPolicies, user.groups)] as const),
    ]),
  };
}

/**
 * Compares one account of two bundles, principal by principal, joined by ARN and in its order. An account that one bundle lacks has none
 * there. A generator, since a large account takes seconds, and whoever drives it may have other things to do.
 */
export function* diffAccount(
  before: ComparedAccount | undefined,
  after: ComparedAccount | undefined,
  comparer: AccessComparer,
): Generator<PrincipalOutcome> {
  const [old, young] = [before, after].map(
    (side) => new Map(side?.inventory.principals.map((principal) => [principal.arn, principal])),
  );
  for (const arn of [...new Set([...(old?.keys() ?? []), ...(young?.keys() ?? [])])].sort()) {
    const [was, is] = [old?.get(arn), young?.get(arn)];
    const principal = is ?? was;
    if (principal === undefined) continue;
    // Where the account of the other side was read in part, a principal that it lacks may be there all the same.
    const other = was === undefined ? before : is === undefined ? after : undefined;
    const isDoubtful = other?.isWhole === false;
    const compared = isDoubtful
      ? undecidedEntry(principal.accountId, comparer)
      : diffPrincipal(sideOf(was, before), sideOf(is, after), comparer);
    const entry: DiffEntry = {
      ...compared,
      status: was === undefined ? 'added' : is === undefined ? 'removed' : 'kept',
      principal: comparedPrincipal(principal),
    };
    yield { outcome: isDoubtful ? 'undecided' : outcomeOf(entry), entry };
  }
}

/** How many principals became what. */
export function countsOf(outcomes: readonly PrincipalOutcome[]): DiffCounts {
  const numberOf = (wanted: keyof DiffCounts) => outcomes.filter(({ outcome }) => outcome === wanted).length;
  return {
    added: numberOf('added'),
    removed: numberOf('removed'),
    changed: numberOf('changed'),
    undecided: numberOf('undecided'),
    unchanged: numberOf('unchanged'),
    serviceLinked: numberOf('serviceLinked'),
  };
}

/** A principal as one side has it; one that is not there holds nothing. */
export interface PrincipalSide {
  readonly principal?: Principal;
  /** What of its policies is not in the bundle, as parts of a sentence. */
  readonly unread: readonly string[];
}

/** A principal of an account, as a side of a comparison. */
export function sideOf(principal: Principal | undefined, account: ComparedAccount | undefined): PrincipalSide {
  if (principal === undefined) return { unread: [] };
  return { principal, unread: account?.unread.get(principal.arn) ?? [] };
}

/** Compares what two principals (or one, in two bundles) may do by identity policies, who may assume them, and their boundaries. */
export function diffPrincipal(before: PrincipalSide, after: PrincipalSide, comparer: AccessComparer): DiffEntry {
  const access = undecidedBy(comparer.compare(identityPoliciesOf(before), identityPoliciesOf(after)), [
    ...new Set([...before.unread, ...after.unread]),
  ]);
  const trust = comparer.compare(trustOf(before), trustOf(after));
  const boundary = boundaryDiff(before.principal, after.principal, comparer);
  const limit = after.principal?.boundaryArn;
  return {
    status: 'kept',
    access,
    ...(trust.relation === 'equal' ? {} : { trust }),
    ...(boundary === undefined ? {} : { boundary }),
    notes: [
      ...remadeNote(before.principal, after.principal),
      ...(limit === undefined || access.gained.parts.length === 0
        ? []
        : [`the permissions boundary ${limit} may hold back some of what is gained; it is compared apart`]),
    ],
  };
}

/** The identity policies of a principal, own and of groups. */
export function identityPoliciesOf({ principal }: PrincipalSide): readonly ComparedPolicy[] {
  return (principal?.policies ?? []).map(({ name, type, parsed, group }) => ({
    reference: { policy: name, type, ...(group === undefined ? {} : { via: group.arn }) },
    document: parsed.document,
  }));
}

function trustOf({ principal }: PrincipalSide): readonly ComparedPolicy[] {
  return principal?.trust === undefined ? [] : [{ reference: { policy: 'trust policy' }, document: principal.trust }];
}

/** No boundary is one that everything is within. */
const unlimited: PolicyDocument = {
  version: '2012-10-17',
  statements: [
    {
      index: 0,
      effect: 'Allow',
      actions: { not: false, patterns: ['*'] },
      resources: { not: false, patterns: ['*'] },
      conditions: [],
    },
  ],
  unparsed: [],
};

/** Only of a principal that is there on both sides: a new one gains what its policies grant, within whatever boundary. */
function boundaryDiff(
  before: Principal | undefined,
  after: Principal | undefined,
  comparer: AccessComparer,
): BoundaryDiff | undefined {
  if (before === undefined || after === undefined) return undefined;
  const [old, young] = [before.boundaryArn, after.boundaryArn];
  if (old === undefined && young === undefined) return undefined;
  const unread = [before, after].flatMap(({ boundaryArn, boundary }) =>
    boundaryArn !== undefined && boundary?.current === undefined
      ? [`the document of the boundary ${boundaryArn} is not in the bundle`]
      : [],
  );
  const diff =
    unread.length > 0
      ? undecidedBy(comparer.compare([], []), [...new Set(unread)])
      : comparer.compare(boundaryOf(before), boundaryOf(after));
  if (diff.relation === 'equal' && old === young) return undefined;
  return {
    ...diff,
    ...(old === undefined ? {} : { before: old }),
    ...(young === undefined ? {} : { after: young }),
  };
}

function boundaryOf({ boundaryArn, boundary }: Principal): readonly ComparedPolicy[] {
  const document = boundaryArn === undefined ? unlimited : boundary?.current?.document;
  return document === undefined ? [] : [{ reference: { policy: boundaryArn ?? 'no boundary' }, document }];
}

/** What would be gained or lost is not known. */
function undecidedEntry(account: string, comparer: AccessComparer): DiffEntry {
  const reason = `account ${account} was read in part on the side that lacks the principal`;
  return { status: 'kept', access: undecidedBy(comparer.compare([], []), [reason]), notes: [] };
}

function remadeNote(before: Principal | undefined, after: Principal | undefined): readonly string[] {
  if (before === undefined || after === undefined || before.arn !== after.arn || before.id === after.id) return [];
  return [`it was deleted and made again (${before.id}, now ${after.id}): the same name, another ${after.kind}`];
}

/** Something that differs has a note, a comparison beside the identity policies, or something gained or lost. */
function outcomeOf(entry: DiffEntry): keyof DiffCounts {
  const { status, notes, principal } = entry;
  const differs =
    isGaining(entry) || isLosing(entry) || isUndecided(entry) || notes.length > 0 || comparisonsOf(entry).length > 1;
  if (status === 'kept' && !differs) return 'unchanged';
  if (principal?.class === 'service-linked-role') return 'serviceLinked';
  if (status !== 'kept') return status;
  return isUndecided(entry) ? 'undecided' : 'changed';
}

function comparedPrincipal(principal: Principal): ComparedPrincipal {
  const { kind, arn, name, accountId, environment } = principal;
  return {
    ...{ kind, arn, name, accountId, class: principal.class },
    ...(environment === undefined ? {} : { environment }),
  };
}
