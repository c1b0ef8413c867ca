import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rollUpQuery } from '../../../../../src/adapters/aws/logs/athena/query.ts';
import { type AnswerRow, answerRowOf } from '../../../../../src/adapters/aws/logs/athena/records.ts';
import { rolledUp } from '../../../../../src/adapters/aws/logs/athena/roll-up.ts';
import { isChange } from '../../../../../src/adapters/cloudtrail/change-event.ts';
import { decode } from '../../../../../src/adapters/cloudtrail/decode.ts';
import { dayOf, type TimeWindow } from '../../../../../src/core/model/time.ts';
import type { UsageBatch } from '../../../../../src/core/model/usage.ts';
import { contentOf, rowsOf } from '../../../cloudtrail/batch-view.ts';
import { logFile, record, roleIdentity, userIdentity } from '../../../cloudtrail/record-samples.ts';
import { duckdb, type TrailDatabase, type TrailFile, trailDatabase } from './duckdb.ts';

const window: TimeWindow = { from: Date.parse('2026-08-01T00:00:00Z'), to: Date.parse('2026-08-03T23:59:59.999Z') };
const account = '111122223333';
const region = 'eu-west-1';

const role = 'arn:aws:iam::111122223333:role/app/worker';

type Loose = Readonly<Record<string, unknown>>;

/** A file whose name's day is that of delivery. */
function fileOf(records: readonly Loose[], day = '2026/08/01'): TrailFile {
  const date = day.replaceAll('/', '');
  const path = `s3://logs/AWSLogs/${account}/CloudTrail/${region}/${day}/${account}_CloudTrail_${region}_${date}T1005Z_abcdefghijklmnop.json.gz`;
  return { path, account, region, day, records };
}

let database: TrailDatabase;
beforeAll(async () => {
  database = await trailDatabase();
});
afterAll(() => database.close());

async function answered(files: readonly TrailFile[], within = window): Promise<readonly AnswerRow[]> {
  await database.load(files);
  const query = rollUpQuery(
    {
      ...{ database: 'trail', table: 'cloudtrail', accounts: [account], regions: [region], window: within },
      ...{ firstDay: dayOf(within.from), lastDay: dayOf(within.to) + 1 },
    },
    duckdb,
  );
  return (await database.answer(query)).map((cells) => {
    const row = answerRowOf(cells);
    if (row === undefined) throw new Error(`not a row: ${cells.join()}`);
    return row;
  });
}

async function inAthena(records: readonly Loose[], within = window): Promise<UsageBatch> {
  return rolledUp(await answered([fileOf(records)], within), within, decode).batch;
}

function inFiles(records: readonly Loose[], within = window): UsageBatch {
  const answer = decode(logFile(records), fileOf([]).path, within);
  if ('errorCode' in answer) throw new Error(answer.message);
  return answer.batch;
}

