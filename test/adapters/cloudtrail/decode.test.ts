import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeInPieces } from '../../../src/adapters/cloudtrail/add-file.ts';
import { decode } from '../../../src/adapters/cloudtrail/decode.ts';
import type { TimeWindow } from '../../../src/core/model/time.ts';
import type { DecodedFile, UsageDetail } from '../../../src/core/model/usage.ts';
import { contentOf, rowsOf } from './batch-view.ts';
import { allTime, logFile, record, roleIdentity, userIdentity } from './record-samples.ts';

const path = 'logs/111122223333_CloudTrail_eu-west-1_20260801T1005Z_abcdefghijklmnop.json.gz';

function decoded(records: readonly unknown[], window: TimeWindow = allTime, seen?: ReadonlySet<bigint>): DecodedFile {
  const answer = decode(logFile(records), path, window, seen);
  if ('errorCode' in answer) throw new Error(answer.message);
  return answer;
}

function onlyDetail(records: readonly unknown[]): UsageDetail {
  const { details } = decoded(records).batch;
  expect(details).toHaveLength(1);
  const [detail] = details;
  if (detail === undefined) throw new Error('no detail');
  return detail;
}

function errorCodeOf(text: string): string | undefined {
  const answer = decode(new TextEncoder().encode(text), path, allTime);
  return 'errorCode' in answer ? answer.errorCode : undefined;
}

