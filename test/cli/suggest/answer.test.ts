import { describe, expect, it } from 'vitest';
import { answerFor, failureLines } from '../../../src/cli/suggest/answer.ts';
import { auditResult, principal } from '../../adapters/report/audit-result.ts';
import { noSuggestion, suggestion } from '../../adapters/report/suggestion.ts';

const role = 'arn:aws:iam::111122223333:role/legacy-deployer';
const policy = 'arn:aws:iam::111122223333:policy/shared';
const { principal: _, ...shared } = suggestion({ id: 's-shared', policy, principals: [role] });
const own = suggestion();

describe('the answer for a principal', () => {
  it('is its own suggestion first, and then those of what it shares', () => {
    const result = auditResult({ suggestions: [shared, own] });
    expect(answerFor(role, result)).toEqual({ subject: role, suggestions: [own, shared], noSuggestions: [] });
  });

  it('is that of a policy where the policy is asked about', () => {
    const result = auditResult({ suggestions: [shared, own] });
    expect(answerFor(policy, result).suggestions).toEqual([shared]);
  });

  it('is why there is none, where the scan says so', () => {
    const none = noSuggestion({ subject: role });
    const other = noSuggestion({ subject: 'arn:aws:iam::111122223333:role/other' });
    expect(answerFor(role, auditResult({ noSuggestions: [other, none] })).noSuggestions).toEqual([none]);
  });

  it('is that nothing is unused, where the scan says nothing of it', () => {
    const judged = principal({ granted: 20, used: 17, unused: 0, unobservable: 3, tooRecent: 0 });
    expect(answerFor(role, auditResult({ principals: [judged] })).noSuggestions).toEqual([
      {
        accountId: '111122223333',
        subject: role,
        why: 'nothing-unused',
        text: 'Nothing that it is granted was proved to be unused: of 20 permissions 17 were used, and 3 cannot be judged.',
        next: 'More can be judged with more logs: the report tells what could not be seen.',
      },
    ]);
  });
});

describe('suggestions that fail a check', () => {
  const failing = noSuggestion({ why: 'failed-check' });

  it('are called our bug', () => {
    expect(failureLines({ suggestions: [], noSuggestions: [noSuggestion(), failing] })).toEqual([
      'iam-drift: a suggestion fails a check of its certificate, and is not shown',
      '  this is a bug of ours: report it with the checks that failed',
    ]);
    expect(failureLines({ suggestions: [], noSuggestions: [failing, failing] })[0]).toContain('2 suggestions fail');
  });

  it('are not spoken of where there are none', () => {
    expect(failureLines({ suggestions: [own], noSuggestions: [noSuggestion()] })).toEqual([]);
  });
});
