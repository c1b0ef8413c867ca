import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventHistory } from '../../../src/adapters/aws/logs/event-history/event-history.ts';
import { readUsageFiles } from '../../../src/adapters/bundle/read-usage.ts';
import { openBundleWriter } from '../../../src/adapters/bundle/write-bundle.ts';
import { decode } from '../../../src/adapters/cloudtrail/decode.ts';
import { collectUsage } from '../../../src/cli/live/collect-usage.ts';
import { accountViewOf } from '../../../src/core/evidence/account-evidence.ts';
import { windowOf } from '../../../src/core/evidence/evidence-window.ts';
import { createUsageLedger } from '../../../src/core/evidence/usage-ledger.ts';
import { verdictOf } from '../../../src/core/evidence/verdicts.ts';
import { inventoryOf } from '../../../src/core/inventory/inventory.ts';
import type { Gap } from '../../../src/core/model/gap.ts';
import { dayMs } from '../../../src/core/model/time.ts';
import { sessionTo } from '../../adapters/aws/connection.ts';
import { type HistoryEvent, historyAnswer, testClock } from '../../adapters/aws/logs/event-history/history-wire.ts';
import { jsonError, type WireRequest } from '../../adapters/aws/wire.ts';
import { accountId, asOf, catalog, partsWith, roleWith, settings } from '../../core/evidence/account.ts';

const regions = ['us-east-1', 'eu-west-1'];
const calls = [
  ['ec2:DeleteVpc', 'ec2.amazonaws.com', 'DeleteVpc'],
  ['ec2:DeleteSubnet', 'ec2.amazonaws.com', 'DeleteSubnet'],
  ['lambda:CreateAlias', 'lambda.amazonaws.com', 'CreateAlias'],
  ['iam:CreateUser', 'iam.amazonaws.com', 'CreateUser'],
] as const;
type Action = (typeof calls)[number][0];

/** What a role did, and what stood in the way of reading it. */
interface World {
  readonly done: readonly { readonly call: number; readonly region: number; readonly hoursAgo: number }[];
  /** Hours ago that the inline policy was put. */
  readonly granted: number | undefined;
  /** When each run begins, at which of its requests it dies, and of which calls done it is refused the lookup that would show them. */
  readonly runs: readonly {
    readonly hoursLater: number;
    readonly diesAt: number;
    readonly refused: readonly number[];
  }[];
}

const world: fc.Arbitrary<World> = fc.record({
  done: fc.array(fc.record({ call: fc.nat(3), region: fc.nat(1), hoursAgo: fc.nat(92 * 24) }), {
    minLength: 1,
    maxLength: 3,
  }),
  granted: fc.option(fc.integer({ min: 1, max: 92 * 24 }), { nil: undefined, freq: 3 }),
  runs: fc.array(
    fc.record({
      hoursLater: fc.oneof(fc.nat(20), fc.nat(50)),
      diesAt: fc.oneof(fc.integer({ min: 1, max: 70 }), fc.constant(10_000), fc.constant(10_000)),
      refused: fc.array(fc.nat(2), { maxLength: 1 }),
    }),
    { minLength: 1, maxLength: 2 },
  ),
});

const at = (hoursAgo: number): string => new Date(asOf - hoursAgo * 3_600_000).toISOString().replace('.000', '');

/** All that is in the event history, by region. */
function historyOf({ done, granted }: World): Readonly<Record<string, readonly HistoryEvent[]>> {
  const events = done.map(({ call, region, hoursAgo }, index): { where: string; event: HistoryEvent } => {
    const [action, source, name] = calls[call] ?? calls[0];
    const where = action.startsWith('iam:') ? 'us-east-1' : (regions[region] ?? '');
    return { where, event: { id: `e-${index}`, at: at(hoursAgo), source, name } };
  });
  if (granted !== undefined) {
    const parameters = { roleName: 'admin', policyName: 'own' };
    const put = { id: 'put', at: at(granted), source: 'iam.amazonaws.com', name: 'PutRolePolicy', parameters };
    events.push({ where: 'us-east-1', event: put });
  }
  return Object.fromEntries(
    regions.map((region) => [region, events.filter(({ where }) => where === region).map(({ event }) => event)]),
  );
}

function isShownBy({ region, parameters }: WireRequest, done: World['done'][number] | undefined): boolean {
  if (done === undefined) return false;
  const where = calls[done.call]?.[0] === 'iam:CreateUser' ? 'us-east-1' : regions[done.region];
  const time = (asOf - done.hoursAgo * 3_600_000) / 1000;
  return where === region && time >= Number(parameters.StartTime) && time <= Number(parameters.EndTime);
}

