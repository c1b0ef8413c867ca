import { describe, expect, it } from 'vitest';
import {
  type AthenaSource,
  athenaLogs,
  athenaPermissions,
} from '../../../../../src/adapters/aws/logs/athena/athena-logs.ts';
import type { AthenaOptions } from '../../../../../src/adapters/aws/logs/athena/reading.ts';
import { decode } from '../../../../../src/adapters/cloudtrail/decode.ts';
import type { LogSetting } from '../../../../../src/core/model/collect-settings.ts';
import type { Gap } from '../../../../../src/core/model/gap.ts';
import type { ObjectStore } from '../../../../../src/core/model/object-store.ts';
import { dayOf } from '../../../../../src/core/model/time.ts';
import type { UsageBatch } from '../../../../../src/core/model/usage.ts';
import { rowsOf } from '../../../cloudtrail/batch-view.ts';
import { sessionTo } from '../../connection.ts';
import { jsonAnswer, jsonError, type Wire } from '../../wire.ts';
import { type AthenaAnswers, athenaAnswers, noTable, ownTable } from './wire.ts';

const account = '111122223333';
const window = { from: Date.parse('2026-08-01T00:00:00Z'), to: Date.parse('2026-08-02T23:59:59.999Z') };
const file = `s3://logs/AWSLogs/${account}/CloudTrail/eu-west-1/2026/08/01/${account}_CloudTrail_eu-west-1_20260801T1005Z_abcdefghijklmnop.json.gz`;

const identity = JSON.stringify([
  'IAMUser',
  'AIDAEXAMPLE',
  `arn:aws:iam::${account}:user/ci`,
  account,
  null,
  null,
  null,
  null,
]);
const time = '2026-08-01T10:00:00Z';
type Cells = readonly (string | undefined)[];

/** A row of usage, with its parameters and caller. */
function usage(name: string, calls: number): readonly Cells[] {
  const event = [identity, 's3.amazonaws.com', name, undefined] as const;
  const caller = JSON.stringify(['AIDAEXAMPLE', 'AKIAEXAMPLE', '203.0.113.0', 'Boto3/1', null, null, null, null]);
  const parameters = 'p-{"bucketName":}';
  return [
    ['u', '2026-08-01', account, 'eu-west-1', ...event, String(calls), time, '2026-08-01T11:00:00Z', 'u', 'u', '1'],
    ['p', undefined, undefined, undefined, ...event, String(calls), time, time, parameters, parameters, '1'],
    [
      'c',
      '2026-08-01',
      undefined,
      undefined,
      identity,
      undefined,
      undefined,
      undefined,
      '1',
      time,
      time,
      `c${caller}`,
      `c${caller}`,
      '1',
    ],
  ];
}
const fileRow: Cells = [
  'f',
  '2026/08/01',
  account,
  'eu-west-1',
  undefined,
  undefined,
  undefined,
  undefined,
  '9',
  time,
  time,
  `f${file}`,
  `f${file}`,
  '1',
];

const setting: Extract<LogSetting, { source: 'athena' }> = {
  ...{ source: 'athena', location: 's3://logs', workgroup: 'primary', database: 'default', table: 'trail' },
};

interface Setup {
  readonly source: AthenaSource;
  readonly wire: Wire;
  readonly pauses: readonly number[];
}

async function setup(answers: AthenaAnswers = {}, more: Partial<AthenaOptions> = {}): Promise<Setup> {
  const signal = more.signal ?? new AbortController().signal;
  const { session, wire } = await sessionTo(athenaAnswers(answers), { signal });
  const pauses: number[] = [];
  const source = athenaLogs({
    ...{ id: 'athena-logs', session, setting, regions: ['eu-west-1', 'us-east-1'], decode, signal },
    pause: async (ms) => {
      pauses.push(ms);
    },
    ...more,
  });
  return { source, wire, pauses };
}

async function read({ source }: Setup, accounts: readonly string[] = [account], within = window) {
  const batches: UsageBatch[] = [];
  const gaps: Gap[] = [];
  for await (const item of source.rollUp({ accounts }, within, new Set())) {
    if ('errorCode' in item) gaps.push(item);
    else batches.push(item);
  }
  return { batches, gaps };
}

const queryOf = (wire: Wire, at = 0): string => String(wire.of('StartQueryExecution')[at]?.parameters.QueryString);

