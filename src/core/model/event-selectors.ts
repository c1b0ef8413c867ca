import type { EventSelector } from './bundle.ts';

type Loose = Readonly<Record<string, unknown>>;
type Names = { readonly not: boolean; readonly values: readonly string[] };

/** What a trail without selectors of its own records: every management event, no data event. */
export const defaultEventSelectors: readonly EventSelector[] = [
  { category: 'management', readWrite: 'all', resourceType: '', isPartial: false },
];

/**
 * The selectors in GetEventSelectors' answer, or in the parameters of a PutEventSelectors event; names in any letter case, since
 * CloudTrail records them in lower camel case; a bare list of either kind is taken too. `undefined` when neither list holds a selector, so that nothing is known.
 *
 * What cannot be read whole becomes `isPartial`, which covers nothing.
 */
export function eventSelectorsOf(answer: unknown): readonly EventSelector[] | undefined {
  if (Array.isArray(answer)) {
    const isAdvanced = (selector: unknown): boolean => member(selector, 'FieldSelectors') !== undefined;
    return eventSelectorsOf({
      EventSelectors: answer.filter((selector) => !isAdvanced(selector)),
      AdvancedEventSelectors: answer.filter(isAdvanced),
    });
  }
  const basic = listIn(answer, 'EventSelectors');
  const advanced = listIn(answer, 'AdvancedEventSelectors');
  if (basic.length === 0 && advanced.length === 0) return undefined;
  return [...basic.flatMap(basicSelectors), ...advanced.flatMap(advancedSelectors)];
}

/** A selector we could not read: it stays visible, and covers nothing. */
const unreadable: EventSelector = { category: 'other', readWrite: 'all', resourceType: '', isPartial: true };

function basicSelectors(selector: unknown): readonly EventSelector[] {
  if (!isObject(selector)) return [unreadable];
  const readWrite = readWriteOf(member(selector, 'ReadWriteType'));
  const excluded = textsIn(selector, 'ExcludeManagementEventSources');
  const found: EventSelector[] = [];
  // AWS takes an absent IncludeManagementEvents for true.
  if (member(selector, 'IncludeManagementEvents') !== false) {
    found.push({
      category: 'management',
      readWrite: readWrite ?? 'all',
      ...(excluded.length > 0 ? { eventSources: { not: true, values: excluded } } : {}),
      resourceType: '',
      isPartial: readWrite === undefined,
    });
  }
  for (const resource of listIn(selector, 'DataResources')) {
    const type = member(resource, 'Type');
    found.push({
      category: 'data',
      readWrite: readWrite ?? 'all',
      resourceType: typeof type === 'string' ? type : '',
      isPartial: readWrite === undefined || !textsIn(resource, 'Values').some((value) => isWhole(type, value)),
    });
  }
  return found;
}

const readWrites: ReadonlyMap<string, EventSelector['readWrite']> = new Map([
  ['all', 'all'],
  ['readonly', 'read'],
  ['writeonly', 'write'],
]);

function readWriteOf(value: unknown): EventSelector['readWrite'] | undefined {
  // AWS takes an absent ReadWriteType for All.
  if (value === undefined || value === null) return 'all';
  if (typeof value !== 'string') return undefined;
  return readWrites.get(value.toLowerCase());
}

/**
 * Whether a basic data resource stands for all of its type, in this and every other region. Only these three types exist in basic
 * selectors, and AWS documents `arn:aws:s3`, `arn:aws:s3:::`, `arn:aws:lambda` and `arn:aws:dynamodb` as "all".
 */
function isWhole(type: unknown, value: string): boolean {
  const service = /^arn:aws[a-z-]*:(s3|lambda|dynamodb)(:::)?$/.exec(value);
  if (service === null) return false;
  const [, name, all] = service;
  if (type === 'AWS::S3::Object') return name === 's3';
  if (type === 'AWS::Lambda::Function') return name === 'lambda' && all === undefined;
  return type === 'AWS::DynamoDB::Table' && name === 'dynamodb' && all === undefined;
}

function advancedSelectors(selector: unknown): readonly EventSelector[] {
  const fields = listIn(selector, 'FieldSelectors');
  if (fields.length === 0) return [unreadable];
  let found: readonly EventSelector['category'][] = ['other'];
  let readWrite: EventSelector['readWrite'] = 'all';
  let eventSources: Names | undefined;
  let eventNames: Names | undefined;
  let resourceTypes: readonly string[] = [''];
  let isPartial = false;
  const seen = new Set<string>();
  for (const field of fields) {
    const name = member(field, 'Field');
    const names = namesOf(field);
    const key = typeof name === 'string' ? name.toLowerCase() : '';
    // A field named twice means both conditions: more than one of ours can say.
    const isRead = names !== undefined && !seen.has(key);
    seen.add(key);
    if (key === 'eventcategory' && isRead && !names.not) found = names.values.map(categoryOf);
    else if (key === 'readonly' && isRead && readOnlyOf(names) !== undefined) readWrite = readOnlyOf(names) ?? 'all';
    else if (key === 'eventsource' && isRead) eventSources = names;
    else if (key === 'eventname' && isRead) eventNames = names;
    else if (key === 'resources.type' && isRead && !names.not) resourceTypes = names.values;
    else isPartial = true;
  }
  return found.flatMap((category) =>
    resourceTypes.map((resourceType) => ({
      category,
      readWrite,
      ...(eventSources === undefined ? {} : { eventSources }),
      ...(eventNames === undefined ? {} : { eventNames }),
      resourceType,
      // A data selector must name its resource type: without one nothing says what it lets through.
      isPartial: isPartial || (category === 'data' && resourceType === ''),
    })),
  );
}

/** The operators of one field when they are only Equals or only NotEquals; `undefined` for any other. */
function namesOf(field: unknown): Names | undefined {
  if (!isObject(field)) return undefined;
  const used = Object.entries(field).filter(
    ([key, value]) => key.toLowerCase() !== 'field' && !(Array.isArray(value) && value.length === 0) && value !== null,
  );
  const [only] = used;
  if (only === undefined || used.length > 1) return undefined;
  const operator = only[0].toLowerCase();
  if (operator !== 'equals' && operator !== 'notequals') return undefined;
  if (!Array.isArray(only[1]) || !only[1].every((value) => typeof value === 'string')) return undefined;
  return { not: operator === 'notequals', values: only[1] };
}

/** `undefined` for values AWS does not take: `true` and `false` are texts there, and either stands alone. */
function readOnlyOf(names: Names): EventSelector['readWrite'] | undefined {
  const [value, ...others] = names.values.map((text) => text.toLowerCase());
  if (others.length > 0 || (value !== 'true' && value !== 'false')) return undefined;
  return (value === 'true') !== names.not ? 'read' : 'write';
}

const categories: ReadonlyMap<string, EventSelector['category']> = new Map([
  ['management', 'management'],
  ['data', 'data'],
  ['networkactivity', 'network'],
]);

function categoryOf(value: string): EventSelector['category'] {
  return categories.get(value.toLowerCase()) ?? 'other';
}

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member of that name in any letter case. */
function member(value: unknown, name: string): unknown {
  if (!isObject(value)) return undefined;
  const key = Object.keys(value).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : value[key];
}

function listIn(value: unknown, name: string): readonly unknown[] {
  const list = member(value, name);
  return Array.isArray(list) ? list : [];
}

function textsIn(value: unknown, name: string): readonly string[] {
  return listIn(value, name).filter((item) => typeof item === 'string');
}
