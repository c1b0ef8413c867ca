import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { readUsageFiles } from '../../../src/adapters/bundle/read-usage.ts';
import { usageLineSchema } from '../../../src/adapters/bundle/usage-lines.ts';
import { writeUsage } from '../../../src/adapters/bundle/write-usage.ts';
import type { Gap } from '../../../src/core/model/gap.ts';
import { dayMs, type TimeWindow } from '../../../src/core/model/time.ts';
import type { UsageBatch } from '../../../src/core/model/usage.ts';
import { type Content, writeBundle } from './write-bundle.ts';

const day = 20_000;
const start = day * dayMs;
const always: TimeWindow = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** Two rows, on two days, and one of everything else; the string table in the order of first mention. */
const batch: UsageBatch = {
  strings: ['', '111122223333', 'eu-west-1', 'AROA1', 'arn:r', 's3.amazonaws.com', 'GetObject', 'PutObject'],
  rows: {
    length: 2,
    day: Int32Array.of(day, day + 1),
    accountId: Uint32Array.of(1, 1),
    region: Uint32Array.of(2, 2),
    callerKind: Uint8Array.of(0, 8),
    principalId: Uint32Array.of(3, 3),
    principalArn: Uint32Array.of(4, 0),
    principalAccountId: Uint32Array.of(1, 1),
    eventSource: Uint32Array.of(5, 5),
    eventName: Uint32Array.of(6, 7),
    outcome: Uint8Array.of(0, 2),
    count: Uint32Array.of(7, 4_000_000_000),
    firstSeen: Float64Array.of(start + 1, start + dayMs),
    lastSeen: Float64Array.of(start + 2_500, start + dayMs + 1),
  },
  details: [
    {
      callerKind: 'role',
      principalId: 'AROA1',
      principalArn: 'arn:r',
      principalAccountId: '111122223333',
      eventSource: 's3.amazonaws.com',
      eventName: 'PutObject',
      requestKeys: ['bucketName', 'x.y'],
      requestKeysKnown: true,
      invokedBy: ['athena.amazonaws.com'],
      passed: [{ arn: 'arn:p', service: 'lambda.amazonaws.com', lastSeen: start + 5, outcome: 'denied' }],
      refusals: [{ action: 's3:PutObject', layer: 'scp' }],
      resources: ['arn:aws:s3:::b/\n"x"'],
      resourcesCapped: false,
    },
  ],
  callers: [
    {
      day,
      principalId: 'AROA1',
      principalArn: 'arn:r',
      sessionName: 's',
      accessKeyId: 'ASIA1',
      sourceNetwork: '192.0.2.0/24',
      userAgentFamily: 'cli',
      inScopeOf: '',
      webIdentitySubject: '',
      firstSeen: start + 1,
      lastSeen: start + 2,
    },
  ],
  changes: [
    {
      eventId: 'e-1',
      at: start + 3,
      accountId: '111122223333',
      region: 'us-east-1',
      eventSource: 'iam.amazonaws.com',
      eventName: 'PutRolePolicy',
      outcome: 'allowed',
      callerKind: 'user',
      principalId: 'AIDA1',
      principalArn: 'arn:u',
      sessionArn: 'arn:u',
      userAgent: 'x',
      userAgentFamily: 'x',
      sourceAddress: '192.0.2.1',
      invokedBy: '',
      fromConsole: true,
      parameters: { roleName: 'r', policyDocument: '{}' },
    },
  ],
  logObjects: [
    {
      path: 's3://b/k',
      kind: 'log',
      accountId: '111122223333',
      region: 'eu-west-1',
      day,
      records: 11,
      contents: [
        { accountId: '111122223333', region: 'eu-west-1', days: [day], firstEvent: start, lastEvent: start + 9 },
      ],
    },
    { path: 'x.json', kind: 'digest', accountId: '', region: '', records: 0, contents: [] },
  ],
};

const lines = [...writeUsage(batch)];
const text = lines.join('');

async function read(files: Readonly<Record<string, Content>>, window = always) {
  const bundle = await writeBundle(
    Object.fromEntries(Object.entries(files).map(([name, content]) => [`usage/${name}`, content])),
  );
  const batches: UsageBatch[] = [];
  const gaps: Gap[] = [];
  for await (const item of readUsageFiles(bundle, window)) 'rows' in item ? batches.push(item) : gaps.push(item);
  return { batches, gaps };
}

afterEach(() => expect([...writeUsage(batch)].join('')).toBe(text));

describe('writeUsage', () => {
  it('writes a header first, and lines that fit the published schema', () => {
    expect(lines[0]).toBe('{"kind":"header","schemaVersion":1}\n');
    expect(lines.map((line) => usageLineSchema.safeParse(JSON.parse(line)).success)).toStrictEqual(
      lines.map(() => true),
    );
    expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
  });
});

