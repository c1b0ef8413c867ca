import { describe, expect, it } from 'vitest';
import type { PermissionSet, RawManagedPolicy } from '../../../src/core/model/bundle.ts';
import {
  type PermissionSetRole,
  permissionSetRolesOf,
  permissionSetSuggestions,
} from '../../../src/core/suggest/permission-set-suggestions.ts';
import { accountId, catalog, daysAgo, roleWith, settings, type TestEvent, viewOf } from '../evidence/account.ts';
import { sha256 } from './audited-case.ts';
import { allow, needsIn, policyOf, seen } from './one-role.ts';

const arn = 'arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-aaaabbbbccccdddd';
const other = '444455556666';
const broad = 'arn:aws:iam::aws:policy/SomeAccess';
const required = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
const inline = policyOf({ Sid: 'Users', ...allow('iam:GetRole', 'iam:GetUser', 'iam:DeleteUser') });

function managed(policyArn: string, ...actions: readonly string[]): RawManagedPolicy {
  const name = policyArn.slice(policyArn.lastIndexOf('/') + 1);
  const document = policyOf(allow(...actions));
  return {
    id: `ANPA${name}`,
    arn: policyArn,
    name,
    path: '/',
    createdAt: daysAgo(700),
    attachmentCount: 1,
    boundaryUsageCount: 0,
    versions: [{ versionId: 'v1', isDefault: true, createdAt: daysAgo(700), document }],
  };
}

const policies = [managed(broad, 'iam:ListUsers', 'iam:CreateUser'), managed(required, 'iam:ListRoles')];

/** The role of the set in the account, that made these calls. */
function roleOf(
  events: readonly TestEvent[],
  attached: readonly string[] = [],
  name = 'Dev',
  document: object = inline,
): PermissionSetRole {
  const roleName = `AWSReservedSSO_${name}_0123456789abcdef`;
  const path = '/aws-reserved/sso.amazonaws.com/';
  const role = roleWith([], {
    arn: `arn:aws:iam::${accountId}:role${path}${roleName}`,
    name: roleName,
    path,
    trustDocument: policyOf({
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::${accountId}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE` },
      Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
    }),
    inlinePolicies: [{ name: 'AwsSSOInlinePolicy', document }],
    attachedPolicies: attached,
  });
  const details = { users: [], roles: [role], groups: [], policies, isComplete: true };
  const view = viewOf({ parts: { details }, events: events.map((event) => ({ ...event, principalArn: role.arn })) });
  const [first] = permissionSetRolesOf(needsIn(view), view);
  if (first === undefined) throw new Error('the role belongs to no permission set');
  return first;
}

/** The same role as if it were of another account. */
function elsewhere({ needs, ...rest }: PermissionSetRole): PermissionSetRole {
  const { judged } = needs;
  const principal = { ...judged.principal, accountId: other, arn: judged.principal.arn.replace(accountId, other) };
  return { ...rest, needs: { ...needs, judged: { ...judged, principal } } };
}

/** What is suggested of a set with these roles. */
function suggested(roles: readonly PermissionSetRole[], over: Partial<PermissionSet> = {}) {
  const set: PermissionSet = {
    arn,
    name: 'Dev',
    description: '',
    inlinePolicy: inline,
    managedPolicies: [],
    customerManagedPolicies: [],
    provisionedAccounts: [accountId],
    ...over,
  };
  const options = { settings: settings.suggest, sha256, toolVersion: '0.0.0' };
  return permissionSetSuggestions(
    roles,
    { managementAccountId: '999999999999', permissionSets: [set], gaps: [] },
    options,
    catalog,
  );
}

const getRole = [seen('iam:GetRole')];
const getUser = [seen('iam:GetUser')];

describe('permissionSetRolesOf', () => {
  it('names the set of a role, underscores and all', () => {
    expect(roleOf(getRole, [], 'Dev_Ops').of).toBe('Dev_Ops');
  });
});

describe('permissionSetSuggestions', () => {
  it('narrows the inline policy of the set, and brings it to its accounts', () => {
    const [suggestion, more] = suggested([roleOf(getRole)]).suggestions;
    expect(more).toBeUndefined();
    expect(suggestion).toMatchObject({
      permissionSet: arn,
      accountId: '999999999999',
      after: [
        {
          name: 'Dev',
          type: 'permission-set-inline',
          document: policyOf({ Sid: 'Users', Effect: 'Allow', Action: 'iam:GetRole', Resource: '*' }),
        },
      ],
      removed: ['iam:DeleteUser', 'iam:GetUser'],
      permissionSetPolicies: { before: [], after: [] },
    });
    const remove = suggestion?.plan.steps.find(({ id }) => id === 'remove');
    expect(remove?.changes.map((change) => change.do)).toContain('provision-permission-set');
    expect(suggestion?.certificate.checks.every(({ holds }) => holds)).toBe(true);
  });

  it('counts the use in all accounts', () => {
    const over = { provisionedAccounts: [accountId, other] };
    const [suggestion] = suggested([roleOf(getRole), elsewhere(roleOf(getUser))], over).suggestions;
    expect(suggestion?.removed).toEqual(['iam:DeleteUser']);
    expect(suggestion?.principals).toHaveLength(2);
  });

  it('judges no set of which an account was not read, or that is provisioned nowhere', () => {
    const unread = suggested([roleOf(getRole)], { provisionedAccounts: [accountId, other] });
    expect(unread.suggestions).toEqual([]);
    expect(unread.noSuggestions).toMatchObject([
      { subject: arn, why: 'not-judged', text: expect.stringContaining(other) },
    ]);
    expect(suggested([], { provisionedAccounts: [] }).noSuggestions).toMatchObject([{ why: 'not-judged' }]);
  });

  it("takes AWS's policies apart into the inline policy, and leaves what a service requires", () => {
    const attached = [broad, required];
    const [suggestion] = suggested([roleOf([...getRole, seen('iam:ListUsers')], attached)], {
      managedPolicies: attached,
    }).suggestions;
    expect(suggestion?.permissionSetPolicies).toEqual({ before: attached, after: [required] });
    const [after] = suggestion?.after ?? [];
    expect(after?.document.Statement).toEqual([
      { Sid: 'Users', Effect: 'Allow', Action: 'iam:GetRole', Resource: '*' },
      { ...allow(), Action: 'iam:ListUsers' },
    ]);
    expect(suggestion?.removed).toContain('iam:CreateUser');
  });

  it('says where not all policies could be read, and where nothing is unused', () => {
    const broken = policyOf({ Effect: 'Allow', Action: 7, Resource: '*' });
    expect(suggested([roleOf(getRole, [], 'Dev', broken)], { inlinePolicy: broken }).noSuggestions).toMatchObject([
      { why: 'unread-policies' },
    ]);
    const all = [...getRole, ...getUser, seen('iam:DeleteUser')];
    expect(suggested([roleOf(all)]).noSuggestions).toMatchObject([{ why: 'nothing-unused' }]);
  });

  it('has nothing to say without an organization', () => {
    const options = { settings: settings.suggest, sha256, toolVersion: '0.0.0' };
    const none = permissionSetSuggestions([roleOf(getRole)], { gaps: [] }, options, catalog);
    expect(none).toEqual({ suggestions: [], noSuggestions: [] });
  });
});
