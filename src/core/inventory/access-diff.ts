import {
  type ActionSet,
  has,
  isEmpty,
  isSubset,
  membersOf,
  setOf,
  sizeOf,
  subtractInto,
} from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { AccessChange, AccessDiff, AccessPart, PolicyReference, StatementReference } from '../model/diff.ts';
import type { DifferencePart } from '../policy/compare/describe.ts';
import { compareCompiled, type Difference } from '../policy/compare.ts';
import { compiledDocument } from '../policy/compiled-policy.ts';
import type { PolicyDocument } from '../policy/statement.ts';

/** A policy to compare, and how it is told. */
export interface ComparedPolicy {
  readonly reference: PolicyReference;
  readonly document: PolicyDocument;
}

/** Compares sets of policies by meaning. Many principals hold the same policies: each pair of sets is compared once. */
export interface AccessComparer {
  compare(before: readonly ComparedPolicy[], after: readonly ComparedPolicy[]): AccessDiff;
}

/** A new comparer; `elevated` are the actions that count as such. */
export function createAccessComparer(elevated: ActionSet, catalog: Catalog): AccessComparer {
  const texts = new WeakMap<PolicyDocument, string>();
  const known = new Map<string, AccessDiff>();
  const textOf = (document: PolicyDocument): string => {
    const text = texts.get(document) ?? textOfDocument(document);
    texts.set(document, text);
    return text;
  };
  return {
    compare(before, after) {
      if (isSameText(before, after, textOf)) return same;
      const key = JSON.stringify(
        [before, after].map((side) => side.map(({ reference, document }) => [reference, textOf(document)])),
      );
      const answer = known.get(key) ?? compared(before, after, elevated, catalog);
      known.set(key, answer);
      return answer;
    },
  };
}

const nothing: AccessChange = { actions: [], actionCount: 0, unlisted: false, elevated: [], parts: [] };
const same: AccessDiff = { relation: 'equal', gained: nothing, lost: nothing };

/** The same answer, but with a reason why it is not the whole one. */
export function undecidedBy(diff: AccessDiff, reasons: readonly string[]): AccessDiff {
  const [first] = reasons;
  if (first === undefined) return diff;
  const more = reasons.length > 1 ? ` (and ${reasons.length - 1} more)` : '';
  return { ...diff, relation: 'undecided', undecided: diff.undecided ?? `not all was read: ${first}${more}` };
}

/** Without the places in the text, which say nothing about the meaning. */
function textOfDocument(document: PolicyDocument): string {
  return JSON.stringify(document, (key, value: unknown) => (key === 'at' ? undefined : value));
}

/** Whether both sides hold the same documents, all of them read: most principals did not change, and this is quick. */
function isSameText(
  before: readonly ComparedPolicy[],
  after: readonly ComparedPolicy[],
  textOf: (document: PolicyDocument) => string,
): boolean {
  if ([...before, ...after].some(({ document }) => document.unparsed.length > 0)) return false;
  const [old, young] = [before, after].map((side) => new Set(side.map(({ document }) => textOf(document))));
  return old !== undefined && young !== undefined && old.size === young.size && [...old].every((one) => young.has(one));
}

function compared(
  before: readonly ComparedPolicy[],
  after: readonly ComparedPolicy[],
  elevated: ActionSet,
  catalog: Catalog,
): AccessDiff {
  const [old, young] = [labeled(before), labeled(after)];
  const { relation, undecided, gained, lost } = compareCompiled(compiledOf(old), compiledOf(young), catalog);
  return {
    relation,
    ...(undecided === undefined ? {} : { undecided }),
    gained: changeOf(gained, { own: young, other: old, elevated }, catalog),
    lost: changeOf(lost, { own: old, other: young, elevated }, catalog),
  };
}

type Labeled = ReadonlyMap<string, ComparedPolicy>;

/** Policies by a name that is theirs alone: two groups may have an inline policy of the same name. */
function labeled(policies: readonly ComparedPolicy[]): Labeled {
  const byLabel = new Map<string, ComparedPolicy>();
  for (const policy of policies) {
    const { policy: name, via } = policy.reference;
    const wanted = via === undefined ? name : `${name} of ${via}`;
    let label = wanted;
    for (let number = 2; byLabel.has(label); number++) label = `${wanted} (${number})`;
    byLabel.set(label, policy);
  }
  return byLabel;
}

function compiledOf(policies: Labeled) {
  return [...policies].map(([label, { document }]) => compiledDocument(label, document));
}

interface Direction {
  /** The side that allows it. */
  readonly own: Labeled;
  readonly other: Labeled;
  readonly elevated: ActionSet;
}