describe('readUsageFiles', () => {
  it.each([['a.jsonl.gz'], ['a.jsonl']])('gives again what was written to %s', async (name) => {
    expect(await read({ [name]: text })).toStrictEqual({ batches: [batch], gaps: [] });
  });

  it('is the same in any order of the strings: what is written again is what was read', async () => {
    const shuffled = { ...batch, strings: ['', ...batch.strings.slice(1).reverse()] };
    const { batches } = await read({ 'a.jsonl.gz': [...writeUsage(shuffled)].join('') });
    expect([...writeUsage(batches[0] ?? batch)]).toStrictEqual([...writeUsage(shuffled)]);
  });

  it('gives the roll-ups one by one, in the order of the files and in them', async () => {
    const empty = `${lines[0]}`;
    const { batches, gaps } = await read({ 'b.jsonl': empty, 'a.jsonl.gz': text + empty + text });
    expect(batches.map((one) => one.rows.length)).toStrictEqual([2, 0, 2, 0]);
    expect(gaps).toStrictEqual([]);
  });

  it('has nothing to say of a bundle without roll-ups', async () => {
    expect(await read({})).toStrictEqual({ batches: [], gaps: [] });
  });

  it.each([
    ['the first day', { from: 0, to: start + dayMs - 1 }, [day], 1, 1],
    ['the second day', { from: start + dayMs, to: always.to }, [day + 1], 0, 0],
    ['neither', { from: start + 3 * dayMs, to: always.to }, [], 0, 0],
    ['the end of a row', { from: start + 2_500, to: start + 2_500 }, [day], 0, 0],
  ])('keeps of rows, callers and changes what touches a window of %s', async (_, window, days, callers, changes) => {
    const [found] = (await read({ 'a.jsonl.gz': text }, window)).batches;
    expect([...(found?.rows.day ?? [])]).toStrictEqual(days);
    expect([found?.callers.length, found?.changes.length]).toStrictEqual([callers, changes]);
    expect(found?.logObjects).toStrictEqual(batch.logObjects);
  });

  it('takes no file for read whose usage stands before it, in a roll-up with a lost line', async () => {
    const usage = [...writeUsage({ ...batch, logObjects: [] })].join('');
    const files = [...writeUsage({ ...batch, rows: { ...batch.rows, length: 0 } })].join('');
    const { batches } = await read({ 'a.jsonl.gz': `${text}${usage}lost\n${files}` });
    expect(batches.map(({ logObjects }) => logObjects.length)).toStrictEqual([2, 0, 0]);
  });

  it('keeps changes from after the window: what they granted is younger than it', async () => {
    const [found] = (await read({ 'a.jsonl.gz': text }, { from: start, to: start + 2 })).batches;
    expect(found?.changes.map(({ eventId }) => eventId)).toStrictEqual(['e-1']);
  });

  const usage = JSON.parse(lines[1] ?? '') as object;
  const badLines: readonly (readonly [string, string])[] = [
    ['no JSON', '{"kind":"usa'],
    ['markup', '<html>'],
    ['an unknown kind', '{"kind":"other"}'],
    ['another version', '{"kind":"header","schemaVersion":2}'],
    ['a field too few', '{"kind":"caller"}'],
    ['a negative count', JSON.stringify({ ...usage, count: -1 })],
    ['an unknown outcome', JSON.stringify({ ...usage, outcome: 'maybe' })],
    ['a date that is none', JSON.stringify({ ...usage, day: '2026-02-30' })],
  ];
  it.each(badLines)('keeps the use, not the coverage, of a roll-up with a line that is %s', async (_, bad) => {
    const { batches, gaps } = await read({
      'a.jsonl.gz': `${lines[0]}${bad}\n${lines.slice(1).join('')}${bad}\n${text}`,
    });
    expect(batches.map((one) => one.rows.length)).toStrictEqual([2, 2]);
    expect(batches.map((one) => one.logObjects.length)).toStrictEqual([0, 0]);
    expect(gaps).toStrictEqual([
      {
        service: 'bundle',
        operation: 'parse',
        account: '',
        errorCode: 'WrongShape',
        message: '2 lines cannot be read, the first is line 2: not a line of a roll-up',
        path: 'usage/a.jsonl.gz',
      },
    ]);
  });

  it('keeps the use, not the coverage, of an archive that ends too early, and reads the next file', async () => {
    // Enough that whole lines can be unzipped before the cut; each is different, so that it does not compress away.
    const many = Array.from({ length: 2_000 }, (_, index) =>
      JSON.stringify({ ...usage, principalId: `AROA${index * 7919}` }),
    );
    const whole = gzipSync(`${text}${many.join('\n')}\n`);
    const { batches, gaps } = await read({ 'a.jsonl.gz': whole.subarray(0, whole.length - 200), 'b.jsonl.gz': text });
    expect(batches).toHaveLength(2);
    expect(batches[0]?.rows.length).toBeGreaterThan(100);
    expect(batches[0]?.logObjects).toStrictEqual([]);
    expect(batches[1]).toStrictEqual(batch);
    expect(gaps).toMatchObject([{ errorCode: 'Truncated', path: 'usage/a.jsonl.gz' }]);
  });

  it.each<[string, string, Content, string]>([
    ['an empty file', 'a.jsonl', '', 'Truncated'],
    ['an empty archive', 'a.jsonl.gz', '', 'Truncated'],
    ['no archive', 'a.jsonl.gz', Buffer.from('plain'), 'Unreadable'],
    ['lines without a header', 'a.jsonl', lines.slice(1).join(''), 'WrongShape'],
    ['a file of another kind', 'a.parquet', 'PAR1', 'WrongShape'],
  ])('gives a gap and no batch for %s', async (_, name, content, errorCode) => {
    const { batches, gaps } = await read({ [name]: content });
    expect(batches).toStrictEqual([]);
    expect(gaps).toMatchObject([{ errorCode, path: `usage/${name}` }]);
  });
});
