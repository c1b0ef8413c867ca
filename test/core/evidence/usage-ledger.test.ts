import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windowOf } from '../../../src/core/evidence/evidence-window.ts';
import { createUsageLedger, type UsageLedger } from '../../../src/core/evidence/usage-ledger.ts';
import type { UsageBatch } from '../../../src/core/model/usage.ts';
import { asOf, batchOf, change, daysAgo, logsOf, reading, type TestEvent } from './account.ts';

const window = windowOf(asOf, 90);

function ledgerOf(batches: readonly UsageBatch[]): UsageLedger {
  const builder = createUsageLedger(window);
  for (const batch of batches) builder.add(batch);
  return builder.build();
}

const call = { source: 'ec2.amazonaws.com', name: 'RunInstances' };

describe('the usage ledger', () => {
  it('keeps use inside the window apart from use before it, and refusals from both', () => {
    const events: readonly TestEvent[] = [
      { ...call, daysAgo: 100 },
      { ...call, daysAgo: 20 },
      { ...call, daysAgo: 10, outcome: 'failed' },
      { ...call, daysAgo: 5, outcome: 'denied' },
      { ...call, daysAgo: 95, outcome: 'denied' },
    ];
    const usage = ledgerOf([batchOf(events, [])])
      .principals.get('AROAWORKER')
      ?.events.get('ec2.amazonaws.com RunInstances');
    expect(usage).toMatchObject({
      allowed: 1,
      failed: 1,
      denied: 1,
      firstUsed: daysAgo(20),
      lastUsed: daysAgo(10),
      lastDenied: daysAgo(5),
      lastBefore: daysAgo(100),
    });
  });

  it('keeps principals without a unique id apart, by ARN', () => {
    const ledger = ledgerOf([
      batchOf(
        [
          { ...call, daysAgo: 1, principalId: '' },
          { ...call, daysAgo: 1 },
        ],
        [],
      ),
    ]);
    expect([...ledger.principals.keys()].sort()).toEqual(['AROAWORKER', 'arn:aws:iam::111122223333:role/worker']);
  });

  it('tells roles assumed from roles handed over, and forgets refused ones', () => {
    const passed = (arn: string, service: string, outcome: 'allowed' | 'denied') => ({
      arn,
      service,
      outcome,
      lastSeen: daysAgo(3),
    });
    const detail = {
      passed: [
        passed('a', 'sts.amazonaws.com', 'allowed'),
        passed('b', 'lambda.amazonaws.com', 'allowed'),
        passed('c', 'lambda.amazonaws.com', 'denied'),
      ],
    };
    expect([...ledgerOf([batchOf([{ ...call, daysAgo: 3, detail }], [])]).passed]).toEqual([
      ['a', { assumed: daysAgo(3) }],
      ['b', { handedOver: daysAgo(3) }],
    ]);
  });

  it('counts a change once that a trail and the event history both hold, and keeps the readings', () => {
    const put = change(10, 'PutRolePolicy', { roleName: 'worker' });
    const nameless = { ...put, eventId: '' };
    const history = [reading('us-east-1')];
    const ledger = ledgerOf([
      batchOf([], logsOf(), [put, nameless]),
      { ...batchOf([], [], [{ ...put }, { ...nameless, eventName: 'DeleteRolePolicy' }]), history },
    ]);
    expect(ledger.changes.map(({ eventId, eventName }) => `${eventId} ${eventName}`).sort()).toEqual([
      ' DeleteRolePolicy',
      ' PutRolePolicy',
      'PutRolePolicy-10 PutRolePolicy',
    ]);
    expect(ledger.history).toEqual(history);
    expect(ledgerOf([{ ...batchOf([], []), history }]).logs.size).toBe(0);
  });

  it('gives the same for any order and any grouping of batches', () => {
    const event = fc.record({
      source: fc.constantFrom('ec2.amazonaws.com', 's3.amazonaws.com'),
      name: fc.constantFrom('RunInstances', 'GetObject'),
      daysAgo: fc.integer({ min: 0, max: 120 }),
      outcome: fc.constantFrom('allowed' as const, 'denied' as const, 'failed' as const),
      detail: fc.record({
        requestKeys: fc.uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 5 }).map((keys) => keys.sort()),
        requestKeysKnown: fc.boolean(),
        resources: fc
          .uniqueArray(fc.integer({ max: 60, min: 0 }).map(String), { maxLength: 15 })
          .map((arns) => arns.sort()),
      }),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), fc.integer({ min: 0, max: 12 }), (events, split) => {
        const whole = events.map((one) => batchOf([one], []));
        const shuffled = [batchOf(events.slice(split), []), ...whole.slice(0, split).reverse()];
        const plain = (ledger: UsageLedger) =>
          [...ledger.principals].map(([id, { events: own }]) => [
            id,
            new Map([...own].sort(([a], [b]) => (a < b ? -1 : 1))),
          ]);
        expect(plain(ledgerOf(shuffled))).toEqual(plain(ledgerOf(whole)));
      }),
    );
  });
});
