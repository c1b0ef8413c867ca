import { describe, expect, it } from 'vitest';
import type { Examination } from '../../../src/adapters/aws/doctor/examine.ts';
import { diagnosisOf } from '../../../src/cli/doctor/diagnosis.ts';
import { doctorLines } from '../../../src/cli/doctor/doctor-text.ts';
import { check, examinationOf, mainTrail } from './examination.ts';

function textOf(examination: Examination, node = '22.11.0'): string {
  return doctorLines(examination, diagnosisOf(examination, node), node).join('\n');
}

describe('doctorLines', () => {
  it('tells everything, and ends with what to do next', () => {
    expect(`${textOf(examinationOf())}\n`).toBe(`Who asks
  arn:aws:iam::111122223333:user/auditor
  account 111122223333, partition aws; 2 regions enabled
  clock: as AWS's
  Node 22.11.0

Permissions in this account: 2 of 2 allowed
  allowed  iam:GetAccountAuthorizationDetails, iam:GenerateServiceLastAccessedDetails

Trails
  main: logging since 2025-01-01, all regions
    records all management events; no data events
    delivers to s3://logs/org

IAM Access Analyzer
  access from outside: no analyzer
  unused access: no analyzer

Source of logs
  recommended: s3
  The log files in s3://logs/org can be listed: 288 files (40.0 MB) of yesterday in us-east-1.
  They tell every recorded call, data events too where the trail records them.
  In iam-drift.config.json:
    {
      "collect": {
        "logs": {
          "source": "s3",
          "location": "s3://logs/org"
        }
      }
    }

Fix first
  nothing: everything is there. Next: iam-drift audit

`);
  });

  it('tells what is refused first, with what is lost, and lists what is allowed', () => {
    const permissions = [
      check('iam:ListRoles'),
      check('iam:GetCredentialReport', { state: 'refused', reason: 'AccessDenied: not authorized' }),
      check('eks:ListClusters', { state: 'unknown', reason: 'TimeoutError: no answer' }),
      check('athena:StartQueryExecution', { state: 'untried', reason: 'only a query would tell' }),
    ];
    expect(textOf(examinationOf({ permissions }))).toContain(`Permissions in this account: 1 of 4 allowed
  REFUSED  iam:GetCredentialReport; without it: what iam:GetCredentialReport tells is not known
           AccessDenied: not authorized
  unknown  TimeoutError: no answer
           - eks:ListClusters; without it: what eks:ListClusters tells is not known
  allowed  iam:ListRoles
  untried  athena:StartQueryExecution (only a query would tell)
`);
  });

  it('tells what a trail records in part, that it is off, and what none sees', () => {
    const trails = {
      trails: [
        {
          ...mainTrail,
          isMultiRegion: false,
          selectors: [
            {
              category: 'management',
              readWrite: 'write',
              eventSources: { not: true, values: ['kms.amazonaws.com'] },
              resourceType: '',
              isPartial: false,
            },
            { category: 'data', readWrite: 'all', resourceType: 'AWS::S3::Object', isPartial: true },
            { category: 'data', readWrite: 'all', resourceType: 'AWS::Lambda::Function', isPartial: false },
          ],
        },
        { ...mainTrail, name: 'old', isLogging: false, deliveryError: 'AccessDenied' },
      ],
      regions: ['eu-west-1', 'us-east-1'],
      gaps: [],
    } as const;
    const text = textOf(examinationOf({ trails }));
    expect(text).toContain('main: logging since 2025-01-01, only eu-west-1');
    expect(text.replace(/\s+/g, ' ')).toContain(
      'records management events that write but those of kms.amazonaws.com; data events of AWS::Lambda::Function and AWS::S3::Object (in part)',
    );
    expect(text).toContain('old: NOT logging');
    expect(text).toContain('the last delivery FAILED: AccessDenied');
    expect(text).toContain('unseen: us-east-1');
    expect(text).toContain('unseen: events of global services');
  });

  it('lets no text of AWS move the cursor', () => {
    const trails = { trails: [{ ...mainTrail, name: 'a\u001b[2Jb' }], regions: ['us-east-1'], gaps: [] };
    const text = textOf(examinationOf({ trails }));
    expect(text).not.toContain('\u001b');
    expect(text).toContain('a\\u001b[2Jb: logging');
  });

  it('keeps to the width of a page, but for a name', () => {
    const long = check('iam:GetCredentialReport', { state: 'refused', reason: `AccessDenied: ${'word '.repeat(60)}` });
    const lines = textOf(examinationOf({ permissions: [long] })).split('\n');
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });

  it('says which lines come after the first', () => {
    const text = textOf(examinationOf({ clockSkewMs: 400_000 }), '20.20.2');
    expect(text).toMatch(/Worth mending too\n {2}- Node 20\.20\.2 works/);
    expect(text).toMatch(/Fix first\n {2}This machine's clock is 7 min ahead of AWS's/);
  });
});
