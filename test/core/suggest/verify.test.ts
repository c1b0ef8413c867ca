import { describe, expect, it } from 'vitest';
import type { AccountView } from '../../../src/core/evidence/account-evidence.ts';
import type { Suggestion } from '../../../src/core/model/suggestion.ts';
import { suggestionsOf } from '../../../src/core/suggest/account-suggestions.ts';
import { reachOf, verifySuggestion } from '../../../src/core/suggest/verify.ts';
import { catalog, type Given, roleWith, settings, viewOf } from '../evidence/account.ts';
import { sha256 } from './audited-case.ts';
import { allow, policyOf, seen, worker } from './one-role.ts';

const options = { settings: settings.suggest, sha256, toolVersion: '0.0.0' };
const wide = { Sid: 'Look', ...allow('iam:GetRole', 'iam:CreateUser', 'iam:DeleteUser') };
const used = [seen('iam:GetRole')];

function accountOf(statements: readonly object[], given: Given = { events: used }): AccountView {
  return viewOf({ ...given, parts: { roles: [roleWith(statements)], ...given.parts } });
}

function suggestedFor(view: AccountView): Suggestion {
  const { suggestions, noSuggestions } = suggestionsOf(view, options, catalog);
  const [first] = suggestions;
  if (first === undefined) throw new Error(JSON.stringify(noSuggestions));
  return first;
}

const suggestion = suggestedFor(accountOf([wide]));

/** The points that fail of a suggestion checked again. */
function verified(view: AccountView, one: Suggestion = suggestion) {
  const verification = verifySuggestion(one, [view], options, catalog);
  return { ...verification, failing: verification.checks.filter(({ holds }) => !holds).map(({ point }) => point) };
}

