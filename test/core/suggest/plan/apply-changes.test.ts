import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../src/core/model/remediation.ts';
import {
  type AccountState,
  documentsAfter,
  permissionSetDocumentsAfter,
  statesEqual,
} from '../../../../src/core/suggest/plan/account-state.ts';
import { applyChanges } from '../../../../src/core/suggest/plan/apply-changes.ts';
import { allowing, denying, holderNamed, permissionSet, policyArn, policyState } from '../planned-account.ts';

const holder = holderNamed('role', 'deploy');
const one = policyArn('one');
const full = policyArn('full');
const aws = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const set = { inline: allowing(9), attached: new Set([aws]) };
const account: AccountState = {
  holders: new Map([
    [holder.arn, { inline: new Map([['own', allowing(1)]]), attached: new Set([one]), trust: allowing(2) }],
  ]),
  policies: new Map([
    [one, policyState('one', [3, 4], 1)],
    [full, policyState('full', [1, 2, 3, 4, 5], 4)],
    [aws, policyState('ReadOnlyAccess', [8], 0)],
  ]),
  permissionSets: new Map([[permissionSet.arn, { ...set, provisioned: set }]]),
  writtenDown: { quarantined: new Map(), keysTurnedOff: new Map() },
};
const stranger = holderNamed('role', 'stranger');
const created = { name: 'one', path: '/app/', description: '', document: allowing(1) };
const document = allowing(7);

describe('changes on a model of an account', () => {
  const refused: readonly [string, Change][] = [
    ['a holder that does not exist', { do: 'put-inline-policy', holder: stranger, name: 'a', document }],
    ['an inline policy that is not there', { do: 'delete-inline-policy', holder, name: 'other' }],
    ['a policy that exists already', { do: 'create-policy', arn: one, ...created }],
    ['an attached policy to be deleted', { do: 'delete-policy', arn: one }],
    ['an attached policy of the plan to be deleted', { do: 'delete-created-policy', arn: one }],
    ['a version too many', { do: 'create-policy-version', arn: full, document }],
    ['a restored version too many', { do: 'restore-policy-version', arn: full, versionId: 'v1', document }],
    ['the default version to be deleted', { do: 'delete-policy-version', arn: one, versionId: 'v4', document }],
    ['a version that is not there', { do: 'delete-policy-version', arn: one, versionId: 'v9', document }],
    ['a return to the default version', { do: 'return-to-version', arn: one, versionId: 'v4' }],
    ['a policy attached twice', { do: 'attach-policy', holder, arn: one }],
    ['a policy that does not exist', { do: 'attach-policy', holder, arn: policyArn('none') }],
    ['a policy beyond the quota', { do: 'attach-policy', holder, arn: full }],
    ['a policy that is not attached', { do: 'detach-policy', holder, arn: full }],
    ['a permission set’s policy that is not attached', { do: 'detach-permission-set-policy', permissionSet, arn: one }],
    ['a principal that does not exist', { do: 'delete-principal', holder: stranger, instanceProfiles: [] }],
    ['keys turned on that nobody turned off', { do: 'reactivate-access-keys', holder }],
    ['a note that nobody made', { do: 'recall-quarantine', quarantine: { at: 'inline', holder, name: 'a' } }],
    ['a condition without a note', { do: 'detach-policy', holder, arn: one, when: 'quarantined' }],
  ];

  it.each(refused)('refuse %s', (_, change) => {
    const quotas = { attached: { role: 1, user: 1, group: 1 } };
    expect(() => applyChanges(account, [change], quotas)).toThrow();
  });

  it('leave the state they are given as it is', () => {
    const before = structuredClone(account);
    applyChanges(account, [
      { do: 'put-inline-policy', holder, name: 'own', document },
      { do: 'detach-policy', holder, arn: one },
      { do: 'create-policy-version', arn: one, document },
      { do: 'delete-policy', arn: one },
      { do: 'put-trust-policy', holder, document },
      { do: 'delete-permission-set-inline-policy', permissionSet },
    ]);
    expect(account).toEqual(before);
  });

  it('give a restored version a new id, by which the old one is still found', () => {
    const lost = { arn: one, versionId: 'v3', document: allowing(3) };
    const restored = applyChanges(account, [
      { do: 'delete-policy-version', ...lost },
      { do: 'restore-policy-version', ...lost },
    ]);
    const ids = (state: AccountState) => state.policies.get(one)?.versions.map(({ versionId }) => versionId);
    expect(ids(restored)).toEqual(['v4', 'v6']);
    expect(statesEqual(restored, account)).toBe(true);
    expect(ids(applyChanges(restored, [{ do: 'delete-policy-version', ...lost }]))).toEqual(['v4']);
  });

  it('tell a quarantine in a policy’s default version and in a permission set by its Sid', () => {
    const sid = 'IamDriftQuarantine20261121';
    const noted = (state: AccountState, when: 'quarantined' | 'not-quarantined') =>
      applyChanges(state, [
        { do: 'note-quarantine', quarantine: { at: 'version', arn: one, sid } },
        { do: 'delete-inline-policy', holder, name: 'own', when },
        { do: 'note-quarantine', quarantine: { at: 'permission-set', permissionSet, sid } },
        { do: 'detach-policy', holder, arn: one, when },
      ]).holders.get(holder.arn);
    expect(noted(account, 'quarantined')).toEqual(account.holders.get(holder.arn));
    expect(noted(account, 'not-quarantined')).toMatchObject({ inline: new Map(), attached: new Set() });
    const denied = applyChanges(account, [
      { do: 'create-policy-version', arn: one, document: denying(1) },
      { do: 'put-permission-set-inline-policy', permissionSet, document: denying(1) },
    ]);
    expect(noted(denied, 'quarantined')).toMatchObject({ inline: new Map(), attached: new Set() });
    expect(noted(denied, 'not-quarantined')).toEqual(account.holders.get(holder.arn));
  });

  it('reach the accounts of a permission set only once it is provisioned', () => {
    const changed = applyChanges(account, [{ do: 'put-permission-set-inline-policy', permissionSet, document }]);
    const back = applyChanges(changed, [
      { do: 'provision-permission-set', permissionSet },
      { do: 'put-permission-set-inline-policy', permissionSet, document: allowing(9) },
    ]);
    expect(statesEqual(back, account)).toBe(false);
    expect(statesEqual(applyChanges(back, [{ do: 'provision-permission-set', permissionSet }]), account)).toBe(true);
  });
});

