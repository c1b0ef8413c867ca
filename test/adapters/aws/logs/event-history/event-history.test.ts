import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { eventHistory, historyEstimate } from '../../../../../src/adapters/aws/logs/event-history/event-history.ts';
import type { HistoryProgress } from '../../../../../src/adapters/aws/logs/event-history/history-progress.ts';
import { lookupPermissions } from '../../../../../src/adapters/aws/logs/event-history/lookup.ts';
import { decode } from '../../../../../src/adapters/cloudtrail/decode.ts';
import { portionsOf } from '../../../../../src/cli/live/portions.ts';
import { historyCoverageOf } from '../../../../../src/core/evidence/history-coverage.ts';
import type { LogFacts } from '../../../../../src/core/evidence/log-reading.ts';
import { createUsageLedger } from '../../../../../src/core/evidence/usage-ledger.ts';
import type { Gap } from '../../../../../src/core/model/gap.ts';
import { dayMs } from '../../../../../src/core/model/time.ts';
import type { UsageBatch } from '../../../../../src/core/model/usage.ts';
import { sessionTo, testNow } from '../../connection.ts';
import { jsonAnswer, jsonError, type WireAnswer, type WireRequest } from '../../wire.ts';
import { type HistoryEvent, historyAnswer, testClock, wireEvent } from './history-wire.ts';

const window = { from: testNow - 3 * dayMs, to: testNow };
const regions = ['us-east-1', 'eu-west-1'];