describe('the roll-up of Athena', () => {
  it('equals that of the files for any records', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRecord, { minLength: 1, maxLength: 60, size: 'max' }), async (records) => {
        const told = records.map((one, at) => ({ ...one, eventID: `e-${at}` }));
        expect(contentOf(await inAthena(told))).toEqual(contentOf(inFiles(told)));
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('equals that of the files when it is read in batches of few rows', async () => {
    const records = Array.from({ length: 40 }, (_, at) =>
      record({
        eventID: `e-${at}`,
        eventTime: `2026-08-0${1 + (at % 3)}T10:00:${10 + at}Z`,
        eventName: at % 2 === 0 ? 'GetObject' : 'PutObject',
        userIdentity: at % 5 === 0 ? roleIdentity : userIdentity,
        requestParameters: { [`k${at % 7}`]: at },
      }),
    );
    const rows = await answered([fileOf(records)]);
    const counts = new Map<string, number>();
    for (let at = 0; at < rows.length; at += 3) {
      for (const one of rowsOf(rolledUp(rows.slice(at, at + 3), window, decode).batch)) {
        const key = `${one.day} ${one.principalId} ${one.eventName}`;
        counts.set(key, (counts.get(key) ?? 0) + one.count);
      }
    }
    const local = rowsOf(inFiles(records));
    expect(new Map(local.map((one) => [`${one.day} ${one.principalId} ${one.eventName}`, one.count]))).toEqual(counts);
  });

  it('answers usage before callers, and files last', async () => {
    const rows = await answered([
      fileOf([record(), record({ eventSource: 'iam.amazonaws.com', eventName: 'CreateRole' })]),
    ]);
    expect([...new Set(rows.map(({ kind }) => kind))]).toEqual(['u', 'p', 'c', 'e', 'f']);
  });

  it('does not grow with calls that differ only in values', async () => {
    const few = [record({ userIdentity: roleIdentity })];
    const many = Array.from({ length: 500 }, (_, at) =>
      record({
        userIdentity: roleIdentity,
        eventTime: `2026-08-01T10:${String(at % 60).padStart(2, '0')}:00Z`,
        sourceIPAddress: `203.0.113.${at % 256}`,
        requestParameters: { bucketName: `b-${at}`, key: `${at}` },
      }),
    );
    expect(await answered([fileOf(many)])).toHaveLength((await answered([fileOf(few)])).length);
  });

  it('counts the sessions of a role together', async () => {
    const sessions = Array.from({ length: 50 }, (_, at) =>
      record({
        userIdentity: {
          ...roleIdentity,
          principalId: `AROAEXAMPLE:s-${at}`,
          arn: `arn:aws:sts::${account}:assumed-role/worker/s-${at}`,
        },
      }),
    );
    const rows = await answered([fileOf(sessions)]);
    const countOf = (kind: string): number => rows.filter((row) => row.kind === kind).length;
    expect([countOf('u'), countOf('p'), countOf('c')]).toEqual([1, 1, 50]);
  });

  it('keeps the same fifty callers as the files, of up to two hundred', async () => {
    const callers = Array.from({ length: 200 }, (_, at) =>
      record({ eventID: `${at}`, sourceIPAddress: `10.0.${at}.1` }),
    );
    expect(contentOf(await inAthena(callers))).toEqual(contentOf(inFiles(callers)));
    const more = [...callers, record({ eventID: 'more', sourceIPAddress: '10.1.0.1' })];
    expect((await inAthena(more)).callers).toHaveLength(50);
  });

  it('keeps the parameters of calls beside one whose time is no time', async () => {
    const records = [record({ eventID: '1' }), record({ eventID: '2', eventTime: 'yesterday' })];
    expect(contentOf(await inAthena(records))).toEqual(contentOf(inFiles(records)));
    expect((await inAthena(records)).details).toHaveLength(1);
  });

  it('names the first file by account, region and delivery day of the window, with the records of all of them', async () => {
    const { logObjects } = rolledUp(
      await answered([fileOf([record()]), fileOf([record(), record()]), fileOf([record()], '2026/08/04')]),
      window,
      decode,
    ).batch;
    expect(logObjects).toEqual([
      {
        path: fileOf([]).path,
        kind: 'log',
        accountId: account,
        region,
        day: dayOf(window.from),
        records: 3,
        contents: [],
      },
    ]);
  });

  it('says that resources are capped when there are more than twenty, or might be', async () => {
    const called = (count: number) =>
      Array.from({ length: count }, (_, at) => record({ resources: [{ ARN: `arn:aws:s3:::bucket/${at}` }] }));
    const detailOf = async (count: number) => (await inAthena(called(count))).details[0];
    expect(await detailOf(20)).toMatchObject({ resourcesCapped: false, resources: { length: 20 } });
    expect(await detailOf(21)).toMatchObject({ resourcesCapped: true, resources: { length: 20 } });
    expect(await detailOf(3000)).toMatchObject({ resourcesCapped: true, resources: { length: 20 } });
    const [row] = (await answered([fileOf(called(1))])).filter(({ kind }) => kind === 'r');
    if (row === undefined) throw new Error('no row');
    const doubtful = { ...row, greatest: 'rarn:aws:s3:::bucket/9' };
    expect(rolledUp([doubtful], window, decode).batch.details).toMatchObject([{ resourcesCapped: true }]);
  });

  it('does not know the parameters where there are too many kinds of them, and keeps every role handed over', async () => {
    const calls = Array.from({ length: 400 }, (_, at) =>
      record({
        eventSource: 'lambda.amazonaws.com',
        requestParameters: { [`k${at % 300}`]: 1, ...(at < 300 ? {} : { role: `${role}-${at}` }) },
      }),
    );
    const [detail] = (await inAthena(calls)).details;
    expect(detail).toMatchObject({ requestKeysKnown: false });
    expect(detail?.passed).toHaveLength(100);
  });

  it('hands over whole every event that the decoding keeps whole', async () => {
    const sources = ['iam', 'sso', 'identitystore', 'sso-directory', 'organizations', 'cloudtrail', 's3', 'sts'];
    const names = [
      ...[
        'CreateRole',
        'GetRole',
        'ListRoles',
        'PutPermissionSetInlinePolicy',
        'CreateAccountAssignment',
        'Authenticate',
      ],
      ...['CreateGroupMembership', 'UpdateUser', 'AttachPolicy', 'EnablePolicyType', 'ListPolicies', 'MoveAccount'],
      ...['StopLogging', 'PutInsightSelectors', 'PutEventSelectors', 'DeleteTrail', 'LookupEvents', 'GenerateReport'],
    ];
    const pairs = sources.flatMap((source) => names.map((name) => [`${source}.amazonaws.com`, name] as const));
    const records = pairs.map(([eventSource, eventName], at) => record({ eventSource, eventName, eventID: `e-${at}` }));
    const { changes } = await inAthena(records);
    const expected = pairs
      .filter(([source, name]) => isChange(source, name))
      .map(([source, name]) => `${source} ${name}`);
    expect(expected.length).toBeGreaterThan(20);
    expect(changes.map(({ eventSource, eventName }) => `${eventSource} ${eventName}`).sort()).toEqual(expected.sort());
  });

  it('counts records that cannot be read', async () => {
    const rows = await answered([fileOf([record(), record({ eventTime: 'yesterday' }), record({ eventName: '' })])]);
    expect(rolledUp(rows, window, decode)).toMatchObject({
      unreadable: new Map([[account, 2]]),
      batch: { rows: { length: 1 } },
    });
  });
});

const text = fc.oneof(
  fc.constantFrom('', 'x', role, `before ${role} after`, 'a"b\\c', 'ü🙂\n', '{"Version":"2012-10-17"}', '-1', '%7B'),
  fc.string({ maxLength: 8 }),
);
const key = fc.oneof(
  fc.constantFrom('bucketName', 'policyDocument', 'roleArn', 'tags', 'omitted', 'a b', 'x:y', '"', '\\'),
  fc.string({ minLength: 1, maxLength: 4 }).filter((name) => name !== '__proto__'),
);
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    text,
    fc.constantFrom(true, false, null, 0, -12.5, 1e21),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3 }),
  ),
}));
const parameters = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    {},
    { omitted: true, originalSize: 3 },
    { policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
  ),
  fc.dictionary(key, anyValue, { maxKeys: 4 }),
);

