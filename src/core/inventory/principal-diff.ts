import type { AccountParts } from '../model/bundle.ts';
import {
  type BoundaryDiff,
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

/** What became of the principals of one or more accounts. */
export interface PrincipalDiffs {
  readonly entries: readonly DiffEntry[];
  readonly counts: DiffCounts;
}

/** An account of which nothing was counted yet. */
export const noPrincipals: PrincipalDiffs = {
  entries: [],
  counts: { added: 0, removed: 0, changed: 0, undecided: 0, unchanged: 0, serviceLinked: 0 },
};

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

/** Compares one account of two bundles, principal by principal, joined by ARN. An account that one bundle lacks has none there. */
export function diffAccount(
  before: ComparedAccount | undefined,
  after: ComparedAccount | undefined,
  comparer: AccessComparer,
): PrincipalDiffs {
  const [old, young] = [before, after].map(
    (side) => new Map(side?.inventory.principals.map((principal) => [principal.arn, principal])),
  );
  const arns = [...new Set([...(old?.keys() ?? []), ...(young?.keys() ?? [])])].sort();
  return arns.reduce<PrincipalDiffs>((sum, arn) => {
    const [was, is] = [old?.get(arn), young?.get(arn)];
    const principal = is ?? was;
    if (principal === undefined) return sum;
    // Where the account of the other side was read in part, a principal that it lacks may be there all the same.
    const other = was === undefined ? before : is === undefined ? after : undefined;
    const isDoubtful = other?.isWhole === false;
    const entry = isDoubtful
      ? undecidedEntry(principal.accountId, comparer)
      : diffPrincipal(sideOf(was, before), sideOf(is, after), comparer);
    const { kind, name, accountId, environment } = principal;
    const told: DiffEntry = {
      ...entry,
      status: was === undefined ? 'added' : is === undefined ? 'removed' : 'kept',
      principal: {
        ...{ kind, arn, name, accountId, class: principal.class },
        ...(environment === undefined ? {} : { environment }),
      },
      notes: [...remadeNote(was, is), ...entry.notes],
    };
    return added(sum, told, { isDoubtful, isRemade: was !== undefined && is !== undefined && was.id !== is.id });
  }, noPrincipals);
}

/** The sum of two accounts. */
export function joinedDiffs(a: PrincipalDiffs, b: PrincipalDiffs): PrincipalDiffs {
  return {
    entries: [...a.entries, ...b.entries],
    counts: {
      added: a.counts.added + b.counts.added,
      removed: a.counts.removed + b.counts.removed,
      changed: a.counts.changed + b.counts.changed,
      undecided: a.counts.undecided + b.counts.undecided,
      unchanged: a.counts.unchanged + b.counts.unchanged,
      serviceLinked: a.counts.serviceLinked + b.counts.serviceLinked,
    },
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
    notes:
      limit === undefined || access.gained.parts.length === 0
        ? []
        : [`the permissions boundary ${limit} may hold back some of what is gained; it is compared apart`],
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
  if (before === undefined || after === undefined || before.id === after.id) return [];
  return [`it was deleted and made again (${before.id}, now ${after.id}): the same name, another ${after.kind}`];
}

function added(
  { entries, counts }: PrincipalDiffs,
  entry: DiffEntry,
  { isDoubtful, isRemade }: { readonly isDoubtful: boolean; readonly isRemade: boolean },
): PrincipalDiffs {
  const isKept = entry.status === 'kept';
  const differs = isGaining(entry) || isLosing(entry) || isUndecided(entry) || comparisonsOf(entry).length > 1;
  if (isKept && !differs && !isRemade) return { entries, counts: { ...counts, unchanged: counts.unchanged + 1 } };
  if (entry.principal?.class === 'service-linked-role') {
    return { entries, counts: { ...counts, serviceLinked: counts.serviceLinked + 1 } };
  }
  const isOpen = isDoubtful || (isKept && isUndecided(entry));
  const outcome = isOpen ? 'undecided' : entry.status === 'kept' ? 'changed' : entry.status;
  return { entries: [...entries, entry], counts: { ...counts, [outcome]: counts[outcome] + 1 } };
}
