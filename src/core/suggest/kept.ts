import { type ActionSet, addInto, emptySet, has, intersection, membersOf } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Principal } from '../inventory/principal.ts';
import type { KeptPermission, KeptWhy } from '../model/suggestion.ts';
import { dateOf, type Instant, isoOf } from '../model/time.ts';
import type { Needs } from './needs/needs.ts';
import { passedRoles } from './needs/scope-resources.ts';
import type { SuggestContext } from './suggest-context.ts';
import type { Unit } from './unit.ts';

/** One principal that a suggestion reaches: what it needs, and what it holds once the suggestion is done. */
export interface ReachedAfter {
  readonly needs: Needs;
  readonly after: Principal;
  readonly grantedAfter: ActionSet;
  readonly conditionalAfter: ActionSet;
}

/** Makes the rows of patterns that stay for one reason; of the same patterns and reason the very same rows, which thousands of principals may share. */
export type KeptRows = (
  patterns: readonly string[],
  why: KeptWhy,
  reason: string,
  lastUsed: Instant | undefined,
) => readonly KeptPermission[];

/** Rows that are made once an account. */
export function createKeptRows(): KeptRows {
  const made = new WeakMap<readonly string[], Map<string, readonly KeptPermission[]>>();
  return (patterns, why, reason, lastUsed) => {
    const own = made.get(patterns) ?? new Map<string, readonly KeptPermission[]>();
    made.set(patterns, own);
    const key = `${why}\n${reason}\n${lastUsed ?? ''}`;
    let rows = own.get(key);
    if (rows === undefined) {
      const last = lastUsed === undefined ? {} : { lastUsed: isoOf(lastUsed) };
      rows = patterns.map((action) => ({ action, why, reason, ...last }));
      own.set(key, rows);
    }
    return rows;
  };
}

/** In the order in which a reader wants them: what is in use, what nobody can tell, what a rule keeps. */
const order: readonly KeptWhy[] = [
  'used',
  'used-before',
  'too-recent',
  'unobservable',
  'denied-only',
  'rollback',
  'unexplained',
  'vendor',
  'frozen',
  'no-room',
  'needed-by-others',
  'not-editable',
  'unlisted',
];

/**
 * What stays, with the reason, as patterns of which each has one reason. `among` limits it to the permissions that a shared policy gives. Of several
 * principals the strongest reason counts, and the first who has it is named.
 */
export function keptOf(
  reached: readonly ReachedAfter[],
  { among, frozen, noRoom }: Pick<Unit, 'among' | 'frozen' | 'noRoom'>,
  { writer, keptRows: rowsOf }: Pick<SuggestContext, 'writer' | 'keptRows'>,
  catalog: Catalog,
): readonly KeptPermission[] {
  const rows = new Map<string, { why: KeptWhy; reason: string; actions: ActionSet; lastUsed?: Instant }>();
  const told = emptySet(catalog.size);
  const tell = (action: number, why: KeptWhy, reason: string, at: Instant | undefined): void => {
    addInto(told, action);
    const key = `${why}\n${reason}`;
    const row = rows.get(key) ?? { why, reason, actions: emptySet(catalog.size) };
    addInto(row.actions, action);
    if (at !== undefined && why.startsWith('used')) row.lastUsed = Math.max(row.lastUsed ?? at, at);
    rows.set(key, row);
  };
  const isAlone = reached.length === 1;
  for (const why of order) {
    for (const { needs, grantedAfter } of reached) {
      const { judged } = needs;
      const own = needs.kept.get(why);
      if (own === undefined) continue;
      const name = isAlone ? '' : `${judged.principal.name}: `;
      for (const action of membersOf(intersection(own, grantedAfter))) {
        if (has(told, action) || (among !== undefined && !has(among, action))) continue;
        tell(action, why, `${name}${reasonFor(why, action, needs, catalog)}`, judged.verdicts.lastUseOf(action));
      }
    }
  }
  // Proved unused, and still there: by a policy that this suggestion does not change.
  for (const { needs, after, grantedAfter } of reached) {
    for (const action of membersOf(intersection(needs.removable, grantedAfter))) {
      if (has(told, action) || (among !== undefined && !has(among, action))) continue;
      if (frozen !== undefined && !has(frozen, action)) {
        tell(action, 'frozen', 'not among the permissions that this plan was begun with', undefined);
        continue;
      }
      if (noRoom !== undefined && has(noRoom, action)) {
        tell(
          action,
          'no-room',
          "unused, but the policies without it would not fit into the account's quotas",
          undefined,
        );
        continue;
      }
      const source = after.policies.find(({ parsed }) =>
        parsed.compiled.some(({ statement, actions }) => statement.effect === 'Allow' && has(actions, action)),
      );
      const why =
        source?.group === undefined && source?.managed?.isAwsManaged !== false ? 'not-editable' : 'needed-by-others';
      const way = source?.group === undefined ? '' : ` of group ${source.group.name}`;
      tell(action, why, `also granted by ${source?.name ?? 'another policy'}${way}`, undefined);
    }
  }
  return [...rows.values()]
    .sort((a, b) => order.indexOf(a.why) - order.indexOf(b.why) || (a.reason < b.reason ? -1 : 1))
    .flatMap(({ why, reason, actions, lastUsed }) =>
      rowsOf(writer.patternsOf(actions, 'leading'), why, reason, lastUsed),
    );
}

function reasonFor(why: KeptWhy, action: number, { judged, seen }: Needs, catalog: Catalog): string {
  const { verdicts } = judged;
  switch (why) {
    case 'used': {
      const roles = catalog.actions[action]?.name === 'iam:PassRole' ? passedRoles(judged.usage) : [];
      const passed = roles.map(({ arn, service }) => `${arn} to ${service}`).join(', ');
      return `${verdicts.reasonOf(action)}${passed === '' ? '' : `: passed ${passed}`}`;
    }
    case 'too-recent':
    case 'unobservable':
    case 'denied-only':
      return verdicts.reasonOf(action);
    case 'used-before': {
      const at = verdicts.lastUseOf(action);
      if (at !== undefined) return `last used on ${dateOf(at)}, before the window`;
      const last = judged.use.lastAt;
      return last === undefined
        ? 'its holder was used, and with which action is not known'
        : `its holder was last used on ${dateOf(last)}, and with which action is not known`;
    }
    case 'rollback':
      return 'it creates such resources, and must be able to change, tag and delete them again';
    case 'unexplained': {
      const service = catalog.actions[action]?.service ?? '';
      const event = seen.unexplained.get(service);
      return event === undefined
        ? `${seen.ofUnknownService ?? 'an event'} was seen, of a service that the catalog does not know`
        : `${event} was seen, and neither its policies nor our map of events explain that call`;
    }
    case 'vendor':
      return 'held by a role of an outside account, whose needs we cannot know; only elevated permissions are suggested away';
    default:
      return why;
  }
}
