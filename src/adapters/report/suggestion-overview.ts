import pc from 'picocolors';
import type { AuditResult } from '../../core/model/finding.ts';
import type { Suggestion } from '../../core/model/suggestion.ts';
import { formatNumber, shorten, wrap } from '../markup/prose.ts';
import { visible } from '../markup/visible.ts';
import { beforeAfterText, leftOutSentence, mostTightening, subjectNameOf } from './suggestion-words.ts';
import type { TextOptions } from './text.ts';

/** How tight the suggestions of a scan are, a line each: at most so many, those that take away most first; and what has none, by why. */
export function suggestionOverview(
  result: Pick<AuditResult, 'suggestions' | 'noSuggestions'>,
  { colors: isColored, width }: TextOptions,
  most: number,
): readonly string[] {
  const { suggestions } = result;
  const shown = mostTightening(suggestions).slice(0, most);
  const numbers = [
    ['permissions', 'elevated', 'not judged'],
    ...shown.map(({ tightness }) => [
      beforeAfterText(tightness.permissions),
      beforeAfterText(tightness.elevated),
      formatNumber(tightness.unjudged),
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...numbers.map((cells) => cells[column]?.length ?? 0)));
  const room = width - widths.reduce((sum, one) => sum + one + 2, 2);
  const names = ['', ...namesOf(shown).map((name) => shorten(name, room))];
  const nameWidth = Math.max(...names.map((name) => name.length));
  const rest = suggestions.length - shown.length;
  const leftOut = leftOutSentence(result);
  const heading =
    suggestions.length === 0
      ? 'Suggestions: none'
      : `Suggestions: ${formatNumber(suggestions.length)}, their files in remediation/`;
  return [
    pc.createColors(isColored).bold(heading),
    ...numbers
      .slice(shown.length === 0 ? 1 : 0)
      .map((cells, row) =>
        ['', (names[row] ?? '').padEnd(nameWidth), ...cells.map((cell, at) => cell.padStart(widths[at] ?? 0))].join(
          '  ',
        ),
      ),
    ...(rest === 0 ? [] : [`  And ${formatNumber(rest)} more, in remediation/.`]),
    ...(leftOut === undefined ? [] : wrap(leftOut, width - 2).map((line) => `  ${line}`)),
  ];
}

/** Names, and where the same one is there twice its account as well. */
function namesOf(shown: readonly Suggestion[]): readonly string[] {
  const names = shown.map((suggestion) => visible(subjectNameOf(suggestion)));
  return names.map((name, at) =>
    names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${visible(shown[at]?.accountId ?? '')})`,
  );
}
