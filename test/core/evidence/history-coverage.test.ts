import { describe, expect, it } from 'vitest';
import { has } from '../../../src/core/catalog/action-set.ts';
import { iamChangeNames } from '../../../src/core/catalog/watched-changes.ts';
import { windowOf } from '../../../src/core/evidence/evidence-window.ts';
import { logCoverageOf } from '../../../src/core/evidence/log-coverage.ts';
import { logFactsOf } from '../../../src/core/evidence/log-facts.ts';
import { missingEvidence } from '../../../src/core/evidence/missing-evidence.ts';
import { createUsageLedger } from '../../../src/core/evidence/usage-ledger.ts';
import { inventoryOf } from '../../../src/core/inventory/inventory.ts';
import type { Gap } from '../../../src/core/model/gap.ts';
import { dayMs } from '../../../src/core/model/time.ts';
import {
  accountId,
  asOf,
  batchOf,
  catalog,
  change,
  daysAgo,
  type Given,
  judgedOf,
  logsOf,
  partsWith,
  reading,
  roleWith,
  settings,
  verdictsFor,
  viewOf,
} from './account.ts';

const actions = ['ec2:DeleteVpc', 'iam:CreateUser', 's3:GetObject'];

/** An account without a trail whose logs could be read. */
function verdicts(given: Given): Readonly<Record<string, string>> {
  return verdictsFor(actions, { logs: [], ...given, parts: { trails: [], ...given.parts } });
}

const both = [reading('us-east-1'), reading('eu-west-1')];
const changesRead = reading('us-east-1', { eventNames: iamChangeNames });
const refused: Gap = {
  service: 'cloudtrail',
  operation: 'LookupEvents',
  account: accountId,
  region: 'eu-west-1',
  errorCode: 'AccessDeniedException',
  message: 'explicit deny',
};

describe('the event history', () => {
  it('covers management events where every region was read for the whole window, without any trail', () => {
    expect(verdicts({ history: both })).toEqual({
      'ec2:DeleteVpc': 'unused',
      'iam:CreateUser': 'unused',
      's3:GetObject': 'unobservable',
    });
  });

  it('shows use as logs do', () => {
    const events = [{ daysAgo: 3, source: 'ec2.amazonaws.com', name: 'DeleteVpc' }];
    expect(verdicts({ history: both, events })['ec2:DeleteVpc']).toBe('used');
  });

  it.each<[string, Given]>([
    ['one region was not read', { history: [reading('us-east-1')] }],
    ['one region was refused', { history: [reading('us-east-1')], logGaps: [refused] }],
    [
      'one region was read of another account',
      { history: [reading('us-east-1'), { ...reading('eu-west-1'), accountId: '444455556666' }] },
    ],
    [
      'one region was read by names',
      { history: [reading('us-east-1'), reading('eu-west-1', { eventNames: iamChangeNames })] },
    ],
    [
      'one region has a hole of a minute',
      {
        history: [
          reading('us-east-1'),
          reading('eu-west-1', { to: daysAgo(40) }),
          reading('eu-west-1', { from: daysAgo(40) + 60_000 }),
        ],
      },
    ],
    [
      'one region lacks two days at the beginning',
      { history: [reading('us-east-1'), reading('eu-west-1', { from: daysAgo(88) })] },
    ],
    [
      'one region lacks two days at the end',
      { history: [reading('us-east-1'), reading('eu-west-1', { to: daysAgo(2) })] },
    ],
    [
      'a region was disabled in the window',
      { history: both, events: [{ daysAgo: 20, source: 'account.amazonaws.com', name: 'DisableRegion' }] },
    ],
  ])('covers only the global services when %s', (_, given) => {
    expect(verdicts(given)).toMatchObject({ 'ec2:DeleteVpc': 'unobservable', 'iam:CreateUser': 'unused' });
  });

  it('covers nothing global when the home region was not read', () => {
    expect(verdicts({ history: [reading('eu-west-1')] })['iam:CreateUser']).toBe('unobservable');
  });

  it('covers 89 of 90 days, and portions that meet', () => {
    const portions = [0, 30, 60].flatMap((days) =>
      ['us-east-1', 'eu-west-1'].map((region) =>
        reading(region, { from: daysAgo(89 - days), to: Math.min(daysAgo(59 - days) - 1000, asOf - 3_600_000) }),
      ),
    );
    expect(verdicts({ history: portions })['ec2:DeleteVpc']).toBe('unused');
  });

  it('covers the global services alone where the enabled regions are not known', () => {
    const { regions: _, ...parts } = partsWith({ trails: [] });
    const ledger = createUsageLedger(windowOf(asOf, 90));
    ledger.add({ ...batchOf([], []), history: both });
    const context = { window: windowOf(asOf, 90), settings, logGaps: [] };
    const { account } = inventoryOf(parts, settings, catalog);
    const coverage = logCoverageOf(logFactsOf(parts, account, ledger.build(), context), catalog);
    const covers = (name: string) => has(coverage.covered, catalog.byName.get(name)?.index ?? -1);
    expect([covers('iam:createuser'), covers('ec2:deletevpc')]).toEqual([true, false]);
    expect(coverage).toMatchObject({ coversManagement: false, coversIam: true, confidence: 'strong' });
    expect(coverage.summaries.find(({ source }) => source === 'event-history')?.text).toBe(
      'the regions that are enabled are not known, so one may not have been read',
    );
  });

  it.each([[[]], [['eu-west-1']]])('does not take a list without the home region (%j) for the regions', (regions) => {
    expect(verdicts({ history: both, parts: { regions } })).toMatchObject({
      'ec2:DeleteVpc': 'unobservable',
      'iam:CreateUser': 'unused',
    });
    expect(viewOf({ parts: { regions } }).logs.confidence).toBe('strong');
  });

  it('is not put together with half of a trail’s logs', () => {
    const late = logsOf(Array.from({ length: 80 }, (_, index) => index + 40));
    const early = ['us-east-1', 'eu-west-1'].map((region) => reading(region, { to: daysAgo(30) }));
    expect(verdictsFor(actions, { logs: late, history: early })['ec2:DeleteVpc']).toBe('unobservable');
  });

  it('says what was read, and claims no day of logs', () => {
    const { coverage, logs } = viewOf({ history: both, logs: [], parts: { trails: [] } });
    expect(logs).toMatchObject({ coversManagement: true, coversIam: true, confidence: 'certain' });
    expect(coverage.filter(({ source }) => source === 'event-history')).toEqual([
      {
        accountId,
        source: 'event-history',
        what: 'management events',
        isCovered: true,
        confidence: 'certain',
        text: 'read from the event history for the whole window, in every region',
        from: '2026-08-02T06:00:00Z',
        to: '2026-10-31T05:00:00Z',
      },
      expect.objectContaining({ what: 'changes of IAM', isCovered: true }),
    ]);
    expect(coverage.filter(({ source }) => source === 'logs').map(({ what, isCovered }) => [what, isCovered])).toEqual([
      ['data events of AWS::S3::Object', false],
      ['data events of AWS::Lambda::Function', false],
      ['data events of AWS::DynamoDB::Table', false],
    ]);
  });
});

