import { describe, expect, it } from 'vitest';
import { s3Store } from '../../../../../src/adapters/aws/logs/s3/s3-store.ts';
import type { AwsConnection } from '../../../../../src/adapters/aws/session.ts';
import { ConfigError } from '../../../../../src/core/model/errors.ts';
import type { Gap } from '../../../../../src/core/model/gap.ts';
import type { ObjectStore, StoredObject } from '../../../../../src/core/model/object-store.ts';
import { dayMs } from '../../../../../src/core/model/time.ts';
import { sessionTo, testNow } from '../../connection.ts';
import type { Wire } from '../../wire.ts';
import { digestKey, logContent, loggedAccount, logKey } from './log-bucket.ts';
import { listPage, s3Answer, s3Error, s3RequestOf, type WireBucket } from './s3-wire.ts';

const first = Date.UTC(2026, 7, 1);
const firstDay = first / dayMs;
/** Two days; a third is listed for late delivery. */
const window = { from: first, to: first + 2 * dayMs - 1 };
const scope = { accounts: [loggedAccount] };
const inBucket = (key: string): string => `s3://log-archive/${key}`;

async function storeOf(
  bucket: Partial<WireBucket>,
  location = 's3://log-archive',
  more: Partial<AwsConnection> = {},
): Promise<{ store: ObjectStore; wire: Wire; asked: () => readonly string[] }> {
  const whole = { name: 'log-archive', region: 'us-east-1', objects: new Map(), ...bucket };
  const { session, wire } = await sessionTo(s3Answer(whole), { maxAttempts: 1, ...more });
  const signal = new AbortController().signal;
  const store = s3Store({ session, location, verifyDigests: false, now: () => testNow, signal });
  const asked = () =>
    wire.requests.slice(1).map((request) => {
      const { kind, prefix, key } = s3RequestOf(request, whole.name);
      return `${kind} ${kind === 'list' ? prefix : key}`;
    });
  return { store, wire, asked };
}

function bucketOf(keys: readonly string[]): ReadonlyMap<string, Uint8Array> {
  return new Map(keys.map((key) => [key, logContent('20260801', key)]));
}

async function listed(store: ObjectStore, accounts = scope.accounts): Promise<{ paths: string[]; gaps: Gap[] }> {
  const paths: string[] = [];
  const gaps: Gap[] = [];
  for await (const each of store.list({ accounts }, window)) {
    if ('errorCode' in each) gaps.push(each);
    else paths.push(each.path);
  }
  return { paths, gaps };
}

const objectAt = (key: string): StoredObject => ({ path: inBucket(key), bytes: 100 });

