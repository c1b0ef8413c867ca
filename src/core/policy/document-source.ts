import { decodedText, positionsIn } from './document-text.ts';
import { membersOf, outlineOf } from './json-outline.ts';
import { type JsonNode, type JsonPath, offsetOf, readJson, repeatedNames } from './json-positions.ts';
import type { Position } from './statement.ts';
import type { Trouble } from './unparsed.ts';

/** Nesting past this is no policy; AWS's own documents need seven levels. */
const deepestNesting = 64;

/** A document that came as text: its value, and where its parts stand in the decoded text. */
export interface DocumentSource {
  readonly root: unknown;
  /** Where each statement of a list of this length begins. */
  statements(length: number): readonly Position[];
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
  return {
    root,
    statements(length) {
      // The quick look misses statements that are no objects, and a name written with escapes.
      if (outline.statements.length === length) return outline.statements;
      return Array.from({ length }, (_, index) => at(offsetOf(nodes(), ['Statement', index])));
    },
    positionOf: ({ path }) => at(offsetOf(nodes(), path)),
    repeated: outline.members === membersOf(root) ? [] : repeatedIn(nodes(), json),
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

function repeatedIn(root: JsonNode, json: string): readonly Trouble[] {
  return repeatedNames(root).map((path) => {
    const at = offsetOf(root, path);
    return { path: spelled(path), reason: 'given more than once', value: json.slice(at, at + 200) };
  });
}

/** Statements are named as in a list, also the one that stands alone. */
function spelled(path: JsonPath): JsonPath {
  const [first, ...rest] = path;
  if (typeof first !== 'string' || first.toLowerCase() !== 'statement') return path;
  return rest.length === 0 || typeof rest[0] === 'number' ? ['Statement', ...rest] : ['Statement', 0, ...rest];
}
