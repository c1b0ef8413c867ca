import { describe, expect, it } from 'vitest';
import type { AuthorizationDetails, RawManagedPolicy, RawRole, RawUser } from '../../../../src/core/model/bundle.ts';
import type { PolicyHolder } from '../../../../src/core/model/remediation.ts';
import { targetTroublesOf } from '../../../../src/core/suggest/prove/target.ts';
import type { Unit } from '../../../../src/core/suggest/unit.ts';
import type { PolicyEdit } from '../../../../src/core/suggest/write/policy-edit.ts';
import { accountId, daysAgo, roleWith, viewOf } from '../../evidence/account.ts';
import { allow, needsIn, policyOf, worker } from '../one-role.ts';

const account = `arn:aws:iam::${accountId}`;
const shared = `${account}:policy/shared`;
const document = policyOf(allow('iam:GetRole', 'iam:CreateUser'));
const smaller = policyOf(allow('iam:GetRole'));

function sharedBy(attachmentCount: number, over: Partial<RawManagedPolicy> = {}): RawManagedPolicy {
  return {
    id: 'ANPASHARED',
    arn: shared,
    name: 'shared',
    path: '/',
    createdAt: daysAgo(700),
    attachmentCount,
    boundaryUsageCount: 0,
    versions: [{ versionId: 'v1', isDefault: true, createdAt: daysAgo(700), document }],
    ...over,
  };
}

function role(name: string, over: Partial<RawRole> = {}): RawRole {
  return roleWith([allow('iam:GetRole')], {
    id: `AROA${name.toUpperCase()}`,
    arn: `${account}:role/${name}`,
    name,
    attachedPolicies: [shared],
    ...over,
  });
}

function user(name: string, over: Partial<RawUser> = {}): RawUser {
  return {
    id: `AIDA${name.toUpperCase()}`,
    arn: `${account}:user/${name}`,
    name,
    path: '/',
    createdAt: daysAgo(700),
    inlinePolicies: [],
    attachedPolicies: [],
    groups: [],
    tags: {},
    ...over,
  };
}

/** What speaks against edits made for those of an account whose ARNs are given. */
function troubles(details: Partial<AuthorizationDetails>, reached: readonly string[], edits: readonly PolicyEdit[]) {
  const view = viewOf({
    parts: { details: { users: [], roles: [], groups: [], policies: [], isComplete: true, ...details } },
  });
  const needs = needsIn(view).filter(({ judged }) => reached.includes(judged.principal.arn));
  const unit: Unit = {
    kind: 'principal',
    accountId,
    arn: worker.arn,
    id: 'AROAWORKER',
    name: 'worker',
    reached: needs,
    release: { removable: new Uint32Array(), droppable: new Uint32Array() },
    holders: [],
    blastRadius: [],
    remarks: [],
    targetText: '',
  };
  return targetTroublesOf(unit, edits, view);
}

const version: PolicyEdit = {
  edit: 'version',
  arn: shared,
  versions: [{ versionId: 'v1', isDefault: true, document }],
  versionQuota: 5,
  after: smaller,
};

function inline(holder: PolicyHolder): PolicyEdit {
  return { edit: 'inline', holder, name: 'own', before: document, after: smaller };
}

function detached(arn: string): PolicyEdit {
  return { edit: 'detach', holder: worker, arn, isAwsManaged: true, before: document, isLastHolder: false };
}