/** So many events, a minute apart, going back from an hour ago. */
function eventsOf(count: number, prefix: string): readonly HistoryEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${prefix}-${index}`,
    at: new Date(testNow - 3_600_000 - index * 60_000).toISOString().replace('.000', ''),
    source: 'ec2.amazonaws.com',
    name: 'DescribeInstances',
  }));
}

async function read(
  answer: (request: WireRequest) => WireAnswer,
  over: Partial<Parameters<typeof eventHistory>[0]> = {},
) {
  const { session, wire, connection } = await sessionTo(answer, { maxAttempts: 1 });
  const clock = testClock(testNow);
  const source = eventHistory({ session, regions, decode, now: clock.now, pause: clock.pause, ...over });
  const items: (UsageBatch | Gap)[] = [];
  for await (const item of source.rollUp({ accounts: [] }, window, new Set())) items.push(item);
  const batches = items.flatMap((item) => ('rows' in item ? [item] : []));
  const gaps = items.flatMap((item) => ('rows' in item ? [] : [item]));
  const calls = batches.reduce((sum, { rows }) => sum + rows.count.reduce((all, one) => all + one, 0), 0);
  const history = batches.flatMap((batch) => batch.history ?? []);
  return { batches, gaps, calls, history, wire, clock, connection, source };
}

describe('eventHistory', () => {
  it('reads every page of every region, and says what it read', async () => {
    const events = { 'us-east-1': eventsOf(120, 'us'), 'eu-west-1': eventsOf(7, 'eu') };
    const { calls, gaps, history, wire } = await read((request) => historyAnswer(request, events));
    expect(gaps).toEqual([]);
    expect(calls).toBe(127);
    expect(
      wire
        .of('LookupEvents')
        .map(({ region }) => region)
        .sort(),
    ).toEqual(['eu-west-1', 'us-east-1', 'us-east-1', 'us-east-1']);
    expect(history).toEqual(
      ['us-east-1', 'eu-west-1'].map((region) => ({
        accountId: '111122223333',
        region,
        from: window.from,
        // What happened in the last hour may still be on its way.
        to: testNow - 3_600_000,
      })),
    );
  });

  it.each([
    ['the last portion, which ends within a day, up to now', 5 * 3_600_000 + 1, 1],
    ['other portions to their end', (testNow % dayMs) + 1, 0],
  ])('reads %s', async (_, before, calls) => {
    const late = eventsOf(1, 'late');
    const { session } = await sessionTo((request) => historyAnswer(request, { 'us-east-1': late }));
    const source = eventHistory({ session, regions: ['us-east-1'], decode, ...testClock(testNow) });
    let counted = 0;
    const portion = { from: window.from, to: testNow - before };
    for await (const item of source.rollUp({ accounts: [] }, portion, new Set()))
      if ('rows' in item) counted += item.rows.length;
    expect(counted).toBe(calls);
  });

  it('claims no day as read from a trail', async () => {
    const { batches } = await read((request) => historyAnswer(request, { 'us-east-1': eventsOf(3, 'us') }));
    expect(batches.flatMap(({ logObjects }) => logObjects)).toEqual([]);
  });

  it('asks a region at most twice a second', async () => {
    const { clock } = await read((request) => historyAnswer(request, { 'us-east-1': eventsOf(200, 'us') }), {
      regions: ['us-east-1'],
    });
    expect(clock.pauses).toEqual([500, 500, 500]);
  });

  it('waits when AWS throttles, and goes on with the same page', async () => {
    let refused = 0;
    const events = { 'us-east-1': eventsOf(60, 'us') };
    const { calls, gaps, clock, connection } = await read(
      (request) => {
        if (request.parameters.NextToken !== undefined && ++refused <= 2)
          return jsonError(400, 'ThrottlingException', 'Rate exceeded');
        return historyAnswer(request, events);
      },
      { regions: ['us-east-1'] },
    );
    expect(gaps).toEqual([]);
    expect(calls).toBe(60);
    expect(clock.pauses).toContain(5_000);
    expect(clock.pauses).toContain(15_000);
    expect(connection.calls.counts().find(({ operation }) => operation === 'LookupEvents')?.throttled).toBe(2);
  });

  it('gives a region up that goes on throttling, after minutes', async () => {
    const mock = mockClient(CloudTrailClient);
    mock.on(LookupEventsCommand).rejects(Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' }));
    try {
      const { gaps, history, clock } = await read(() => jsonAnswer({}), { regions: ['us-east-1'] });
      expect(gaps).toMatchObject([{ errorCode: 'ThrottlingException', region: 'us-east-1' }]);
      expect(history).toEqual([]);
      expect(mock.commandCalls(LookupEventsCommand)).toHaveLength(6);
      expect(clock.now() - testNow).toBeGreaterThan(120_000);
    } finally {
      mock.restore();
    }
  });

  it('tells a refused region as a gap of these days, and reads the others', async () => {
    const { calls, gaps, history } = await read((request) =>
      request.region === 'eu-west-1'
        ? jsonError(400, 'AccessDeniedException', 'explicit deny in a service control policy')
        : historyAnswer(request, { 'us-east-1': eventsOf(3, 'us') }),
    );
    expect(calls).toBe(3);
    expect(history.map(({ region }) => region)).toEqual(['us-east-1']);
    expect(gaps).toMatchObject([
      {
        service: 'cloudtrail',
        operation: 'LookupEvents',
        account: '111122223333',
        region: 'eu-west-1',
        errorCode: 'AccessDeniedException',
        days: [20775, 20776, 20777, 20778],
      },
    ]);
  });

  it('takes a region that does not know the keys for one that is not enabled, but not the home region', async () => {
    const answerWithout = (region: string) => (request: WireRequest) =>
      request.region === region
        ? jsonError(400, 'UnrecognizedClientException', 'The security token included in the request is invalid.')
        : historyAnswer(request, {});
    const { gaps } = await read(answerWithout('eu-west-1'));
    expect(gaps).toMatchObject([{ region: 'eu-west-1', errorCode: 'UnrecognizedClientException' }]);
    expect(gaps[0]?.message).toContain('it may not be enabled');
    await expect(read(answerWithout('us-east-1'))).rejects.toThrow('AWS does not accept the credentials');
  });

  it('ends a region whose page token comes twice, counts its events once and does not call it read', async () => {
    const events = eventsOf(2, 'us').map((event) => wireEvent(event, 'us-east-1'));
    const { calls, gaps, history } = await read(() => jsonAnswer({ Events: events, NextToken: 'again' }), {
      regions: ['us-east-1'],
    });
    expect(calls).toBe(2);
    expect(gaps).toMatchObject([{ errorCode: 'RepeatedPage', region: 'us-east-1' }]);
    expect(history).toEqual([]);
  });

  it.each([
    ['without a record', { EventId: 'x', EventName: 'DescribeInstances' }],
    ['with a record that is no JSON', { EventId: 'x', CloudTrailEvent: '{"a":1}],"x":[{' }],
    ['with a record without a time', { EventId: 'x', CloudTrailEvent: '{"eventName":"X","eventSource":"y"}' }],
  ])('does not call a region read that has an event %s', async (_, broken) => {
    const events = [...eventsOf(2, 'us').map((event) => wireEvent(event, 'us-east-1')), broken];
    const { calls, gaps, history } = await read(() => jsonAnswer({ Events: events }), { regions: ['us-east-1'] });
    expect(calls).toBe(2);
    expect(gaps).toMatchObject([{ errorCode: 'Unparsed', region: 'us-east-1', account: '111122223333' }]);
    expect(history).toEqual([]);
  });

  it('takes an answer without events for a region in which nothing happened', async () => {
    const { calls, gaps, history } = await read(() => jsonAnswer({ Events: [] }));
    expect([calls, gaps, history.length]).toEqual([0, [], 2]);
  });

  it('takes an answer without a list of events for none', async () => {
    const { gaps, history } = await read(() => jsonAnswer({}));
    expect(gaps.map(({ region, errorCode }) => `${errorCode} ${region}`)).toEqual([
      'WrongShape us-east-1',
      'WrongShape eu-west-1',
    ]);
    expect(history).toEqual([]);
  });

  it('says that nothing is known of days before the last 90', async () => {
    const { session } = await sessionTo((request) => historyAnswer(request, {}));
    const source = eventHistory({ session, regions, decode, ...testClock(testNow) });
    const items: (UsageBatch | Gap)[] = [];
    const older = { from: testNow - 100 * dayMs, to: testNow - 97 * dayMs };
    for await (const item of source.rollUp({ accounts: [] }, older, new Set())) items.push(item);
    expect(items).toMatchObject([{ errorCode: 'OutOfRange', days: [20678, 20679, 20680, 20681] }]);
  });

  it('says how far it is and how long it will take', async () => {
    const told: HistoryProgress[] = [];
    await read((request) => historyAnswer(request, { 'us-east-1': eventsOf(200, 'us') }), {
      regions: ['us-east-1'],
      onProgress: (progress) => told.push(progress),
    });
    expect(told.map(({ requests, events }) => [requests, events])).toEqual([
      [1, 50],
      [2, 100],
      [3, 150],
      [4, 200],
    ]);
    // 100 minutes of three days are read after half a second.
    expect(told[1]?.secondsLeft).toBe(14);
    expect(told[3]).toMatchObject({ share: 1, secondsLeft: 0 });
  });

  it('gives portions that together cover 90 days, and count each event once', async () => {
    const events = Array.from({ length: 900 }, (_, index) => ({
      id: `e-${index}`,
      at: new Date(testNow - index * 8_640_000).toISOString().replace('.000', ''),
      source: 'ec2.amazonaws.com',
      name: 'DescribeInstances',
    }));
    const { session } = await sessionTo((request) => historyAnswer(request, { 'us-east-1': events }, 7));
    const whole = { from: testNow - 90 * dayMs, to: testNow };
    const source = eventHistory({ session, regions, decode, ...testClock(testNow) });
    const ledger = createUsageLedger(whole);
    for (const portion of portionsOf(source, ['111122223333'], whole)) {
      for await (const item of source.rollUp({ accounts: portion.accounts }, portion.window, new Set())) {
        if (!('rows' in item)) throw new Error(item.message);
        ledger.add(item);
      }
    }
    const { history, principals, logs } = ledger.build();
    const [usage] = [...principals.values()].flatMap((principal) => [...principal.events.values()]);
    expect(usage?.allowed).toBe(900);
    expect([logs.size, history.length]).toEqual([0, 2 * 31]);
    const facts: LogFacts = {
      accountId: '111122223333',
      partition: 'aws',
      window: whole,
      regions,
      namedRegions: [],
      logs,
      history,
      changes: [],
      gaps: [],
      toleratedGapDays: 0,
      declaredDataEvents: [],
    };
    expect(historyCoverageOf(facts)).toMatchObject({ coversManagement: true, coversIam: true });
    expect(historyCoverageOf({ ...facts, history: history.slice(0, 20).concat(history.slice(21)) })).toMatchObject({
      coversManagement: false,
    });
  });

  it('declares the one permission it needs', async () => {
    const { source } = await read((request) => historyAnswer(request, {}));
    expect(source.actions).toEqual(lookupPermissions.map(({ action }) => action));
    expect(source.actions).toEqual(['cloudtrail:LookupEvents']);
  });
});

describe('historyEstimate', () => {
  it('guesses the requests from how dense the latest events are', async () => {
    const { session } = await sessionTo((request) =>
      historyAnswer(request, { 'us-east-1': eventsOf(100, 'us'), 'eu-west-1': eventsOf(1, 'eu') }),
    );
    const estimate = await historyEstimate(
      { session, regions, ...testClock(testNow) },
      { from: testNow - 90 * dayMs, to: testNow },
    );
    // The latest 50 events reach back 109 minutes, so 90 days take 1,189 pages; the quiet region takes one for each of 30 portions.
    expect(estimate).toEqual({ requests: 1_189 + 30, seconds: 595 });
  });
});
