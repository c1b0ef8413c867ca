import type { Position } from '../statement.ts';

const lineFeed = 0x0a;
const blank = 0x20;
const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const openBrace = 0x7b;
const openBracket = 0x5b;
const closeBrace = 0x7d;
const closeBracket = 0x5d;

/** What a quick look at a JSON text tells beside `JSON.parse`. */
export interface JsonOutline {
  /** Offset of the first bracket that nests too deeply; what follows was not looked at. */
  readonly tooDeepAt?: number;
  /** How many members all objects have as written: more than `JSON.parse` gives when a name is repeated. */
  readonly members: number;
  /** Where the objects begin that the root's `Statement` lists, or the one that it is. Without anything in the list that is no object. */
  readonly statements: readonly Position[];
}

/**
 * Looks over a JSON text in one pass. Every policy that comes as text goes through it, so it is written for speed: it sees only structure, and
 * whether the text is JSON is left to `JSON.parse`. Of a text that is not, it tells nothing but `tooDeepAt`.
 */
export function outlineOf(json: string, deepestNesting: number): JsonOutline {
  const statements: Position[] = [];
  let line = 1;
  let lineFrom = 0;
  let members = 0;
  let depth = 0;
  let nameFrom = 0;
  let nameTo = 0;
  let isStatement = false;
  let isList = false;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code <= blank) {
      if (code !== lineFeed) continue;
      line++;
      lineFrom = at + 1;
      continue;
    }
    if (code === quote) {
      nameFrom = at + 1;
      nameTo = endOfString(json, nameFrom);
      at = nameTo;
    } else if (code === colon) {
      members++;
      if (depth !== 1) continue;
      isStatement = nameTo - nameFrom === 9 && json.slice(nameFrom, nameTo).toLowerCase() === 'statement';
      isList = false;
    } else if (code === openBrace || code === openBracket) {
      if (isStatement && code === openBrace && (depth === 1 || (depth === 2 && isList))) {
        statements.push({ line, column: at - lineFrom + 1 });
      }
      if (depth === 1) isList = code === openBracket;
      if (++depth > deepestNesting) return { tooDeepAt: at, members, statements };
    } else if (code === closeBrace || code === closeBracket) depth--;
  }
  return { members, statements };
}

/** The offset of the quote that ends a string, or of the text's end. */
function endOfString(json: string, from: number): number {
  let end = json.indexOf('"', from);
  while (end !== -1 && isEscaped(json, end, from)) end = json.indexOf('"', end + 1);
  return end === -1 ? json.length : end;
}

function isEscaped(json: string, at: number, from: number): boolean {
  let before = at;
  while (before > from && json.charCodeAt(before - 1) === backslash) before--;
  return (at - before) % 2 === 1;
}

/** How many members all objects of a parsed JSON value have. Its nesting must be known to be small. */
export function membersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const one of value) if (typeof one === 'object') count += membersOf(one);
    return count;
  }
  for (const one of Object.values(value)) count += typeof one === 'object' ? 1 + membersOf(one) : 1;
  return count;
}
