import fc from 'fast-check';
import type {
  AccountParts,
  OrganizationParts,
  RawGroup,
  RawManagedPolicy,
  RawPolicyVersion,
  RawRole,
  RawUser,
} from '../../../src/core/model/bundle.ts';
import type { AuditSettings, SuggestSettings } from '../../../src/core/model/settings.ts';
import type { ChangeEvent, LogObject } from '../../../src/core/model/usage.ts';
import { accountId, daysAgo, partsWith, settings, type TestEvent } from '../evidence/account.ts';
import { charactersOf, writtenDocument } from './changed-account.ts';
import { coverages, eventsOf, lastAccessedOf } from './random-evidence.ts';

/** A small account with what was seen of it. */
export interface RandomAccount {
  readonly parts: AccountParts;
  readonly events: readonly TestEvent[];
  readonly logs: readonly LogObject[];
  readonly windowDays: number;
  readonly suggest: SuggestSettings;
  readonly organization: OrganizationParts;
  readonly changes?: readonly ChangeEvent[];
  readonly settings?: Partial<AuditSettings>;
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: policy variables
const actionPatterns = [
  's3:*',
  's3:Get*',
  's3:GetObject',
  'S3:putobject',
  's3:PutObject',
  's3:ListAllMyBuckets',
  's3:List*',
  's3:?etBucket*',
  's3:GetObjectFuture',
  'nobody:Does',
  'iam:*',
  'iam:Get*',
  'iam:PassRole',
  'iam:CreateRole',
  'iam:PutRolePolicy',
  'lambda:*',
  'lambda:CreateFunction',
  'lambda:InvokeFunction',
  'ec2:*',
  'ec2:Describe*',
  'ec2:RunInstances',
  'ec2:CreateTags',
  'sqs:*',
  'sqs:SendMessage',
  'dynamodb:*',
  'dynamodb:PutItem',
  'kms:Decrypt',
  'sts:AssumeRole',
  'cloudformation:*',
  'logs:*',
  'secretsmanager:GetSecretValue',
  'iam:*Role*',
  'iam:Delete*',
  'iam:List*',
  'iam:CreateUser',
  'ec2:*KeyPair*',
  'ec2:TerminateInstances',
  'sqs:*Queue',
  'lambda:List*',
  'cloudformation:D*',
  'rds:*Snapshot*',
  'sns:*',
];
/** Everything: one time out of many, as it makes large sets. */
const everything = fc.constantFrom('*', '*:*', 'iam:*');

const resourcePatterns = [
  '*',
  '*',
  'arn:aws:s3:::app',
  'arn:aws:s3:::app/*',
  'arn:aws:s3:::app-*/${aws:username}/*',
  'arn:aws:s3:::app-?/${aws:PrincipalTag/team}/*',
  'arn:aws:s3:::*',
  `arn:aws:iam::${accountId}:role/*`,
  `arn:aws:iam::${accountId}:role/app-runner`,
  `arn:aws:lambda:us-east-1:${accountId}:function:*`,
  `arn:aws:sqs:*:${accountId}:jobs`,
  'arn:aws:dynamodb:*:*:table/orders',
  'arn:aws:ec2:*:*:instance/*',
];

const conditions = [
  { StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  { BoolIfExists: { 'aws:SecureTransport': 'false' } },
  { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
  { StringLike: { 'aws:PrincipalTag/team': 'app-*' } },
  { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
  { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
  { DateLessThan: { 'aws:CurrentTime': '2027-06-01T00:00:00Z' } },
  { DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
  { StringNotEquals: { 'aws:PrincipalTag/team': 'guests' }, Bool: { 'aws:SecureTransport': 'true' } },
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: policy variables

function someOf<T>(items: readonly T[], most: number): fc.Arbitrary<T | readonly T[]> {
  const several = fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: most });
  return fc.oneof(fc.constantFrom(...items), several);
}

/** One time out of so many something, else nothing. */
function outOf<T>(number: number, values: readonly T[]): fc.Arbitrary<T | undefined> {
  return fc
    .tuple(fc.integer({ min: 1, max: number }), fc.constantFrom(...values))
    .map(([at, value]) => (at === number ? value : undefined));
}

const statement = fc
  .record({
    effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Allow', 'Allow', 'Deny'),
    action: fc.oneof({ weight: 9, arbitrary: someOf(actionPatterns, 5) }, { weight: 1, arbitrary: everything }),
    isNotAction: outOf(10, [true]),
    resource: someOf(resourcePatterns, 3),
    isNotResource: outOf(12, [true]),
    condition: outOf(4, conditions),
    sid: fc.option(fc.constantFrom('Read', 'Write', 'Rest', 'Guard'), { nil: undefined }),
  })
  .map(({ effect, action, isNotAction, resource, isNotResource, condition, sid }) => ({
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: effect,
    [isNotAction === true ? 'NotAction' : 'Action']: action,
    [isNotResource === true ? 'NotResource' : 'Resource']: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  }));

const document = fc
  .record({
    statements: fc.array(statement, { minLength: 1, maxLength: 3 }),
    isBare: fc.boolean(),
    version: fc.constantFrom('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17', undefined),
    form: fc.constantFrom('object', 'object', 'text', 'encoded'),
  })
  .map(({ statements, isBare, version, form }): unknown => {
    const [only, ...more] = withOwnSids(statements);
    const value = {
      ...(version === undefined ? {} : { Version: version }),
      Statement: isBare && more.length === 0 ? only : [only, ...more],
    };
    if (form === 'object') return value;
    return form === 'text' ? JSON.stringify(value, null, 2) : encodeURIComponent(JSON.stringify(value));
  });

/** As IAM takes it: a document tells no Sid twice. */
function withOwnSids(statements: readonly { readonly Sid?: string }[]): readonly object[] {
  const seen = new Set<string>();
  return statements.map(({ Sid, ...rest }) => {
    if (Sid === undefined || seen.has(Sid)) return rest;
    seen.add(Sid);
    return { Sid, ...rest };
  });
}

const age = fc.constantFrom(700, 700, 700, 700, 10);

function versionsOf(documents: readonly unknown[], days: number): readonly RawPolicyVersion[] {
  return documents.map((one, at) => ({
    versionId: `v${at + 1}`,
    isDefault: at === documents.length - 1,
    createdAt: daysAgo(days - at / 100),
    document: one,
  }));
}

function policyOf(arn: string, versions: readonly RawPolicyVersion[]): RawManagedPolicy {
  const [, path = '/', name = ''] = /:policy(\/(?:.*\/)?)([^/]*)$/.exec(arn) ?? [];
  return {
    id: `ANPA${name.toUpperCase()}`,
    arn,
    name,
    path,
    createdAt: daysAgo(700),
    attachmentCount: 1,
    boundaryUsageCount: 0,
    versions,
  };
}

function allowing(...actions: readonly string[]): unknown {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] };
}

const awsPolicies = [
  policyOf('arn:aws:iam::aws:policy/AdministratorAccess', versionsOf([allowing('*')], 2000)),
  policyOf(
    'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
    versionsOf([allowing('s3:Get*', 's3:List*', 's3:Describe*')], 2000),
  ),
  policyOf(
    'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
    versionsOf([allowing('logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents')], 2000),
  ),
  policyOf(
    'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy',
    versionsOf([allowing('ec2:DescribeInstances', 'ec2:CreateTags')], 2000),
  ),
];

const ownPolicyArns = ['shared-one', 'team/shared-two', 'shared-three'].map(
  (name) => `arn:aws:iam::${accountId}:policy/${name}`,
);
const attachable = [...ownPolicyArns, ...ownPolicyArns, ...awsPolicies.map(({ arn }) => arn)];

const ownPolicies = fc.tuple(
  ...ownPolicyArns.map((arn) =>
    fc
      .record({ documents: fc.array(document, { minLength: 1, maxLength: 5 }), days: age })
      .map(({ documents, days }) => policyOf(arn, versionsOf(documents, days))),
  ),
);

const inlinePolicies = fc
  .array(document, { maxLength: 2 })
  .map((documents) => documents.map((one, at) => ({ name: `inline-${at}`, document: one })));
const attachedPolicies = fc.uniqueArray(fc.constantFrom(...attachable), { maxLength: 3 });

function trusting(principal: object): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }] };
}

