import { describe, expect, it } from 'vitest';
import { collectParts } from '../../../../src/adapters/aws/collect/collect-account.ts';
import { organizationPart } from '../../../../src/adapters/aws/collect/organization.ts';
import { organizationPoliciesPart } from '../../../../src/adapters/aws/collect/organization-policies.ts';
import { organizationAccounts } from '../../../../src/adapters/aws/collect/organization-tree.ts';
import { permissionSetsPart } from '../../../../src/adapters/aws/collect/permission-sets.ts';
import { ownSession } from '../../../../src/adapters/aws/session.ts';
import { connectionTo } from '../connection.ts';
import { memoryWriter } from '../memory-writer.ts';
import { jsonError, wireOf, xmlAnswer } from '../wire.ts';
import { collecting, gapTexts } from './collecting.ts';
import { type Answers, answering, htmlPage, refused } from './json-wire.ts';
import { members, organizationAnswers, root, tests, workloads } from './organization-answers.ts';

const notInUse = () =>
  jsonError(400, 'AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');

async function collect(answers: Answers, writer = memoryWriter()) {
  const run = await collecting(answering(answers), { writer });
  return { ...run, context: { ...run.context, folder: 'organization' } };
}

describe('the organization', () => {
  it('is its accounts of all pages, and where they stand, at two calls a unit and their pages', async () => {
    const { context, writer, gaps, calls } = await collect(organizationAnswers);
    await organizationPart.collect(context);
    expect(gaps).toEqual([]);
    expect(writer.json('organization/organization.json')).toMatchObject({ Organization: { Id: 'o-abcdefghij' } });
    expect(writer.json('organization/accounts.json')).toEqual({ Accounts: members });
    expect(writer.json('organization/organizational-units.json')).toEqual({
      Roots: [{ Id: root, Name: 'Root' }],
      OrganizationalUnits: [
        { Id: tests, Name: tests, ParentId: workloads },
        { Id: workloads, Name: workloads, ParentId: root },
      ],
      AccountParents: { '111122223333': root, '222233334444': root, '333344445555': workloads, '444455556666': tests },
    });
    expect(calls()).toEqual({
      DescribeOrganization: 1,
      ListAccounts: 2,
      ListAccountsForParent: 3,
      ListOrganizationalUnitsForParent: 6,
      ListRoots: 1,
    });
  });

  it('is not asked for again where it is there, and the tree alone where that is missing', async () => {
    const first = await collect({ ...organizationAnswers, ListAccountsForParent: () => refused() });
    await organizationPart.collect(first.context);
    expect(first.writer.files.has('organization/organizational-units.json')).toBe(false);
    expect(gapTexts(first.gaps)).toEqual([
      'AccessDeniedException ListAccountsForParent: not authorized to perform this',
    ]);
    const second = await collect(organizationAnswers, first.writer);
    await organizationPart.collect(second.context);
    expect(second.calls()).toEqual({ ListAccountsForParent: 3, ListOrganizationalUnitsForParent: 6, ListRoots: 1 });
    const third = await collect(organizationAnswers, second.writer);
    await organizationPart.collect(third.context);
    expect(third.calls()).toEqual({});
  });

  it('is what a member may see, and gaps for the rest', async () => {
    const { context, writer, gaps } = await collect({
      DescribeOrganization: organizationAnswers.DescribeOrganization ?? notInUse,
      ListAccounts: () => refused("You don't have permissions to access this resource."),
      ListRoots: () => refused("You don't have permissions to access this resource."),
    });
    await organizationPart.collect(context);
    expect([...writer.files.keys()]).toEqual(['organization/organization.json']);
    expect(gaps.map(({ operation, account, errorCode }) => [operation, account, errorCode])).toEqual([
      ['ListAccounts', '111122223333', 'AccessDeniedException'],
      ['ListRoots', '111122223333', 'AccessDeniedException'],
    ]);
  });

  it('is nothing, and no gap, for an account that is in none', async () => {
    const { context, writer, calls } = await collect({
      DescribeOrganization: notInUse,
      ListAccounts: notInUse,
      ListRoots: notInUse,
      ListPolicies: notInUse,
    });
    const gaps = await collectParts([organizationPart, organizationPoliciesPart, permissionSetsPart], context);
    expect(gaps).toEqual([]);
    expect(writer.jsonUnder('organization/')).toEqual({
      'organization/organization.json': { Organization: null },
      'organization/accounts.json': { Accounts: [] },
      'organization/organizational-units.json': { Roots: [], OrganizationalUnits: [], AccountParents: {} },
      'organization/service-control-policies.json': { Policies: [] },
      'organization/resource-control-policies.json': { Policies: [] },
      'organization/permission-sets.json': { PermissionSets: [] },
    });
    expect(calls()).not.toHaveProperty('ListInstances');
  });

  it.each([
    ['aws-cn', 'organizations.cn-northwest-1.amazonaws.com.cn'],
    ['aws-us-gov', 'organizations.us-gov-west-1.amazonaws.com'],
    ['aws', 'organizations.us-east-1.amazonaws.com'],
  ])('is asked for where its partition has it: %s', async (partition, host) => {
    const answer = answering(organizationAnswers);
    const who = `<Arn>arn:${partition}:iam::111122223333:user/auditor</Arn><UserId>AIDA</UserId><Account>111122223333</Account>`;
    const wire = wireOf((request) =>
      request.operation === 'GetCallerIdentity' ? xmlAnswer('GetCallerIdentity', who) : answer(request),
    );
    const session = await ownSession(connectionTo(wire));
    expect(await organizationAccounts(session)).toHaveLength(4);
    expect(wire.of('ListAccounts').map((request) => request.host)).toEqual([host, host]);
  });

  it('does not go in circles after a unit that is told to lie below itself', async () => {
    const { context, calls } = await collect({
      ...organizationAnswers,
      ListOrganizationalUnitsForParent: () => ({ OrganizationalUnits: [{ Id: workloads }] }),
    });
    await organizationPart.collect(context);
    expect(calls()).toMatchObject({ ListOrganizationalUnitsForParent: 2 });
  });
});

