import type { Catalog } from '../catalog/catalog.ts';
import { actionClassesOf } from './compare/action-classes.ts';
import { createAutomata } from './compare/automata.ts';
import { type Box, type Boxes, createBoxes } from './compare/constraints.ts';
import { type DifferencePart, partsOf } from './compare/describe.ts';
import { effortOf } from './compare/effort.ts';
import { type Comparison, type Gain, gainsOf, unlistedGainsOf } from './compare/gain.ts';
import { requestSpaceOf } from './compare/request-space.ts';
import { partResolutionOf, resolutionOf } from './compare/resolution.ts';
import type { Side } from './compare/ways.ts';
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
  /** The difference in the words of the policies. */
  readonly parts: readonly DifferencePart[];
}

/** The answer of a comparison. */
export interface ComparisonResult {
  readonly relation: Relation;
  readonly gained: Difference;
  readonly lost: Difference;
  /** The reason, when the relation is `undecided`: gained and lost then hold what was decided. */
  readonly undecided?: string;
}

/** Steps that one comparison may take: a few seconds. Comparisons of policies that people wrote take thousands. */
const mostSteps = 1_500_000;

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
  const maker = createBoxes();
  const old = boxesOf(before, maker);
  const young = boxesOf(after, maker);
  const unread = [...before, ...after].flatMap(({ name, document }) =>
    document.unparsed.map(({ place, reason }) => `policy \`${name}\`${place === '' ? '' : `, ${place}`}: ${reason}`),
  );
  const long = [...old, ...young].find(isOverlong);
  if (long !== undefined) return tooLong(long);
  const { lost, gained } = isSame(old, young) ? same : differences(old, young, maker, catalog);
  const strange = isSame(old, young) ? undefined : strangeOperator([...old, ...young]);
  const decided = { gained: gained.difference, lost: lost.difference };
  if (unread.length > 0) return { relation: 'undecided', ...decided, undecided: `not all was read: ${unread[0]}` };
  if (strange !== undefined) return { relation: 'undecided', ...decided, undecided: strange };
  if (!gained.isComplete || !lost.isComplete) {
    return {
      relation: 'undecided',
      ...decided,
      undecided: 'the policies are too involved to compare within the bounds',
    };
  }
  const [isGained, isLost] = [gained, lost].map(({ difference }) => difference.witnesses.length > 0);
  const relation = isGained ? (isLost ? 'different' : 'wider') : isLost ? 'narrower' : 'equal';
  return { relation, ...decided };
}

/** Statements that speak of something; those without Resource and without Principal are in error and speak of nothing. */
function boxesOf(policies: readonly CompiledPolicy[], maker: Boxes): readonly Box[] {
  return policies.flatMap(({ statements }) =>
    statements
      .filter(({ resources, principals }) => resources !== undefined || principals !== undefined)
      .map(maker.boxOf),
  );
}

/** Longest single value that is looked at; AWS takes no whole policy of more than some twenty thousand characters. */
const longestValue = 20_000;

function isOverlong({ statement }: Box): boolean {
  const { actions, resources, conditions } = statement.statement;
  const lists = [actions.patterns, resources?.patterns ?? [], ...conditions.map(({ values }) => values)];
  return lists.some((values) => values.some((value) => value.length > longestValue));
}

function tooLong({ statement }: Box): ComparisonResult {
  const place = `policy \`${statement.policy}\`, Statement[${statement.statement.index}]`;
  return {
    relation: 'undecided',
    gained: nothing,
    lost: nothing,
    undecided: `${place}: a value is longer than ${longestValue} characters`,
  };
}

/** What a condition means that we cannot read, nobody can compare. */
function strangeOperator(boxes: readonly Box[]): string | undefined {
  for (const { statement } of boxes) {
    for (const test of statement.tests) {
      if (test.kind !== 'unknown') continue;
      return `policy \`${statement.policy}\`, Statement[${statement.statement.index}]: there is no operator \`${test.operator}\``;
    }
  }
  return undefined;
}

const nothing: Difference = { actions: [], unlisted: false, witnesses: [], parts: [] };
const same = {
  gained: { difference: nothing, isComplete: true },
  lost: { difference: nothing, isComplete: true },
};

/** Whether both sides hold the same statements, however often and in whatever order. */
function isSame(before: readonly Box[], after: readonly Box[]): boolean {
  const keys = new Set(before.map(keyOf));
  const others = new Set(after.map(keyOf));
  return keys.size === others.size && [...keys].every((key) => others.has(key));
}

function keyOf({ statement: { effect, actions }, constraints }: Box): string {
  const ids = constraints.map(({ id }) => id).sort((a, b) => a - b);
  return `${effect} ${actions.not} ${JSON.stringify([...actions.patterns].sort())} ${ids}`;
}

function differences(old: readonly Box[], young: readonly Box[], maker: Boxes, catalog: Catalog) {
  const boxes = [...old, ...young];
  const [before, after] = [sideOf(boxes, 0, old.length), sideOf(boxes, old.length, boxes.length)];
  const automata = createAutomata();
  const effort = effortOf(mostSteps);
  const space = requestSpaceOf(boxes, maker, catalog);
  const [plain, loose] = [resolutionOf(space, new Map()), partResolutionOf(space, new Map())];
  const comparison: Comparison = { boxes, maker, space, catalog, automata, effort, plain, loose };
  const classes = actionClassesOf(boxes, catalog);
  const ofDirection = (from: Side, to: Side) => {
    const listed = classes.map((one) => gainsOf(one, from, to, comparison));
    const results = [...listed, unlistedGainsOf(from, to, comparison)];
    const gains = results.flatMap((result) => result.gains);
    return {
      difference: differenceOf(gains, comparison),
      // Once the effort is spent no answer is a proof.
      isComplete: !effort.isSpent && results.every(({ isComplete }) => isComplete),
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

function differenceOf(gains: readonly Gain[], comparison: Comparison): Difference {
  const { catalog } = comparison;
  const names = new Set(gains.flatMap(({ actions }) => actions.map((action) => catalog.actions[action]?.name ?? '')));
  const parts = partsOf(gains, comparison);
  const witnesses = new Map<string, Witness>();
  for (const witness of [...parts.map((part) => part.witness), ...gains.map((gain) => witnessOf(gain, comparison))]) {
    if (witnesses.size >= Math.max(mostWitnesses, parts.length)) break;
    witnesses.set(JSON.stringify(witness), witness);
  }
  return {
    actions: [...names].sort(),
    unlisted: gains.some(({ actions }) => actions.length === 0),
    witnesses: [...witnesses.values()],
    parts,
  };
}
