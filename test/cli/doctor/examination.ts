import type { Examination } from '../../../src/adapters/aws/doctor/examine.ts';
import type { PermissionCheck } from '../../../src/adapters/aws/doctor/permission-checks.ts';
import type { TrailView } from '../../../src/adapters/aws/doctor/trail-views.ts';

/** A trail of all regions that logs all management events. */
export const mainTrail: TrailView = {
  arn: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main',
  name: 'main',
  homeRegion: 'eu-west-1',
  isMultiRegion: true,
  isOrganization: false,
  includesGlobalServices: true,
  isLogging: true,
  loggingSince: Date.parse('2025-01-01T00:00:00Z'),
  bucket: 'logs',
  prefix: 'org',
  selectors: [{ category: 'management', readWrite: 'all', resourceType: '', isPartial: false }],
};

/** A permission that is there, but for what is said. */
export function check(action: string, more: Partial<PermissionCheck> = {}): PermissionCheck {
  return {
    action,
    state: 'allowed',
    group: 'account',
    without: `what ${action} tells is not known`,
    isRequired: false,
    isOptional: false,
    ...more,
  };
}

/** An account in which everything is in order, but for what is said. */
export function examinationOf(more: Partial<Examination> = {}): Examination {
  return {
    caller: {
      callerArn: 'arn:aws:iam::111122223333:user/auditor',
      accountId: '111122223333',
      partition: 'aws',
      homeRegion: 'us-east-1',
    },
    clockSkewMs: 120,
    regions: { from: 'account', names: ['eu-west-1', 'us-east-1'] },
    size: { principals: 812 },
    permissions: [
      check('iam:GetAccountAuthorizationDetails', { isRequired: true }),
      check('iam:GenerateServiceLastAccessedDetails'),
    ],
    trails: { trails: [mainTrail], regions: ['eu-west-1', 'us-east-1'], gaps: [] },
    analyzers: { analyzers: [], regions: ['eu-west-1', 'us-east-1'], gaps: [] },
    logs: {
      setting: { source: 's3', location: 's3://logs/org', verifyDigests: false },
      place: { bucket: 'logs', prefix: 'org/' },
      listing: { state: 'listed', files: 288, bytes: 40_000_000, isCapped: false, region: 'eu-west-1' },
    },
    accounts: { others: 0, tried: [] },
    ...more,
  };
}