describe('decode', () => {
  it('counts calls by day, place, principal, event and outcome', () => {
    const { batch } = decoded([
      record({ eventID: '1', eventTime: '2026-08-01T10:00:00Z' }),
      record({ eventID: '2', eventTime: '2026-08-01T09:00:00Z' }),
      record({ eventID: '3', eventTime: '2026-08-02T00:00:00Z' }),
      record({ eventID: '4', errorCode: 'AccessDenied', errorMessage: 'Access Denied' }),
    ]);
    const rows = rowsOf(batch);
    expect(rows.map(({ count, outcome, day }) => [day, outcome, count])).toEqual([
      [20_666, 'allowed', 2],
      [20_667, 'allowed', 1],
      [20_666, 'denied', 1],
    ]);
    expect(rows[0]).toMatchObject({
      accountId: '111122223333',
      region: 'eu-west-1',
      callerKind: 'user',
      principalId: 'AIDAEXAMPLE',
      principalArn: 'arn:aws:iam::111122223333:user/build/ci',
      principalAccountId: '111122223333',
      eventSource: 's3.amazonaws.com',
      eventName: 'GetObject',
      firstSeen: Date.UTC(2026, 7, 1, 9),
      lastSeen: Date.UTC(2026, 7, 1, 10),
    });
  });

  it('gives the same roll-up for any order of the records', () => {
    const records = Array.from({ length: 120 }, (_, at) =>
      record({
        eventID: `event-${at}`,
        eventTime: `2026-08-0${1 + (at % 2)}T10:${String(at % 60).padStart(2, '0')}:00Z`,
        userIdentity: at % 3 === 0 ? userIdentity : { ...roleIdentity, principalId: `AROAEXAMPLE:s-${at}` },
        eventName: at % 5 === 0 ? 'GetObject' : 'PutObject',
        requestParameters: { [`key${at * 7}`]: 1, nested: { [`deep${at}`]: [{ a: 1 }] }, more: keysUpTo(at) },
        resources: [{ ARN: `arn:aws:s3:::bucket/${at}` }],
        ...(at % 11 === 0
          ? { errorCode: 'AccessDenied', errorMessage: `is not authorized to perform: s3:A${at}` }
          : {}),
      }),
    );
    const expected = contentOf(decoded(records).batch);
    fc.assert(
      fc.property(fc.shuffledSubarray(records, { minLength: records.length }), (shuffled) => {
        expect(contentOf(decoded(shuffled).batch)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('counts an event id once within a file, and not at all when it was seen before', () => {
    const twice = [record({ eventID: 'a' }), record({ eventID: 'a' }), record({ eventID: 'b' })];
    const first = decoded(twice);
    expect(rowsOf(first.batch)[0]?.count).toBe(2);
    expect(first.eventIds).toHaveLength(4);
    const [high = 0, low = 0] = first.eventIds;
    const again = decoded(twice, allTime, new Set([BigInt(high) * 2n ** 32n + BigInt(low)]));
    expect(rowsOf(again.batch)[0]?.count).toBe(1);
  });

  it('counts records without an id each', () => {
    const answer = decoded([record(), record()]);
    expect(rowsOf(answer.batch)[0]?.count).toBe(2);
    expect(answer.eventIds).toHaveLength(0);
  });

  it('keeps what lies in the window, both ends included, by the time of the event', () => {
    const window = { from: Date.UTC(2026, 7, 1, 10), to: Date.UTC(2026, 7, 1, 11) };
    const times = ['09:59:59', '10:00:00', '11:00:00', '11:00:01'];
    const { batch } = decoded(
      times.map((time) => record({ eventTime: `2026-08-01T${time}Z` })),
      window,
    );
    expect(rowsOf(batch)).toMatchObject([{ count: 2, firstSeen: window.from, lastSeen: window.to }]);
    expect(batch.logObjects[0]?.records).toBe(4);
  });

  it('reads a bare array, pretty print, a byte order mark and text beyond ASCII', () => {
    const name = 'Zürich-東京-🙂';
    const one = record({ eventName: name });
    for (const text of [
      JSON.stringify([one]),
      JSON.stringify({ Records: [one] }, null, 2),
      `\uFEFF${JSON.stringify({ Records: [one] })}`,
    ]) {
      const answer = decode(new TextEncoder().encode(text), path, allTime);
      if ('errorCode' in answer) throw new Error(answer.message);
      expect(rowsOf(answer.batch)).toMatchObject([{ eventName: name, count: 1 }]);
    }
  });

  it('tells JSON of another shape, and text that is no JSON, by the file', () => {
    expect(errorCodeOf('{"foo":1}')).toBe('WrongShape');
    expect(errorCodeOf('{"digestStartTime":"2026-08-01T00:00:00Z","logFiles":[]}')).toBe('WrongShape');
    expect(errorCodeOf('"text"')).toBe('WrongShape');
    expect(errorCodeOf('null')).toBe('WrongShape');
    expect(errorCodeOf('{"Records":[{"eventVersion":"1.10","userId')).toBe('NotJson');
    expect(errorCodeOf('')).toBe('NotJson');
    const gap = decode(new TextEncoder().encode('{}'), path, allTime);
    expect(gap).toMatchObject({ service: 'logs', account: '111122223333', region: 'eu-west-1', path });
  });

  it('counts records that cannot be counted in one gap, and reads the rest', () => {
    const answer = decoded([
      record(),
      null,
      'text',
      record({ eventTime: 'yesterday' }),
      record({ eventSource: undefined }),
      record({ eventName: '' }),
    ]);
    expect(rowsOf(answer.batch)[0]?.count).toBe(1);
    expect(answer.gaps).toMatchObject([{ errorCode: 'Unparsed', path }]);
    expect(answer.gaps?.[0]?.message).toMatch(/^5 of 6 records/);
  });

  it('reads records with fields of unheard-of types', () => {
    const answer = decoded([
      record({
        userIdentity: 'someone',
        requestParameters: 'text',
        resources: 'none',
        awsRegion: 7,
        responseElements: [],
      }),
      record({ userIdentity: null, requestParameters: [1], resources: [null, 3, {}] }),
    ]);
    expect(rowsOf(answer.batch).map((row) => row.callerKind)).toEqual(['unattributed', 'unattributed']);
  });

  it('passes over insights and aggregated events', () => {
    const { batch } = decoded([
      record(),
      record({ eventCategory: 'Insight' }),
      record({ eventType: 'AwsCloudTrailInsight' }),
      { eventCategory: 'Aggregated', accountId: '111122223333' },
    ]);
    expect(rowsOf(batch)).toMatchObject([{ count: 1 }]);
  });

  it('tells account, region and delivery day from the name, and the contents where the name says nothing', () => {
    expect(decoded([record()]).batch.logObjects).toEqual([
      { path, kind: 'log', accountId: '111122223333', region: 'eu-west-1', day: 20_666, records: 1, contents: [] },
    ]);
    const unnamed = decode(
      logFile([record(), record({ eventTime: '2026-08-03T00:00:00Z' }), record({ awsRegion: 'us-east-1' })]),
      'x/some.json',
      { from: 0, to: 1 },
    );
    if ('errorCode' in unnamed) throw new Error(unnamed.message);
    expect(unnamed.batch.logObjects).toMatchObject([
      {
        accountId: '',
        region: '',
        records: 3,
        contents: [
          { region: 'eu-west-1', days: [20_666, 20_668], lastEvent: Date.UTC(2026, 7, 3) },
          { region: 'us-east-1', days: [20_666] },
        ],
      },
    ]);
  });

  it('joins rows of one id under several kinds, as the roll-up has one row for them', () => {
    const federated = {
      type: 'FederatedUser',
      principalId: '111122223333:bob',
      accountId: '111122223333',
      sessionContext: { sessionIssuer: { ...userIdentity } },
    };
    const { batch } = decoded([record({ userIdentity: federated }), record()]);
    expect(rowsOf(batch)).toMatchObject([{ callerKind: 'user', principalId: 'AIDAEXAMPLE', count: 2 }]);
  });

  it('keeps the paths of parameters without values, of calls that were not refused', () => {
    const detail = onlyDetail([
      record({
        requestParameters: { tags: [{ key: 'a', value: 'b' }, { other: 1 }], a: { b: { c: { d: { e: 1 } } } } },
      }),
      record({ requestParameters: { refused: 1 }, errorCode: 'AccessDenied' }),
      record({ requestParameters: { failed: 1 }, errorCode: 'ThrottlingException' }),
    ]);
    expect(detail.requestKeys).toEqual(
      ['a', 'a.b', 'a.b.c', 'a.b.c.d', 'failed', 'tags', 'tags.key', 'tags.other', 'tags.value'].sort(),
    );
    expect(detail.requestKeysKnown).toBe(true);
  });

  it('does not know parameters that AWS dropped, or more than 200 of them', () => {
    expect(onlyDetail([record({ requestParameters: { omitted: true, originalSize: 120_000 } })]).requestKeysKnown).toBe(
      false,
    );
    expect(onlyDetail([record({ requestParameters: { a: { omitted: true } } })]).requestKeysKnown).toBe(false);
    expect(onlyDetail([record({ requestParameters: undefined })]).requestKeysKnown).toBe(false);
    // None, or dropped for their size: the record does not say.
    expect(onlyDetail([record({ requestParameters: null })]).requestKeysKnown).toBe(false);
    expect(
      onlyDetail([record({ requestParameters: { omitted: true }, errorCode: 'AccessDenied' })]).requestKeysKnown,
    ).toBe(true);
    expect(onlyDetail([record({ requestParameters: keysUpTo(200) })])).toMatchObject({ requestKeysKnown: true });
    const many = onlyDetail([record({ requestParameters: keysUpTo(201) })]);
    expect(many.requestKeysKnown).toBe(false);
    expect(many.requestKeys).toHaveLength(200);
  });

  it('keeps every role handed over, with the service, the outcome and the last time', () => {
    const arn = 'arn:aws:iam::111122223333:role/app/worker';
    const detail = onlyDetail([
      record({ eventSource: 'lambda.amazonaws.com', requestParameters: { role: arn } }),
      record({
        eventSource: 'lambda.amazonaws.com',
        requestParameters: { role: arn },
        eventTime: '2026-08-01T12:00:00Z',
      }),
      record({ eventSource: 'lambda.amazonaws.com', requestParameters: { role: arn }, errorCode: 'AccessDenied' }),
    ]);
    expect(detail.passed).toEqual([
      { arn, service: 'lambda.amazonaws.com', lastSeen: Date.UTC(2026, 7, 1, 12), outcome: 'allowed' },
      { arn, service: 'lambda.amazonaws.com', lastSeen: Date.UTC(2026, 7, 1, 10), outcome: 'denied' },
    ]);
  });

  it('keeps twenty resources of calls that were not refused, and says when there were more', () => {
    const calls = Array.from({ length: 30 }, (_, at) => record({ resources: [{ ARN: `arn:aws:s3:::b/${at}` }] }));
    const capped = onlyDetail(calls);
    expect(capped.resources).toHaveLength(20);
    expect(capped.resourcesCapped).toBe(true);
    expect(onlyDetail(calls.slice(0, 20))).toMatchObject({ resourcesCapped: false });
    expect(
      onlyDetail([record({ errorCode: 'AccessDenied', resources: [{ ARN: 'arn:aws:s3:::b' }] })]).resources,
    ).toEqual([]);
  });

  it('keeps who called on the principal’s behalf, and what was refused where', () => {
    const detail = onlyDetail([
      record({ userIdentity: { ...userIdentity, invokedBy: 'cloudformation.amazonaws.com' } }),
      record({
        errorCode: 'AccessDenied',
        errorMessage:
          'User: arn:aws:iam::111122223333:user/build/ci is not authorized to perform: s3:GetObject on resource: "x" with an explicit deny in a service control policy',
      }),
    ]);
    expect(detail.invokedBy).toEqual(['cloudformation.amazonaws.com']);
    expect(detail.refusals).toEqual([{ action: 's3:GetObject', layer: 'scp' }]);
  });

  it('keeps callers by principal and day, at most fifty', () => {
    const { callers } = decoded([
      record({
        userIdentity: { ...roleIdentity, inScopeOf: { sourceArn: 'arn:aws:lambda:eu-west-1:111122223333:function:f' } },
      }),
      record({ userIdentity: roleIdentity, eventTime: '2026-08-02T00:00:00Z' }),
    ]).batch;
    expect(callers).toMatchObject([
      {
        day: 20_666,
        principalId: 'AROAEXAMPLE',
        principalArn: 'arn:aws:iam::111122223333:role/app/worker',
        sessionName: 'i-0abc',
        accessKeyId: 'ASIAEXAMPLE',
        sourceNetwork: '203.0.113.0/24',
        userAgentFamily: 'cli',
        inScopeOf: 'arn:aws:lambda:eu-west-1:111122223333:function:f',
      },
      { day: 20_667, inScopeOf: '' },
    ]);
    const many = Array.from({ length: 60 }, (_, at) => record({ sourceIPAddress: `10.0.${at}.1` }));
    expect(decoded(many).batch.callers).toHaveLength(50);
  });

  it('names the subject of a web identity', () => {
    const identity = {
      type: 'WebIdentityUser',
      userName: 'system:serviceaccount:shop:cart',
      identityProvider: 'arn:aws:iam::111122223333:oidc-provider/x',
    };
    const call = { eventSource: 'sts.amazonaws.com', eventName: 'AssumeRoleWithWebIdentity' };
    const answered = { responseElements: { subjectFromWebIdentityToken: 'repo:org/app:ref:refs/heads/main' } };
    const { callers } = decoded([
      record({ ...call, userIdentity: identity }),
      record({ ...call, ...answered, userIdentity: { type: 'WebIdentityUser' } }),
    ]).batch;
    expect(callers.map((caller) => caller.webIdentitySubject).sort()).toEqual([
      'repo:org/app:ref:refs/heads/main',
      'system:serviceaccount:shop:cart',
    ]);
  });

  it('keeps IAM changes whole, with their outcome and without secrets', () => {
    const change = record({
      eventID: 'c1',
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateAccessKey',
      requestParameters: { userName: 'bob' },
      responseElements: { accessKey: { accessKeyId: 'AKIA2', secretAccessKey: 'hidden', status: 'Active' } },
      sessionCredentialFromConsole: 'true',
    });
    const { changes } = decoded([
      change,
      { ...change, eventID: 'c2', errorCode: 'AccessDenied', responseElements: null },
      record({ eventSource: 'iam.amazonaws.com', eventName: 'GetRole' }),
    ]).batch;
    expect(changes).toMatchObject([
      {
        eventId: 'c1',
        at: Date.UTC(2026, 7, 1, 10),
        eventName: 'CreateAccessKey',
        outcome: 'allowed',
        callerKind: 'user',
        sessionArn: 'arn:aws:iam::111122223333:user/build/ci',
        sourceAddress: '203.0.113.7',
        fromConsole: true,
        parameters: { userName: 'bob' },
        response: { accessKey: { accessKeyId: 'AKIA2', status: 'Active' } },
      },
      { eventId: 'c2', outcome: 'denied' },
    ]);
    expect(JSON.stringify(changes)).not.toContain('hidden');
    expect(changes[1]).not.toHaveProperty('response');
  });

  it('says the same when it parses in pieces', () => {
    const records = Array.from({ length: 300 }, (_, at) =>
      record({
        eventID: `e${at}`,
        eventName: `Get${at % 7}`,
        requestParameters: { text: 'é'.repeat(at), [`k${at}`]: 1 },
      }),
    );
    const broken = new TextEncoder().encode('{"Records":[{"eventVersion":"1.10"},');
    for (const file of [logFile(records), logFile([...records, null]), logFile([{}]), broken]) {
      expect(decodeInPieces(file, path, allTime)).toEqual(decode(file, path, allTime));
    }
  });

  it('survives parameters nested beyond reason', () => {
    const depth = 20_000;
    const text = JSON.stringify({ Records: [record({ requestParameters: { a: 'DEEP' } })] }).replace(
      '"DEEP"',
      `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
    );
    const answer = decode(new TextEncoder().encode(text), path, allTime);
    if ('errorCode' in answer) throw new Error(answer.message);
    expect(answer.batch.details[0]).toMatchObject({ requestKeysKnown: false });
  });
});

function keysUpTo(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`parameter${at}`, at]));
}
