import fc from 'fast-check';
import type { LastAccessedReport } from '../../../src/core/model/bundle.ts';
import type { UsageDetail } from '../../../src/core/model/usage.ts';
import { accountId, daysAgo, logsOf, type TestEvent, trail } from '../evidence/account.ts';

interface Call {
  readonly source: string;
  readonly name: string;
  readonly detail?: Partial<UsageDetail>;
}

const runner = `arn:aws:iam::${accountId}:role/app-runner`;
const passed = (service: string) => [{ arn: runner, service, lastSeen: daysAgo(1), outcome: 'allowed' as const }];

const calls: readonly Call[] = [
  { source: 's3.amazonaws.com', name: 'GetObject', detail: { resources: ['arn:aws:s3:::app/a/b'] } },
  {
    source: 's3.amazonaws.com',
    name: 'PutObject',
    detail: { resources: ['arn:aws:s3:::app', 'arn:aws:s3:::app-1/user-0/x'], resourcesCapped: true },
  },
  { source: 's3.amazonaws.com', name: 'ListBuckets' },
  { source: 's3.amazonaws.com', name: 'FrobnicateBucket' },
  { source: 'ec2.amazonaws.com', name: 'DescribeInstances' },
  {
    source: 'ec2.amazonaws.com',
    name: 'RunInstances',
    detail: {
      requestKeys: ['iamInstanceProfile', 'instancesSet', 'tagSpecificationSet'],
      resources: [`arn:aws:ec2:us-east-1:${accountId}:instance/i-1`],
    },
  },
  { source: 'ec2.amazonaws.com', name: 'RunInstances', detail: { requestKeysKnown: false } },
  {
    source: 'lambda.amazonaws.com',
    name: 'CreateFunction20150331',
    detail: { requestKeys: ['functionName', 'role'], passed: passed('lambda.amazonaws.com') },
  },
  {
    source: 'lambda.amazonaws.com',
    name: 'Invoke',
    detail: { resources: [`arn:aws:lambda:us-east-1:${accountId}:function:f`] },
  },
  { source: 'iam.amazonaws.com', name: 'GetRole', detail: { resources: [runner] } },
  { source: 'iam.amazonaws.com', name: 'CreateRole', detail: { requestKeys: ['roleName'], resources: [runner] } },
  {
    source: 'sqs.amazonaws.com',
    name: 'SendMessage',
    detail: { resources: [`arn:aws:sqs:us-east-1:${accountId}:jobs`] },
  },
  { source: 'dynamodb.amazonaws.com', name: 'PutItem' },
  { source: 'kms.amazonaws.com', name: 'Decrypt' },
  { source: 'sts.amazonaws.com', name: 'AssumeRole', detail: { resources: [runner] } },
  { source: 'cloudformation.amazonaws.com', name: 'CreateStack', detail: { requestKeys: ['stackName'] } },
  { source: 'unheardof.amazonaws.com', name: 'Zap' },
  { source: 'iam.amazonaws.com', name: 'ListRoles' },
  { source: 'iam.amazonaws.com', name: 'DeleteRole', detail: { resources: [runner] } },
  { source: 'iam.amazonaws.com', name: 'CreateUser', detail: { requestKeys: ['userName', 'tags'] } },
  { source: 'ec2.amazonaws.com', name: 'CreateKeyPair', detail: { requestKeys: ['keyName'] } },
  { source: 'sqs.amazonaws.com', name: 'CreateQueue', detail: { requestKeys: ['queueName'] } },
  { source: 'sns.amazonaws.com', name: 'CreateTopic', detail: { requestKeys: ['name'] } },
  { source: 'lambda.amazonaws.com', name: 'ListFunctions20150331' },
  { source: 'rds.amazonaws.com', name: 'DescribeDBSnapshots' },
];

const often = ['allowed', 'allowed', 'allowed', 'denied', 'failed'] as const;

