import { type ActionSet, has, membersOf } from '../../catalog/action-set.ts';
import type { Catalog, CatalogAction } from '../../catalog/catalog.ts';
import type { JsonObject } from '../../model/json-object.ts';
import { isCoveredBy } from '../../policy/pattern.ts';
import { isMaker } from './made-resources.ts';
import type { Needs } from './needs.ts';

/** The resources that a used action was seen on, written as patterns; `undefined`: not all of them are known, so it keeps what it has. */
export type ResourceScope = (action: number) => readonly string[] | undefined;

/** More resources than this are written as what their names have in common, or left as they are. */
const mostNamed = 10;

/**
 * Tells for each action the resources that everybody concerned was seen using it on. Only where that is all of them: the logs cover the action for the
 * whole window, every call tells its resource, and no sample was capped. A companion that other calls carry tells no resource; `iam:PassRole` has the
 * roles that were passed.
 */
export function resourceScopeOf(reached: readonly Needs[], covered: ActionSet, catalog: Catalog): ResourceScope {
  const answers = new Map<number, readonly string[] | undefined>();
  const passRole = catalog.byName.get('iam:passrole')?.index;
  const seenOn = (action: number): readonly string[] | undefined => {
    const entry = catalog.actions[action];
    if (entry === undefined || (action !== passRole && !namesOneThing(entry))) return undefined;
    const resources = new Set<string>();
    for (const { judged, kept, removable, seen } of reached) {
      // A name that the catalog does not list may be in use there.
      if (seen.unexplained.has(entry.service) || seen.ofUnknownService !== undefined) return undefined;
      if (!has(judged.permissions.granted, action) || has(removable, action)) continue;
      const used = kept.get('used');
      if (used === undefined || !has(used, action)) return undefined;
      if (action === passRole) {
        const passed = passedRoles(judged.usage);
        if (passed.length === 0 || mayHaveBeenUnseen(action, judged.usage, catalog)) return undefined;
        for (const { arn } of passed) resources.add(arn);
        continue;
      }
      const calls = seen.calls.filter((call) => call.action === action);
      if (!has(covered, action) || calls.length === 0) return undefined;
      if (calls.some((call) => call.isCapped || call.resources.length === 0)) return undefined;
      for (const call of calls) for (const resource of call.resources) resources.add(resource);
    }
    if (resources.size === 0 || [...resources].some(isPassing)) return undefined;
    return [...resources].sort();
  };
  return (action) => {
    if (!answers.has(action)) answers.set(action, seenOn(action));
    return answers.get(action);
  };
}

/**
 * Whether a request for the action names one resource, which was there before. Of several types AWS may ask for each together (`ec2:RunInstances`: image,
 * subnet, instance …), and what is made next has another name. Of S3 one of its types is meant, and a bucket's objects stand together.
 */
function namesOneThing(action: CatalogAction): boolean {
  // Other services' records name a resource in some calls and none in others, and the roll-up cannot tell.
  if (action.trace.kind !== 'data' && !alwaysNamed.has(action.service)) return false;
  const isObject = action.service === 's3' && action.resourceTypes.includes('object');
  return isObject || ((action.resourceTypes.length === 1 || action.service === 's3') && !isMaker(action));
}

/**
 * Whether an ARN ends in an id that AWS made, as of an instance, a volume or a task: the next one has another. A key of KMS keeps its own, and so does a
 * bucket that was named by somebody.
 */
function isPassing(arn: string): boolean {
  const [, , service, , , name = ''] = arn.split(':');
  if (service === 'kms' || service === 's3') return false;
  return /(?:-[0-9a-f]{8,17}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{20,})$/i.test(
    arn.slice(arn.indexOf(name)),
  );
}

/** Services whose records name the resource of every call. */
const alwaysNamed: ReadonlySet<string> = new Set(['s3', 'kms', 'sts']);

/** Whether a call may have carried a companion unseen: its parameters are not known, or stand in something that it names. */
function mayHaveBeenUnseen(action: number, usage: Needs['judged']['usage'], catalog: Catalog): boolean {
  const carriers = catalog.companions.find((companion) => companion.action === action)?.carriers ?? [];
  return [...(usage?.events.values() ?? [])].some(({ eventSource, eventName, allowed, failed, lastBefore, detail }) => {
    if (allowed + failed === 0 && lastBefore === undefined) return false;
    const mapping = catalog.mappingOf(eventSource, eventName);
    const own = carriers.filter((carrier) => mapping.kind === 'actions' && mapping.actions.includes(carrier.action));
    if (own.length === 0) return false;
    if (detail === undefined || !detail.requestKeysKnown || detail.requestKeys.length === 0) return true;
    const keys = detail.requestKeys.map((key) => key.toLowerCase());
    return own.some(({ maybe }) =>
      maybe.some((path) => keys.some((key) => key === path.toLowerCase() || key.startsWith(`${path.toLowerCase()}.`))),
    );
  });
}