let folder = '';
let bundles = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iam-drift-world-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Collects the world's history into one bundle, run after run, each gone on with the next. */
async function collected(given: World): Promise<string> {
  const bundle = join(folder, String(bundles++));
  const all = historyOf(given);
  for (const { hoursLater, diesAt, refused } of given.runs) {
    const clock = testClock(asOf + hoursLater * 3_600_000);
    let requests = 0;
    const ending = new AbortController();
    const answer = (request: WireRequest) => {
      requests += 1;
      if (requests === diesAt) ending.abort(new Error('killed'));
      if (refused.some((index) => isShownBy(request, given.done[index])))
        return jsonError(400, 'AccessDeniedException', 'not authorized');
      const held = Object.entries(all).map(([region, events]) => {
        const there = events.filter((event) => {
          const time = Date.parse(event.at);
          // Events come half an hour late, and leave after 90 days.
          return time >= clock.now() - 90 * dayMs && time <= clock.now() - 1_800_000;
        });
        return [region, there] as const;
      });
      return historyAnswer(request, Object.fromEntries(held), 1);
    };
    const { session } = await sessionTo(answer, { maxAttempts: 1, signal: ending.signal, now: clock.now });
    const writer = await openBundleWriter(bundle, { fresh: false, now: clock.now });
    const tools = { session, decode, now: clock.now, pause: clock.pause };
    try {
      await collectUsage({
        source: eventHistory({ ...tools, regions }),
        accounts: [accountId],
        window: { from: asOf - 90 * dayMs, to: asOf },
        writer,
        signal: ending.signal,
        progress: () => undefined,
      });
    } catch (error) {
      if (!ending.signal.aborted) throw error;
    } finally {
      await writer.flush();
    }
  }
  return bundle;
}

async function verdictsIn(bundle: string): Promise<ReadonlyMap<string, string>> {
  const window = windowOf(asOf, 90);
  const ledger = createUsageLedger(window);
  const logGaps: Gap[] = [];
  for await (const item of readUsageFiles(bundle, { from: asOf - 490 * dayMs, to: asOf }))
    'rows' in item ? ledger.add(item) : logGaps.push(item);
  const statement = { Effect: 'Allow', Action: calls.map(([action]) => action), Resource: '*' };
  const admin = { id: 'AROAADMIN', name: 'admin', arn: `arn:aws:iam::${accountId}:role/admin` };
  const parts = partsWith({ trails: [], regions, roles: [roleWith([statement], admin)] });
  const context = { window, collectedAt: asOf, settings, organization: { gaps: [] }, logGaps };
  const view = accountViewOf(parts, inventoryOf(parts, settings, catalog), ledger.build(), context, catalog);
  const [judged] = view.principals;
  if (judged === undefined) throw new Error('there is one role');
  return new Map(
    calls.map(([action]) => [
      action,
      verdictOf(judged.verdicts, catalog.byName.get(action.toLowerCase())?.index ?? -1),
    ]),
  );
}

const begun = { hoursLater: 1, diesAt: 10_000, refused: [] };

describe('an event history that is read with interruptions, refusals and days between', () => {
  it('calls nothing unused that was used, or granted, within the window, less a day at each end', async () => {
    let unused = 0;
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        const verdicts = await verdictsIn(await collected(given));
        unused += [...verdicts.values()].filter((verdict) => verdict === 'unused').length;
        const used = given.done
          .filter(({ hoursAgo }) => hoursAgo > 24 && hoursAgo < 89 * 24)
          .map(({ call }): Action => calls[call]?.[0] ?? 'ec2:DeleteVpc');
        for (const action of used) expect(['used', 'unobservable', 'too-recent']).toContain(verdicts.get(action));
        if (given.granted === undefined || given.granted < 24 || given.granted > 89 * 24) return;
        expect([...verdicts.values()]).not.toContain('unused');
      }),
      {
        numRuns: 15,
        plugins: [fc.unbiased()],
        examples: [
          [
            {
              done: [{ call: 0, region: 1, hoursAgo: 240 }],
              granted: undefined,
              runs: [{ ...begun, refused: [0] }],
            },
          ],
          [{ done: [{ call: 3, region: 0, hoursAgo: 240 }], granted: undefined, runs: [{ ...begun, refused: [0] }] }],
          [
            {
              done: [{ call: 0, region: 0, hoursAgo: 2136 - 2 }],
              granted: undefined,
              runs: [{ ...begun, hoursLater: 30 }],
            },
          ],
          [{ done: [{ call: 1, region: 0, hoursAgo: 0 }], granted: undefined, runs: [{ ...begun, diesAt: 9 }, begun] }],
        ],
      },
    );
    expect(unused).toBeGreaterThan(0);
  });
});
