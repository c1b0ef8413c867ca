import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { s3Store } from '../../../../../src/adapters/aws/logs/s3/s3-store.ts';
import type { Gap } from '../../../../../src/core/model/gap.ts';
import type { StoredObject } from '../../../../../src/core/model/object-store.ts';
import { dayMs } from '../../../../../src/core/model/time.ts';
import { sessionTo, testNow } from '../../connection.ts';
import { digestContent, digestKey, logContent, loggedAccount, logKey } from './log-bucket.ts';
import { s3Answer, s3Error, type WireBucket } from './s3-wire.ts';

const first = Date.UTC(2026, 7, 1);
const firstDay = first / dayMs;
const window = { from: first, to: first + dayMs - 1 };

const log = logKey({ date: '20260801' });
const textOf = (content: Uint8Array): string => new TextDecoder().decode(gunzipSync(content));

/** A day of digests, two of twelve hours; the first names the files. */
function digestsOf(files: ReadonlyMap<string, string>): [string, Uint8Array][] {
  return [
    [
      digestKey({ date: '20260801', name: '12' }),
      digestContent(['2026-07-31T23:30:00Z', '2026-08-01T12:30:00Z'], files),
    ],
    [
      digestKey({ date: '20260802', name: '00' }),
      digestContent(['2026-08-01T12:30:00Z', '2026-08-02T00:30:00Z'], new Map()),
    ],
  ];
}

async function checked(
  objects: readonly (readonly [string, Uint8Array])[],
  more: Partial<WireBucket> & { readonly now?: number } = {},
): Promise<{ read: (Uint8Array | Gap)[]; gaps: Gap[]; files: StoredObject[] }> {
  const { now = testNow, ...bucket } = more;
  const { session } = await sessionTo(
    s3Answer({ name: 'log-archive', region: 'us-east-1', objects: new Map(objects), ...bucket }),
    { maxAttempts: 1 },
  );
  const signal = new AbortController().signal;
  const store = s3Store({ session, location: 's3://log-archive', verifyDigests: true, now: () => now, signal });
  const files: StoredObject[] = [];
  const gaps: Gap[] = [];
  for await (const each of store.list({ accounts: [loggedAccount] }, window)) {
    if ('errorCode' in each) gaps.push(each);
    else files.push(each);
  }
  return { files, gaps, read: await Promise.all(files.map((file) => store.read(file))) };
}

describe('verifying by digests', () => {
  it('reads files whose unzipped content has the hash that a digest names, however they are zipped', async () => {
    const content = logContent('20260801');
    const again = gzipSync(gunzipSync(content), { level: 1 });
    const digests = digestsOf(new Map([[log, textOf(content)]]));
    const { read, gaps } = await checked([[log, again], ...digests]);
    expect(gaps).toEqual([]);
    expect(read).toEqual([new Uint8Array(again)]);
  });

  it('does not read a file whose content has another hash', async () => {
    const digests = digestsOf(new Map([[log, textOf(logContent('20260801'))]]));
    const changed = [logContent('20260801', 'forged'), new Uint8Array([0x1f, 0x8b, 1, 2, 3])];
    for (const content of changed) {
      const { read } = await checked([[log, content], ...digests]);
      expect(read).toMatchObject([
        {
          errorCode: 'HashMismatch',
          operation: 'verify',
          account: loggedAccount,
          region: 'eu-west-1',
          days: [firstDay],
          path: `s3://log-archive/${log}`,
        },
      ]);
    }
  });

  it('names files that a digest lists and that are gone, by the day of their delivery', async () => {
    const gone = logKey({ date: '20260801', name: 'gone' });
    const elsewhere = logKey({ date: '20260801', name: 'b', region: 'us-east-1' });
    const content = logContent('20260801');
    const named = new Map([
      [log, textOf(content)],
      [gone, '{}'],
      [elsewhere, '{}'],
    ]);
    const { gaps, read } = await checked([[log, content], ...digestsOf(named)]);
    expect(gaps).toMatchObject([{ errorCode: 'Missing', days: [firstDay], path: `s3://log-archive/${gone}` }]);
    expect(gaps).toHaveLength(1);
    expect(read).toEqual([new Uint8Array(content)]);
  });

  it('does not count a day as verified without digests, or with digests of some of its hours', async () => {
    const content = logContent('20260801');
    const none = await checked([[log, content]]);
    expect(none.gaps).toMatchObject([{ errorCode: 'Unverified', operation: 'verify', days: [firstDay] }]);
    expect(none.gaps[0]?.message).toContain('there are no digest files');
    const [morning, evening] = digestsOf(new Map([[log, textOf(content)]]));
    for (const [left, hole] of [
      [morning, '2026-08-01T12:30:00Z'],
      [evening, '2026-08-01T00:00:00Z'],
    ] as const) {
      const { gaps } = await checked([[log, content], ...(left === undefined ? [] : [left])]);
      expect(gaps[0]).toMatchObject({ errorCode: 'Unverified', days: [firstDay] });
      expect(gaps[0]?.message).toContain(`on 2026-08-01 from ${hole}`);
    }
  });

  it('does not wait for digests that are not due yet', async () => {
    const content = logContent('20260801');
    const { gaps, read } = await checked([[log, content]], { now: first + dayMs + 3_600_000 });
    expect(gaps).toEqual([]);
    expect(read).toHaveLength(1);
  });

  it('reads a file that no digest names, says so, and uncovers nothing', async () => {
    const content = logContent('20260801');
    const more = logKey({ date: '20260801', name: 'more' });
    const { gaps, read } = await checked([
      [log, content],
      [more, content],
      ...digestsOf(new Map([[log, textOf(content)]])),
    ]);
    expect(gaps).toMatchObject([{ errorCode: 'Unverified', days: [], path: `s3://log-archive/${more}` }]);
    expect(read.every((each) => !('errorCode' in each))).toBe(true);
  });

  it('tells digests that cannot be read, or are none', async () => {
    const content = logContent('20260801');
    const digests = digestsOf(new Map([[log, textOf(content)]]));
    const refused = await checked([[log, content], ...digests], {
      instead: ({ kind, key }) =>
        kind === 'get' && key.includes('Digest') ? s3Error(403, 'AccessDenied', 'Access Denied') : undefined,
    });
    expect(refused.gaps).toMatchObject(
      [firstDay, firstDay + 1].map((day) => ({ operation: 'GetObject', errorCode: 'AccessDenied', days: [day] })),
    );
    const [, evening] = digests;
    const broken = digestKey({ date: '20260801', name: '12' });
    const wrong = await checked([
      [log, content],
      [broken, gzipSync('[]')],
      ...(evening === undefined ? [] : [evening]),
    ]);
    expect(wrong.gaps).toMatchObject([
      { errorCode: 'WrongShape', path: `s3://log-archive/${broken}`, days: [firstDay] },
    ]);
  });
});