/** Roles that calls handed over, with the services they went to; refused calls aside. */
export function passedRoles(
  usage: Needs['judged']['usage'],
): readonly { readonly arn: string; readonly service: string }[] {
  const passed = [...(usage?.events.values() ?? [])].flatMap(({ eventSource, detail }) =>
    eventSource === 'sts.amazonaws.com' || eventSource === 'iam.amazonaws.com' ? [] : (detail?.passed ?? []),
  );
  const roles = passed.filter(({ arn, outcome }) => outcome !== 'denied' && arn.includes(':role/'));
  const known = new Map(roles.map(({ arn, service }) => [`${arn} ${service}`, { arn, service }]));
  return [...known.values()].sort((a, b) => (a.arn + a.service < b.arn + b.service ? -1 : 1));
}

/**
 * A statement in pieces: what keeps its resources, and for the actions whose resources are all known, one piece for each set of resources. Every
 * resource of a piece is covered by one of the statement's own. The statement itself where nothing can be told.
 */
export function scopedStatements(
  raw: JsonObject,
  actions: ActionSet,
  scope: ResourceScope,
  writtenAs: (set: readonly number[]) => readonly string[],
): readonly JsonObject[] {
  const key = Object.keys(raw).find((name) => name.toLowerCase() === 'resource');
  const actionKey = Object.keys(raw).find((name) => name.toLowerCase() === 'action');
  const own = (key === undefined ? [] : [raw[key]].flat()).filter((one) => typeof one === 'string');
  const isOpen =
    own.length > 0 && own.every((pattern) => !pattern.includes('${')) && own.some((pattern) => /[*?]/.test(pattern));
  if (key === undefined || actionKey === undefined || !isOpen) return [raw];
  const pieces = new Map<string, { readonly resources: readonly string[]; readonly actions: number[] }>();
  const rest: number[] = [];
  for (const action of membersOf(actions)) {
    const resources = narrowedTo(scope(action), own);
    if (resources === undefined) {
      rest.push(action);
      continue;
    }
    const id = resources.join('\n');
    const piece = pieces.get(id) ?? { resources, actions: [] };
    piece.actions.push(action);
    pieces.set(id, piece);
  }
  if (pieces.size === 0) return [raw];
  const one = (list: readonly string[]): unknown => (list.length === 1 ? list[0] : list);
  return [
    ...(rest.length === 0 ? [] : [{ ...raw, [actionKey]: one(writtenAs(rest)) }]),
    ...[...pieces.values()].map((piece) => ({
      ...raw,
      [actionKey]: one(writtenAs(piece.actions)),
      [key]: one(piece.resources),
    })),
  ];
}

/** The resources seen that the statement speaks of, as patterns within its own; `undefined` where that would be no narrower, or is not told. */
function narrowedTo(seen: readonly string[] | undefined, own: readonly string[]): readonly string[] | undefined {
  if (seen === undefined) return undefined;
  const patterns = new Set(seen.map(patternOf));
  const within = [...patterns].filter((pattern) => own.some((wide) => isCoveredBy(pattern, wide)));
  // What another statement lets through is not this one's; but where nothing of this one was used, it stays for whatever we did not understand.
  if (within.length === 0) return undefined;
  const named = within.length <= mostNamed ? within : inCommon(within, own);
  if (named === undefined) return undefined;
  return own.every((wide) => named.some((pattern) => isCoveredBy(wide, pattern))) ? undefined : named.sort();
}

/** An object of S3 stands for its bucket: keys come and go. A literal `*`, `?` or `$` in a name cannot be written plainly, and becomes a wildcard. */
function patternOf(arn: string): string {
  const object = /^(arn:[^:]*:s3:::[^/]+\/)/.exec(arn);
  if (object?.[1] !== undefined) return `${object[1]}*`;
  return arn.replace(/\$/g, '?');
}

/** What many resources have in common up to a separator in their names, if it is more than their kind; within the statement's own patterns. */
function inCommon(patterns: readonly string[], own: readonly string[]): string[] | undefined {
  const [first = '', ...others] = patterns;
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  const common = first.slice(0, length).replace(/[^-/_.:]*$/, '');
  const name = common
    .split(':')
    .slice(5)
    .join(':')
    .replace(/^[a-z-]+[/:]/, '');
  const pattern = `${common}*`;
  return name.length >= 3 && own.some((wide) => isCoveredBy(pattern, wide)) ? [pattern] : undefined;
}