describe('the documents of a state', () => {
  it('are the inline ones and the default versions of the attached', () => {
    expect(documentsAfter(account, holder)).toEqual([
      { name: 'own', type: 'inline', document: allowing(1) },
      { name: one, type: 'managed', document: allowing(4) },
    ]);
    expect(permissionSetDocumentsAfter(account, permissionSet)).toEqual([
      { name: '', type: 'permission-set-inline', document: allowing(9) },
      { name: aws, type: 'aws-managed', document: allowing(8) },
    ]);
  });

  it('are not told of a holder or of an attached policy that the state does not have', () => {
    expect(() => documentsAfter(account, stranger)).toThrow('not in the account');
    const unread = applyChanges(account, [{ do: 'attach-policy', holder, arn: `${aws}2` }]);
    expect(() => documentsAfter(unread, holder)).toThrow('no default version');
  });
});

describe('two states', () => {
  const changes: readonly [string, Change][] = [
    ['an inline document', { do: 'put-inline-policy', holder, name: 'own', document }],
    ['an attachment', { do: 'detach-policy', holder, arn: one }],
    ['a trust policy', { do: 'put-trust-policy', holder, document }],
    ['a default version', { do: 'create-policy-version', arn: one, document }],
    ['which version is the default', { do: 'return-to-version', arn: one, versionId: 'v3' }],
    ['a policy more', { do: 'create-policy', ...created, arn: policyArn('more') }],
    ['a permission set’s policy', { do: 'attach-permission-set-policy', permissionSet, arn: `${aws}2` }],
  ];

  it.each(changes)('are not equal when they differ by %s', (_, change) => {
    expect(statesEqual(applyChanges(account, [change]), account)).toBe(false);
  });
});
