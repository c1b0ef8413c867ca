import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNameOf, remediationFolderOf, subjectOf } from '../../../src/adapters/remediation/folder.ts';
import {
  hostileSuggestion,
  permissionSetSuggestion,
  roleSuggestion,
  sharedPolicySuggestion,
  userSuggestion,
} from './suggestions.ts';

describe('fileNameOf', () => {
  it('keeps plain names', () => {
    for (const name of ['deploy', 'Deploy_1', 'a.b-c', 'v1']) expect(fileNameOf(name)).toBe(name);
  });

  it('writes no name that a file system refuses, hides or takes for another folder', () => {
    for (const name of [
      '..',
      '.',
      '.git',
      'a/b',
      'a\\b',
      'c:',
      'nul\0',
      'end.',
      '',
      ' ',
      'é',
      'a'.repeat(200),
      '-rf',
      'a\nb',
    ]) {
      expect(fileNameOf(name)).toMatch(/^[A-Za-z0-9._-]{0,80}~[0-9a-f]{16}$/);
      expect(fileNameOf(name)).not.toMatch(/^[.-]/);
    }
  });

  it('gives two names never the same file', () => {
    const hostile = fc.string({ unit: fc.constantFrom('a', '-', '.', '/', '~', '+', '@', ' '), maxLength: 6 });
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        if (one !== other) expect(fileNameOf(one)).not.toBe(fileNameOf(other));
      }),
      { seed: 4 },
    );
    expect(fileNameOf('x+y')).not.toBe(fileNameOf(fileNameOf('x+y')));
  });
});

describe('remediationFolderOf', () => {
  it('names account, kind and name', () => {
    expect(
      [roleSuggestion, userSuggestion, sharedPolicySuggestion, permissionSetSuggestion].map(remediationFolderOf),
    ).toEqual([
      'remediation/123456789012/role-deploy',
      'remediation/123456789012/user-legacy-export',
      'remediation/123456789012/policy-queues',
      'remediation/123456789012/permission-set-Developers',
    ]);
  });

  it('leads out of its place by no name', () => {
    expect(remediationFolderOf(hostileSuggestion)).toMatch(/^remediation\/123456789012\/role-[A-Za-z0-9._~-]+$/);
    const account = { ...roleSuggestion, accountId: '../../etc' };
    expect(remediationFolderOf(account)).toMatch(/^remediation\/[A-Za-z0-9._~-]+\/role-deploy$/);
    expect(remediationFolderOf(account)).not.toContain('..');
  });
});

describe('subjectOf', () => {
  it('tells a group', () => {
    const { principal: _, ...rest } = roleSuggestion;
    const arn = 'arn:aws:iam::123456789012:group/team/admins';
    expect(subjectOf({ ...rest, group: arn })).toEqual({ kind: 'group', name: 'admins', arn });
  });

  it('takes the last part of the ARN for the name of a permission set that the plan does not name', () => {
    const nothing = { ...permissionSetSuggestion, plan: { steps: [], origins: [] } };
    expect(subjectOf(nothing).name).toBe('ps-5555666677778888');
  });
});
