import { visible } from './visible.ts';

/**
 * Text for Markdown prose and table cells, in which nothing opens a construct: no emphasis, code, link, HTML, table cell, heading, list
 * or maths. Web addresses do not become links, and `@name` and `#12` do not become mentions and issue references: a zero-width space
 * stands in them, since GitHub looks for them in the rendered text, where a backslash is already gone.
 */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(/[&<>]/g, (character) => (character === '&' ? '&amp;' : character === '<' ? '&lt;' : '&gt;'))
    .replace(/[\\`*_[\]|~$!^]/g, '\\$&')
    .replace(/#/g, '\\#')
    .replace(/^\s+/, (space) => '&#32;'.repeat(space.length))
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^[-+=]|^:(?=-)/, '\\$&')
    .replaceAll('@', '@&#8203;')
    .replace(/\\#(?=\d)/g, '\\#&#8203;')
    .replaceAll('://', '&#58;//')
    .replace(/www\./gi, (match) => `${match.slice(0, 3)}&#46;`);
}

/**
 * A name as code, to be copied. Where it holds a backtick or a bar, or is empty or begins or ends with a space, it is written as HTML
 * with every character of meaning as its number: right in tables and outside of them.
 */
export function codeSpan(text: string): string {
  const safe = visible(text);
  if (safe !== '' && !/[`|]|^\s|\s$/.test(safe)) return `\`${safe}\``;
  return `<code>${safe.replace(/[^A-Za-z0-9 ]/gu, (character) => `&#${character.codePointAt(0)};`)}</code>`;
}
