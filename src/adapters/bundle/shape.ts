import { z } from 'zod';
import type { Gap } from '../../core/model/gap.ts';
import { type Instant, parseInstant } from '../../core/model/time.ts';
import { gapOf } from './bundle-files.ts';

/** Where we are reading, and where its gaps go. */
export interface Place {
  readonly account: string;
  readonly file: string;
  /** Grows while the part is read. */
  readonly gaps: Gap[];
}

/** A date as AWS's tools write it: text, or (older CLIs, for the JSON protocols) seconds since 1970. */
export const awsDate = z.union([z.string(), z.number()]).nullish();

/** A tag list. */
export const awsTags = z.array(z.object({ Key: z.string(), Value: z.string().nullish() }));

/** A list whose items are checked one by one, so that one malformed item costs only itself. */
export const looseList = z.array(z.unknown()).nullish();

/** Reads a value as `schema` has it; a misfit is a gap that names the JSON path, and `undefined`. */
export function shaped<T>(schema: z.ZodType<T>, value: unknown, path: string, place: Place): T | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = pathOf(path, issue?.path ?? []);
  const what = (issue?.message ?? 'wrong shape').replace(/^Invalid input: /, '').replace('received', 'found');
  addGap(place, 'WrongShape', `${where === '' ? '' : `\`${where}\`: `}${what}`);
  return undefined;
}

/** Reads each item of a list; malformed ones are gaps and left out. */
export function shapedItems<T>(schema: z.ZodType<T>, list: unknown, path: string, place: Place): readonly T[] {
  if (list === undefined || list === null) return [];
  const items = shaped(z.array(z.unknown()), list, path, place) ?? [];
  return items.flatMap((item, index) => {
    const read = shaped(schema, item, `${path}[${index}]`, place);
    return read === undefined ? [] : [read];
  });
}

/** The instant a date names; an unreadable one is a gap and `undefined`, like an absent one. */
export function instantIn(value: string | number | null | undefined, path: string, place: Place): Instant | undefined {
  if (value === undefined || value === null) return undefined;
  const at = typeof value === 'number' ? Math.round(value * 1000) : parseInstant(value);
  if (at === undefined || !Number.isFinite(new Date(at).getTime())) {
    addGap(place, 'Unparsed', `\`${path}\`: not a date: \`${clipped(String(value))}\``);
    return undefined;
  }
  return at;
}

/** A tag list as a map; of two tags with the same key the last counts. */
export function tagsOf(tags: z.infer<typeof awsTags> | null | undefined): Readonly<Record<string, string>> {
  // Object.fromEntries keeps a key such as `__proto__` as a plain one.
  return Object.fromEntries((tags ?? []).map((tag) => [tag.Key, tag.Value ?? '']));
}

/** A field to spread into an object: absent, not `undefined`, when there is no value. */
export function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
}

/** Adds a gap about the place's file. */
export function addGap(place: Place, errorCode: string, message: string): void {
  place.gaps.push(gapOf(place.account, place.file, errorCode, message));
}

/** Whether an answer says that more follows, in the words of the APIs or of the AWS CLI. */
export function isTruncated(answer: Readonly<Record<string, unknown>>): boolean {
  return [answer.IsTruncated, answer.NextToken, answer.nextToken].some((mark) => mark === true || isText(mark));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** A text short enough for a message. */
function clipped(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function pathOf(path: string, inside: readonly PropertyKey[]): string {
  return inside.reduce<string>((whole, part) => {
    if (typeof part === 'number') return `${whole}[${part}]`;
    return whole === '' ? String(part) : `${whole}.${String(part)}`;
  }, path);
}
