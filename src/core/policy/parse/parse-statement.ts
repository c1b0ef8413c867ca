import type { Condition, Position, PrincipalTargets, Statement, Targets } from '../statement.ts';
import type { JsonPath } from './json-positions.ts';
import type { Trouble } from './unparsed.ts';

const statementElements = spellingsOf([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);
const principalKinds = spellingsOf(['AWS', 'Service', 'Federated', 'CanonicalUser']);

/** An object whose members are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads one statement. `undefined`: not all of it could be read, and why is added to `troubles`, which also gets what stands beside it. `positionOf`
 * is asked only for a statement that was read.
 */
export function parsedStatement(
  value: unknown,
  index: number,
  positionOf: ((index: number) => Position) | undefined,
  troubles: Trouble[],
): Statement | undefined {
  const path: JsonPath = ['Statement', index];
  const before = troubles.length;
  if (!isFields(value)) {
    troubles.push({ path, reason: 'expected an object', value });
    return undefined;
  }
  const fields = elementsOf(value, statementElements, path, troubles);
  const sid = parsedSid(fields.Sid, path, troubles);
  const effect = effectOf(fields.Effect);
  if (effect === undefined) {
    const reason = fields.Effect === undefined ? 'there is no `Effect`' : 'expected `Allow` or `Deny`';
    troubles.push({ path: [...path, 'Effect'], reason, value: fields.Effect ?? value });
  }
  const actions = parsedTargets(fields, 'Action', path, troubles);
  if (actions === undefined && troubles.length === before) {
    troubles.push({ path, reason: 'there is neither `Action` nor `NotAction`', value });
  }
  const resources = parsedTargets(fields, 'Resource', path, troubles);
  const principals = parsedPrincipals(fields, path, troubles);
  const conditions = parsedConditions(fields.Condition, path, troubles);
  if (effect === undefined || actions === undefined || troubles.length > before) return undefined;
  return {
    index,
    ...(sid === undefined ? {} : { sid }),
    effect,
    actions,
    ...(resources === undefined ? {} : { resources }),
    ...(principals === undefined ? {} : { principals }),
    conditions,
    ...(positionOf === undefined ? {} : { at: positionOf(index) }),
  };
}

/** An empty one is none. A number or boolean is taken as its text: it is a name and nothing else. */
function parsedSid(value: unknown, path: JsonPath, troubles: Trouble[]): string | undefined {
  if (value === undefined || value === '') return undefined;
  const [sid] = Array.isArray(value) ? [] : (valuesOf(value) ?? []);
  if (sid === undefined) troubles.push({ path: [...path, 'Sid'], reason: 'expected a string', value });
  return sid;
}

function effectOf(value: unknown): 'Allow' | 'Deny' | undefined {
  if (typeof value !== 'string') return undefined;
  const word = value.toLowerCase();
  return word === 'allow' ? 'Allow' : word === 'deny' ? 'Deny' : undefined;
}

function parsedTargets(fields: Fields, name: string, path: JsonPath, troubles: Trouble[]): Targets | undefined {
  const element = elementOf(fields, name, path, troubles);
  if (element === undefined) return undefined;
  const patterns = textsOf(element.value);
  if (patterns === undefined) {
    const reason = 'expected a string or a list of strings';
    troubles.push({ path: [...path, element.name], reason, value: element.value });
    return undefined;
  }
  return { not: element.not, patterns };
}

/** What stands under a name or its opposite. Both beside each other mean nothing that we could know. */
function elementOf(fields: Fields, name: string, path: JsonPath, troubles: Trouble[]) {
  const plain = fields[name];
  const opposite = fields[`Not${name}`];
  if (plain !== undefined && opposite !== undefined) {
    const reason = `\`${name}\` and \`Not${name}\` beside each other`;
    troubles.push({ path: [...path, `Not${name}`], reason, value: opposite });
    return undefined;
  }
  if (plain !== undefined) return { not: false, name, value: plain };
  return opposite === undefined ? undefined : { not: true, name: `Not${name}`, value: opposite };
}

function parsedPrincipals(fields: Fields, path: JsonPath, troubles: Trouble[]): PrincipalTargets | undefined {
  const element = elementOf(fields, 'Principal', path, troubles);
  if (element === undefined) return undefined;
  const { not, value } = element;
  if (value === '*') return { not, isAnyone: true, aws: [], services: [], federated: [], canonicalUsers: [] };
  const here = [...path, element.name];
  if (!isFields(value)) {
    troubles.push({ path: here, reason: 'expected `*` or an object', value });
    return undefined;
  }
  const kinds = elementsOf(value, principalKinds, here, troubles);
  const lists = ['AWS', 'Service', 'Federated', 'CanonicalUser'].map((kind) => valuesOf(kinds[kind] ?? []));
  const [aws, services, federated, canonicalUsers] = lists;
  if (aws === undefined || services === undefined || federated === undefined || canonicalUsers === undefined) {
    troubles.push({ path: here, reason: 'expected strings or lists of strings', value });
    return undefined;
  }
  return { not, isAnyone: aws.includes('*'), aws, services, federated, canonicalUsers };
}

function parsedConditions(value: unknown, path: JsonPath, troubles: Trouble[]): readonly Condition[] {
  if (value === undefined) return [];
  const here = [...path, 'Condition'];
  if (!isFields(value)) {
    troubles.push({ path: here, reason: 'expected an object', value });
    return [];
  }
  const conditions: Condition[] = [];
  for (const [operator, keys] of Object.entries(value)) {
    if (!isFields(keys)) {
      troubles.push({ path: [...here, operator], reason: 'expected an object', value: keys });
      continue;
    }
    const entries = Object.entries(keys);
    const places = entries.length < 2 ? undefined : new Map(entries.map(([key], place) => [key.toLowerCase(), place]));
    for (const [place, [key, listed]] of entries.entries()) {
      const values = valuesOf(listed);
      // AWS takes no account of the letter case of condition keys, and refuses two that differ in nothing else.
      const isTheOne = places === undefined || places.get(key.toLowerCase()) === place;
      if (values !== undefined && isTheOne) conditions.push({ operator, key, values });
      else {
        const reason = isTheOne ? 'expected values' : 'given more than once';
        troubles.push({ path: [...here, operator, key], reason, value: listed });
      }
    }
  }
  return conditions;
}

function textsOf(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = list.filter((one) => typeof one === 'string');
  return texts.length === list.length ? texts : undefined;
}

/** Booleans and numbers are taken as their text, as AWS does in conditions; but not numbers that `JSON.parse` has changed. */
function valuesOf(value: unknown): readonly string[] | undefined {
  const texts = textsOf(value);
  if (texts !== undefined) return texts;
  const values: string[] = [];
  for (const one of Array.isArray(value) ? value : [value]) {
    if (typeof one !== 'string' && typeof one !== 'boolean' && !isKeptNumber(one)) return undefined;
    values.push(String(one));
  }
  return values;
}

function isKeptNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value));
}

/** Whether a value is an object with members, as JSON has them. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The elements known in a place, as AWS spells them, by lower-case name. */
export type Spellings = ReadonlyMap<string, string>;

/** The spellings of these elements. */
export function spellingsOf(names: readonly string[]): Spellings {
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}

/** The known elements by AWS's spelling; a name that differs from another in letter case alone, and an unknown one, are troubles. */
export function elementsOf(fields: Fields, known: Spellings, path: JsonPath, troubles: Trouble[]): Fields {
  if (Object.keys(fields).every((name) => known.get(name.toLowerCase()) === name)) return fields;
  const result: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const spelled = known.get(name.toLowerCase());
    if (spelled === undefined) troubles.push({ path: [...path, name], reason: 'unknown element', value });
    else if (spelled in result) troubles.push({ path: [...path, name], reason: 'given more than once', value });
    else result[spelled] = value;
  }
  return result;
}
