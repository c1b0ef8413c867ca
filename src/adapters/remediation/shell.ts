import { visible } from '../markup/visible.ts';

/**
 * Text as one word of bash that means exactly this text: in single quotes; where it holds anything but printable ASCII, or what looks
 * like an expansion, as `$'…'` with every such byte of its UTF-8 as a number, so that reading the script shows it and moves no cursor. NUL and lone surrogates can be in no
 * argument: they are written out (`\u0000`), which names nothing that exists.
 */
export function shellWord(text: string): string {
  const possible = text.replace(/\0|\p{Cs}/gu, (character) => visible(character));
  if (/^[\x20-\x7e]*$/.test(possible) && !/[$`]/.test(possible))
    return `'${possible.replaceAll("'", String.raw`'\''`)}'`;
  return `$'${[...new TextEncoder().encode(possible)].map(shellByte).join('')}'`;
}

/** An option of a command with its value, in one word, so that a value that begins with a dash is no option of its own. */
export function shellOption(name: string, value: string): string {
  return `--${name}=${shellWord(value)}`;
}

/** Text as a comment of a script: on one line. */
export function shellComment(text: string): string {
  return `# ${visible(text)}`;
}

function shellByte(byte: number): string {
  const character = String.fromCharCode(byte);
  if (character === "'" || character === '\\') return `\\${character}`;
  return byte >= 0x20 && byte < 0x7f && !'$`'.includes(character)
    ? character
    : `\\x${byte.toString(16).padStart(2, '0')}`;
}