function changeOf(difference: Difference, direction: Direction, catalog: Catalog): AccessChange {
  if (difference.parts.length === 0) return nothing;
  const actions = actionsNamed(difference.actions, catalog);
  const parts = difference.parts.map((part) => partOf(part, direction, catalog));
  return {
    actions: exactNames(actions, catalog),
    actionCount: sizeOf(actions),
    unlisted: difference.unlisted,
    elevated: worstFirst(actions, direction.elevated, catalog),
    parts: withWorstExamples(parts, difference).toSorted(
      (a, b) => rankOf(a, catalog) - rankOf(b, catalog) || b.elevated.length - a.elevated.length,
    ),
  };
}

function partOf(part: DifferencePart, { own, other, elevated }: Direction, catalog: Catalog): AccessPart {
  const { actions, through, freedFrom, ...rest } = part;
  const meant = setOf(
    catalog.size,
    actions.flatMap((pattern) => [...membersOf(catalog.matching(pattern))]),
  );
  const worst = worstFirst(meant, elevated, catalog);
  const elevatedClass = worst[0] === undefined ? undefined : classOf(worst[0], catalog);
  return {
    ...rest,
    actions,
    actionCount: sizeOf(meant),
    elevated: worst,
    ...(elevatedClass === undefined ? {} : { elevatedClass }),
    through: referenceIn(own, through),
    ...(freedFrom === undefined ? {} : { freedFrom: referenceIn(other, freedFrom) }),
  };
}

/**
 * Of a part that holds dangerous actions an example with the worst there is: any request of the difference shows the part, where no other
 * part has its action.
 */
function withWorstExamples(parts: readonly AccessPart[], { witnesses }: Difference): readonly AccessPart[] {
  return parts.map((part) => {
    const places = new Map(part.elevated.map((name, place) => [name, place]));
    const placeOf = ({ action }: AccessPart['witness']): number => places.get(action) ?? places.size;
    const isOwn = ({ action }: AccessPart['witness']): boolean =>
      places.has(action) && parts.every((other) => other === part || !other.elevated.includes(action));
    const [worst] = witnesses.filter(isOwn).toSorted((a, b) => placeOf(a) - placeOf(b));
    return worst === undefined || placeOf(worst) >= placeOf(part.witness) ? part : { ...part, witness: worst };
  });
}

function referenceIn(
  policies: Labeled,
  { policy, statement }: { readonly policy: string; readonly statement: string },
): StatementReference {
  return { ...(policies.get(policy)?.reference ?? { policy }), statement };
}

function actionsNamed(names: readonly string[], catalog: Catalog): ActionSet {
  return setOf(
    catalog.size,
    names.flatMap((name) => catalog.byName.get(name.toLowerCase())?.index ?? []),
  );
}

/** `*`, whole services as `s3:*`, and names: so few words that a report can hold what an administrator gains. */
function exactNames(actions: ActionSet, catalog: Catalog): readonly string[] {
  if (sizeOf(actions) === catalog.size) return ['*'];
  const left = actions.slice();
  const words: string[] = [];
  for (const service of catalog.services.keys()) {
    const whole = catalog.matching(`${service}:*`);
    if (isEmpty(whole) || !isSubset(whole, actions)) continue;
    words.push(`${service}:*`);
    subtractInto(left, whole);
  }
  return [...words, ...[...membersOf(left)].map((index) => catalog.actions[index]?.name ?? '')].sort();
}

/** Services whose actions readers know at once. */
const tellingServices = ['iam', 'sts', 'organizations', 'kms', 'secretsmanager', 'lambda', 'ec2', 's3'];

function worstFirst(actions: ActionSet, elevated: ActionSet, catalog: Catalog): readonly string[] {
  const names = [...membersOf(actions)]
    .filter((index) => has(elevated, index))
    .flatMap((index) => catalog.actions[index] ?? []);
  const placeOf = (service: string): number => {
    const place = tellingServices.indexOf(service);
    return place < 0 ? tellingServices.length : place;
  };
  const ranks = [...catalog.elevatedByClass.keys()];
  return names
    .map(({ name, service }) => ({ name, rank: ranks.indexOf(classOf(name, catalog) ?? 'data-access'), service }))
    .sort((a, b) => a.rank - b.rank || placeOf(a.service) - placeOf(b.service) || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

function classOf(name: string, catalog: Catalog) {
  const classes = catalog.byName.get(name.toLowerCase())?.elevated.map((one) => one.class) ?? [];
  return [...catalog.elevatedByClass.keys()].find((one) => classes.includes(one));
}

function rankOf({ elevatedClass }: AccessPart, catalog: Catalog): number {
  const classes: readonly string[] = [...catalog.elevatedByClass.keys()];
  const place = elevatedClass === undefined ? -1 : classes.indexOf(elevatedClass);
  return place < 0 ? classes.length : place;
}
