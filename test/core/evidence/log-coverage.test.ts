import { describe, expect, it } from 'vitest';
import { has } from '../../../src/core/catalog/action-set.ts';
import { windowOf } from '../../../src/core/evidence/evidence-window.ts';
import { logCoverageOf } from '../../../src/core/evidence/log-coverage.ts';
import type { LogFacts } from '../../../src/core/evidence/log-reading.ts';
import type { Trail } from '../../../src/core/model/bundle.ts';
import { accountId, asOf, catalog, logsOf, trail, verdictsFor } from './account.ts';

const action = 'ec2:DeleteVpc';

/** A trail that records reads only. */
function readsOnly(over: Partial<Trail>): Trail {
  const selectors = (trail.selectors ?? []).map((selector) => ({ ...selector, readWrite: 'read' as const }));
  return { ...trail, arn: `${trail.arn}-reads`, name: 'reads', selectors, ...over };
}

/** The verdict on a write, when the account's log files lie below a path. */
function verdictAt(path: string, trails: readonly Trail[]): string | undefined {
  const logs = logsOf().map((object) => ({ ...object, path: object.path.replace(/^AWSLogs\/\d+\//, path) }));
  return verdictsFor([action], { logs, parts: { trails } })[action];
}

const all: Trail = { ...trail, bucket: 'log-archive', prefix: '' };

describe('which trail the files of a place are of', () => {
  it('knows the bucket and the prefix of files in S3', () => {
    const reads = readsOnly({ bucket: 'log-archive', prefix: 'reads' });
    expect(verdictAt(`s3://log-archive/AWSLogs/${accountId}/`, [all, reads])).toBe('unused');
    expect(verdictAt(`s3://log-archive/reads/AWSLogs/${accountId}/`, [all, reads])).toBe('unobservable');
  });

  it('does not take a folder in another bucket for the bucket of its name', () => {
    const reads = readsOnly({ bucket: 'other', prefix: '' });
    expect(verdictAt(`s3://other/log-archive/AWSLogs/${accountId}/`, [all, reads])).toBe('unobservable');
    expect(verdictAt(`s3://log-archive/other/AWSLogs/${accountId}/`, [all])).toBe('unused');
  });

  it('does not count an organization trail whose files were not read beside those of an account trail', () => {
    const organization: Trail = { ...all, isOrganization: true };
    const reads = readsOnly({ bucket: 'log-archive', prefix: '' });
    expect(verdictAt(`s3://log-archive/AWSLogs/${accountId}/`, [organization, reads])).toBe('unobservable');
    expect(verdictAt(`s3://log-archive/AWSLogs/o-abc123/${accountId}/`, [organization, reads])).toBe('unused');
  });
});

describe('global services in China', () => {
  it('lie in the home region only where they are IAM’s', () => {
    const regions = ['cn-north-1', 'cn-northwest-1'];
    const single: Trail = { ...trail, homeRegion: 'cn-north-1', isMultiRegion: false };
    const covers = (trails: readonly Trail[], action: string): boolean => {
      const facts: LogFacts = {
        accountId,
        partition: 'aws-cn',
        window: windowOf(asOf, 90),
        trails,
        regions,
        namedRegions: [],
        logs: new Map(
          [accountId].map((id) => [
            id,
            {
              days: new Set(logsOf().flatMap(({ day }) => day ?? [])),
              regions: new Set(regions),
              roots: new Set<string>(),
              files: 1,
              records: 1,
            },
          ]),
        ),
        history: [],
        changes: [],
        gaps: [],
        toleratedGapDays: 0,
        declaredDataEvents: [],
      };
      return has(logCoverageOf(facts, catalog).covered, catalog.byName.get(action)?.index ?? -1);
    };
    expect(covers([single], 'iam:createuser')).toBe(true);
    expect(covers([single], 'route53:createhostedzone')).toBe(false);
    expect(covers([{ ...single, isMultiRegion: true }], 'route53:createhostedzone')).toBe(true);
  });
});