describe('athenaLogs', () => {
  it('reads all pages of the answer of one query', async () => {
    const states = [{ State: 'QUEUED' }, { State: 'RUNNING' }, { State: 'SUCCEEDED' }];
    const pages = [usage('GetObject', 5), usage('PutObject', 7), [fileRow]];
    const run = await setup({ states, pages, bytesScanned: 2e12 });
    const { batches, gaps } = await read(run);
    expect(gaps).toEqual([]);
    expect(batches.flatMap(rowsOf)).toMatchObject([
      { principalId: 'AIDAEXAMPLE', eventName: 'GetObject', region: 'eu-west-1', outcome: 'allowed', count: 5 },
      { eventName: 'PutObject', count: 7, firstSeen: Date.parse(time), lastSeen: Date.parse('2026-08-01T11:00:00Z') },
    ]);
    expect(batches.flatMap(({ details }) => details.map(({ requestKeys }) => requestKeys))).toEqual([
      ['bucketName'],
      ['bucketName'],
    ]);
    expect(batches.flatMap(({ callers }) => callers)).toMatchObject([
      { accessKeyId: 'AKIAEXAMPLE', sourceNetwork: '203.0.113.0/24' },
    ]);
    expect(batches.flatMap(({ logObjects }) => logObjects)).toEqual([
      {
        path: file,
        kind: 'log',
        accountId: account,
        region: 'eu-west-1',
        day: dayOf(window.from),
        records: 9,
        contents: [],
      },
    ]);
    expect(run.wire.of('GetQueryResults').map(({ parameters }) => parameters.NextToken)).toEqual([
      undefined,
      'page-1',
      'page-2',
    ]);
    expect(run.pauses).toEqual([500, 750]);
    expect(run.source.spent()).toEqual({ queries: 1, rows: 7, bytesScanned: 2e12, dollars: 10 });
  });

  it('declares every call that it makes', async () => {
    const ending = new AbortController();
    const run = await setup({ table: noTable, pages: [[fileRow]] });
    await read(run);
    const stopped = await setup(
      { states: [{ State: 'RUNNING' }] },
      { signal: ending.signal, pause: async () => ending.abort() },
    );
    await expect(read(stopped)).rejects.toThrow();
    const made = [...run.wire.requests, ...stopped.wire.requests].map(
      ({ service, operation }) => `${service}:${operation}`,
    );
    const declared = athenaPermissions.map(({ action }) => action);
    expect([...new Set(made)].filter((action) => !action.startsWith('sts:')).sort()).toEqual(
      declared.filter((action) => action.startsWith('athena:')).sort(),
    );
  });

  it('cuts what it reads by accounts and days, and reads a day more for what came late', async () => {
    const accounts = Array.from({ length: 60 }, (_, at) => String(100_000_000_000 + at));
    const run = await setup({ pages: [[]] });
    await read(run, accounts, { from: window.from, to: window.from + 10 * 86_400_000 - 1 });
    const queries = run.wire.of('StartQueryExecution').map(({ parameters }) => String(parameters.QueryString));
    expect(queries.map((query) => /"day" >= '([^']+)' AND "day" <= '([^']+)'/.exec(query)?.slice(1))).toEqual([
      ['2026/08/01', '2026/08/08'],
      ['2026/08/08', '2026/08/11'],
      ['2026/08/01', '2026/08/08'],
      ['2026/08/08', '2026/08/11'],
    ]);
    expect(queries[2]?.match(/"account" IN \(([^)]*)\)/)?.[1]?.split(', ')).toHaveLength(10);
    expect(queries[1]).toContain("eventtime >= '2026-08-08T00:00:00Z' AND eventtime <= '2026-08-10T23:59:59Z'");
    expect(run.wire.of('GetTableMetadata')).toHaveLength(1);
  });

  it('makes the table where it is not there, once', async () => {
    const run = await setup(
      { table: noTable, pages: [[fileRow]] },
      { setting: { ...setting, output: 's3://own/place' } },
    );
    const { gaps } = await read(run, [account, '444455556666'], { ...window, to: window.to + 8 * 86_400_000 });
    expect(gaps).toEqual([]);
    const statements = run.wire.of('StartQueryExecution');
    expect(statements.map(({ parameters }) => String(parameters.QueryString).slice(0, 21))).toEqual([
      'CREATE EXTERNAL TABLE',
      'WITH calls AS (\n  SEL',
      'WITH calls AS (\n  SEL',
    ]);
    expect(statements[0]?.parameters).toMatchObject({
      ...{ WorkGroup: 'primary', QueryExecutionContext: { Database: 'default' } },
      ResultConfiguration: { OutputLocation: 's3://own/place/' },
    });
  });

  it('gives a gap for a table over other log files, or of other columns, and asks nothing', async () => {
    const elsewhere = await setup({ table: ownTable({ bucket: 'other', prefix: '' }) });
    expect((await read(elsewhere)).gaps).toMatchObject([{ errorCode: 'WrongTable' }]);
    const run = await setup({
      table: jsonAnswer({ TableMetadata: { Name: 'trail', PartitionKeys: [{ Name: 'timestamp' }] } }),
    });
    const { gaps } = await read(run);
    expect(gaps[0]?.message).toContain('it has no partition column account, region, day');
    expect(run.wire.of('StartQueryExecution')).toEqual([]);
  });

  it('gives a gap for a workgroup without a place for results', async () => {
    const workgroup = jsonAnswer({ WorkGroup: { Name: 'primary', Configuration: {} } });
    const { gaps } = await read(await setup({ workgroup }));
    expect(gaps).toMatchObject([{ service: 'athena', operation: 'GetWorkGroup', errorCode: 'NoOutputLocation' }]);
    const own = await setup({ workgroup, pages: [[fileRow]] }, { setting: { ...setting, output: 's3://own' } });
    expect((await read(own)).gaps).toEqual([]);
  });

  it.each([
    ['FAILED', 'HIVE_BAD_DATA: Error parsing  field', 'HIVE_BAD_DATA'],
    ['CANCELLED', 'canceled by the user', 'QueryCancelled'],
    ['FAILED', undefined, 'QueryFailed'],
  ])(
    'gives a gap with accounts and days for a query that ended as %s (%s), and goes on',
    async (State, reason, errorCode) => {
      const run = await setup({ states: [{ State, StateChangeReason: reason }] });
      const { batches, gaps } = await read(run, [account, '444455556666'], {
        from: window.from,
        to: window.from + 8 * 86_400_000,
      });
      expect(batches).toEqual([]);
      expect(gaps.map((gap) => gap.errorCode)).toEqual([errorCode, errorCode]);
      expect(gaps[0]?.message).toContain('(2 accounts (111122223333 to 444455556666), 2026-08-01 to 2026-08-07)');
      expect(gaps[1]?.days).toHaveLength(2);
    },
  );

  it('asks for less at once where a query was too much', async () => {
    const exhausted = { State: 'FAILED', StateChangeReason: 'Query exhausted resources at this scale factor' };
    const run = await setup({ states: [exhausted] });
    const { gaps } = await read(run, [account, '444455556666']);
    expect(run.wire.of('StartQueryExecution')).toHaveLength(7);
    expect(gaps.map(({ message }) => message.replace(/^.*\(/, ''))).toEqual([
      'account 111122223333, 2026-08-01 to 2026-08-01)',
      'account 444455556666, 2026-08-01 to 2026-08-01)',
      'account 111122223333, 2026-08-02 to 2026-08-02)',
      'account 444455556666, 2026-08-02 to 2026-08-02)',
    ]);
  });

  it('covers nothing when the answer breaks off: a gap, and no file', async () => {
    const run = await setup({
      pages: [usage('GetObject', 5), [fileRow]],
      results: ({ parameters }) =>
        parameters.NextToken === undefined
          ? undefined
          : jsonError(400, 'InvalidRequestException', 'The pagination token has expired'),
    });
    const { batches, gaps } = await read(run);
    expect(batches.flatMap(({ logObjects }) => logObjects)).toEqual([]);
    expect(gaps).toMatchObject([
      {
        service: 'athena',
        operation: 'GetQueryResults',
        region: 'us-east-1',
        errorCode: 'InvalidRequestException',
        days: [20_666, 20_667],
      },
    ]);
    expect(gaps[0]?.message).toContain(
      'The pagination token has expired (account 111122223333, 2026-08-01 to 2026-08-02)',
    );
  });

  it('gives a gap for an answer that is not of the query', async () => {
    const odd = jsonAnswer({ ResultSet: { Rows: [{ Data: [{ VarCharValue: 'count' }] }] } });
    expect((await read(await setup({ results: () => odd }))).gaps).toMatchObject([{ errorCode: 'MalformedAnswer' }]);
    expect((await read(await setup({ pages: [[['u', 'x']]] }))).gaps).toMatchObject([{ errorCode: 'MalformedAnswer' }]);
    expect((await read(await setup({ results: () => jsonAnswer({}) }))).gaps).toMatchObject([
      { errorCode: 'MalformedAnswer' },
    ]);
    const repeated = await setup({
      results: ({ parameters }) =>
        parameters.NextToken === undefined ? undefined : jsonAnswer({ ResultSet: { Rows: [] }, NextToken: 'page-1' }),
      pages: [[], []],
    });
    expect((await read(repeated)).gaps).toMatchObject([{ errorCode: 'RepeatedPage' }]);
  });

  it('asks once more when Athena is busy', async () => {
    const run = await setup({
      pages: [[fileRow]],
      start: ({ attempt }) =>
        attempt === 1
          ? jsonError(400, 'TooManyRequestsException', 'Rate exceeded')
          : jsonAnswer({ QueryExecutionId: 'query-1' }),
    });
    expect((await read(run)).gaps).toEqual([]);
  });

  it('does not ask again for what was refused', async () => {
    const run = await setup({ start: () => jsonError(400, 'AccessDeniedException', 'You are not authorized') });
    const { gaps } = await read(run, [account], { from: window.from, to: window.from + 30 * 86_400_000 });
    expect(gaps).toHaveLength(5);
    expect(run.wire.of('StartQueryExecution')).toHaveLength(1);
  });

  it('ends the query under way when the run ends, and goes on with the interruption', async () => {
    const ending = new AbortController();
    const run = await setup(
      { states: [{ State: 'RUNNING' }] },
      {
        signal: ending.signal,
        pause: async () => {
          ending.abort(new Error('interrupted'));
          throw new Error('interrupted');
        },
      },
    );
    await expect(read(run)).rejects.toThrow('interrupted');
    expect(run.wire.of('StopQueryExecution').map(({ parameters }) => parameters)).toEqual([
      { QueryExecutionId: 'query-1' },
    ]);
  });

  it('ends a query that does not end by itself', async () => {
    const run = await setup({ states: [{ State: 'RUNNING' }] });
    expect((await read(run)).gaps).toMatchObject([{ errorCode: 'TimedOut' }]);
    expect(run.wire.of('StopQueryExecution')).toHaveLength(1);
    expect(Math.max(...run.pauses)).toBe(15_000);
  });

  it('says that records could not be counted', async () => {
    const odd: Cells = [
      'u',
      'yesterday',
      account,
      'eu-west-1',
      identity,
      's3.amazonaws.com',
      'GetObject',
      undefined,
      '3',
      'yesterday',
      'yesterday',
      'u',
      'u',
      '1',
    ];
    const { gaps } = await read(await setup({ pages: [[odd]] }));
    // As of a log file: the days of the account are not covered.
    expect(gaps).toMatchObject([
      { errorCode: 'Unparsed', account, days: [dayOf(window.from), dayOf(window.from) + 1] },
    ]);
    expect(gaps[0]?.message).toMatch(/^3 records lack .*\(account 111122223333,/);
  });

  it('uncovers all accounts of a query when it cannot tell whose records were not counted', async () => {
    const odd = ['u', 'x', undefined, 'eu-west-1', identity, 's3.amazonaws.com', 'GetObject', undefined, '3', 'x', 'x'];
    const { gaps } = await read(await setup({ pages: [[[...odd, 'u', 'u', '1']]] }), [account, '444455556666']);
    expect(gaps.map((gap) => gap.account)).toEqual([account, '444455556666']);
  });

  it('reads every region of which there are log files, whatever regions it is told', async () => {
    const store: ObjectStore = {
      ...storeOf([file]),
      regionsOf: async () => ({ regions: ['me-south-1', 'eu-west-1'], gaps: [] }),
    };
    const run = await setup({ pages: [[fileRow]] }, { store, regions: ['us-east-1', 'eu-west-1'] });
    await read(run);
    expect(queryOf(run.wire)).toContain(`"region" IN ('eu-west-1', 'me-south-1', 'us-east-1')`);
    const { statements } = await run.source.plan({ accounts: [account] }, window);
    expect(statements.at(-1)?.text).toContain("'me-south-1'");
  });

  it('covers no day when it cannot tell of which regions there are log files', async () => {
    const refused: Gap = {
      service: 's3',
      operation: 'ListObjectsV2',
      account,
      errorCode: 'AccessDenied',
      message: 'no',
    };
    const store: ObjectStore = { ...storeOf([file]), regionsOf: async () => ({ regions: [], gaps: [refused] }) };
    const { batches, gaps } = await read(await setup({ pages: [[fileRow]] }, { store }));
    expect(batches).toHaveLength(1);
    expect(gaps).toEqual([{ ...refused, days: [dayOf(window.from), dayOf(window.from) + 1] }]);
  });

  it('does not take accounts, names and places that could change the meaning of a statement', async () => {
    await expect(read(await setup(), [])).rejects.toThrow('Athena reads the logs of named accounts only');
    await expect(read(await setup(), ["1') OR ('1"])).rejects.toThrow('is no account id');
    await expect(read(await setup({}, { regions: ["x') OR ('1"] }))).rejects.toThrow(
      'Athena needs the names of regions',
    );
    for (const wrong of [{ table: 'a"b' }, { database: 'A' }, { location: "s3://logs/a'b" }, { output: 's3://b/$x' }]) {
      await expect(setup({}, { setting: { ...setting, ...wrong } })).rejects.toThrow();
    }
  });
});

/** A store that lists these paths, of 1 GB each. */
function storeOf(paths: readonly string[]): ObjectStore {
  return {
    async *list({ accounts }) {
      for (const path of paths) {
        if (accounts.some((id) => path.includes(`/${id}/`))) yield { path, bytes: 1e9 };
      }
    },
    read: () => {
      throw new Error('nothing is read');
    },
  };
}
const digest = (day: string): string =>
  `s3://logs/AWSLogs/${account}/CloudTrail-Digest/eu-west-1/2026/08/${day}/${account}_CloudTrail-Digest_eu-west-1_trail_eu-west-1_202608${day}T120000Z.json.gz`;

describe('a plan', () => {
  it('tells the statements, the bytes of the files and about what they cost, and runs nothing', async () => {
    const run = await setup({ table: noTable }, { store: storeOf([file, file, digest('01')]), isDryRun: true });
    const plan = await run.source.plan({ accounts: [account] }, window);
    expect(plan).toMatchObject({ bytes: 2e9, dollars: 0.01, gaps: [] });
    expect(plan.statements.map(({ about }) => about)).toEqual([
      'the table `default.trail`, once',
      'usage of account 111122223333, 2026-08-01 to 2026-08-02',
    ]);
    expect((await read(run)).gaps).toMatchObject([{ errorCode: 'DryRun' }]);
    expect(run.wire.of('StartQueryExecution')).toEqual([]);
  });

  it('says what it runs afterwards', async () => {
    const run = await setup();
    const plan = await run.source.plan({ accounts: [account] }, window);
    await read(run);
    expect(plan.statements.map(({ text }) => text)).toEqual([queryOf(run.wire)]);
    expect(plan.bytes).toBeUndefined();
  });
});

describe('days without a log file', () => {
  it('count as read where a digest attests that nothing happened', async () => {
    const run = await setup({ pages: [[fileRow]] }, { store: storeOf([file, digest('01'), digest('02')]) });
    const { batches } = await read(run);
    expect(batches.flatMap(({ logObjects }) => logObjects.map(({ path, kind, day }) => [path, kind, day]))).toEqual([
      [file, 'log', 20_666],
      [digest('02'), 'digest', 20_667],
    ]);
  });

  it('are not told where they cannot be listed, and the days that were read stay so', async () => {
    const gap: Gap = { service: 's3', operation: 'ListObjectsV2', account, errorCode: 'AccessDenied', message: 'no' };
    const store: ObjectStore = {
      async *list() {
        yield gap;
      },
      read: () => {
        throw new Error('nothing is read');
      },
    };
    const { batches, gaps } = await read(await setup({ pages: [[fileRow]] }, { store }));
    expect(gaps).toEqual([{ ...gap, days: [20_667] }]);
    expect(batches.flatMap(({ logObjects }) => logObjects)).toHaveLength(1);
  });

  it('do not count as read where log files lie that no query answered', async () => {
    const run = await setup({ pages: [[]] }, { store: storeOf([file, digest('01')]) });
    expect((await read(run)).batches.flatMap(({ logObjects }) => logObjects)).toEqual([]);
  });
});
