import {
  type ActionSet,
  addInto,
  difference,
  emptySet,
  fullSet,
  membersOf,
  uniteInto,
} from '../../catalog/action-set.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Box } from './constraints.ts';

/** Actions of which exactly the same statements speak. */
export interface ActionClass {
  /** Places in the list of boxes. */
  readonly boxes: ReadonlySet<number>;
  readonly actions: ActionSet;
}

type ActionTargets = Box['statement']['actions'];

/** Splits the catalog's actions by the statements that speak of them. Actions of which none does are left out. */
export function actionClassesOf(boxes: readonly Box[], catalog: Catalog): readonly ActionClass[] {
  const sets = new Map<string, { readonly actions: ActionSet; readonly places: number[] }>();
  for (const [place, { statement }] of boxes.entries()) {
    const key = keyOf(statement.actions);
    const known = sets.get(key);
    if (known === undefined) sets.set(key, { actions: actionsOf(statement.actions, catalog), places: [place] });
    else known.places.push(place);
  }
  // The class of each action, split again by every set: work in proportion to the sets, not to the catalog.
  const classOf = new Int32Array(catalog.size);
  const boxesOf: (readonly number[])[] = [[]];
  for (const { actions, places } of sets.values()) {
    const split = new Map<number, number>();
    for (const action of membersOf(actions)) {
      const old = classOf[action] ?? 0;
      let made = split.get(old);
      if (made === undefined) {
        made = boxesOf.length;
        boxesOf.push([...(boxesOf[old] ?? []), ...places]);
        split.set(old, made);
      }
      classOf[action] = made;
    }
  }
  const members = new Map<number, ActionSet>();
  for (let action = 0; action < catalog.size; action++) {
    const one = classOf[action] ?? 0;
    if (one === 0) continue;
    let set = members.get(one);
    if (set === undefined) {
      set = emptySet(catalog.size);
      members.set(one, set);
    }
    addInto(set, action);
  }
  return [...members].map(([one, actions]) => ({ boxes: new Set(boxesOf[one]), actions }));
}

/** One string for equal lists of actions. */
export function keyOf({ not, patterns }: ActionTargets): string {
  return `${not ? '!' : ''}${JSON.stringify([...patterns].sort())}`;
}

function actionsOf({ not, patterns }: ActionTargets, catalog: Catalog): ActionSet {
  const named = emptySet(catalog.size);
  for (const pattern of patterns) uniteInto(named, catalog.matching(pattern));
  return not ? difference(fullSet(catalog.size), named) : named;
}
