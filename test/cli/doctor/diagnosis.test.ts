import { describe, expect, it } from 'vitest';
import { diagnosisOf } from '../../../src/cli/doctor/diagnosis.ts';
import { check, examinationOf, mainTrail } from './examination.ts';

const node = '22.11.0';

describe('diagnosisOf', () => {
  it('has nothing to say where everything is there', () => {
    expect(diagnosisOf(examinationOf(), node)).toMatchObject({ usable: 'yes', troubles: [], exitCode: 0 });
  });

  it('cannot be used where IAM may not be read, whatever else there is', () => {
    const permissions = [
      check('cloudtrail:DescribeTrails', { state: 'refused' }),
      check('iam:GetAccountAuthorizationDetails', { state: 'refused', isRequired: true, reason: 'AccessDenied: no' }),
    ];
    const { usable, exitCode, troubles } = diagnosisOf(examinationOf({ permissions, clockSkewMs: 900_000 }), node);
    expect({ usable, exitCode }).toEqual({ usable: 'no', exitCode: 2 });
    expect(troubles[0]?.what).toContain('iam:GetAccountAuthorizationDetails is refused');
    expect(troubles[0]?.fix).toContain('--print-policy');
  });

  it('names the refusal by which most is lost', () => {
    const permissions = [
      check('account:ListRegions', { state: 'refused' }),
      check('iam:ListSAMLProviders', { state: 'refused' }),
      check('iam:GenerateServiceLastAccessedDetails', { state: 'refused' }),
    ];
    const { troubles, exitCode } = diagnosisOf(examinationOf({ permissions }), node);
    expect(exitCode).toBe(4);
    expect(troubles[0]?.what).toMatch(/^3 permissions are refused; without iam:GenerateServiceLastAccessedDetails/);
  });

  it('takes what is optional, and what cannot be tried, for no gap', () => {
    const permissions = [
      check('access-analyzer:ValidatePolicy', { state: 'refused', isOptional: true }),
      check('athena:StartQueryExecution', { state: 'untried' }),
      check('sso:ListPermissionSets', { state: 'not-needed' }),
    ];
    expect(diagnosisOf(examinationOf({ permissions }), node)).toMatchObject({ usable: 'yes', exitCode: 0 });
  });

  it('warns of a clock that is off by more than five minutes, and of none that is not', () => {
    const of = (clockSkewMs: number) => diagnosisOf(examinationOf({ clockSkewMs }), node).troubles;
    expect(of(299_000)).toEqual([]);
    expect(of(-420_000)[0]?.what).toContain('7 min behind');
  });

  it('names the accounts that refuse the role', () => {
    const gap = {
      service: 'sts',
      operation: 'AssumeRole',
      account: '444455556666',
      errorCode: 'AccessDenied',
      message: 'no',
    };
    const roleArn = 'arn:aws:iam::444455556666:role/iam-drift-auditor';
    const accounts = {
      others: 12,
      tried: [
        { id: '444455556666', roleArn, gap },
        { id: '777788889999', roleArn },
      ],
    };
    const { troubles, exitCode } = diagnosisOf(examinationOf({ accounts }), node);
    expect(exitCode).toBe(4);
    expect(troubles[0]?.what).toBe('Of 12 other accounts 2 were tried, and 444455556666 cannot be read.');
  });

  it('takes a region without a trail for a gap where logs are read, for advice where not', () => {
    const trails = {
      trails: [{ ...mainTrail, isMultiRegion: false, homeRegion: 'us-east-1' }],
      regions: ['eu-west-1', 'us-east-1'],
      gaps: [],
    };
    const read = diagnosisOf(examinationOf({ trails }), node);
    expect(read.troubles.map(({ kind }) => kind)).toEqual(['gap']);
    expect(read.troubles[0]?.what).toContain('eu-west-1');
    const { logs, ...rest } = examinationOf({ trails });
    const unread = diagnosisOf({ ...rest, logs: { ...logs, setting: { source: 'changes-only' } } }, node);
    expect(unread.exitCode).toBe(0);
    expect(unread.troubles.every(({ kind }) => kind === 'advice')).toBe(true);
  });

  it('says that coming releases of the SDK need a later Node, as advice', () => {
    const { troubles, exitCode } = diagnosisOf(examinationOf(), '20.20.2');
    expect(exitCode).toBe(0);
    expect(troubles.map(({ kind, what }) => [kind, what.includes('January 2027')])).toEqual([['advice', true]]);
  });

  it('names log files that are configured and cannot be listed', () => {
    const { logs } = examinationOf();
    const listing = { state: 'refused', reason: 'AccessDenied: no' } as const;
    const { troubles, exitCode } = diagnosisOf(examinationOf({ logs: { ...logs, listing } }), node);
    expect(exitCode).toBe(4);
    expect(troubles[0]?.what).toContain('s3://logs/org cannot be listed: AccessDenied: no');
  });
});
