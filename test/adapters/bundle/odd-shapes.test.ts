import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectedGapsOf } from '../../../src/adapters/bundle/account.ts';
import { detailsPageOf } from '../../../src/adapters/bundle/authorization-details.ts';
import { joinedReports, lastAccessedPageOf } from '../../../src/adapters/bundle/last-accessed.ts';
import {
  accountSummaryOf,
  analyzerFindingsOf,
  objectsOf,
  policyTagsOf,
  providerArnsOf,
  regionsOf,
  roleDescriptionsOf,
} from '../../../src/adapters/bundle/list-answers.ts';
import { manifestOf } from '../../../src/adapters/bundle/manifest.ts';
import type { Place } from '../../../src/adapters/bundle/shape.ts';
import { trailsOf } from '../../../src/adapters/bundle/trails.ts';
import { detailsWith, roleNamed } from './write-bundle.ts';

const arn = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/t';

/** Each reader with an answer that it reads without a gap. */
const readers: readonly (readonly [string, (value: unknown, place: Place) => unknown, object])[] = [
  [
    'authorization details',
    detailsPageOf,
    detailsWith({ roles: [roleNamed('a', { Tags: [{ Key: 'k', Value: 'v' }] })] }),
  ],
  [
    'last accessed',
    (value, place) => {
      const page = lastAccessedPageOf(value, place);
      return page && joinedReports([page]);
    },
    {
      Arn: 'a',
      JobStatus: 'COMPLETED',
      JobCompletionDate: '2026-01-01T00:00:00Z',
      ServicesLastAccessed: [
        { ServiceNamespace: 's3', LastAuthenticated: '2026-01-01', TrackedActionsLastAccessed: [{ ActionName: 'A' }] },
      ],
    },
  ],
  [
    'trails',
    trailsOf,
    {
      trailList: [{ Name: 't', S3BucketName: 'b', HomeRegion: 'r', TrailARN: arn, IsMultiRegionTrail: true }],
      status: { [arn]: { IsLogging: true, StartLoggingTime: 1735693200 } },
      eventSelectors: {
        [arn]: { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }] },
      },
    },
  ],
  ['the account summary', accountSummaryOf, { SummaryMap: { Users: 1 } }],
  ['providers', providerArnsOf('SAMLProviderList'), { SAMLProviderList: [{ Arn: 'a' }] }],
  ['regions', regionsOf, { Regions: [{ RegionName: 'r', RegionOptStatus: 'ENABLED' }] }],
  ['roles', roleDescriptionsOf, { Roles: [{ Arn: 'a', Description: 'd' }] }],
  ['policy tags', policyTagsOf, { a: [{ Key: 'k', Value: 'v' }] }],
  ['objects', objectsOf('DelegationRequests'), { DelegationRequests: [{ id: 'x' }] }],
  ['analyzer findings', analyzerFindingsOf, { findings: [{ id: 'x' }] }],
  ['gaps', collectedGapsOf, [{ service: 's', operation: 'o', account: '', errorCode: 'e', message: 'm' }]],
  ['the manifest', manifestOf, { schemaVersion: 1, collectedAt: '2026-01-01', accounts: [{ id: '111122223333' }] }],
];

/** The value with its `at`-th node (in depth-first order) replaced. */
function withNode(value: unknown, at: number, node: unknown): unknown {
  let left = at;
  function walk(current: unknown): unknown {
    if (left-- === 0) return node;
    if (Array.isArray(current)) return current.map(walk);
    if (typeof current !== 'object' || current === null) return current;
    return Object.fromEntries(Object.entries(current).map(([key, item]) => [key, walk(item)]));
  }
  return walk(value);
}

describe.each(readers)('reading %s', (_, read, sample) => {
  it('takes the sample without a gap', () => {
    const place: Place = { account: '', file: 'x.json', gaps: [] };
    expect(read(sample, place)).toBeDefined();
    expect(place.gaps).toStrictEqual([]);
  });

  it('never throws, whatever stands in the place of any part, and never loses all of it without a gap', () => {
    fc.assert(
      fc.property(fc.nat({ max: 30 }), fc.jsonValue({ maxDepth: 2 }), (at, node) => {
        const place: Place = { account: '', file: 'x.json', gaps: [] };
        const found = read(withNode(sample, at, node), place);
        if (found === undefined) expect(place.gaps.length).toBeGreaterThan(0);
        for (const gap of place.gaps) expect(gap.message).toMatch(/^[^\n]+$/);
      }),
      { numRuns: 300 },
    );
  });
});
