import { codeSpan, escapeMarkdown } from './markdown.ts';
import { visible } from './visible.ts';

/** A name or text to be copied as it stands: an ARN, an action, a command. */
export interface Name {
  readonly name: string;
}

/** A sentence for any output language: prose and names, both as they came. Each renderer escapes them for its own language. */
export type Phrase = readonly (string | Name)[];

/** Marks text as a name. */
export function named(name: string): Name {
  return { name };
}

/** Writes a phrase as a template: `` phrase`granted by ${named(arn)}` ``. */
export function phrase(prose: TemplateStringsArray, ...values: readonly (string | Name | Phrase)[]): Phrase {
  return prose.flatMap((text, index) => {
    const value = values[index];
    if (value === undefined) return [text];
    return isPhrase(value) ? [text, ...value] : [text, value];
  });
}

/** Phrases as a sentence lists them: `a, b and c`, or `a, b and 14 more` beyond `most`. */
export function listPhrase(items: readonly (Name | Phrase)[], most = Number.POSITIVE_INFINITY): Phrase {
  const shown: readonly (Name | Phrase)[] =
    items.length > most ? [...items.slice(0, most), [`${items.length - most} more`]] : items;
  return shown.flatMap((item, index) => {
    const before = index === 0 ? '' : index === shown.length - 1 ? ' and ' : ', ';
    return isPhrase(item) ? [before, ...item] : [before, item];
  });
}

/** A phrase as plain text on one line. */
export function plainText(phrase: Phrase): string {
  return phrase.map((part) => visible(typeof part === 'string' ? part : part.name)).join('');
}

/** A phrase as Markdown, names as code. */
export function markdownText(phrase: Phrase): string {
  return phrase
    .filter((part) => part !== '')
    .map((part) => (typeof part === 'string' ? keepSpace(part) : codeSpan(part.name)))
    .join('');
}

/** Prose between names begins and ends with spaces that are meant. */
function keepSpace(text: string): string {
  const leading = /^ */.exec(text)?.[0] ?? '';
  return leading + escapeMarkdown(text.slice(leading.length));
}

function isPhrase(value: string | Name | Phrase): value is Phrase {
  return Array.isArray(value);
}
