import { describe, expect, it } from 'vitest';
import type { Trail } from '../../../src/core/model/bundle.ts';
import { accountId, logsOf, trail, verdictsFor } from './account.ts';

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