describe('targetTroublesOf', () => {
  it('says nothing against the own policy of who was looked at, nor against a shared one whose holders all were', () => {
    const roles = [role('worker'), role('other')];
    const both = roles.map(({ arn }) => arn);
    expect(troubles({ roles, policies: [sharedBy(2)] }, [worker.arn], [inline(worker)])).toEqual([]);
    expect(troubles({ roles, policies: [sharedBy(2)] }, both, [version])).toEqual([]);
  });

  it('tells of a policy that others hold too', () => {
    const details = { roles: [role('worker'), role('other')], policies: [sharedBy(2)] };
    expect(troubles(details, [worker.arn], [version])).toEqual([`${shared} is also held by ${account}:role/other`]);
  });

  it('tells of a policy that somebody holds by a group', () => {
    const group = {
      id: 'AGPA1',
      arn: `${account}:group/all`,
      name: 'all',
      path: '/',
      inlinePolicies: [],
      attachedPolicies: [shared],
    };
    const details = {
      roles: [role('worker')],
      users: [user('ana', { groups: ['all'] })],
      groups: [group],
      policies: [sharedBy(2)],
    };
    expect(troubles(details, [worker.arn], [version])).toEqual([`${shared} is also held by ${account}:user/ana`]);
    expect(troubles(details, [worker.arn, `${account}:user/ana`], [version])).toEqual([]);
  });

  it('tells of a policy that is attached where the bundle does not say, bounds somebody, or is not in the bundle', () => {
    const roles = [role('worker')];
    const unnamed = [`${shared} is used in places that the bundle does not name`];
    expect(troubles({ roles, policies: [sharedBy(2)] }, [worker.arn], [version])).toEqual(unnamed);
    expect(troubles({ roles, policies: [sharedBy(1, { boundaryUsageCount: 1 })] }, [worker.arn], [version])).toEqual(
      unnamed,
    );
    expect(troubles({ roles: [role('worker', { attachedPolicies: [] })] }, [worker.arn], [version])).toEqual(unnamed);
    expect(troubles({ roles, policies: [sharedBy(1)] }, [worker.arn], [version])).toEqual([]);
  });

  it('tells of a policy that a service requires', () => {
    const arn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    const [trouble, more] = troubles({ roles: [role('worker')] }, [worker.arn], [detached(arn)]);
    expect(trouble).toMatch(/^arn:aws:iam::aws:policy\/service-role\/AWSLambdaBasicExecutionRole is required by /);
    expect(more).toBeUndefined();
    expect(
      troubles({ roles: [role('worker')] }, [worker.arn], [detached('arn:aws:iam::aws:policy/ReadOnlyAccess')]),
    ).toEqual([]);
    const permissionSet = { arn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1', name: 'Set', instanceArn: '' };
    const fromSet: PolicyEdit = { edit: 'permission-set-detach', permissionSet, arn, before: document };
    expect(troubles({ roles: [role('worker')] }, [worker.arn], [fromSet])).toHaveLength(1);
  });

  it.each([
    ['service-linked-role', { name: 'AWSServiceRoleForX', path: '/aws-service-role/x.amazonaws.com/' }],
    ['foundation-role', { name: 'AWSControlTowerExecution', path: '/' }],
    ['break-glass', { name: 'emergency-access', path: '/' }],
    ['sso-role', { name: 'AWSReservedSSO_Dev_0123456789abcdef', path: '/aws-reserved/sso.amazonaws.com/' }],
  ])('tells of a %s', (kind, { name, path }) => {
    const arn = `${account}:role${path}${name}`;
    const trust: Record<string, object> = {
      'service-linked-role': { Service: 'x.amazonaws.com' },
      'sso-role': { Federated: `${account}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE` },
      'foundation-role': { AWS: 'arn:aws:iam::999999999999:root' },
    };
    const over: Partial<RawRole> = {
      arn,
      path,
      attachedPolicies: [],
      trustDocument: policyOf({
        Effect: 'Allow',
        Principal: trust[kind] ?? { Service: 'ec2.amazonaws.com' },
        Action: kind === 'sso-role' ? ['sts:AssumeRoleWithSAML', 'sts:TagSession'] : 'sts:AssumeRole',
      }),
    };
    const edits = [inline({ kind: 'role', arn, name })];
    expect(troubles({ roles: [role(name, over)] }, [arn], edits)).toEqual([`${name} is not to be changed: ${kind}`]);
  });

  it('tells of a holder that was not looked at, and of a member of a group who was not', () => {
    expect(troubles({ roles: [role('worker')] }, [], [inline(worker)])).toEqual(['worker was not looked at']);
    const group: PolicyHolder = { kind: 'group', arn: `${account}:group/all`, name: 'all' };
    const users = [user('ana', { groups: ['all'] }), user('ben', { groups: ['all'] }), user('eve')];
    const arns = users.map(({ arn }) => arn);
    expect(troubles({ users }, arns.slice(0, 1), [inline(group)])).toEqual([
      'ben is a member of all and was not looked at',
    ]);
    expect(troubles({ users }, arns.slice(0, 2), [inline(group)])).toEqual([]);
  });
});
