import { describe, expect, it } from 'vitest';
import { callsLine, collectedLines } from '../../../src/cli/live/collected-text.ts';

const calls = [
  { service: 'iam', operation: 'GetAccountAuthorizationDetails', calls: 3, retries: 1, throttled: 1 },
  { service: 'iam', operation: 'GenerateServiceLastAccessedDetails', calls: 1000, retries: 0, throttled: 0 },
  { service: 'sts', operation: 'GetCallerIdentity', calls: 1, retries: 0, throttled: 0 },
];

const whole = {
  path: 'bundle',
  accounts: ['111122223333', '444455556666'],
  refused: [],
  leftOut: [],
  gaps: [],
  calls,
  files: 1012,
};

const refusal = (account: string) => ({
  service: 'iam',
  operation: 'ListRoles',
  account,
  errorCode: 'AccessDenied',
  message: 'User: arn:aws:iam::111122223333:user/auditor is not authorized',
});

describe('collectedLines', () => {
  it('says that all was answered, what it cost, and what to do next', () => {
    expect(collectedLines(whole)).toEqual([
      'collected: 2 accounts into bundle (1,012 files)',
      'everything that was asked for was answered',
      '1,004 calls of AWS (iam 1,003 and sts 1), one repeated, one throttled',
      'next: iam-drift audit --from bundle',
    ]);
  });

  it('tells what refuses in several accounts once, and who could not be entered or is closed', () => {
    const lines = collectedLines({
      ...whole,
      refused: ['444455556666'],
      leftOut: [{ id: '777788889999', why: 'the account is suspended' }],
      gaps: [refusal('111122223333'), refusal('444455556666')],
    });
    expect(lines).toEqual([
      'collected: one account into bundle (1,012 files)',
      'could not enter: one account (444455556666)',
      'left out: 777788889999: the account is suspended',
      '',
      'What could not be read:',
      '  - The auditor was not allowed to call iam:ListRoles, in 111122223333 and 444455556666.',
      '`iam-drift doctor` tells what is lost without each permission, and prints the policy that grants them',
      '',
      '1,004 calls of AWS (iam 1,003 and sts 1), one repeated, one throttled',
      'next: iam-drift audit --from bundle',
    ]);
  });

  it('writes a path as a shell takes it', () => {
    expect(collectedLines({ ...whole, path: "my team's bundle" }).at(-1)).toBe(
      "next: iam-drift audit --from 'my team'\\''s bundle'",
    );
  });
});

describe('callsLine', () => {
  it('names the services with most calls, and what was repeated and throttled', () => {
    expect(callsLine([])).toBe('0 calls of AWS');
    expect(callsLine(calls.slice(2))).toBe('one call of AWS (sts 1)');
  });
});
