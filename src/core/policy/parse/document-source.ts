import type { Position } from '../statement.ts';
import { decodedText, positionsIn } from './document-text.ts';
import { membersOf, outlineOf } from './json-outline.ts';
import { type JsonNode, type JsonPath, offsetsIn, readJson, repeatedNames } from './json-positions.ts';
import type { Trouble } from './unparsed.ts';

/** Nesting past this is no policy; AWS's own documents need seven levels. */
const deepestNesting = 64;

/** A document that came as text: its value, and where its parts stand in the decoded text. */
export interface DocumentSource {
  readonly root: unknown;
  /** Where a statement begins; `length` is that of the list it stands in. */
  statementAt(index: number, length: number): Position;
  /** Where a trouble lies. */
  positionOf(trouble: Trouble): Position;
  /** Names that stand in one object twice: the engine kept the last, and a Deny could hide in the others. */
  readonly repeated: readonly Trouble[];
}

/** Why a text could not be read at all, and where it breaks off where that can be told. */
export interface UnreadableText {
  readonly trouble: Trouble;
  readonly at?: Position;
}

/** Reads JSON text, URL-encoded or not, in time that grows with its length. Never throws. */
export function readText(document: string): DocumentSource | UnreadableText {
  const text = decodedText(document);
  if (text === undefined) return { trouble: { path: [], reason: 'broken percent encoding', value: document } };
  const json = text.trim();
  const shift = text.length - text.trimStart().length;
  const position = lazily(() => positionsIn(text));
  const at = (offset: number) => position()(offset + shift);

  const outline = outlineOf(text, deepestNesting);
  if (outline.tooDeepAt !== undefined) {
    const reason = `nested deeper than ${deepestNesting} levels`;
    return { trouble: { path: [], reason, value: text }, at: positionsIn(text)(outline.tooDeepAt) };
  }
  let root: unknown;
  try {
    root = JSON.parse(json);
  } catch {
    // The engine's own words and offsets differ between versions of Node, and the report must not.
    const reading = readJson(json);
    const failedAt = 'failedAt' in reading ? reading.failedAt : 0;
    return { trouble: { path: [], reason: 'not JSON', value: text }, at: at(failedAt) };
  }
  const nodes = lazily(() => treeOf(json));
  const offsets = lazily(() => offsetsIn(nodes()));
  return {
    root,
    statementAt(index, length) {
      // The quick look misses statements that are no objects, and a name written with escapes.
      const seen = outline.statements.length === length ? outline.statements[index] : undefined;
      return seen ?? at(offsets()(['Statement', index]));
    },
    positionOf: ({ path }) => at(offsets()(path)),
    repeated: outline.members === membersOf(root) ? [] : repeatedIn(nodes(), offsets(), json),
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Only for what `JSON.parse` took. */
function treeOf(json: string): JsonNode {
  const reading = readJson(json);
  return 'root' in reading ? reading.root : { at: reading.failedAt, members: [], items: [] };
}

function repeatedIn(root: JsonNode, offsetOf: (path: JsonPath) => number, json: string): readonly Trouble[] {
  return repeatedNames(root).map((path) => {
    const at = offsetOf(path);
    return { path: spelled(path), reason: 'given more than once', value: json.slice(at, at + 200) };
  });
}

/** Statements are named as in a list, also the one that stands alone. */
function spelled(path: JsonPath): JsonPath {
  const [first, ...rest] = path;
  if (typeof first !== 'string' || first.toLowerCase() !== 'statement') return path;
  return rest.length === 0 || typeof rest[0] === 'number' ? ['Statement', ...rest] : ['Statement', 0, ...rest];
}
