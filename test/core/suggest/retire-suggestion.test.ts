import { describe, expect, it } from 'vitest';
import type { RawRole } from '../../../src/core/model/bundle.ts';
import { retireSuggestion } from '../../../src/core/suggest/retire-suggestion.ts';
import { suggestionIdOf } from '../../../src/core/suggest/suggestion-id.ts';
import { accountId, catalog, daysAgo, type Given, roleWith, viewOf } from '../evidence/account.ts';
import { sha256 } from './audited-case.ts';
import { allow, contextOf, needsIn, policyOf, worker } from './one-role.ts';

/** The suggestion for a role that nobody used. */
function retired(over: Partial<RawRole> = {}, given: Given = {}) {
  const roles = [roleWith([allow('iam:GetRole', 'iam:CreateUser')], over)];
  const view = viewOf({ ...given, parts: { roles, ...given.parts } });
  const [needs] = needsIn(view);
  if (needs === undefined) throw new Error('nobody is in the account');
  return retireSuggestion(needs, contextOf(view), catalog);
}

describe('retireSuggestion', () => {
  it('takes everything, and writes no policy', () => {
    const suggestion = retired();
    expect(suggestion).toMatchObject({
      id: suggestionIdOf({ accountId, kind: 'principal', id: 'AROAWORKER' }, sha256),
      kind: 'retire',
      principal: worker.arn,
      before: [],
      after: [],
      holders: [],
      removed: ['iam:CreateUser', 'iam:GetRole'],
      kept: [],
      tightness: { permissions: { before: 2, after: 0 }, elevated: { before: 1, after: 0 }, unjudged: 0 },
      remarks: [],
    });
  });

  it('has a certificate whose points hold, on what was looked at', () => {
    const { certificate } = retired();
    expect(certificate.checks.map(({ holds }) => holds)).toEqual(Array(7).fill(true));
    expect(certificate.checks[2]?.text).toMatch(/^not used at all in the window, by ./);
    expect(certificate.replayed).toEqual({ events: 0, permissions: 0, unexplained: 0, denied: 0 });
    expect(certificate.inputs.documents.map(({ part }) => part)).toEqual(['inline own', 'trust']);
  });

  it('begins with a quarantine, and deletes last, apart, a window later', () => {
    const { steps } = retired().plan;
    expect(steps.map(({ id }) => id)).toEqual(['quarantine', 'watch', 'disable', 'delete']);
    expect(steps.map(({ irreversible }) => irreversible)).toEqual([false, false, false, true]);
    expect(Date.parse(steps.at(-1)?.notBefore ?? '')).toBeGreaterThanOrEqual(daysAgo(-90) - 24 * 3_600_000);
  });

  it('leaves the quarantine out where a Deny of everything does not fit', () => {
    const summary = { RolePolicySizeQuota: 150 };
    const { steps } = retired({}, { parts: { roles: [roleWith([allow('iam:GetRole')])], summary } }).plan;
    expect(steps.flatMap(({ id, changes }) => (id === 'quarantine' ? changes : []))).toEqual([]);
  });

  it('says when it was used last, before the window', () => {
    const events = [{ daysAgo: 110, source: 'iam.amazonaws.com', name: 'GetRole' }];
    expect(retired({}, { events }).remarks).toEqual(['worker was last used on 2026-07-13, before the window.']);
  });

  it('goes on with a quarantine that is in force', () => {
    const quarantine = policyOf({ Sid: 'IamDriftQuarantine20261015', Effect: 'Deny', Action: '*', Resource: '*' });
    const own = policyOf(allow('iam:GetRole'));
    const suggestion = retired({
      inlinePolicies: [
        { name: 'own', document: own },
        { name: 'IamDriftQuarantine-20261015', document: quarantine },
      ],
    });
    expect(suggestion.quarantine).toEqual({ since: '2026-10-15', refused: [] });
  });
});
