import { z } from 'zod';

/** What a value must be, in words: the message when it is not. */
export function said(expected: string): { readonly error: string } {
  return { error: expected };
}

/** A whole number within bounds, with what it is about. */
export function wholeNumber(from: number, to: number, about: string) {
  const expected = said(`a whole number from ${from} to ${to}`);
  return z.number(expected).int(expected).min(from, expected).max(to, expected).describe(about);
}

/** One of some texts. */
export function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, said(`one of ${values.map((value) => `\`${value}\``).join(', ')}`));
}

/** A text that is not empty. */
export const text = z.string(said('a text')).min(1, said('a text that is not empty'));

/** Yes or no. */
export const flag = z.boolean(said('`true` or `false`'));

/** Twelve digits. */
export const accountId = z
  .string(said('an account id: a text of twelve digits'))
  .regex(/^\d{12}$/, said('an account id: a text of twelve digits'));

/** A list of texts that are not empty, with what it is about. */
export function textList(about: string) {
  return z.array(text, said('a list of texts')).describe(about);
}

/** The error of what should be an object. */
export const object = said('an object');
