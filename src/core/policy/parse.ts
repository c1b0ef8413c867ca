import type { Condition, PolicyDocument, PrincipalTargets, Statement, Targets, Unparsed } from './statement.ts';

/** Longest text of an unreadable part that is kept. */
const keptText = 200;
/** Nesting past this is no policy; AWS's own documents need seven levels. */
const deepestNesting = 64;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a policy document: a parsed object, JSON text, or URL-encoded JSON text. Never throws: what it cannot read is in
 * `unparsed`, and the rest is read. Element names are taken in any letter case, as AWS does not, but real exports do.
 */
export function parsePolicy(document: unknown): PolicyDocument {
  const unparsed: Unparsed[] = [];
  const root = typeof document === 'string' ? parsedText(document, unparsed) : document;
  if (unparsed.length > 0) return { version: '2008-10-17', statements: [], unparsed };
  if (!isFields(root)) {
    return {
      version: '2008-10-17',
      statements: [],
      unparsed: [unparsedPart('', 'expected a policy object', document)],
    };
  }
  const fields = lowerCaseKeys(root);
  const statements: Statement[] = [];
  const listed = fields.statement;
  if (listed === undefined) unparsed.push(unparsedPart('', 'there is no `Statement`', root));
  for (const [index, one] of (Array.isArray(listed) ? listed : listed === undefined ? [] : [listed]).entries()) {
    const statement = parsedStatement(one, index, unparsed);
    if (statement !== undefined) statements.push(statement);
  }
  return { version: fields.version === '2012-10-17' ? '2012-10-17' : '2008-10-17', statements, unparsed };
}

function parsedText(text: string, unparsed: Unparsed[]): unknown {
  const trimmed = text.trim();
  try {
    const json = trimmed.startsWith('{') ? trimmed : decodeURIComponent(trimmed);
    if (nestingOf(json) > deepestNesting) {
      unparsed.push(unparsedPart('', `nested deeper than ${deepestNesting} levels`, text));
      return undefined;
    }
    return JSON.parse(json);
  } catch {
    // The engine's own words differ between versions of Node, and the report must not.
    unparsed.push(unparsedPart('', 'not JSON', text));
    return undefined;
  }
}

/** Brackets inside strings count too: the answer is never too small. */
function nestingOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x5d || code === 0x7d) depth--;
  }
  return deepest;
}

function parsedStatement(value: unknown, index: number, unparsed: Unparsed[]): Statement | undefined {
  const place = `Statement[${index}]`;
  const before = unparsed.length;
  if (!isFields(value)) {
    unparsed.push(unparsedPart(place, 'expected an object', value));
    return undefined;
  }
  const fields = lowerCaseKeys(value);
  const effect = effectOf(fields.effect);
  if (effect === undefined) unparsed.push(unparsedPart(`${place}.Effect`, 'expected `Allow` or `Deny`', value));
  const actions = parsedTargets(fields, 'Action', place, unparsed);
  if (actions === undefined && unparsed.length === before) {
    unparsed.push(unparsedPart(place, 'there is neither `Action` nor `NotAction`', value));
  }
  const resources = parsedTargets(fields, 'Resource', place, unparsed);
  const principals = parsedPrincipals(fields, place, unparsed);
  const conditions = parsedConditions(fields.condition, place, unparsed);
  if (effect === undefined || actions === undefined || unparsed.length > before) return undefined;
  return {
    index,
    ...(typeof fields.sid === 'string' && fields.sid !== '' ? { sid: fields.sid } : {}),
    effect,
    actions,
    ...(resources === undefined ? {} : { resources }),
    ...(principals === undefined ? {} : { principals }),
    conditions,
  };
}

function effectOf(value: unknown): 'Allow' | 'Deny' | undefined {
  if (typeof value !== 'string') return undefined;
  const word = value.toLowerCase();
  return word === 'allow' ? 'Allow' : word === 'deny' ? 'Deny' : undefined;
}

function parsedTargets(fields: Fields, name: string, place: string, unparsed: Unparsed[]): Targets | undefined {
  for (const not of [false, true]) {
    const element = not ? `Not${name}` : name;
    const value = fields[element.toLowerCase()];
    if (value === undefined) continue;
    const patterns = stringsOf(value);
    if (patterns === undefined) {
      unparsed.push(unparsedPart(`${place}.${element}`, 'expected a string or a list of strings', value));
      return undefined;
    }
    return { not, patterns };
  }
  return undefined;
}

function parsedPrincipals(fields: Fields, place: string, unparsed: Unparsed[]): PrincipalTargets | undefined {
  const not = fields.principal === undefined;
  const value = fields.principal ?? fields.notprincipal;
  if (value === undefined) return undefined;
  const none = { not, isAnyone: false, aws: [], services: [], federated: [], canonicalUsers: [] };
  if (value === '*') return { ...none, isAnyone: true };
  const element = not ? 'NotPrincipal' : 'Principal';
  if (!isFields(value)) {
    unparsed.push(unparsedPart(`${place}.${element}`, 'expected `*` or an object', value));
    return undefined;
  }
  const kinds = lowerCaseKeys(value);
  const lists = ['aws', 'service', 'federated', 'canonicaluser'].map((kind) => stringsOf(kinds[kind] ?? []));
  const [aws, services, federated, canonicalUsers] = lists;
  if (aws === undefined || services === undefined || federated === undefined || canonicalUsers === undefined) {
    unparsed.push(unparsedPart(`${place}.${element}`, 'expected strings or lists of strings', value));
    return undefined;
  }
  return { not, isAnyone: aws.includes('*'), aws, services, federated, canonicalUsers };
}

function parsedConditions(value: unknown, place: string, unparsed: Unparsed[]): readonly Condition[] {
  if (value === undefined) return [];
  if (!isFields(value)) {
    unparsed.push(unparsedPart(`${place}.Condition`, 'expected an object', value));
    return [];
  }
  const conditions: Condition[] = [];
  for (const [operator, keys] of Object.entries(value)) {
    if (!isFields(keys)) {
      unparsed.push(unparsedPart(`${place}.Condition.${operator}`, 'expected an object', keys));
      continue;
    }
    for (const [key, listed] of Object.entries(keys)) {
      const values = stringsOf(listed);
      if (values === undefined)
        unparsed.push(unparsedPart(`${place}.Condition.${operator}.${key}`, 'expected values', listed));
      else conditions.push({ operator, key, values });
    }
  }
  return conditions;
}

/** Booleans and numbers are taken as their text: AWS accepts them in conditions. */
function stringsOf(value: unknown): readonly string[] | undefined {
  const strings: string[] = [];
  for (const one of Array.isArray(value) ? value : [value]) {
    if (typeof one === 'string') strings.push(one);
    else if (typeof one === 'boolean' || typeof one === 'number') strings.push(String(one));
    else return undefined;
  }
  return strings;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function lowerCaseKeys(fields: Fields): Fields {
  const result: Record<string, unknown> = Object.create(null);
  for (const [key, value] of Object.entries(fields)) result[key.toLowerCase()] = value;
  return result;
}

function unparsedPart(place: string, reason: string, value: unknown): Unparsed {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return { place, reason, text: text.slice(0, keptText) };
}
