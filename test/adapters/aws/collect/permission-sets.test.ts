import { describe, expect, it } from 'vitest';
import { permissionSetsPart } from '../../../../src/adapters/aws/collect/permission-sets.ts';
import { memoryWriter } from '../memory-writer.ts';
import { jsonError } from '../wire.ts';
import { account, collecting, gapTexts } from './collecting.ts';
import { type Answers, answering, refused, regionsFile } from './json-wire.ts';

const file = 'organization/permission-sets.json';
const instance = 'arn:aws:sso:::instance/ssoins-1111222233334444';
const arn = (name: string) => `arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-${name}`;
const regions = { [`accounts/${account}/regions.json`]: regionsFile('eu-west-1', 'us-east-1') };
const management = { 'organization/organization.json': { Organization: { Id: 'o-a', MasterAccountId: account } } };
const gone = () => jsonError(400, 'ResourceNotFoundException', 'not there');

/** An instance in eu-west-1 with the sets `admin` (a boundary, two pages of accounts) and `read`. */
const plain: Answers = {
  ListInstances: (_, { region }) => ({
    Instances: region === 'eu-west-1' ? [{ InstanceArn: instance, OwnerAccountId: account }] : [],
  }),
  ListPermissionSets: ({ NextToken }) =>
    NextToken === undefined ? { PermissionSets: [arn('read')], NextToken: 'more' } : { PermissionSets: [arn('admin')] },
  DescribePermissionSet: ({ PermissionSetArn }) => ({
    PermissionSet: { PermissionSetArn, Name: String(PermissionSetArn).split('ps-')[1], Description: 'ours' },
  }),
  GetInlinePolicyForPermissionSet: ({ PermissionSetArn }) => ({
    InlinePolicy: PermissionSetArn === arn('admin') ? '{"Version":"2012-10-17","Statement":[]}' : '',
  }),
  ListManagedPoliciesInPermissionSet: () => ({
    AttachedManagedPolicies: [{ Name: 'ReadOnlyAccess', Arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
  }),
  ListCustomerManagedPolicyReferencesInPermissionSet: () => ({
    CustomerManagedPolicyReferences: [{ Name: 'own', Path: '/' }],
  }),
  GetPermissionsBoundaryForPermissionSet: ({ PermissionSetArn }) =>
    PermissionSetArn === arn('admin')
      ? { PermissionsBoundary: { ManagedPolicyArn: 'arn:aws:iam::aws:policy/PowerUserAccess' } }
      : gone(),
  ListAccountsForProvisionedPermissionSet: ({ NextToken }) =>
    NextToken === undefined ? { AccountIds: ['444455556666'], NextToken: 'more' } : { AccountIds: ['333344445555'] },
};

async function collect(
  answers: Answers,
  files: Readonly<Record<string, unknown>> = regions,
  writer = memoryWriter({ files }),
) {
  const run = await collecting(answering(answers), { writer });
  return { ...run, context: { ...run.context, folder: 'organization' } };
}

describe('permission sets', () => {
  it('are those of the region that has the instance, with all they grant, and to whom', async () => {
    const { context, writer, gaps, wire, progress } = await collect(plain);
    await permissionSetsPart.collect(context);
    expect(gaps).toEqual([]);
    expect(wire.of('ListInstances').map(({ region }) => region)).toEqual(['us-east-1', 'eu-west-1']);
    expect(writer.json(file)).toEqual({
      Instance: { InstanceArn: instance, OwnerAccountId: account, Region: 'eu-west-1' },
      PermissionSets: [
        {
          PermissionSetArn: arn('admin'),
          Name: 'admin',
          Description: 'ours',
          InlinePolicy: '{"Version":"2012-10-17","Statement":[]}',
          ManagedPolicies: [{ Name: 'ReadOnlyAccess', Arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
          CustomerManagedPolicyReferences: [{ Name: 'own', Path: '/' }],
          PermissionsBoundary: { ManagedPolicyArn: 'arn:aws:iam::aws:policy/PowerUserAccess' },
          ProvisionedAccounts: ['333344445555', '444455556666'],
        },
        {
          PermissionSetArn: arn('read'),
          Name: 'read',
          Description: 'ours',
          InlinePolicy: '',
          ManagedPolicies: [{ Name: 'ReadOnlyAccess', Arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
          CustomerManagedPolicyReferences: [{ Name: 'own', Path: '/' }],
          ProvisionedAccounts: ['333344445555', '444455556666'],
        },
      ],
    });
    expect(progress.at(-1)).toBe('permission-sets 2/2');
    const again = await collect({}, {}, writer);
    await permissionSetsPart.collect(again.context);
    expect(again.calls()).toEqual({});
  });

  it('are without one that was not read, which alone is asked for again', async () => {
    const first = await collect({
      ...plain,
      ListAccountsForProvisionedPermissionSet: ({ PermissionSetArn, ...rest }, request) =>
        PermissionSetArn === arn('read')
          ? jsonError(500, 'InternalServerException', 'try later')
          : plain.ListAccountsForProvisionedPermissionSet?.(rest, request),
    });
    await permissionSetsPart.collect(first.context);
    expect(first.writer.json(file)).toMatchObject({ PermissionSets: [{ Name: 'admin' }], unread: [arn('read')] });
    expect(first.gaps).toMatchObject([
      { service: 'sso', operation: 'ListAccountsForProvisionedPermissionSet', region: 'eu-west-1' },
    ]);
    const again = await collect(plain, {}, first.writer);
    await permissionSetsPart.collect(again.context);
    expect(again.wire.of('DescribePermissionSet').map(({ parameters }) => parameters.PermissionSetArn)).toEqual([
      arn('read'),
    ]);
    expect(again.writer.json(file)).not.toHaveProperty('unread');
    expect(again.writer.json(file)).toMatchObject({ PermissionSets: [{ Name: 'admin' }, { Name: 'read' }] });
  });

  it('are one gap, and no file, where reading them is refused', async () => {
    const { context, writer, gaps } = await collect({ ...plain, DescribePermissionSet: () => refused() });
    await permissionSetsPart.collect(context);
    expect(writer.files.has(file)).toBe(false);
    expect(gapTexts(gaps)).toEqual(['AccessDeniedException DescribePermissionSet: not authorized to perform this']);
  });

  it('are without one that was deleted since it was listed', async () => {
    const { context, writer, gaps } = await collect({
      ...plain,
      DescribePermissionSet: ({ PermissionSetArn }, request) =>
        PermissionSetArn === arn('read') ? gone() : plain.DescribePermissionSet?.({ PermissionSetArn }, request),
    });
    await permissionSetsPart.collect(context);
    expect(gaps).toEqual([]);
    expect(writer.json(file)).toMatchObject({ PermissionSets: [{ Name: 'admin' }] });
  });

  it('are looked for beyond an instance of the account alone, and beyond a region that refuses', async () => {
    const own = 'arn:aws:sso:::instance/ssoins-own';
    const { context, writer, gaps } = await collect({
      ...plain,
      ListInstances: (_, { region }) =>
        region === 'us-east-1' ? refused() : { Instances: [{ InstanceArn: own }, { InstanceArn: instance }] },
      ListPermissionSets: (parameters, request) =>
        parameters.InstanceArn === own
          ? jsonError(400, 'ValidationException', 'not supported for account instances')
          : plain.ListPermissionSets?.(parameters, request),
    });
    await permissionSetsPart.collect(context);
    expect(gaps).toEqual([]);
    expect(writer.json(file)).toMatchObject({ PermissionSets: [{ Name: 'admin' }, { Name: 'read' }] });
  });

  it('are asked where the instance is at home, if it is replicated', async () => {
    const { context, writer, wire } = await collect({
      ...plain,
      ListInstances: () => ({ Instances: [{ InstanceArn: instance, PrimaryRegion: 'eu-north-1' }] }),
    });
    await permissionSetsPart.collect(context);
    expect(wire.of('ListInstances').map(({ region }) => region)).toEqual(['us-east-1']);
    expect(wire.of('DescribePermissionSet').map(({ region }) => region)).toEqual(['eu-north-1', 'eu-north-1']);
    expect(writer.json(file)).toMatchObject({ Instance: { InstanceArn: instance, Region: 'eu-north-1' } });
  });

  it('are none only where the management account sees no instance in any region', async () => {
    const none: Answers = { ListInstances: () => ({ Instances: [] }) };
    const seen = await collect(none, { ...regions, ...management });
    await permissionSetsPart.collect(seen.context);
    expect([seen.gaps, seen.writer.json(file)]).toEqual([[], { PermissionSets: [] }]);
    const member = await collect(none);
    await permissionSetsPart.collect(member.context);
    expect(member.writer.files.has(file)).toBe(false);
    expect(gapTexts(member.gaps)).toEqual([
      'Missing ListInstances: no instance of IAM Identity Center is to be seen in us-east-1, eu-west-1: ask from the management account or a delegated administrator',
    ]);
  });

  it('are looked for in the regions of an account that is not audited itself', async () => {
    const { context, writer } = await collecting(
      (request) =>
        request.path === '/listRegions'
          ? answering({ '': () => regionsFile('eu-west-1', 'us-east-1') })(request)
          : answering(plain)(request),
      {},
    );
    await permissionSetsPart.collect({ ...context, folder: 'organization' });
    expect(writer.json(file)).toMatchObject({ PermissionSets: [{ Name: 'admin' }, { Name: 'read' }] });
    expect(writer.json('organization/regions.json')).toMatchObject(regionsFile('eu-west-1', 'us-east-1'));
  });

  it('tell one refusal of several regions once', async () => {
    const { context, gaps } = await collect({ ListInstances: () => refused() });
    await permissionSetsPart.collect(context);
    expect(gaps).toMatchObject([{ operation: 'ListInstances', region: 'us-east-1' }]);
  });
});
