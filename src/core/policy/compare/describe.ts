import {
  type ActionSet,
  intersects,
  isEmpty,
  isSubset,
  membersOf,
  setOf,
  subtractInto,
} from '../../catalog/action-set.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { type PrincipalTargets, statementName } from '../statement.ts';
import { templateText } from '../template.ts';
import { conditionWords } from './condition-words.ts';
import type { Box, Constraint } from './constraints.ts';
import { dimensionsOf } from './dimensions.ts';
import { type Effort, effortOf } from './effort.ts';
import type { Comparison, Gain } from './gain.ts';
import { searchRegion } from './region-search.ts';
import type { Point } from './request-space.ts';
import { resolutionOf } from './resolution.ts';
import { spaceOfUnlisted } from './resource-space.ts';
import type { Exclusion } from './ways.ts';
import { type Witness, witnessOf } from './witness.ts';

/** One part of a difference, in the words of the policies: what one statement allows that the other side does not. */
export interface DifferencePart {
  /**
   * Catalog actions: patterns of the statement and whole services where they say exactly that, and names. Empty where only unlisted names are
   * concerned.
   */
  readonly actions: readonly string[];
  /** Whether names that the catalog does not list are concerned too. */
  readonly unlisted: boolean;
  /** Patterns of resources: of these, or (`isNotResources`) of all but these. Empty: of every one. */
  readonly resources: readonly string[];
  readonly isNotResources: boolean;
  /** Under which conditions: `with MFA`, `if aws:SourceIp is in 10.0.0.0/8`. All hold. */
  readonly conditions: readonly string[];
  /** What is left out: `on arn:aws:s3:::a/*`, `with MFA`. */
  readonly exceptions: readonly string[];
  /** The statement that allows it. */
  readonly through: { readonly policy: string; readonly statement: string };
  /** The Deny of the other side that no longer holds it back, where it was one. */
  readonly freedFrom?: { readonly policy: string; readonly statement: string };
  readonly witness: Witness;
}

/** Work that goes into finding out which exceptions matter; beyond it they are all told. */
const mostSteps = 100_000;
/** More are counted. */
const mostExceptions = 4;