const issuers = [
  roleIdentity.sessionContext.sessionIssuer,
  {},
  { type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn: userIdentity.arn, accountId: account },
];
const identity = fc.oneof(
  fc.constantFrom<unknown>(
    ...[userIdentity, roleIdentity, null, undefined, {}, { invokedBy: 'ec2.amazonaws.com' }],
    { type: 'AWSService', invokedBy: 'lambda.amazonaws.com', accountId: account },
    { type: 'AWSAccount', principalId: 'AROAOTHER:s', accountId: '999988887777' },
    { type: 'Directory', accountId: account, principalId: 'x' },
  ),
  fc.record(
    {
      type: fc.constantFrom(
        ...[
          'AssumedRole',
          'Role',
          'IAMUser',
          'Root',
          'FederatedUser',
          'WebIdentityUser',
          'SAMLUser',
          'IdentityCenterUser',
        ],
      ),
      principalId: fc.constantFrom('AROAEXAMPLE:one', 'AROAEXAMPLE:two:x', 'AIDAEXAMPLE', account, `${account}:bob`),
      arn: fc.constantFrom(
        ...['arn:aws:sts::111122223333:assumed-role/worker/one', role, userIdentity.arn, 'nonsense'],
        ...['arn:aws-cn:iam::111122223333:root', 'arn:aws:sts::111122223333:federated-user/bob'],
        'arn:aws:sts::111122223333:assumed-root/admin',
      ),
      accountId: fc.constantFrom(account, '', '999988887777'),
      invokedBy: fc.constantFrom('cloudformation.amazonaws.com', 'AWS Internal'),
      accessKeyId: fc.constantFrom('ASIA1', 'AKIA1', 'AKIA2'),
      userName: fc.constantFrom('system:serviceaccount:shop:cart', 'ci'),
      inScopeOf: fc.constantFrom({ sourceArn: 'arn:aws:lambda:eu-west-1:111122223333:function:f' }, {}),
      sessionContext: fc.constantFrom(...issuers.map((sessionIssuer) => ({ sessionIssuer })), {}),
    },
    { requiredKeys: ['type'] },
  ),
);