/** Roles of every kind: name, path, and who may assume them. */
const roleKinds = [
  { name: 'worker', trust: trusting({ Service: 'lambda.amazonaws.com' }) },
  { name: 'host', trust: trusting({ Service: 'ec2.amazonaws.com' }) },
  {
    name: 'build',
    trust: trusting({ Federated: `arn:aws:iam::${accountId}:oidc-provider/token.actions.githubusercontent.com` }),
  },
  { name: 'stack', trust: trusting({ Service: 'cloudformation.amazonaws.com' }) },
  { name: 'vendor', trust: trusting({ AWS: 'arn:aws:iam::999988887777:root' }) },
  { name: 'people', trust: trusting({ AWS: `arn:aws:iam::${accountId}:root` }) },
  { name: 'break-glass', trust: trusting({ AWS: `arn:aws:iam::${accountId}:root` }) },
  { name: 'OrganizationAccountAccessRole', trust: trusting({ AWS: 'arn:aws:iam::999988887777:root' }) },
  {
    name: 'AWSServiceRoleForSupport',
    path: '/aws-service-role/support.amazonaws.com/',
    trust: trusting({ Service: 'support.amazonaws.com' }),
  },
];

/** What an earlier plan of ours put, and nobody took away. */
const formerQuarantines = ['iam:*', 's3:Put*'].map((action) => ({
  name: 'IamDriftQuarantine-20261011',
  document: {
    Version: '2012-10-17',
    Statement: [{ Sid: 'IamDriftQuarantine20261011', Effect: 'Deny', Action: action, Resource: '*' }],
  },
}));