/** Calls of anybody of these: in the window and before it, allowed, refused and failed, known by id or only by ARN. */
export function eventsOf(
  callers: readonly { readonly id: string; readonly arn: string }[],
): fc.Arbitrary<readonly TestEvent[]> {
  const event = fc
    .record({
      caller: fc.constantFrom(...callers),
      call: fc.constantFrom(...calls),
      days: fc.constantFrom(1, 1, 1, 40, 80, 89, 95, 200, 395, 410),
      outcome: fc.constantFrom(...often),
      hasId: fc.constantFrom(true, true, true, true, true, true, true, false),
    })
    .map(({ caller, call: { source, name, detail }, days, outcome, hasId }): TestEvent => {
      const principalId = hasId ? caller.id : '';
      const { resources = [], requestKeys = [], passed: handed = [], ...rest } = detail ?? {};
      return {
        daysAgo: days,
        source,
        name,
        outcome,
        principalId,
        principalArn: caller.arn,
        detail: {
          principalId,
          principalArn: caller.arn,
          ...rest,
          // A refused call leaves no resources and parameters in the roll-up.
          ...(outcome === 'denied'
            ? { refusals: [{ action: '', layer: 'identity' as const }] }
            : { resources, requestKeys, passed: handed }),
        },
      };
    });
  return fc.array(event, { minLength: 2, maxLength: 14 });
}

const dataEvents = ['AWS::S3::Object', 'AWS::Lambda::Function', 'AWS::DynamoDB::Table', 'AWS::SQS::Queue'].map(
  (resourceType) => ({
    category: 'data' as const,
    readWrite: 'all' as const,
    resourceType,
    isPartial: false,
  }),
);
const withData = { ...trail, selectors: [...(trail.selectors ?? []), ...dataEvents] };

/** What the logs could have shown: all, management events only, nothing, with a day missing, for a while, in a short window. */
export const coverages = [
  { trails: [trail], logs: logsOf(), windowDays: 90 },
  { trails: [trail], logs: logsOf(), windowDays: 90 },
  { trails: [withData], logs: logsOf(), windowDays: 90 },
  { trails: [withData], logs: logsOf(), windowDays: 90 },
  { trails: [], logs: [], windowDays: 90 },
  { trails: [trail], logs: logsOf([33]), windowDays: 90 },
  { trails: [{ ...trail, startedLoggingAt: daysAgo(20) }], logs: logsOf(), windowDays: 90 },
  { trails: [trail], logs: logsOf(), windowDays: 20 },
];

const services = [
  's3',
  'iam',
  'lambda',
  'ec2',
  'sqs',
  'dynamodb',
  'kms',
  'sts',
  'cloudformation',
  'logs',
  'sns',
  'rds',
];

/** No answer, or services with a date each; of one the actions may be listed by name. */
export function lastAccessedOf(arn: string): fc.Arbitrary<LastAccessedReport | undefined> {
  const service = (namespace: string) =>
    fc.constantFrom(undefined, undefined, 3, 89, 200).map((days) => ({
      namespace,
      ...(days === undefined ? {} : { lastAt: daysAgo(days) }),
    }));
  const report = fc.record({ rows: fc.tuple(...services.map(service)), byAction: fc.boolean() }).map(
    ({ rows, byAction }): LastAccessedReport => ({
      arn,
      completedAt: daysAgo(0),
      path: `last-accessed/${arn}`,
      services: rows.map((row) =>
        byAction && row.namespace === 'iam' ? { ...row, actions: actionsOfIam(row.lastAt) } : row,
      ),
    }),
  );
  return fc.option(report, { nil: undefined, freq: 2 });
}

function actionsOfIam(lastAt: number | undefined) {
  return ['GetRole', 'CreateRole', 'PutRolePolicy'].map((name) => ({
    name,
    ...(lastAt === undefined || name !== 'GetRole' ? {} : { lastAt }),
  }));
}