const messages = [
  'User: x is not authorized to perform: s3:GetObject on resource: y with an explicit deny in a service control policy',
  'User: x is not authorized to perform: iam:PassRole because no identity-based policy allows it',
  'not authorized to perform:ec2:Run* because no session policy allows, and no permissions boundary allows',
  'Access Denied\nbecause no VPC endpoint policy allows the x action',
  'with an explicit deny in a Resource Control Policy',
  ...['Access Denied', 'with an explicit deny in a resource-based policy', 'because no'],
];
const anyRecord: fc.Arbitrary<Loose> = fc
  .record(
    {
      eventTime: fc.oneof(
        fc
          .integer({ min: window.from / 1000 - 100_000, max: Math.floor(window.to / 1000) + 100_000 })
          .map((second) => new Date(second * 1000).toISOString().replace('.000', '')),
        fc.constantFrom('2026-08-02 10:00:00', '2026-08-02T10:00:00+02:00', '2026-07-02T10:00:00.5Z', 'yesterday'),
      ),
      eventSource: fc.constantFrom(
        's3.amazonaws.com',
        'sts.amazonaws.com',
        'iam.amazonaws.com',
        'organizations.amazonaws.com',
      ),
      eventName: fc.constantFrom('GetObject', 'AssumeRole', 'CreateRole', 'MoveAccount', 'ListRoles'),
      awsRegion: fc.constantFrom(region, 'us-east-1'),
      userIdentity: identity,
      sourceIPAddress: fc.oneof(
        fc.constantFrom(
          'AWS Internal',
          'ec2.amazonaws.com',
          '2600:1f18:1:2:3:4:5:6',
          '2001:DB8::1',
          '999.1.2.3',
          '01.2.3.4',
        ),
        fc.ipV4(),
        fc.ipV6(),
      ),
      userAgent: fc.constantFrom(
        'aws-cli/2.17',
        '[S3Console/0.4]',
        'Boto3/1.2',
        'console.amazonaws.com',
        'HashiCorp Terraform/1.0',
      ),
      requestParameters: parameters,
      recipientAccountId: fc.constantFrom(account, undefined, '444455556666'),
    },
    { noNullPrototype: true },
  )
  .chain((needed) =>
    fc
      .record(
        {
          errorCode: fc.constantFrom(
            '',
            'AccessDenied',
            'Client.UnauthorizedOperation',
            'NoSuchKey',
            'KMSAccessDeniedException',
          ),
          errorMessage: fc.constantFrom('', ...messages),
          responseElements: fc.oneof(
            fc.constantFrom<unknown>(
              null,
              { ConsoleLogin: 'Failure' },
              { ConsoleLogin: 'Success' },
              { errorCode: 7 },
              [],
            ),
            fc.record(
              {
                errorCode: fc.constantFrom('AccessDenied', '', 'Odd'),
                errorMessage: fc.constantFrom('', 7, ...messages),
                message: fc.constantFrom('', ...messages),
                subjectFromWebIdentityToken: fc.constantFrom('repo:org/app', 3),
                secretAccessKey: fc.constant('hidden'),
              },
              { requiredKeys: [], noNullPrototype: true },
            ),
          ),
          resources: fc.array(
            fc.record(
              { ARN: fc.constantFrom(role, 'arn:aws:s3:::a', 'arn:aws:s3:::b/1', ''), type: fc.constant('x') },
              { requiredKeys: [], noNullPrototype: true },
            ),
            { maxLength: 3 },
          ),
          sessionCredentialFromConsole: fc.constantFrom('true', true, 'false'),
          omitted: fc.constantFrom(true, false),
          eventCategory: fc.constantFrom('Management', 'Insight', 'Data'),
          eventType: fc.constantFrom('AwsApiCall', 'AwsCloudTrailInsight'),
        },
        { requiredKeys: [], noNullPrototype: true },
      )
      .map((more) => ({ ...needed, ...more })),
  );