describe('changes looked up by name', () => {
  const given: Given = { history: [changesRead], logs: [], parts: { trails: [] } };

  it('cover IAM’s changes, and no action', () => {
    const view = viewOf(given);
    expect(view.logs).toMatchObject({ coversIam: true, coversManagement: false, confidence: 'strong' });
    expect(view.logs.covered.every((word) => word === 0)).toBe(true);
    expect(missingEvidence(view).has('usage')).toBe(true);
  });

  it('make no action unused, in every region looked up', () => {
    const history = [changesRead, reading('eu-west-1', { eventNames: iamChangeNames })];
    expect(verdicts({ history })).toEqual({
      'ec2:DeleteVpc': 'unobservable',
      'iam:CreateUser': 'unobservable',
      's3:GetObject': 'unobservable',
    });
  });

  it('say in the report what they are', () => {
    const rows = viewOf(given).coverage.filter(({ source }) => source === 'event-history');
    expect(rows).toMatchObject([
      { what: 'changes of IAM', isCovered: true, text: 'read from the event history for the whole window' },
    ]);
  });

  it.each<[string, Given]>([
    ['a name was not looked up', { history: [reading('us-east-1', { eventNames: iamChangeNames.slice(1) })] }],
    ['they were looked up in another region', { history: [reading('eu-west-1', { eventNames: iamChangeNames })] }],
    ['two days are missing', { history: [reading('us-east-1', { eventNames: iamChangeNames, from: daysAgo(88) })] }],
    ['nothing was read', { history: [] }],
  ])('do not cover IAM’s changes when %s', (_, over) => {
    expect(viewOf({ ...given, ...over }).logs.coversIam).toBe(false);
  });

  it('put together several lookups of other names', () => {
    const history = [iamChangeNames.slice(0, 20), iamChangeNames.slice(20)].map((eventNames) =>
      reading('us-east-1', { eventNames }),
    );
    expect(viewOf({ ...given, history }).logs.coversIam).toBe(true);
  });

  it('date a grant where no trail is read', () => {
    const roles = [roleWith([{ Effect: 'Allow', Action: 'ec2:*', Resource: '*' }])];
    const put = change(10, 'PutRolePolicy', { roleName: 'worker', policyName: 'own' });
    const young = { ...given, changes: [put], parts: { trails: [], roles } };
    const { principal } = judgedOf(young);
    const [policy] = principal.policies;
    expect(policy && viewOf(young).timeline.ageOf(policy, principal).since).toBe(daysAgo(10));
    expect(verdictsFor(['ec2:DeleteVpc'], young)).toEqual({ 'ec2:DeleteVpc': 'too-recent' });
  });
});

describe('refusals', () => {
  it('of the event history leave covered what the logs of a trail cover', () => {
    const asked = { ...refused, days: [Math.floor(daysAgo(10) / dayMs)] };
    const { region: _, ...everywhere } = refused;
    for (const gap of [refused, asked, everywhere]) {
      expect(verdictsFor(actions, { logGaps: [gap] })['ec2:DeleteVpc']).toBe('unused');
      expect(verdictsFor(actions, { parts: { gaps: [gap] } })['ec2:DeleteVpc']).toBe('unused');
    }
  });

  it('of the logs leave covered what the event history covers', () => {
    const denied: Gap = {
      service: 's3',
      operation: 'ListObjectsV2',
      account: accountId,
      errorCode: 'AccessDenied',
      message: 'no',
    };
    expect(verdictsFor(actions, { parts: { gaps: [denied] } })['ec2:DeleteVpc']).toBe('unobservable');
    expect(verdictsFor(actions, { parts: { gaps: [denied] }, history: both })['ec2:DeleteVpc']).toBe('unused');
  });
});
