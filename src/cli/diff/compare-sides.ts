import { setImmediate } from 'node:timers/promises';
import { type ActionSet, union } from '../../core/catalog/action-set.ts';
import type { Catalog } from '../../core/catalog/catalog.ts';
import {
  type AccessComparer,
  type ComparedPolicy,
  createAccessComparer,
  undecidedBy,
} from '../../core/inventory/access-diff.ts';
import {
  countsOf,
  diffAccount,
  diffPrincipal,
  identityPoliciesOf,
  type PrincipalOutcome,
  type PrincipalSide,
} from '../../core/inventory/principal-diff.ts';
import { type Diff, type DiffEntry, type DiffSide, isGaining, relationOf } from '../../core/model/diff.ts';
import { ConfigError, NothingCollectedError } from '../../core/model/errors.ts';
import type { AuditSettings } from '../../core/model/settings.ts';
import { parsePolicy } from '../../core/policy/parse.ts';
import type { PolicyInput } from '../../core/policy/request.ts';
import type { Progress } from '../progress.ts';
import { findPrincipal, readComparedAccount } from './find-principal.ts';
import type { Side } from './sides.ts';

/** What a comparison needs beside its sides. */
export interface CompareContext {
  readonly settings: AuditSettings;
  readonly catalog: Catalog;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

type Bundle = Extract<Side, { readonly kind: 'bundle' }>;

/** Compares two sides: two bundles, or two sets of policies of which each is files or a principal's. Throws `ConfigError` for a bundle beside a set. */
export async function compareSides(before: Side, after: Side, context: CompareContext): Promise<Diff> {
  const comparer = createAccessComparer(elevatedOf(context), context.catalog);
  if (before.kind === 'bundle' && after.kind === 'bundle') return compareBundles(before, after, comparer, context);
  if (before.kind === 'bundle' || after.kind === 'bundle') throw mixed(before, after);
  return comparePolicySets(before, after, comparer, context);
}

/** As the audit has it: reads of data that is configured as sensitive count too. */
function elevatedOf({ settings, catalog }: CompareContext): ActionSet {
  return settings.sensitiveData.map((pattern) => catalog.matching(pattern)).reduce(union, catalog.elevated);
}

function mixed(before: Side, after: Side): ConfigError {
  const [bundle, other] = before.kind === 'bundle' ? [before, after] : [after, before];
  const what = other.kind === 'policies' ? 'a set of policies' : 'one principal';
  return new ConfigError(
    `\`${bundle.name}\` is a whole bundle, and \`${other.name}\` is ${what}`,
    `name the principal of the bundle that is meant: \`${bundle.name}#NAME\``,
  );
}

async function compareBundles(
  before: Bundle,
  after: Bundle,
  comparer: AccessComparer,
  { settings, catalog, progress, signal }: CompareContext,
): Promise<Diff> {
  const [old, young] = [before, after].map(({ bundle }) => new Set(bundle.accounts.map(({ id }) => id)));
  const ids = [...new Set([...(old ?? []), ...(young ?? [])])].sort();
  const outcomes: PrincipalOutcome[] = [];
  const partly: string[] = [];
  for (const [place, id] of ids.entries()) {
    progress.step(`comparing account ${id} (${place + 1}/${ids.length})`);
    const was = old?.has(id) === true ? await readComparedAccount(before.bundle, id, settings, catalog) : undefined;
    const is = young?.has(id) === true ? await readComparedAccount(after.bundle, id, settings, catalog) : undefined;
    for (const one of diffAccount(was, is, comparer)) {
      outcomes.push(one);
      if (one.outcome === 'unchanged') continue;
      // What differs takes time: Ctrl-C and the progress line get their turn.
      await setImmediate();
      signal.throwIfAborted();
    }
    if (was?.isWhole === false) partly.push(`account ${id} was read in part in ${before.name}`);
    if (is?.isWhole === false) partly.push(`account ${id} was read in part in ${after.name}`);
    signal.throwIfAborted();
  }
  if (outcomes.length === 0) {
    throw new NothingCollectedError(
      `no user and no role in \`${before.name}\` and in \`${after.name}\``,
      'an account needs `authorization-details.json`; `docs/bundle.md` tells how to get it',
    );
  }
  const entries = outcomes
    .filter(({ outcome }) => outcome !== 'unchanged' && outcome !== 'serviceLinked')
    .map(({ entry }) => entry);
  const oneSided = ids.flatMap((id) => {
    if (old?.has(id) === young?.has(id)) return [];
    return [`account ${id} is only in ${old?.has(id) === true ? before.name : after.name}`];
  });
  return {
    before: diffSideOf(before),
    after: diffSideOf(after),
    // Who was not read may gain anything.
    relation: partly.length > 0 ? 'undecided' : relationOf(entries),
    counts: countsOf(outcomes),
    entries: entries.toSorted((a, b) => rankOf(a) - rankOf(b)),
    notes: [...partly, ...oneSided],
  };
}

/** What gains elevated actions first, then what gains at all. */
function rankOf(entry: DiffEntry): number {
  const elevated = [entry.access, entry.trust, entry.boundary].some((one) => (one?.gained.elevated.length ?? 0) > 0);
  return elevated ? 0 : isGaining(entry) ? 1 : 2;
}

async function comparePolicySets(
  before: Exclude<Side, Bundle>,
  after: Exclude<Side, Bundle>,
  comparer: AccessComparer,
  context: CompareContext,
): Promise<Diff> {
  context.progress.step('comparing');
  const [old, young] = [await heldBy(before, context), await heldBy(after, context)];
  const entry =
    'unread' in old && 'unread' in young ? diffPrincipal(old, young, comparer) : policiesEntry(old, young, comparer);
  return {
    before: diffSideOf(before),
    after: diffSideOf(after),
    relation: relationOf([entry]),
    entries: [entry],
    notes: [],
  };
}

type Held = PrincipalSide | { readonly policies: readonly PolicyInput[] };

function heldBy(side: Exclude<Side, Bundle>, { settings, catalog, signal }: CompareContext): Promise<Held> | Held {
  if (side.kind === 'policies') return { policies: side.policies };
  return findPrincipal(side.bundle, side.principal, settings, catalog, signal);
}

/** Files have no trust policy and no boundary beside them: where a principal has, it is told. */
function policiesEntry(before: Held, after: Held, comparer: AccessComparer): DiffEntry {
  const unread = [before, after].flatMap((side) => ('unread' in side ? side.unread : []));
  const notes = [before, after].flatMap((side) => {
    const boundary = 'unread' in side ? side.principal?.boundaryArn : undefined;
    return boundary === undefined ? [] : [`the permissions boundary ${boundary} is not part of this comparison`];
  });
  return {
    status: 'kept',
    access: undecidedBy(comparer.compare(comparedPoliciesOf(before), comparedPoliciesOf(after)), unread),
    notes,
  };
}

function comparedPoliciesOf(side: Held): readonly ComparedPolicy[] {
  if ('unread' in side) return identityPoliciesOf(side);
  return side.policies.map(({ name, document }) => ({ reference: { policy: name }, document: parsePolicy(document) }));
}

function diffSideOf(side: Side): DiffSide {
  const { kind, name } = side;
  if (side.kind === 'policies') return { kind, name, policies: side.policies.map((policy) => policy.name) };
  const { collectedAt } = side.bundle;
  return { kind, name, ...(collectedAt === undefined ? {} : { collectedAt }) };
}
