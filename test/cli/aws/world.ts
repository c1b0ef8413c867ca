import type { JsonObject } from '../../../src/core/model/json-object.ts';

/** How large a world is. */
export interface WorldSize {
  /** Of the member account. */
  readonly roles: number;
  /** Days of which there are log files, up to today. */
  readonly days: number;
}

/** A role as it is to be. */
export interface WorldRole {
  readonly name: string;
  readonly path: string;
  readonly description: string;
  readonly trust: JsonObject;
  readonly inline: Readonly<Record<string, JsonObject>>;
  readonly managed: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** Days before today it was last used; absent: never. */
  readonly lastUsedDaysAgo?: number;
  /** What it may use and, where it did, how many days ago, by service. */
  readonly services: readonly WorldService[];
  /** Calls that its logs hold, on every so-manieth day. */
  readonly calls: readonly WorldCall[];
  /** Whether AWS makes it with the account. */
  readonly isAlreadyThere: boolean;
}

/** A service as a last-accessed answer has it. */
export interface WorldService {
  readonly namespace: string;
  readonly name: string;
  readonly daysAgo?: number;
  /** Days ago by action; `null`: not used. Empty: AWS tracks none of the service. */
  readonly actions: Readonly<Record<string, number | null>>;
}

/** A call that is recorded again and again. */
export interface WorldCall {
  readonly eventSource: string;
  readonly eventName: string;
  readonly region: string;
  /** On days (counted back from today) that this divides. */
  readonly everyDays: number;
  readonly errorCode?: string;
}

/** A user as it is to be. */
export interface WorldUser {
  readonly name: string;
  readonly groups: readonly string[];
  readonly inline: Readonly<Record<string, JsonObject>>;
  readonly hasPassword: boolean;
  readonly keys: number;
  /** As for roles; absent: there is no answer. */
  readonly services?: readonly WorldService[];
}

/** What is in one account. */
export interface WorldAccount {
  readonly id: string;
  readonly alias: string;
  readonly roles: readonly WorldRole[];
  readonly users: readonly WorldUser[];
  /** Customer managed policies by name. */
  readonly policies: Readonly<Record<string, JsonObject>>;
  readonly groups: Readonly<Record<string, { readonly inline: Readonly<Record<string, JsonObject>> }>>;
  /** URLs without `https://`. */
  readonly oidcProviders: readonly string[];
  readonly samlProviders: readonly string[];
  /** Clusters of EKS in the home region. */
  readonly clusters: readonly string[];
}

/** The account of keys that moto does not know. */
export const managementId = '123456789012';

/** Policies of AWS that are attached, as AWS publishes them. */
export const awsManagedPolicies: Readonly<Record<string, JsonObject>> = {
  'arn:aws:iam::aws:policy/AdministratorAccess': allow(['*'], '*'),
  'arn:aws:iam::aws:policy/AmazonSQSFullAccess': allow(['sqs:*'], '*'),
};

/** Where trail and clusters are; the logs name one region more. */
export const homeRegion = 'us-east-1';

/** The regions that the accounts have enabled. */
export const regions: readonly string[] = ['eu-west-1', homeRegion];

/** The bucket of all trails. */
export const logBucket = 'drift-logs';

/** Days since all was made: nothing of it is too recent to be judged. */
export const ageDays = 400;

/** The management account: few principals, and users. */
export function managementAccount(): WorldAccount {
  const id = managementId;
  const [admin = ''] = Object.keys(awsManagedPolicies);
  return {
    id,
    alias: 'drift-management',
    roles: [
      role('break-glass', { managed: [admin], trust: trustOf({ AWS: `arn:aws:iam::${id}:root` }) }),
      role('deploy', {
        trust: webIdentity(id, 'token.actions.githubusercontent.com'),
        inline: { deploy: allow(['s3:PutObject', 'cloudformation:*', 'iam:PassRole'], '*') },
        lastUsedDaysAgo: 1,
        services: [
          service('cloudformation', 'AWS CloudFormation', 1, { CreateStack: null, DescribeStacks: 1 }),
          service('s3', 'Amazon S3', 3, {}),
        ],
        calls: [call('cloudformation.amazonaws.com', 'DescribeStacks', 1)],
      }),
    ],
    users: [
      { name: 'alice', groups: ['operators'], inline: {}, hasPassword: true, keys: 1 },
      {
        name: 'ci',
        groups: [],
        inline: { push: allow(['ecr:*'], '*') },
        hasPassword: false,
        keys: 2,
        services: [service('ecr', 'Amazon ECR', undefined, {})],
      },
      { name: 'nobody', groups: [], inline: {}, hasPassword: false, keys: 0 },
    ],
    policies: {},
    groups: {
      operators: { inline: { operate: allow(['ec2:StartInstances', 'ec2:StopInstances', 'ec2:Describe*'], '*') } },
      empty: { inline: {} },
    },
    oidcProviders: ['token.actions.githubusercontent.com'],
    samlProviders: ['office'],
    clusters: [],
  };
}