const summary = (Id: string) => ({
  Id,
  Arn: `arn:aws:organizations::111122223333:policy/o-abcdefghij/service_control_policy/${Id}`,
  Name: Id,
  Type: 'SERVICE_CONTROL_POLICY',
});

const policyAnswers: Answers = {
  ListPolicies: ({ Filter, NextToken }) => {
    if (Filter === 'RESOURCE_CONTROL_POLICY') return { Policies: [] };
    return NextToken === undefined
      ? { Policies: [summary('p-FullAWSAccess')], NextToken: 'more' }
      : { Policies: [summary('p-deny1234')] };
  },
  DescribePolicy: ({ PolicyId }) => ({
    Policy: { PolicySummary: summary(String(PolicyId)), Content: '{"Version":"2012-10-17","Statement":[]}' },
  }),
  ListTargetsForPolicy: ({ NextToken }) =>
    NextToken === undefined
      ? { Targets: [{ TargetId: root, Type: 'ROOT' }], NextToken: 'more' }
      : { Targets: [{ TargetId: '333344445555', Type: 'ACCOUNT' }] },
};

describe('policies of the organization', () => {
  it('are read whole, with all they are attached to', async () => {
    const { context, writer, gaps } = await collect(policyAnswers);
    await organizationPoliciesPart.collect(context);
    expect(gaps).toEqual([]);
    expect(writer.json('organization/service-control-policies.json')).toMatchObject({
      Policies: [
        { Policy: { PolicySummary: { Id: 'p-FullAWSAccess' } } },
        {
          Policy: { PolicySummary: { Id: 'p-deny1234' }, Content: '{"Version":"2012-10-17","Statement":[]}' },
          Targets: [{ TargetId: root }, { TargetId: '333344445555' }],
        },
      ],
    });
    expect(writer.json('organization/resource-control-policies.json')).toEqual({ Policies: [] });
    const again = await collect({}, writer);
    await organizationPoliciesPart.collect(again.context);
    expect(again.calls()).toEqual({});
  });

  it('are no file where one of them cannot be read, and without those that were deleted meanwhile', async () => {
    const failing = await collect({
      ...policyAnswers,
      ListTargetsForPolicy: ({ PolicyId }) => (PolicyId === 'p-deny1234' ? htmlPage : { Targets: [] }),
    });
    await organizationPoliciesPart.collect(failing.context);
    expect(failing.writer.files.has('organization/service-control-policies.json')).toBe(false);
    expect(failing.gaps).toMatchObject([{ operation: 'ListTargetsForPolicy', errorCode: 'Http200' }]);
    const deleted = await collect({
      ...policyAnswers,
      DescribePolicy: ({ PolicyId }, request) =>
        PolicyId === 'p-deny1234'
          ? jsonError(400, 'PolicyNotFoundException', 'gone')
          : policyAnswers.DescribePolicy?.({ PolicyId }, request),
    });
    await organizationPoliciesPart.collect(deleted.context);
    expect(deleted.gaps).toEqual([]);
    expect(deleted.writer.json('organization/service-control-policies.json')).toMatchObject({
      Policies: [{ Policy: { PolicySummary: { Id: 'p-FullAWSAccess' } } }],
    });
  });

  it.each([
    ['PolicyTypeNotEnabledException', 'not enabled'],
    ['UnsupportedAPIEndpointException', 'not supported here'],
    ['InvalidInputException', 'You provided a value that does not match the list: INVALID_ENUM_POLICY_TYPE'],
  ])('are none of a kind that is not in force: %s', async (code, message) => {
    const { context, writer, gaps } = await collect({
      ...policyAnswers,
      ListPolicies: (parameters, request) =>
        parameters.Filter === 'RESOURCE_CONTROL_POLICY'
          ? jsonError(400, code, message)
          : policyAnswers.ListPolicies?.(parameters, request),
    });
    await organizationPoliciesPart.collect(context);
    expect(gaps).toEqual([]);
    expect(writer.json('organization/resource-control-policies.json')).toEqual({ Policies: [] });
  });

  it('are a gap, and not none, where they are refused or the question is', async () => {
    const { context, writer, gaps } = await collect({
      ListPolicies: ({ Filter }) =>
        Filter === 'SERVICE_CONTROL_POLICY' ? refused() : jsonError(400, 'InvalidInputException', 'INVALID_NEXT_TOKEN'),
    });
    await organizationPoliciesPart.collect(context);
    expect(writer.files.size).toBe(0);
    expect(gaps.map(({ errorCode }) => errorCode)).toEqual(['AccessDeniedException', 'InvalidInputException']);
  });
});