const ordinaryKinds = roleKinds.slice(0, 4);

const roles = fc
  .uniqueArray(fc.constantFrom(...roleKinds, ...ordinaryKinds, ...ordinaryKinds), {
    minLength: 1,
    maxLength: 4,
    selector: ({ name }) => name,
  })
  .chain((kinds) => fc.tuple(...kinds.map(roleOf)));

function roleOf({ name, path = '/', trust }: (typeof roleKinds)[number]): fc.Arbitrary<RawRole> {
  return fc
    .record({
      days: age,
      inlinePolicies,
      attachedPolicies,
      boundary: outOf(6, ownPolicyArns),
      former: outOf(12, formerQuarantines),
      lastUsed: fc.constantFrom(undefined, undefined, {}, { at: daysAgo(5) }, { at: daysAgo(200) }),
    })
    .map(({ days, boundary, former, lastUsed, ...rest }) => ({
      id: `AROA${name.toUpperCase()}`,
      arn: `arn:aws:iam::${accountId}:role${path}${name}`,
      name,
      path,
      createdAt: daysAgo(days),
      trustDocument: trust,
      tags: {},
      instanceProfiles: [],
      ...rest,
      inlinePolicies: [...rest.inlinePolicies, ...(former === undefined ? [] : [former])],
      ...(boundary === undefined ? {} : { boundary }),
      ...(lastUsed === undefined ? {} : { lastUsed }),
    }));
}

const groups: fc.Arbitrary<readonly RawGroup[]> = fc
  .array(fc.record({ inlinePolicies, attachedPolicies }), { maxLength: 2 })
  .map((some) =>
    some.map((one, at) => ({
      id: `AGPA${at}`,
      arn: `arn:aws:iam::${accountId}:group/group-${at}`,
      name: `group-${at}`,
      path: '/',
      createdAt: daysAgo(700),
      ...one,
    })),
  );

const users: fc.Arbitrary<readonly RawUser[]> = fc
  .array(
    fc.record({
      days: age,
      inlinePolicies,
      attachedPolicies,
      groups: fc.subarray(['group-0', 'group-1']),
      boundary: outOf(8, ownPolicyArns),
    }),
    { maxLength: 2 },
  )
  .map((some) =>
    some.map(({ days, boundary, ...rest }, at) => ({
      id: `AIDA${at}`,
      arn: `arn:aws:iam::${accountId}:user/user-${at}`,
      name: `user-${at}`,
      path: '/',
      createdAt: daysAgo(days),
      tags: {},
      ...rest,
      ...(boundary === undefined ? {} : { boundary }),
    })),
  );

function scp(id: string, content: unknown, targets: readonly string[]) {
  return { id, arn: `arn:aws:organizations::aws:policy/${id}`, name: id, document: content, targets };
}

const none: OrganizationParts = { gaps: [] };
const guard = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: ['iam:*', 'sqs:De*'], Resource: '*' } };
const guarded: OrganizationParts = {
  id: 'o-one',
  managementAccountId: '999900001111',
  accounts: [{ id: accountId, name: 'one', status: 'ACTIVE' }],
  parents: new Map([[accountId, 'r-one']]),
  serviceControlPolicies: [scp('p-full', allowing('*'), ['r-one', accountId]), scp('p-guard', guard, ['r-one'])],
  resourceControlPolicies: [],
  gaps: [],
};

