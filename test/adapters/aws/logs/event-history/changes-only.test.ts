import { describe, expect, it } from 'vitest';
import {
  type ChangesOnlyOptions,
  changesOnly,
} from '../../../../../src/adapters/aws/logs/event-history/changes-only.ts';
import { decode } from '../../../../../src/adapters/cloudtrail/decode.ts';
import { iamChangeNames, watchedNames } from '../../../../../src/core/catalog/watched-changes.ts';
import type { Gap } from '../../../../../src/core/model/gap.ts';
import { dayMs } from '../../../../../src/core/model/time.ts';
import type { UsageBatch } from '../../../../../src/core/model/usage.ts';
import { sessionTo, testNow } from '../../connection.ts';
import { jsonError, type WireAnswer, type WireRequest } from '../../wire.ts';
import { type HistoryEvent, historyAnswer, testClock, wantedName } from './history-wire.ts';

const window = { from: testNow - 90 * dayMs, to: testNow };

const attached: HistoryEvent = {
  id: 'e-1',
  at: '2026-10-01T08:00:00Z',
  source: 'iam.amazonaws.com',
  name: 'AttachRolePolicy',
  parameters: { roleName: 'worker', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
};
const late: HistoryEvent = {
  ...attached,
  id: 'e-late',
  at: new Date(testNow - 3 * 3_600_000).toISOString().replace('.000', ''),
};
const otherSource: HistoryEvent = {
  id: 'e-2',
  at: '2026-10-02T08:00:00Z',
  source: 'resource-groups.amazonaws.com',
  name: 'CreateGroup',
};
const assigned: HistoryEvent = {
  id: 'e-3',
  at: '2026-10-03T08:00:00Z',
  source: 'sso.amazonaws.com',
  name: 'CreateAccountAssignment',
};

async function read(
  answer: (request: WireRequest) => WireAnswer,
  regions: ChangesOnlyOptions['regions'] = { trails: [] },
) {
  const { session, wire } = await sessionTo(answer, { maxAttempts: 1 });
  const clock = testClock(testNow);
  const source = changesOnly({ session, regions, decode, now: clock.now, pause: clock.pause });
  const items: (UsageBatch | Gap)[] = [];
  for await (const item of source.rollUp({ accounts: ['111122223333'] }, window, new Set())) items.push(item);
  const batches = items.flatMap((item) => ('rows' in item ? [item] : []));
  return {
    wire,
    clock,
    changes: batches.flatMap((batch) => batch.changes.map(({ eventId }) => eventId)),
    logObjects: batches.flatMap(({ logObjects }) => logObjects),
    history: batches.flatMap((batch) => batch.history ?? []),
    gaps: items.flatMap((item) => ('rows' in item ? [] : [item])),
  };
}

describe('changesOnly', () => {
  it("looks up each of IAM's changes once, in the home region, and says which it looked up", async () => {
    const { wire, changes, history, gaps, logObjects } = await read((request) =>
      historyAnswer(request, { 'us-east-1': [attached] }),
    );
    expect(wire.of('LookupEvents').map(({ parameters }) => wantedName(parameters))).toEqual([...iamChangeNames]);
    expect(new Set(wire.of('LookupEvents').map(({ region }) => region))).toEqual(new Set(['us-east-1']));
    expect(changes).toEqual(['e-1']);
    expect(history).toEqual([
      {
        accountId: '111122223333',
        region: 'us-east-1',
        // The 20 seconds that the lookups took have left the history.
        from: expect.any(Number),
        to: testNow - 3_600_000,
        eventNames: iamChangeNames,
      },
    ]);
    expect(history[0]?.from ?? 0).toBeLessThan(window.from + 60_000);
    expect([gaps, logObjects]).toEqual([[], []]);
  });

  it('reads up to now, since grants are newer than the beginning of their collection', async () => {
    const { session } = await sessionTo((request) => historyAnswer(request, { 'us-east-1': [late] }));
    const source = changesOnly({ session, regions: { trails: [] }, decode, ...testClock(testNow) });
    const begun = { from: window.from, to: testNow - 6 * 3_600_000 };
    const found: string[] = [];
    for await (const item of source.rollUp({ accounts: [] }, begun, new Set()))
      if ('rows' in item) found.push(...item.changes.map(({ eventId }) => eventId));
    expect(found).toEqual(['e-late']);
  });

  it('leaves out events of other sources with the same name', async () => {
    const { changes } = await read((request) => historyAnswer(request, { 'us-east-1': [attached, otherSource] }));
    expect(changes).toEqual(['e-1']);
  });

  it('takes less than a minute', async () => {
    const { clock } = await read((request) => historyAnswer(request, {}));
    expect(clock.now() - testNow).toBeLessThan(60_000);
  });

  it('looks up what else is recorded in the account where it is recorded', async () => {
    const { wire, changes, history } = await read(
      (request) => historyAnswer(request, { 'us-east-1': [attached], 'eu-central-1': [assigned] }),
      { identityCenter: 'eu-central-1', organization: 'us-east-1', trails: ['eu-central-1', 'eu-central-1'] },
    );
    expect(changes).toEqual(['e-3', 'e-1']);
    expect(history.map(({ region, eventNames }) => [region, eventNames])).toEqual([
      ['eu-central-1', watchedNames(['identity-center', 'trail'])],
      ['us-east-1', watchedNames(['home', 'organization'])],
    ]);
    const asked = wire.of('LookupEvents').map(({ region, parameters }) => `${region} ${wantedName(parameters)}`);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('asks once where it is refused', async () => {
    const { wire, gaps, history } = await read(() => jsonError(400, 'AccessDeniedException', 'not authorized'));
    expect(wire.of('LookupEvents')).toHaveLength(1);
    expect(gaps).toMatchObject([{ region: 'us-east-1', errorCode: 'AccessDeniedException' }]);
    expect(history).toEqual([]);
  });

  it('leaves a name out of what was read when its lookup failed', async () => {
    const { gaps, history } = await read((request) =>
      wantedName(request.parameters) === 'PutRolePolicy'
        ? jsonError(400, 'InvalidTimeRangeException', 'out of range')
        : historyAnswer(request, {}),
    );
    expect(gaps).toMatchObject([{ errorCode: 'InvalidTimeRangeException' }]);
    expect(history[0]?.eventNames).toEqual(iamChangeNames.filter((name) => name !== 'PutRolePolicy'));
  });

  it('reads nothing of other accounts', async () => {
    const { session, wire } = await sessionTo((request) => historyAnswer(request, {}));
    const source = changesOnly({ session, regions: { trails: [] }, decode, ...testClock(testNow) });
    for await (const _ of source.rollUp({ accounts: ['444455556666'] }, window, new Set())) throw new Error('read');
    expect(wire.of('LookupEvents')).toEqual([]);
  });
});
