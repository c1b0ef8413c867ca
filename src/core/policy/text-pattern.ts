import type { Template } from './template.ts';

/**
 * A pattern in the form that matching and the search over languages read: one number a place. Not negative: that UTF-16 unit;
 * `eitherCase` added: the unit (lower case) in either letter case; negative: a wildcard.
 */
export type TextPattern = readonly number[];

/** Any one character. */
export const anyOne = -1;
/** Any run of characters, also none. */
export const anyRun = -2;
/** Any one character but a colon: inside the first five parts of an ARN. */
export const anyOneInPart = -3;
/** Any run of characters but colons. */
export const anyRunInPart = -4;
/** Added to a lower-case letter that stands for both cases. */
export const eitherCase = 0x10000;

const colon = 0x3a;

/**
 * How the text of a value is read.
 *
 * - `literal`: every character is itself (StringEquals).
 * - `glob`: `*` and `?` are wildcards that cross everything (resources, StringLike). The user guide lets `*` at the end of an ARN's
 *   segment run past the colon; one in the middle of a segment would have to meet a colon inside a region or an account.
 * - `arn`: as ArnLike, part by part; a value of fewer than six parts matches nothing but when it is `*`.
 */
export type PatternMode = 'literal' | 'glob' | 'arn';

/** The pattern of a template without variables. `undefined` when it can match nothing (an `arn` that is none). */
export function textPatternOf(template: Template, mode: PatternMode, ignoresCase = false): TextPattern | undefined {
  const places: number[] = [];
  let colons = 0;
  let isOnlyRuns = true;
  for (const part of template) {
    const hasWildcards = part.kind === 'text' && mode !== 'literal';
    const text = part.kind === 'variable' ? '' : ignoresCase ? lowerLetters(part.text) : part.text;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const inPart = mode === 'arn' && colons < 5;
      if (hasWildcards && code === 0x2a) {
        const run = inPart ? anyRunInPart : anyRun;
        if (places.at(-1) !== run) places.push(run);
        continue;
      }
      isOnlyRuns = false;
      if (hasWildcards && code === 0x3f) places.push(inPart ? anyOneInPart : anyOne);
      else {
        if (code === colon) colons++;
        places.push(ignoresCase && isLetter(code) ? code + eitherCase : code);
      }
    }
  }
  if (mode === 'arn' && colons < 5) return isOnlyRuns && places.length > 0 ? [anyRun] : undefined;
  return inNormalForm(places);
}

/** The pattern of plain text with `*` and `?` as wildcards. */
export function globPattern(text: string): TextPattern {
  return textPatternOf([{ kind: 'text', text }], 'glob') ?? [];
}

/** Whether a wildcard place goes on after taking a character. */
export function isRun(place: number | undefined): boolean {
  return place === anyRun || place === anyRunInPart;
}

/** Whether one place of a pattern takes a character. */
export function takes(place: number, code: number): boolean {
  if (place >= eitherCase) return place - eitherCase === lowerCode(code);
  if (place >= 0) return place === code;
  return place === anyOne || place === anyRun || code !== colon;
}

/** Whether a text matches. Two pointers with one way back, which suffices because the wildcards of a pattern only ever get wider. */
export function matchesText(pattern: TextPattern, text: string): boolean {
  let at = 0;
  let place = 0;
  let run = -1;
  let resume = 0;
  while (place < text.length) {
    const wanted = pattern[at];
    const code = text.charCodeAt(place);
    if (isRun(wanted)) {
      run = at++;
      resume = place;
    } else if (wanted !== undefined && takes(wanted, code)) {
      at++;
      place++;
    } else if (run >= 0 && takes(pattern[run] ?? 0, text.charCodeAt(resume))) {
      at = run + 1;
      place = ++resume;
    } else {
      return false;
    }
  }
  while (isRun(pattern[at])) at++;
  return at === pattern.length;
}

/** ASCII only, so that one character never becomes two. */
function lowerLetters(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function lowerCode(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}

function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

/** `*?*` and `**?` are the same language as `?*`: ones before the run, so that equal patterns have equal places. */
function inNormalForm(places: readonly number[]): TextPattern {
  const result: number[] = [];
  for (let at = 0; at < places.length; ) {
    const place = places[at] ?? 0;
    if (place !== anyOne && place !== anyRun) {
      result.push(place);
      at++;
      continue;
    }
    let hasRun = false;
    for (; places[at] === anyOne || places[at] === anyRun; at++) {
      if (places[at] === anyRun) hasRun = true;
      else result.push(anyOne);
    }
    if (hasRun) result.push(anyRun);
  }
  return result;
}