const suggestSettings: fc.Arbitrary<SuggestSettings> = fc
  .record({ includeDenied: outOf(4, [true]), isFrozen: outOf(10, [true]), isScoped: outOf(5, [true]) })
  .map(({ includeDenied, isFrozen, isScoped }) => ({
    ...settings.suggest,
    includeDenied: includeDenied === true,
    scope: isScoped === true ? 'resources' : 'actions',
    ...(isFrozen === true
      ? { frozen: new Map(roleKinds.map(({ name }) => [`arn:aws:iam::${accountId}:role/${name}`, ['s3:*', 'ec2:R*']])) }
      : {}),
  }));

/** What holds policies in an account. */
interface Holders {
  readonly roles: readonly RawRole[];
  readonly users: readonly RawUser[];
  readonly groups: readonly RawGroup[];
  readonly policies: readonly RawManagedPolicy[];
}

/** Quotas as small as told, but never smaller than what is there: no account is over its quota. */
function summaryOf(
  given: Holders,
  small: { readonly inline: number; readonly managed: number; readonly attached: number },
) {
  const most = (sizes: readonly number[], least: number) => Math.max(least, ...sizes);
  const sizeOf = (raw: unknown) => charactersOf(writtenDocument(raw));
  const inline = (list: readonly Pick<RawGroup, 'inlinePolicies'>[]) =>
    list.map((one) => one.inlinePolicies.reduce((sum, own) => sum + sizeOf(own.document), 0));
  const attached = (list: readonly Pick<RawGroup, 'attachedPolicies'>[]) =>
    list.map((one) => one.attachedPolicies.length);
  const managed = given.policies.flatMap(({ versions }) => versions.map((one) => sizeOf(one.document)));
  return {
    RolePolicySizeQuota: most(inline(given.roles), small.inline),
    UserPolicySizeQuota: most(inline(given.users), Math.min(small.inline, 2048)),
    GroupPolicySizeQuota: most(inline(given.groups), Math.min(small.inline, 5120)),
    PolicySizeQuota: most(managed, small.managed),
    AttachedPoliciesPerRoleQuota: most(attached(given.roles), small.attached),
    AttachedPoliciesPerUserQuota: most(attached(given.users), small.attached),
    AttachedPoliciesPerGroupQuota: most(attached(given.groups), small.attached),
    VersionsPerPolicyQuota: 5,
  };
}

/** Counts that fit; one time out of some it is told that there are holders elsewhere. */
function counted(given: Holders, isMore: boolean): readonly RawManagedPolicy[] {
  const holders = [...given.roles, ...given.users, ...given.groups];
  return [...given.policies, ...awsPolicies].map((policy) => ({
    ...policy,
    attachmentCount: holders.filter((one) => one.attachedPolicies.includes(policy.arn)).length + (isMore ? 1 : 0),
    boundaryUsageCount: [...given.roles, ...given.users].filter(({ boundary }) => boundary === policy.arn).length,
  }));
}

/** Any small account. */
export const randomAccount: fc.Arbitrary<RandomAccount> = fc
  .record({
    roles,
    users,
    groups,
    policies: ownPolicies,
    coverage: fc.constantFrom(...coverages),
    organization: fc.constantFrom(none, none, none, guarded),
    suggest: suggestSettings,
    isMore: outOf(10, [true]),
    quotas: fc.record({
      inline: fc.constantFrom(10_240, 10_240, 600),
      managed: fc.constantFrom(6144, 6144, 500),
      attached: fc.constantFrom(10, 10, 3),
    }),
  })
  .chain((given) =>
    fc.record({
      given: fc.constant(given),
      events: eventsOf([...given.roles, ...given.users]),
      reports: fc.tuple(...[...given.roles, ...given.users].map(({ arn }) => lastAccessedOf(arn))),
    }),
  )
  .map(({ given, events, reports }) => {
    const { coverage, organization, suggest } = given;
    const names = new Set(given.groups.map(({ name }) => name));
    const members = given.users.map((user) => ({ ...user, groups: user.groups.filter((name) => names.has(name)) }));
    return {
      parts: partsWith({
        details: {
          roles: given.roles,
          users: members,
          groups: given.groups,
          policies: counted(given, given.isMore === true),
          isComplete: true,
        },
        trails: coverage.trails,
        lastAccessed: reports.flatMap((report) => report ?? []),
        summary: summaryOf(given, given.quotas),
      }),
      events,
      logs: coverage.logs,
      windowDays: coverage.windowDays,
      suggest,
      organization,
    };
  });
