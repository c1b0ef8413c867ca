import type { Position, Unparsed } from '../statement.ts';
import type { JsonPath } from './json-positions.ts';

/** Longest text of an unreadable part that is kept. */
const keptText = 200;

/** A part of a document that could not be read, while the document is being read. */
export interface Trouble {
  readonly path: JsonPath;
  readonly reason: string;
  readonly value: unknown;
}

/** Troubles of one document that are told one by one: a policy within AWS's limits cannot have more. */
const toldTroubles = 1000;

/** Troubles as they are told; what is beyond the first thousand is counted in one part for the whole document. */
export function unparsedParts(
  troubles: readonly Trouble[],
  positionOf: ((trouble: Trouble) => Position) | undefined,
): readonly Unparsed[] {
  const told = troubles.slice(0, toldTroubles).map((trouble) => unparsedPart(trouble, positionOf?.(trouble)));
  const more = troubles.length - told.length;
  if (more === 0) return told;
  return [...told, { place: '', reason: `${more} more parts that could not be read`, text: '' }];
}

/** A trouble as it is told. */
export function unparsedPart({ path, reason, value }: Trouble, at: Position | undefined): Unparsed {
  const text = typeof value === 'string' ? value : beginningOf(value, keptText);
  return { place: placeOf(path), reason, text: text.slice(0, keptText), ...(at === undefined ? {} : { at }) };
}

/** `Statement[2].Action`; empty for the whole. */
function placeOf(path: JsonPath): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

/**
 * The beginning of a value as JSON, `room` characters or somewhat more. Unlike `JSON.stringify` it stops there, so that it neither fails on what
 * holds itself or nests deeply, nor writes megabytes to throw them away: every level writes before it goes down.
 */
function beginningOf(value: unknown, room: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room));
  if (typeof value !== 'object' || value === null) return String(value);
  const isList = Array.isArray(value);
  let text = isList ? '[' : '{';
  const members: readonly (readonly [string, unknown])[] = Object.entries(value);
  for (const [place, [name, member]] of members.entries()) {
    if (text.length >= room) return text;
    if (place > 0) text += ',';
    if (!isList) text += `${JSON.stringify(name.slice(0, room))}:`;
    text += beginningOf(member, room - text.length);
  }
  return `${text}${isList ? ']' : '}'}`;
}
