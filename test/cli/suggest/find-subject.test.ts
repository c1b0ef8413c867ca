import { describe, expect, it } from 'vitest';
import { accountMeant, subjectsMeant } from '../../../src/cli/suggest/find-subject.ts';
import { ConfigError } from '../../../src/core/model/errors.ts';
import { permissionSetSuggestion } from '../../adapters/remediation/suggestions.ts';
import { auditResult, principal } from '../../adapters/report/audit-result.ts';
import { noSuggestion, suggestion } from '../../adapters/report/suggestion.ts';

const arnOf = (resource: string, account = '111122223333'): string => `arn:aws:iam::${account}:${resource}`;
const sharedPolicy = arnOf('policy/team/shared');
const { principal: _, ...shared } = suggestion({ id: 's-shared', policy: sharedPolicy, principals: [arnOf('role/a')] });

const set = permissionSetSuggestion.permissionSet ?? '';

const result = auditResult({
  principals: [
    ...['role/deploy', 'role/app-one', 'role/path/app-two', 'user/app-one', 'user/kim'].map((resource) =>
      principal({ arn: arnOf(resource) }),
    ),
    principal({ arn: arnOf('role/deploy', '444455556666'), accountId: '444455556666' }),
  ],
  suggestions: [shared, permissionSetSuggestion],
  noSuggestions: [noSuggestion({ subject: arnOf('group/people') })],
});

function meant(wanted: string): readonly string[] {
  return subjectsMeant(wanted, result, 'bundle');
}

function refused(wanted: string): ConfigError {
  try {
    meant(wanted);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error(`${wanted} was not refused`);
}

describe('whom a suggestion is asked for', () => {
  it.each([
    [arnOf('role/deploy'), arnOf('role/deploy')],
    ['kim', arnOf('user/kim')],
    ['role/app-one', arnOf('role/app-one')],
    ['app-two', arnOf('role/path/app-two')],
    ['path/app-two', arnOf('role/path/app-two')],
    ['shared', sharedPolicy],
    [sharedPolicy, sharedPolicy],
    ['group/people', arnOf('group/people')],
    ['Developers', set],
  ])('is found by %s', (wanted, arn) => {
    expect(meant(wanted)).toEqual([arn]);
  });

  it('is everybody whom a pattern fits, roles and users only', () => {
    expect(meant('app-*')).toEqual([arnOf('role/app-one'), arnOf('role/path/app-two'), arnOf('user/app-one')]);
    expect(meant('role/app-???')).toEqual([arnOf('role/app-one')]);
    expect(meant('arn:aws:iam::444455556666:*')).toEqual([arnOf('role/deploy', '444455556666')]);
  });

  it('is told by the nearest name of a permission set too', () => {
    expect(refused('Develpers').hint).toContain('did you mean `Developers`?');
  });

  it('takes no character but `*` and `?` for a pattern', () => {
    expect(refused('a.p-one').message).toContain('no principal');
    expect(refused('app-(one|two)*').message).toContain('no principal');
  });

  it('is asked for by ARN or account where a name has several', () => {
    expect(refused('deploy')).toMatchObject({
      message: '`deploy` names 2 principals of the bundle `bundle`',
      hint: `give the ARN, or the account with \`--account\`: \`${arnOf('role/deploy')}\`, \`${arnOf('role/deploy', '444455556666')}\``,
    });
    expect(refused('app-one').hint).toBe(`give the ARN: \`${arnOf('role/app-one')}\`, \`${arnOf('user/app-one')}\``);
  });

  it('is answered with the nearest name where nobody is called so', () => {
    expect(refused('depoly').hint).toBe('did you mean `deploy`?');
    expect(refused(arnOf('role/app-two')).hint).toBe(`did you mean \`${arnOf('role/path/app-two')}\`?`);
    expect(refused('user/kmi').hint).toBe('did you mean `user/kim`?');
    expect(refused(arnOf('user/kmi')).hint).toBe('did you mean `user/kim`?');
    expect(refused('somebody-else-altogether').hint).toMatch(/^looked at the roles and users of 2 accounts; give /);
  });

  it('shows a hostile name as text', () => {
    expect(refused('\u001b[2Jx').message).toBe('no principal `\\u001b[2Jx` in the bundle `bundle`');
  });
});

describe('the account that is read', () => {
  it('is that of the ARN, and all of them for a name', () => {
    expect(accountMeant(arnOf('role/deploy'))).toBe('111122223333');
    expect(accountMeant('deploy')).toBeUndefined();
    expect(accountMeant('arn:aws:iam::1111*:role/x')).toBeUndefined();
  });

  it('is every account for a role of a permission set, which others use too', () => {
    const role = arnOf('role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef');
    expect(accountMeant(role)).toBeUndefined();
  });
});