describe('verifySuggestion', () => {
  it('holds for the account that it was made from', () => {
    expect(verified(accountOf([wide]))).toMatchObject({
      holds: true,
      missing: [],
      changedInputs: [],
      failing: [],
      stillUnused: ['iam:CreateUser', 'iam:DeleteUser'],
      noLongerUnused: [],
    });
  });

  it('tells a document that is not what it was, one that is new and one that is gone', () => {
    const changed = verified(accountOf([{ ...wide, Sid: 'Other' }]));
    expect(changed).toMatchObject({ holds: false, failing: [] });
    expect(changed.changedInputs).toMatchObject([{ of: worker.arn, part: 'inline own' }]);
    expect(changed.changedInputs[0]?.was).not.toBe(changed.changedInputs[0]?.is);
    const policies = [{ name: 'new', document: policyOf(wide) }];
    const roles = [roleWith([], { inlinePolicies: policies })];
    const moved = verified(viewOf({ parts: { roles }, events: used }));
    expect(moved.changedInputs.map(({ part, was, is }) => [part, was === undefined, is === undefined])).toEqual([
      ['inline own', false, true],
      ['inline new', true, false],
    ]);
  });

  it('does not take the quarantine of its own plan for a change', () => {
    const deny = {
      Sid: 'IamDriftQuarantine20261015',
      Effect: 'Deny',
      Action: ['iam:CreateUser', 'iam:DeleteUser'],
      Resource: '*',
    };
    const inlinePolicies = [
      { name: 'own', document: policyOf(wide) },
      { name: 'IamDriftQuarantine-20261015', document: policyOf(deny) },
    ];
    const view = viewOf({ parts: { roles: [roleWith([], { inlinePolicies })] }, events: used });
    expect(verified(view)).toMatchObject({
      holds: true,
      changedInputs: [],
      quarantine: { since: '2026-10-15', refused: [] },
    });
  });

  it('tells what is in use since, and what may still go', () => {
    const later = verified(accountOf([wide], { events: [...used, seen('iam:CreateUser')] }));
    expect(later).toMatchObject({
      holds: false,
      failing: ['replay', 'nothing-unjudged-removed'],
      stillUnused: ['iam:DeleteUser'],
    });
    expect(later.noLongerUnused).toMatchObject([{ action: 'iam:CreateUser', principal: worker.arn, verdict: 'used' }]);
  });

  it('fails for documents that were tampered with, whatever the certificate says', () => {
    const [after] = suggestion.after;
    if (after === undefined) throw new Error('nothing is written');
    const tampered = (statement: object): Suggestion => ({
      ...suggestion,
      after: [{ ...after, document: policyOf(statement) }],
    });
    expect(verified(accountOf([wide]), tampered({ ...wide, Action: 'iam:*' })).failing).toContain('no-new-access');
    expect(verified(accountOf([wide]), tampered({ ...wide, Action: 'iam:ListUsers' })).failing).toContain('replay');
    expect(verified(accountOf([wide]), tampered({ ...wide, Action: 'iam:GetRole', Sid: 'X' })).failing).toEqual([
      'intent-kept',
      'right-target',
    ]);
    const more = { ...suggestion, removed: ['iam:CreateUser', 'iam:DeleteUser', 'iam:GetRole'] };
    expect(verified(accountOf([wide]), more).failing).toEqual(['every-path-cut']);
  });

  it('fails where compare cannot tell and the words do not show that nothing is gained', () => {
    const opaque = { ...wide, Condition: { StringSoundsLike: { k: 'v' } } };
    const policy = (action: string) => [
      { name: 'own', type: 'inline' as const, document: policyOf({ ...opaque, Action: action }) },
    ];
    const view = accountOf([opaque]);
    const narrower = { ...suggestion, before: policy('iam:Get*'), after: policy('iam:GetRole') };
    expect(verified(view, narrower).failing).not.toContain('no-new-access');
    expect(verified(view, { ...narrower, after: policy('iam:*') }).failing).toContain('no-new-access');
  });

  it('takes what a quarantine in the policy itself blocks for granted, as the certificate did', () => {
    const deny = { Sid: 'IamDriftQuarantine20261015', Effect: 'Deny', Action: 'iam:GetRole', Resource: '*' };
    const view = accountOf([wide, deny]);
    expect(verified(view, suggestedFor(view)).failing).toEqual([]);
  });

  it.each([
    ['before and after widened alike', { before: ['iam:*'], after: ['iam:*'] }],
    ['after less than it says', { after: ['iam:GetRole', 'iam:DeleteUser'], removed: ['iam:DeleteUser'] }],
    ['nothing said to be removed', { removed: [] }],
    ['after as before', { after: ['iam:GetRole', 'iam:CreateUser', 'iam:DeleteUser'] }],
  ])('does not hold for %s', (_, { before, after, removed }: Record<string, string[] | undefined>) => {
    const [was, is] = [suggestion.before[0], suggestion.after[0]];
    if (was === undefined || is === undefined) throw new Error('nothing is written');
    const documentOf = (actions: readonly string[]) => policyOf({ ...wide, Action: actions });
    const tampered: Suggestion = {
      ...suggestion,
      ...(before === undefined ? {} : { before: [{ ...was, document: documentOf(before) }] }),
      ...(after === undefined ? {} : { after: [{ ...is, document: documentOf(after) }] }),
      ...(removed === undefined ? {} : { removed }),
    };
    expect(verified(accountOf([wide]), tampered).holds).toBe(false);
  });

  it('does not hold for a plan that writes something else', () => {
    const steps = suggestion.plan.steps.map((step) => ({
      ...step,
      changes: step.changes.map((change) =>
        change.do === 'put-inline-policy' && step.id === 'remove'
          ? { ...change, document: policyOf(allow('*')) }
          : change,
      ),
    }));
    const tampered = { ...suggestion, plan: { ...suggestion.plan, steps } };
    expect(verified(accountOf([wide]), tampered).failing).toEqual(['right-target']);
  });

  it.each([
    ['allows', { Sid: 'IamDriftQuarantine20261031', Effect: 'Allow', Action: '*', Resource: '*' }],
    ['denies more than what goes', { Sid: 'IamDriftQuarantine20261031', Effect: 'Deny', Action: '*', Resource: '*' }],
  ])('does not hold for a quarantine that %s', (_, statement) => {
    const steps = suggestion.plan.steps.map((step) => ({
      ...step,
      changes: step.changes.map((change) =>
        change.do === 'put-inline-policy' && step.id === 'quarantine'
          ? { ...change, document: policyOf(statement) }
          : change,
      ),
    }));
    const tampered = { ...suggestion, plan: { ...suggestion.plan, steps } };
    expect(verified(accountOf([wide]), tampered).failing).toEqual(['right-target']);
  });

  it('does not hold for a plan to retire whose undo trusts somebody else', () => {
    const idle = suggestedFor(accountOf([wide], {}));
    const open = policyOf({ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' });
    const steps = idle.plan.steps.map((step) => ({
      ...step,
      undo: step.undo.map((change) => (change.do === 'put-trust-policy' ? { ...change, document: open } : change)),
    }));
    const tampered = { ...idle, plan: { ...idle.plan, steps } };
    expect(verified(accountOf([wide], {}), tampered).failing).toEqual(['right-target']);
  });

  it('does not hold where somebody whom it reaches is gone', () => {
    expect(verified(viewOf({}))).toMatchObject({ holds: false, missing: [worker.arn] });
  });

  it('tells of a retired role that is in use again', () => {
    const idle = suggestedFor(accountOf([wide], {}));
    expect(idle.kind).toBe('retire');
    expect(verified(accountOf([wide], {}), idle)).toMatchObject({ holds: true, failing: [] });
    expect(verified(accountOf([wide]), idle)).toMatchObject({ holds: false, failing: ['replay'] });
  });
});

describe('reachOf', () => {
  it('is the principal, or all who hold what changes', () => {
    expect(reachOf(suggestion)).toEqual([worker.arn]);
    const { principal: _, ...rest } = suggestion;
    expect(reachOf({ ...rest, policy: 'arn:p', principals: ['arn:a', 'arn:b'] })).toEqual(['arn:a', 'arn:b']);
  });
});