describe('listing', () => {
  it('tells of which regions an account has any log file, ever', async () => {
    const keys = [logKey({ date: '20250101', region: 'me-south-1' }), logKey({ date: '20260801' })];
    const { store } = await storeOf({ objects: bucketOf(keys) });
    expect(await store.regionsOf?.(loggedAccount)).toEqual({ regions: ['eu-west-1', 'me-south-1'], gaps: [] });
  });

  it('lists a folder a region and day of the window, and of one day more', async () => {
    const keys = [
      logKey({ date: '20260731' }),
      logKey({ date: '20260801' }),
      logKey({ date: '20260801', region: 'us-east-1' }),
      logKey({ date: '20260802' }),
      logKey({ date: '20260803' }),
      logKey({ date: '20260804' }),
    ];
    const { store, asked } = await storeOf({ objects: bucketOf(keys) });
    expect(await listed(store)).toEqual({
      paths: [keys[1], keys[2], keys[3], keys[4]].map((key) => inBucket(key ?? '')),
      gaps: [],
    });
    expect(asked()).toEqual([
      'list AWSLogs/',
      'list AWSLogs/111122223333/CloudTrail/',
      ...['01', '02', '03'].flatMap((date) =>
        ['eu-west-1', 'us-east-1'].map((region) => `list AWSLogs/111122223333/CloudTrail/${region}/2026/08/${date}/`),
      ),
    ]);
  });

  it('asks for folders once, however many portions are read', async () => {
    const { store, asked } = await storeOf({
      objects: bucketOf([logKey({ date: '20260801' }), logKey({ date: '20260802' })]),
    });
    await listed(store);
    const { length } = asked();
    await listed(store);
    expect(asked().slice(length)).toEqual(asked().slice(2, length));
  });

  it('finds logs of organization trails beside those of account trails, by day', async () => {
    const place = { prefix: 'logs/', organization: 'o-abc123' };
    const keys = ['20260801', '20260802'].flatMap((date) => [
      logKey({ date, prefix: 'logs/' }),
      logKey({ date, ...place }),
    ]);
    const other = logKey({ date: '20260801', ...place, account: '444455556666' });
    const { store } = await storeOf({ objects: bucketOf([...keys, other]) }, 's3://log-archive/logs/');
    expect((await listed(store)).paths).toEqual(keys.map(inBucket));
    expect((await listed(store, [])).paths).toEqual([...keys, other].map(inBucket));
  });

  it('reads all pages, and leaves out what is no log', async () => {
    const keys = Array.from({ length: 7 }, (_, at) => logKey({ date: '20260801', name: `f${at}` }));
    const folder = (keys[0] ?? '').replace(/[^/]+$/, '');
    const { store, wire } = await storeOf({ objects: bucketOf([...keys, folder, `${folder}x.csv`]), pageSize: 3 });
    expect((await listed(store)).paths).toEqual(keys.map(inBucket));
    const ofDay = wire.requests.filter(({ query }) => query.prefix === folder);
    expect(ofDay.map(({ query }) => query['continuation-token'])).toEqual([undefined, keys[1], keys[4]]);
  });

  it('goes to the region where the bucket lies, and stays there', async () => {
    const { store, wire } = await storeOf({
      objects: bucketOf([logKey({ date: '20260801' })]),
      region: 'eu-central-1',
    });
    expect((await listed(store)).paths).toHaveLength(1);
    expect(wire.requests.slice(1).filter(({ region }) => region !== 'eu-central-1')).toHaveLength(1);
  });

  it('learns the region from the error, where no header tells it', async () => {
    const key = logKey({ date: '20260801' });
    const bucket = { name: 'log-archive', region: 'eu-central-1', objects: bucketOf([key]) };
    const malformed = s3Error(400, 'AuthorizationHeaderMalformed', "the region 'us-east-1' is wrong");
    const body = String(malformed.body).replace('</Error>', '<Region>eu-central-1</Region></Error>');
    const { session } = await sessionTo((request) =>
      request.region === 'us-east-1' ? { ...malformed, body } : s3Answer(bucket)(request),
    );
    const store = s3Store({ session, location: 's3://log-archive', verifyDigests: false, now: () => testNow });
    expect((await listed(store)).paths).toEqual([inBucket(key)]);
  });

  it('does not take an answer that is no listing for an empty one', async () => {
    const objects = bucketOf(['20260801', '20260802'].map((date) => logKey({ date })));
    const html = { headers: { 'content-type': 'text/html' }, body: '<html><body>Sign in to the network</body></html>' };
    const cut = listPage('log-archive', '', 'x');
    const endless = { ...cut, body: String(cut.body).replace(/<Next.*Token>/, '') };
    const { store } = await storeOf({
      objects,
      instead: ({ prefix }) => (prefix.endsWith('/01/') ? html : prefix.endsWith('/02/') ? endless : undefined),
    });
    expect((await listed(store)).gaps).toMatchObject([
      { errorCode: 'WrongShape', days: [firstDay] },
      { errorCode: 'WrongShape', days: [firstDay + 1] },
    ]);
  });

  it('asks for a bucket with dots by path, since no certificate fits its host name', async () => {
    const name = 'logs.example.com';
    const bucket = { name, objects: bucketOf([logKey({ date: '20260801' })]) };
    const { store, wire } = await storeOf(bucket, `s3://${name}`);
    expect((await listed(store)).paths).toEqual([`s3://${name}/${logKey({ date: '20260801' })}`]);
    expect(wire.requests.at(-1)?.host).toBe('s3.us-east-1.amazonaws.com');
  });

  it('lists digests only of days without a log file, by one listing a region and month', async () => {
    const regions = ['ap-south-1', 'eu-west-1', 'us-east-1'];
    const keys = [
      logKey({ date: '20260801' }),
      ...regions.slice(1).flatMap((region) => ['20260801', '20260802'].map((date) => digestKey({ date, region }))),
      digestKey({ date: '20260703', region: 'ap-south-1' }),
    ];
    const { store, asked } = await storeOf({ objects: bucketOf(keys) });
    expect((await listed(store)).paths).toEqual(
      [logKey({ date: '20260801' }), digestKey({ date: '20260802' })].map(inBucket),
    );
    expect(asked().filter((each) => each.includes('Digest'))).toEqual([
      'list AWSLogs/111122223333/CloudTrail-Digest/',
      'list AWSLogs/111122223333/CloudTrail-Digest/ap-south-1/2026/08/',
      'list AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/08/',
      'list AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/08/02/',
    ]);
  });

  it('asks no more for an account when a listing was refused, and says which days are not known', async () => {
    const keys = ['eu-west-1', 'us-east-1'].flatMap((region) =>
      ['20260801', '20260802', '20260803'].map((date) => logKey({ date, region })),
    );
    const bucket: Partial<WireBucket> = {
      objects: bucketOf(keys),
      instead: ({ prefix }) => (/\/2026\//.test(prefix) ? s3Error(403, 'AccessDenied', 'Access Denied') : undefined),
    };
    const { store, asked } = await storeOf(bucket);
    const { paths, gaps } = await listed(store);
    expect(paths).toEqual([]);
    expect(new Set(gaps.map(({ errorCode, operation, account }) => [errorCode, operation, account].join()))).toEqual(
      new Set(['AccessDenied,ListObjectsV2,111122223333']),
    );
    const told = gaps.flatMap(({ region, days = [] }) => days.map((day) => `${region} ${day - firstDay}`));
    for (const each of ['eu-west-1 0', 'us-east-1 0', 'eu-west-1 1', 'us-east-1 1']) expect(told).toContain(each);
    // Those that were under way together.
    expect(
      asked().filter((each) => each.includes('CloudTrail/') && each.includes('/2026/')).length,
    ).toBeLessThanOrEqual(8);
    await listed(store);
  });

  it('keeps what was listed when a page token comes a second time, and says that the day is not whole', async () => {
    const key = logKey({ date: '20260801' });
    const bucket: Partial<WireBucket> = {
      objects: bucketOf([key]),
      instead: ({ prefix }) =>
        prefix.endsWith('/2026/08/01/')
          ? listPage('log-archive', `<Contents><Key>${key}</Key><Size>1</Size></Contents>`, 'again')
          : undefined,
    };
    const { store } = await storeOf(bucket);
    const { paths, gaps } = await listed(store);
    expect(new Set(paths)).toEqual(new Set([inBucket(key)]));
    expect(gaps[0]).toMatchObject({
      errorCode: 'RepeatedPage',
      account: loggedAccount,
      region: 'eu-west-1',
      days: [firstDay],
    });
  });

  it('lists again when S3 asks to slow down', async () => {
    let slowed = 0;
    const bucket: Partial<WireBucket> = {
      objects: bucketOf([logKey({ date: '20260801' })]),
      instead: ({ prefix }) => {
        if (!prefix.endsWith('/2026/08/01/') || slowed > 0) return undefined;
        slowed += 1;
        return s3Error(503, 'SlowDown', 'Please reduce your request rate.');
      },
    };
    const { store } = await storeOf(bucket, 's3://log-archive', { maxAttempts: 3 });
    const { paths, gaps } = await listed(store);
    expect([slowed, paths.length, gaps.length]).toEqual([1, 1, 0]);
  }, 20_000);

  it('tells an account without logs by a gap, and a place without any by an error', async () => {
    const { store } = await storeOf({ objects: bucketOf([logKey({ date: '20260801' })]) });
    const { gaps } = await listed(store, ['444455556666', loggedAccount]);
    expect(gaps).toMatchObject([{ account: '444455556666', errorCode: 'Missing' }]);
    expect(gaps[0]?.days).toBeUndefined();
    const nothing = await storeOf({ objects: bucketOf(['other/x.json']) }, 's3://log-archive/wrong');
    await expect(listed(nothing.store)).rejects.toThrow(
      'no logs of any account under `s3://log-archive/wrong/AWSLogs/`: s3:ListObjectsV2 in account 111122223333, us-east-1',
    );
  });

  it('says in one line that a bucket is not there', async () => {
    const { store } = await storeOf({
      instead: () => s3Error(404, 'NoSuchBucket', 'The specified bucket does not exist'),
    });
    const error = await listed(store).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toContain(
      'the bucket `log-archive` does not exist: s3:ListObjectsV2 in account 111122223333, us-east-1',
    );
  });

  it('says whose logs are not known when folders may not be listed, and believes a location that names the folder', async () => {
    const bucket: Partial<WireBucket> = {
      objects: bucketOf([logKey({ date: '20260801' }), logKey({ date: '20260802' })]),
      instead: ({ prefix }) => (prefix === 'AWSLogs/' ? s3Error(403, 'AccessDenied', 'Access Denied') : undefined),
    };
    const { store } = await storeOf(bucket);
    const { paths, gaps } = await listed(store);
    expect(paths).toHaveLength(2);
    expect(gaps).toMatchObject([{ account: loggedAccount, errorCode: 'AccessDenied' }]);
    expect(gaps[0]?.region).toBeUndefined();
    await expect(listed(store, [])).rejects.toThrow('could not be listed: s3:ListObjectsV2 in account 111122223333');
    const named = await storeOf(bucket, `s3://log-archive/AWSLogs/${loggedAccount}/CloudTrail/`);
    expect((await listed(named.store)).gaps).toEqual([]);
    expect((await listed(named.store, [])).paths).toHaveLength(2);
  });
});

describe('reading', () => {
  const key = logKey({ date: '20260801' });

  async function answerTo(instead: WireBucket['instead']): Promise<unknown> {
    const { store } = await storeOf({ ...(instead === undefined ? {} : { instead }) });
    return store.read(objectAt(key));
  }

  it('gives the bytes as they are stored', async () => {
    const objects = bucketOf([key]);
    const { store } = await storeOf({ objects });
    expect(await store.read(objectAt(key))).toEqual(new Uint8Array(objects.get(key) ?? []));
  });

  it('names the key that could not be used, where S3 reports a refusal of KMS as its own', async () => {
    const arn = 'arn:aws:kms:eu-west-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const message = `User: arn:aws:sts::111122223333:assumed-role/a/b is not authorized to perform: kms:Decrypt on resource: ${arn} because no resource-based policy allows the kms:Decrypt action`;
    expect(await answerTo(() => s3Error(403, 'AccessDenied', message))).toMatchObject({
      service: 's3',
      operation: 'GetObject',
      account: loggedAccount,
      region: 'eu-west-1',
      errorCode: 'AccessDenied',
      days: [firstDay],
      message: `kms:Decrypt on the key \`${arn}\` that encrypts the log files is needed, by IAM and by the key's policy`,
    });
    expect(await answerTo(() => s3Error(400, 'KMS.DisabledException', 'the key is disabled'))).toMatchObject({
      errorCode: 'KMS.DisabledException',
      message: 'the key that encrypts the log files cannot be used: the key is disabled',
    });
  });

  it('tells files that are gone, archived or refused apart', async () => {
    expect(await answerTo(undefined)).toMatchObject({ errorCode: 'NoSuchKey', days: [firstDay], path: inBucket(key) });
    const archived = 'The operation is not valid for the access tier of the object';
    expect(await answerTo(() => s3Error(403, 'InvalidObjectState', archived))).toMatchObject({
      errorCode: 'InvalidObjectState',
      message: 'the log file is archived (S3 Glacier): it can be read when it is restored',
    });
    const refused = `User: arn:aws:iam::111122223333:user/a is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::log-archive/${key}" because no identity-based policy allows it`;
    expect(await answerTo(() => s3Error(403, 'AccessDenied', refused))).toMatchObject({
      message: expect.stringContaining('s3:GetObject on resource: arn:aws:s3:::log-archive/* because'),
    });
  });

  it('asks for one object a day of an account and region once three were refused, and reads on when it is not', async () => {
    const days = ['20260801', '20260802', '20260803'];
    const keys = days.flatMap((date) => Array.from({ length: 50 }, (_, at) => logKey({ date, name: `f${at}` })));
    const { store, asked } = await storeOf({
      objects: bucketOf(keys),
      instead: (request) =>
        request.kind === 'get' && !request.key.includes('/2026/08/03/')
          ? s3Error(403, 'AccessDenied', 'Access Denied')
          : undefined,
    });
    const answers: (Uint8Array | Gap)[] = [];
    for (const each of keys.slice(0, 100)) answers.push(await store.read(objectAt(each)));
    expect(asked()).toHaveLength(5);
    // Many at once, as the reader asks.
    answers.push(...(await Promise.all(keys.slice(100).map((each) => store.read(objectAt(each))))));
    expect(answers.map((each) => 'errorCode' in each)).toEqual(keys.map((_, at) => at < 100));
    expect(asked()).toHaveLength(55);
  });

  it('reads again when the bytes break off, and says so when they always do', async () => {
    const content = logContent('20260801');
    let reads = 0;
    const broken = { headers: { 'content-length': String(content.length) }, body: content.subarray(0, 20) };
    const objects = new Map([[key, content]]);
    const once = await storeOf({ objects, instead: () => (++reads === 1 ? broken : undefined) });
    expect(await once.store.read(objectAt(key))).toEqual(new Uint8Array(content));
    expect(reads).toBe(2);
    expect(await answerTo(() => broken)).toMatchObject({ errorCode: 'Truncated', days: [firstDay] });
  });

  it('ends with the run', async () => {
    const ending = new AbortController();
    const { session } = await sessionTo(
      s3Answer({ name: 'log-archive', region: 'us-east-1', objects: bucketOf([key]) }),
      {
        signal: ending.signal,
      },
    );
    const store = s3Store({
      session,
      location: 's3://log-archive',
      verifyDigests: false,
      now: () => testNow,
      signal: ending.signal,
    });
    ending.abort(new Error('interrupted'));
    await expect(listed(store)).rejects.toThrow(/interrupted|aborted/i);
    await expect(store.read(objectAt(key))).rejects.toThrow(/interrupted|aborted/i);
  });
});
