/**
 * Characters that a reader cannot see, or that change what is around them: control characters (escape sequences, line breaks), bidi
 * overrides and everything else of Unicode's format class, line and paragraph separators, lone surrogates, private use, and characters
 * that are drawn as nothing (Hangul fillers, variation selectors).
 */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Text with every invisible character written as its code (`\u001b`, `\u{e0001}`), so that it fits on one line and moves no cursor. */
export function visible(text: string): string {
  return text.replace(invisible, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