/** The member account: many roles, alike in tens. */
export function memberAccount(id: string, size: WorldSize): WorldAccount {
  const policies = Object.fromEntries(
    Array.from({ length: Math.min(20, size.roles) }, (_, index) => [
      `team-${index}`,
      allow(teamActions[index % teamActions.length] ?? [], `arn:aws:s3:::team-${index}-*`),
    ]),
  );
  const names = Object.keys(policies);
  return {
    id,
    alias: 'drift-member',
    roles: [
      role('OrganizationAccountAccessRole', {
        trust: trustOf({ AWS: `arn:aws:iam::${managementId}:root` }),
        isAlreadyThere: true,
      }),
      ...Array.from({ length: size.roles }, (_, index) => memberRole(id, index, names)),
    ],
    users: [],
    policies: { ...policies, 'left-over': allow(['sqs:*'], '*') },
    groups: {},
    oidcProviders: ['token.actions.githubusercontent.com'],
    samlProviders: [],
    clusters: ['main'],
  };
}

const teamActions: readonly (readonly string[])[] = [
  ['s3:GetObject', 's3:ListBucket', 's3:PutObject'],
  ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DescribeTable'],
  ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteQueue'],
  ['ec2:Describe*', 'ec2:RunInstances', 'ec2:TerminateInstances'],
];

/** Every second was used; of four one may hand on a role, of ten one makes keys. */
function memberRole(id: string, index: number, policies: readonly string[]): WorldRole {
  const policy = policies[index % policies.length] ?? '';
  const isUsed = index % 2 === 0;
  const daysAgo = 1 + (index % 60);
  const elevated = [
    ...(index % 4 === 0 ? ['iam:PassRole'] : []),
    ...(index % 10 === 1 ? ['iam:CreateAccessKey', 'iam:AttachUserPolicy'] : []),
  ];
  return role(`app-${String(index).padStart(4, '0')}`, {
    path: index % 3 === 0 ? '/team/' : '/',
    description: index % 5 === 0 ? `Role ${index} of the shop & its "backend"` : '',
    trust:
      index % 7 === 0 ? webIdentity(id, 'token.actions.githubusercontent.com') : trustOf({ Service: trusted(index) }),
    managed: [
      `arn:aws:iam::${id}:policy/${policy}`,
      ...(index % 25 === 3 ? ['arn:aws:iam::aws:policy/AmazonSQSFullAccess'] : []),
    ],
    inline: { own: allow(['logs:CreateLogStream', 'logs:PutLogEvents', 'lambda:InvokeFunction', ...elevated], '*') },
    tags: index % 2 === 0 ? { owner: `team-${index % 20}` } : {},
    ...(isUsed ? { lastUsedDaysAgo: daysAgo } : {}),
    services: [
      service('logs', 'Amazon CloudWatch Logs', isUsed ? daysAgo : undefined, {}),
      service('lambda', 'AWS Lambda', index % 6 === 0 ? daysAgo : undefined, {
        Invoke: index % 6 === 0 ? daysAgo : null,
      }),
    ],
    // A few are in the logs: each file holds what some roles did.
    calls: index % 50 === 0 ? [call('ec2.amazonaws.com', 'DescribeInstances', 3)] : [],
  });
}

function trusted(index: number): string {
  return index % 2 === 0 ? 'lambda.amazonaws.com' : 'ec2.amazonaws.com';
}

function role(name: string, rest: Partial<WorldRole>): WorldRole {
  return {
    name,
    path: '/',
    description: '',
    trust: trustOf({ Service: 'ec2.amazonaws.com' }),
    inline: {},
    managed: [],
    tags: {},
    services: [],
    calls: [],
    isAlreadyThere: false,
    ...rest,
  };
}

function service(
  namespace: string,
  name: string,
  daysAgo: number | undefined,
  actions: WorldService['actions'],
): WorldService {
  return { namespace, name, ...(daysAgo === undefined ? {} : { daysAgo }), actions };
}

function call(eventSource: string, eventName: string, everyDays: number): WorldCall {
  return { eventSource, eventName, region: everyDays % 2 === 0 ? 'eu-west-1' : homeRegion, everyDays };
}

function allow(actions: readonly string[], resource: string): JsonObject {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: [...actions], Resource: resource }] };
}

function trustOf(principal: JsonObject): JsonObject {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
  };
}

function webIdentity(id: string, provider: string): JsonObject {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${id}:oidc-provider/${provider}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { [`${provider}:sub`]: 'repo:example/shop:ref:refs/heads/main' } },
      },
    ],
  };
}

/** The ARN of a role. */
export function roleArnOf(id: string, { path, name }: Pick<WorldRole, 'path' | 'name'>): string {
  return `arn:aws:iam::${id}:role${path}${name}`;
}

/** The ARN of a user. */
export function userArnOf(id: string, { name }: Pick<WorldUser, 'name'>): string {
  return `arn:aws:iam::${id}:user/${name}`;
}

/** An instant so many days before another, which is cut to seconds, as ISO 8601. */
export function daysBefore(at: number, days: number): string {
  return new Date(Math.floor(at / 1000) * 1000 - days * 86_400_000).toISOString();
}
