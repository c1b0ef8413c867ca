/** A value of a JSON text, with the offset where it begins. `members` of an object, `items` of a list; both empty for the rest. */
export interface JsonNode {
  readonly at: number;
  readonly members: readonly JsonMember[];
  readonly items: readonly JsonNode[];
}

/** A member of an object: all that are written, repeated ones too. */
export interface JsonMember {
  readonly name: string;
  readonly value: JsonNode;
}

/** The way from the root of a document to a part of it: names of members, and places in lists. */
export type JsonPath = readonly (string | number)[];

/** A JSON text with its offsets, or the offset of the first character that JSON does not allow there. */
export type JsonReading = { readonly root: JsonNode } | { readonly failedAt: number };

/**
 * Reads a JSON text for its offsets: the slow way, for messages. It takes exactly the texts that `JSON.parse` takes. Its nesting must be known
 * to be small, since it calls itself.
 */
export function readJson(json: string): JsonReading {
  const reader: Reader = { json, at: 0 };
  const root = nodeFrom(reader);
  if (root !== undefined) {
    skipBlanks(reader);
    if (reader.at === json.length) return { root };
  }
  return { failedAt: reader.at };
}

/** The ways to the names that stand in one object twice or more, each once. */
export function repeatedNames(node: JsonNode, path: JsonPath = []): readonly JsonPath[] {
  const times = new Map<string, number>();
  const repeated: JsonPath[] = [];
  for (const { name, value } of node.members) {
    const here = [...path, name];
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    if (time === 2) repeated.push(here);
    for (const one of repeatedNames(value, here)) repeated.push(one);
  }
  for (const [place, item] of node.items.entries()) {
    for (const one of repeatedNames(item, [...path, place])) repeated.push(one);
  }
  return repeated;
}

/**
 * Tells the offset of what a path leads to, or of the last part on the way that is there. Of a repeated name the last counts, as for
 * `JSON.parse`; letter case counts where there is a choice. Place 0 of what is no list is the thing itself.
 */
export function offsetsIn(root: JsonNode): (path: JsonPath) => number {
  // Names of the objects on the way, so that many paths into one large object do not each go through all of it.
  const names = new Map<JsonNode, Names>();
  const memberOf = (node: JsonNode, name: string): JsonNode | undefined => {
    const known = names.get(node) ?? namesOf(node);
    names.set(node, known);
    return known.exact.get(name) ?? known.lowerCase.get(name.toLowerCase());
  };
  return (path) => {
    let node = root;
    for (const step of path) {
      const item = typeof step === 'number' ? (node.items[step] ?? (step === 0 ? node : undefined)) : undefined;
      const next = typeof step === 'number' ? item : memberOf(node, step);
      if (next === undefined) break;
      node = next;
    }
    return node.at;
  };
}

interface Names {
  readonly exact: ReadonlyMap<string, JsonNode>;
  readonly lowerCase: ReadonlyMap<string, JsonNode>;
}

function namesOf({ members }: JsonNode): Names {
  return {
    exact: new Map(members.map(({ name, value }) => [name, value])),
    lowerCase: new Map(members.map(({ name, value }) => [name.toLowerCase(), value])),
  };
}

/** `at` moves on while reading, and stays where reading failed. */
interface Reader {
  readonly json: string;
  at: number;
}

const none: readonly never[] = [];

function nodeFrom(reader: Reader): JsonNode | undefined {
  skipBlanks(reader);
  const { json, at } = reader;
  const first = json[at];
  if (first === '{') return objectFrom(reader);
  if (first === '[') return listFrom(reader);
  const isRead = first === '"' ? passString(reader) : passWord(reader);
  return isRead ? { at, members: none, items: none } : undefined;
}

function objectFrom(reader: Reader): JsonNode | undefined {
  const at = reader.at++;
  const members: JsonMember[] = [];
  skipBlanks(reader);
  if (passed(reader, '}')) return { at, members, items: none };
  do {
    skipBlanks(reader);
    const nameAt = reader.at;
    if (reader.json[nameAt] !== '"' || !passString(reader)) return undefined;
    const name = nameIn(reader.json.slice(nameAt, reader.at));
    skipBlanks(reader);
    if (!passed(reader, ':')) return undefined;
    const value = nodeFrom(reader);
    if (value === undefined) return undefined;
    members.push({ name, value });
    skipBlanks(reader);
  } while (passed(reader, ','));
  return passed(reader, '}') ? { at, members, items: none } : undefined;
}

function listFrom(reader: Reader): JsonNode | undefined {
  const at = reader.at++;
  const items: JsonNode[] = [];
  skipBlanks(reader);
  if (passed(reader, ']')) return { at, members: none, items };
  do {
    const item = nodeFrom(reader);
    if (item === undefined) return undefined;
    items.push(item);
    skipBlanks(reader);
  } while (passed(reader, ','));
  return passed(reader, ']') ? { at, members: none, items } : undefined;
}

function nameIn(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  const name: unknown = JSON.parse(quoted);
  return typeof name === 'string' ? name : quoted;
}

function passed(reader: Reader, sign: string): boolean {
  if (reader.json[reader.at] !== sign) return false;
  reader.at++;
  return true;
}

function skipBlanks(reader: Reader): void {
  while (' \t\n\r'.includes(reader.json[reader.at] ?? 'end')) reader.at++;
}

function passString(reader: Reader): boolean {
  const { json } = reader;
  reader.at++;
  while (reader.at < json.length) {
    const code = json.charCodeAt(reader.at);
    if (code === 0x22) {
      reader.at++;
      return true;
    }
    // Control characters must be written as escapes.
    if (code < 0x20) return false;
    if (code === 0x5c && !passMatch(reader, /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y)) return false;
    if (code !== 0x5c) reader.at++;
  }
  return false;
}

function passWord(reader: Reader): boolean {
  return passMatch(reader, /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
}

function passMatch(reader: Reader, pattern: RegExp): boolean {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.json);
  reader.at += match?.[0].length ?? 0;
  return match !== null;
}
