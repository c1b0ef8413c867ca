import { describe, expect, it } from 'vitest';
import { suggestionOverview } from '../../../src/adapters/report/suggestion-overview.ts';
import { hostileSuggestion, noSuggestion, suggestion } from './suggestion.ts';

const plain = { colors: false, width: 100 };

function named(name: string, elevated: number, permissions: number) {
  return suggestion({
    id: name,
    principal: `arn:aws:iam::111122223333:role/${name}`,
    tightness: {
      permissions: { before: permissions, after: 1 },
      elevated: { before: elevated, after: 0 },
      unjudged: 1,
    },
  });
}

describe('the overview of suggestions', () => {
  it('has those first that take away most, elevated permissions before others, and counts the rest', () => {
    const suggestions = [named('few', 0, 10), named('many', 0, 9_000), named('elevated', 3, 5), named('none', 0, 1)];
    expect(suggestionOverview({ suggestions, noSuggestions: [] }, plain, 3)).toEqual([
      'Suggestions: 4, their files in remediation/',
      '            permissions  elevated  not judged',
      '  elevated       5 to 1    3 to 0           1',
      '  many       9,000 to 1    0 to 0           1',
      '  few           10 to 1    0 to 0           1',
      '  And 1 more, in remediation/.',
    ]);
  });

  it('tells two of one name apart by their accounts', () => {
    const suggestions = [
      named('read-only', 3, 9),
      { ...named('read-only', 2, 9), accountId: '444455556666' },
      named('other', 1, 9),
    ];
    const names = suggestionOverview({ suggestions, noSuggestions: [] }, plain, 3).map(
      (line) => line.trim().split(/ {2}/)[0],
    );
    expect(names.slice(2)).toEqual(['read-only (111122223333)', 'read-only (444455556666)', 'other']);
  });

  it('says that there are none, and why', () => {
    const noSuggestions = [
      noSuggestion(),
      noSuggestion({ why: 'nothing-unused' }),
      noSuggestion({ why: 'not-touched' }),
    ];
    expect(suggestionOverview({ suggestions: [], noSuggestions }, plain, 3)).toEqual([
      'Suggestions: none',
      '  No suggestion for 2 others: not to be touched 1 and too little seen 1.',
    ]);
  });

  it('calls a permission set by its name, which its ARN does not have', () => {
    const set = 'arn:aws:sso:::permissionSet/ssoins-1/ps-0123456789abcdef';
    const permissionSet = { arn: set, name: 'DatabaseAdmin', instanceArn: 'arn:aws:sso:::instance/ssoins-1' };
    const { principal: _, ...shared } = suggestion({
      permissionSet: set,
      principals: [],
      plan: {
        origins: [],
        steps: [
          {
            id: 'remove',
            title: 't',
            explanation: [],
            irreversible: false,
            changes: [{ do: 'provision-permission-set', permissionSet }],
            undo: [],
          },
        ],
      },
    });
    expect(suggestionOverview({ suggestions: [shared], noSuggestions: [] }, plain, 3)[2]).toMatch(
      /^ {2}DatabaseAdmin /,
    );
  });

  it('keeps to its width, and shows names as text', () => {
    const hostile = hostileSuggestion(`${'a'.repeat(90)}\u001b[2J\n`);
    for (const line of suggestionOverview(
      { suggestions: [hostile], noSuggestions: [] },
      { colors: false, width: 60 },
      3,
    )) {
      expect(line.length).toBeLessThanOrEqual(60);
      expect(line).not.toMatch(/\p{Cc}/u);
    }
  });
});