/** Says what the gains of one direction are, in parts; those of the same statements and words are one part. */
export function partsOf(gains: readonly Gain[], comparison: Comparison): readonly DifferencePart[] {
  const groups = new Map<string, Gain[]>();
  const exclusions = new Map<Exclusion, string>();
  const beyond = (gain: Gain) => {
    const known = exclusions.get(gain.way.excluded) ?? beyondActions(gain, comparison);
    exclusions.set(gain.way.excluded, known);
    return known;
  };
  for (const gain of gains) {
    const key = `${keyOf(gain.way.by)}|${gain.way.freedFrom === undefined ? '' : keyOf(gain.way.freedFrom)}|${beyond(gain)}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [gain]);
    else known.push(gain);
  }
  const effort = effortOf(mostSteps);
  return [...groups.values()].flatMap((group) => partOf(group, comparison, effort) ?? []);
}

/** The boxes that are left out, whatever actions they speak of. */
function beyondActions({ way }: Gain, { space }: Comparison): string {
  const isOther = (id: number) => space.constraints.get(id)?.kind !== 'action';
  return [...new Set(way.excluded.clauses.map((box) => box.filter(isOther).join()))].sort().join(';');
}

function keyOf({ statement }: Box): string {
  return `${statement.policy} ${statement.statement.index}`;
}

function partOf(gains: readonly Gain[], comparison: Comparison, effort: Effort): DifferencePart | undefined {
  const [gain] = gains;
  if (gain === undefined) return undefined;
  const { catalog } = comparison;
  const { by, freedFrom, required } = gain.way;
  const actions = setOf(
    catalog.size,
    gains.flatMap((one) => one.actions),
  );
  const demands = required.flatMap((id) => comparison.space.constraints.get(id) ?? []);
  const resources = demands.find((one) => one.kind === 'resource');
  const others = demands.filter((one) => one !== resources && one.kind !== 'action');
  return {
    actions: actionWords(actions, by, catalog),
    unlisted: gains.some(({ actions }) => actions.length === 0),
    resources: resources?.kind === 'resource' ? resources.templates.map(templateText) : [],
    isNotResources: resources?.kind === 'resource' && resources.not,
    conditions: others.flatMap((one) => wordsOf(one, true, comparison)),
    exceptions: exceptionsOf(gain, comparison, effort),
    through: referenceTo(by),
    ...(freedFrom === undefined ? {} : { freedFrom: referenceTo(freedFrom) }),
    witness: witnessOf(gain, comparison),
  };
}

/** A pattern of the policy where all that it matches is meant, a whole service, or names: what a reader knows again. */
function actionWords(actions: ActionSet, { statement }: Box, catalog: Catalog): readonly string[] {
  const left = actions.slice();
  const words: string[] = [];
  const { not, patterns } = statement.statement.actions;
  const names = [...membersOf(actions)].map((action) => catalog.actions[action]?.service ?? '');
  const services = [...new Set(names)].map((service) => `${service}:*`);
  for (const pattern of [...(not ? [] : patterns.filter((one) => /[*?]/.test(one))), ...services]) {
    const matched = catalog.matching(pattern);
    if (isEmpty(matched) || !isSubset(matched, actions) || !intersects(matched, left)) continue;
    words.push(pattern);
    subtractInto(left, matched);
  }
  return [...words, ...[...membersOf(left)].map((action) => catalog.actions[action]?.name ?? '')].sort();
}

function referenceTo({ statement }: Box): { readonly policy: string; readonly statement: string } {
  return { policy: statement.policy, statement: statementName(statement.statement) };
}

/** The boxes that the part leaves out, as far as they overlap it, each by what it asks beyond the part itself. */
function exceptionsOf({ way, assignment }: Gain, { space, automata }: Comparison, effort: Effort): readonly string[] {
  if (effort.isSpent) return [`as far as ${way.excluded.boxes.length} other statements speak of it`];
  const resolution = resolutionOf(space, assignment);
  const dimensions = dimensionsOf(space, spaceOfUnlisted('example'), resolution, automata, effort);
  const overlapping = way.excluded.clauses.filter(
    (box) =>
      effort.isSpent || searchRegion<Point>([...way.required, ...box], [], dimensions, effort, () => false) !== 'none',
  );
  const words = overlapping.map((box) => {
    const beyond = box.filter((id) => !way.required.includes(id)).flatMap((id) => space.constraints.get(id) ?? []);
    return beyond.flatMap((constraint) => wordsOf(constraint, true, { space })).join(' and ');
  });
  const distinct = [...new Set(words.filter((one) => one !== ''))].sort((a, b) => a.length - b.length);
  if (distinct.length <= mostExceptions) return distinct;
  return [...distinct.slice(0, mostExceptions - 1), `${distinct.length - mostExceptions + 1} more cases`];
}

function wordsOf(constraint: Constraint, isHolding: boolean, { space }: Pick<Comparison, 'space'>): readonly string[] {
  switch (constraint.kind) {
    case 'resource': {
      const texts = constraint.templates.map(templateText);
      const shown = texts.length > 3 ? [...texts.slice(0, 2), `${texts.length - 2} others`] : texts;
      return [`on ${constraint.not === isHolding ? 'all but ' : ''}${shown.join(', ')}`];
    }
    case 'condition': {
      const words = conditionWords(constraint.test, space.spelled(constraint.test.key), isHolding);
      return words === '' ? [] : [words];
    }
    case 'action': {
      const shown =
        constraint.patterns.length > 3
          ? [...constraint.patterns.slice(0, 2), `${constraint.patterns.length - 2} others`]
          : constraint.patterns;
      return [`of ${constraint.not === isHolding ? 'all but ' : ''}${shown.join(', ')}`];
    }
    case 'principal':
      return [principalWords(constraint.principals)];
  }
}

function principalWords({ not, isAnyone, aws, services, federated, canonicalUsers }: PrincipalTargets): string {
  const named = isAnyone ? ['everyone'] : [...aws, ...services, ...federated, ...canonicalUsers];
  const shown = named.length > 3 ? [...named.slice(0, 2), `${named.length - 2} others`] : named;
  return `for ${not ? 'all but ' : ''}${shown.join(', ')}`;
}
