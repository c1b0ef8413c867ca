import type { Catalog } from '../catalog/catalog.ts';
import { actionClassesOf } from './compare/action-classes.ts';
import { createAutomata } from './compare/automata.ts';
import { type Box, createBoxes } from './compare/constraints.ts';
import { effortOf } from './compare/effort.ts';
import { type Comparison, type Gain, gainsOf, type Side } from './compare/gain.ts';
import { requestSpaceOf } from './compare/request-space.ts';
import { createSpaces } from './compare/resource-space.ts';
import { unlistedActionsOf } from './compare/unlisted-actions.ts';
import { type Witness, witnessOf } from './compare/witness.ts';
import { type CompiledPolicy, compiledPolicy } from './compiled-policy.ts';
import type { PolicyInput } from './request.ts';

/** How what the policies after allow stands to what those before allow. */
export type Relation = 'equal' | 'narrower' | 'wider' | 'different' | 'undecided';

/** What one side allows and the other does not. */
export interface Difference {
  /** Every catalog action with any of it, in catalog spelling, sorted. */
  readonly actions: readonly string[];
  /** Whether action names that the catalog does not list are concerned too. */
  readonly unlisted: boolean;
  /** Requests that one side allows and the other does not: one at least for each part. */
  readonly witnesses: readonly Witness[];
}

/** The answer of a comparison. */
export interface ComparisonResult {
  readonly relation: Relation;
  readonly gained: Difference;
  readonly lost: Difference;
  /** The reason, when the relation is `undecided`: gained and lost then hold what was decided. */
  readonly undecided?: string;
}

/** Steps that one comparison may take: some seconds. Comparisons of policies that people wrote take thousands. */
const mostSteps = 2_000_000;

/**
 * Compares by meaning what two sets of policies allow, each side the union of its policies: exactly, over all action names,
 * resources and conditions. Where it cannot tell it says `undecided`.
 */
export function comparePolicies(
  before: readonly PolicyInput[],
  after: readonly PolicyInput[],
  catalog: Catalog,
): ComparisonResult {
  return compareCompiled(before.map(compiledPolicy), after.map(compiledPolicy), catalog);
}

/** The same, of policies that were read before. */
export function compareCompiled(
  before: readonly CompiledPolicy[],
  after: readonly CompiledPolicy[],
  catalog: Catalog,
): ComparisonResult {
  const toBox = createBoxes();
  const old = boxesOf(before, toBox);
  const young = boxesOf(after, toBox);
  const unread = [...before, ...after].flatMap(({ name, document }) =>
    document.unparsed.map(({ place, reason }) => `policy \`${name}\`${place === '' ? '' : `, ${place}`}: ${reason}`),
  );
  const nothing = { gains: [], isComplete: true };
  const { lost, gained } = isSame(old, young) ? { lost: nothing, gained: nothing } : differences(old, young, catalog);
  const decided = { gained: differenceOf(gained.gains, catalog), lost: differenceOf(lost.gains, catalog) };
  if (unread.length > 0) return { relation: 'undecided', ...decided, undecided: `not all was read: ${unread[0]}` };
  if (!gained.isComplete || !lost.isComplete) {
    return {
      relation: 'undecided',
      ...decided,
      undecided: 'the policies are too involved to compare within the bounds',
    };
  }
  const [isGained, isLost] = [gained.gains.length > 0, lost.gains.length > 0];
  const relation = isGained ? (isLost ? 'different' : 'wider') : isLost ? 'narrower' : 'equal';
  return { relation, ...decided };
}

/** Statements that speak of something; those without Resource and without Principal are in error and speak of nothing. */
function boxesOf(policies: readonly CompiledPolicy[], toBox: ReturnType<typeof createBoxes>): readonly Box[] {
  return policies.flatMap(({ statements }) =>
    statements.filter(({ resources, principals }) => resources !== undefined || principals !== undefined).map(toBox),
  );
}

/** Whether both sides hold the same statements, however often and in whatever order. */
function isSame(before: readonly Box[], after: readonly Box[]): boolean {
  const keys = new Set(before.map(keyOf));
  const others = new Set(after.map(keyOf));
  return keys.size === others.size && [...keys].every((key) => others.has(key));
}

function keyOf({ statement: { effect, actions }, constraints }: Box): string {
  const ids = constraints.map(({ id }) => id).sort((a, b) => a - b);
  return `${effect} ${actions.not} ${[...actions.patterns].sort()} ${ids}`;
}

function differences(old: readonly Box[], young: readonly Box[], catalog: Catalog) {
  const boxes = [...old, ...young];
  const [before, after] = [sideOf(boxes, 0, old.length), sideOf(boxes, old.length, boxes.length)];
  const automata = createAutomata();
  const effort = effortOf(mostSteps);
  const space = requestSpaceOf(boxes, catalog);
  const comparison: Comparison = { boxes, space, catalog, automata, effort, spaceOf: createSpaces() };
  const unlisted = unlistedActionsOf(boxes, catalog, automata, effort);
  const all = [...actionClassesOf(boxes, catalog), ...unlisted.actions];
  const ofDirection = (from: Side, to: Side) => {
    const results = all.map((one) => gainsOf(one, from, to, comparison));
    return {
      gains: results.flatMap(({ gains }) => gains),
      isComplete: unlisted.isComplete && results.every(({ isComplete }) => isComplete),
    };
  };
  return { lost: ofDirection(after, before), gained: ofDirection(before, after) };
}

function sideOf(boxes: readonly Box[], from: number, to: number): Side {
  const places = boxes.map((_, place) => place).slice(from, to);
  const effect = (place: number) => boxes[place]?.statement.effect;
  return {
    allows: places.filter((place) => effect(place) === 'Allow'),
    denies: places.filter((place) => effect(place) === 'Deny'),
  };
}

/** Most witnesses of one difference. */
const mostWitnesses = 100;

function differenceOf(gains: readonly Gain[], catalog: Catalog): Difference {
  const names = new Set(gains.flatMap(({ actions }) => actions.map((action) => catalog.actions[action]?.name ?? '')));
  const witnesses = new Map<string, Witness>();
  for (const gain of gains) {
    if (witnesses.size >= mostWitnesses) break;
    const witness = witnessOf(gain, catalog);
    const { action: _, ...rest } = witness;
    const key = `${gain.by.statement.policy} ${JSON.stringify(rest)}`;
    if (!witnesses.has(key)) witnesses.set(key, witness);
  }
  return {
    actions: [...names].sort(),
    unlisted: gains.some(({ unlisted }) => unlisted !== undefined),
    witnesses: [...witnesses.values()],
  };
}
