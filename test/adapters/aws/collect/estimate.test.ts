import { describe, expect, it } from 'vitest';
import { accountSizeOf, estimatedCallsOf } from '../../../../src/adapters/aws/collect/estimate.ts';
import { sessionTo } from '../connection.ts';
import { jsonAnswer, jsonError, type WireAnswer, xmlAnswer } from '../wire.ts';
import { plainSettings as settings } from './collecting.ts';

const entry = (key: string, value: number): string => `<entry><key>${key}</key><value>${value}</value></entry>`;
const summary = xmlAnswer(
  'GetAccountSummary',
  `<SummaryMap>${entry('Users', 12)}${entry('Roles', 1000)}${entry('Groups', 3)}${entry('Policies', 40)}</SummaryMap>`,
);

async function sizeWith(regions: WireAnswer) {
  const { session } = await sessionTo(({ operation }) => (operation === 'GetAccountSummary' ? summary : regions), {
    maxAttempts: 1,
  });
  return accountSizeOf(session, settings);
}

describe('the size of an account', () => {
  it('is what its summary and its regions say', async () => {
    const regions = jsonAnswer({ Regions: [{ RegionName: 'us-east-1' }, { RegionName: 'eu-central-1' }] });
    expect(await sizeWith(regions)).toEqual({
      users: 12,
      roles: 1000,
      groups: 3,
      policies: 40,
      regions: ['us-east-1', 'eu-central-1'],
    });
  });

  it('has the home region alone where the regions are refused', async () => {
    expect((await sizeWith(jsonError(403, 'AccessDeniedException', 'no'))).regions).toEqual(['us-east-1']);
  });
});

describe('the calls of an account', () => {
  const size = { users: 12, roles: 1000, groups: 3, policies: 40, regions: ['us-east-1', 'eu-central-1'] };

  it('are mostly two for each role and user', () => {
    const calls = estimatedCallsOf(size, settings, 42, 90);
    expect(calls.find(({ what }) => what.startsWith('last-accessed'))?.calls).toBe(2024);
    expect(calls.reduce((sum, row) => sum + row.calls, 0)).toBeLessThan(2200);
    expect(calls.some(({ isOpen }) => isOpen === true)).toBe(false);
  });

  it('are not known before where log files are to be listed', () => {
    const logs = { source: 's3', location: 's3://logs', verifyDigests: false } as const;
    expect(estimatedCallsOf(size, { ...settings, logs }, 42, 90).some(({ isOpen }) => isOpen === true)).toBe(true);
  });
});
