import type { Diff, DiffEntry, DiffReporter } from '../../core/model/diff.ts';
import { isoOf } from '../../core/model/time.ts';
import { codeSpan, escapeMarkdown } from '../markup/markdown.ts';
import { markdownText } from '../markup/phrase.ts';
import { count, formatNumber, momentText, shorten } from '../markup/prose.ts';
import { conclusionOf, countsSentence, placeOf, sectionsOf, statusWords, wordsOf } from './diff-words.ts';

/** A comment of GitHub takes 65,536 characters; what is left is for the sentence that says so, and for words around it. */
const mostCharacters = 65_000;

const mostPartsOfMany = 5;
const mostPartsOfOne = 50;

/** Writes the comparison for a pull request's comment: the conclusion first; cut, and said to be cut, before a comment would be too long. */
export const diffMarkdownReporter: DiffReporter = {
  format: 'markdown',
  render: (diff) => [withinLimit([...blocksOf(diff)])],
};

function withinLimit(blocks: readonly string[]): string {
  let text = '';
  for (const [place, block] of blocks.entries()) {
    if (text.length + block.length > mostCharacters) {
      const rest = blocks.length - place;
      return `${text}\n**Cut here:** ${count(rest, 'more block')} would make it too long for a comment; \`--json\` has the whole.\n`;
    }
    text += block;
  }
  return text;
}

/** Pieces that stand by themselves: the text can end after each of them. */
function* blocksOf(diff: Diff): Generator<string> {
  yield `### iam-drift: ${escapeMarkdown(conclusionOf(diff))}\n\nFrom ${sideText(diff.before)} to ${sideText(diff.after)}.\n`;
  const counts = countsSentence(diff);
  if (counts !== undefined) yield `\n${escapeMarkdown(counts)}.\n`;
  for (const note of diff.notes) yield `\nNote: ${escapeMarkdown(shorten(note, 300))}.\n`;
  for (const entry of diff.entries) yield* entryBlocks(entry, diff.counts === undefined);
}

function sideText({ kind, name, policies, collectedAt }: Diff['before']): string {
  const what = policies === undefined ? kind : count(policies.length, 'policy', 'policies');
  const when = collectedAt === undefined ? '' : `, collected ${momentText(isoOf(collectedAt))}`;
  return `${codeSpan(shorten(name, 200))} (${what}${when})`;
}

function* entryBlocks(entry: DiffEntry, isOnly: boolean): Generator<string> {
  const { principal } = entry;
  if (principal !== undefined) {
    const status = statusWords(entry);
    const name = codeSpan(shorten(principal.name, 128));
    yield `\n#### ${name} (${escapeMarkdown(placeOf(principal))})${status === '' ? '' : `: ${status}`}\n`;
  }
  const most = isOnly ? mostPartsOfOne : mostPartsOfMany;
  for (const section of sectionsOf(entry)) {
    const title = markdownText(section.title);
    yield section.parts.length === 0 ? `\n${title}.\n` : `\n**${title}**\n\n`;
    for (const part of section.parts.slice(0, most)) {
      const { head, lines } = wordsOf(part, section);
      yield `- ${markdownText(head)}\n${lines.map((line) => `  - ${markdownText(line)}\n`).join('')}`;
    }
    const rest = section.parts.length - most;
    if (rest > 0) yield `- and ${formatNumber(rest)} more like these, in \`--json\`\n`;
  }
}
