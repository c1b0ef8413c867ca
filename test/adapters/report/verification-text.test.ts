import { describe, expect, it } from 'vitest';
import { stillStands, verificationPage } from '../../../src/adapters/report/verification-text.ts';
import type { Verification } from '../../../src/core/model/suggestion.ts';
import { suggestion } from './suggestion.ts';

const good: Verification = {
  holds: true,
  missing: [],
  newHolders: [],
  changedInputs: [],
  checks: [{ point: 'replay', holds: true, text: '12 calls asked again, none refused' }],
  stillUnused: ['ec2:*', 'iam:*'],
  noLongerUnused: [],
};

const bad: Verification = {
  holds: false,
  missing: ['arn:aws:iam::111122223333:role/gone'],
  newHolders: [],
  changedInputs: [
    { of: 'arn:aws:iam::aws:policy/AdministratorAccess', part: 'v1', was: '0', is: '1' },
    { of: 'arn:aws:iam::111122223333:role/x', part: 'inline a', was: '0' },
    { of: 'arn:aws:iam::111122223333:role/x', part: 'inline b', is: '1' },
  ],
  checks: [{ point: 'replay', holds: false, text: 'ec2:RunInstances would be refused' }],
  stillUnused: [],
  noLongerUnused: [
    {
      action: 'ec2:RunInstances',
      principal: 'arn:aws:iam::111122223333:role/legacy-deployer',
      verdict: 'used',
      reason: '3 calls',
      lastUsed: '2026-12-01T00:00:00Z',
    },
  ],
  quarantine: { since: '2026-11-21', refused: [{ action: 'iam:ListRoles', lastRefused: '2026-11-22T00:00:00Z' }] },
};

function page(verification: Verification, width = 100): string {
  return [...verificationPage(suggestion(), verification, '2026-12-04T06:00:00Z', { colors: false, width })].join('');
}

describe('a certificate checked again', () => {
  it('says that it holds, and what may still go', () => {
    expect(page(good)).toBe(`legacy-deployer: the certificate still holds
arn:aws:iam::111122223333:role/legacy-deployer
Made from use seen to 2026-11-20, with 1 document; checked as of 2026-12-04.

Checked again
  holds   replay          12 calls asked again, none refused

May still go
  - ec2:* and iam:*
`);
  });

  it('says what changed, what fails, what must stay now, and what to do', () => {
    const text = page(bad);
    expect(text).toMatch(/^legacy-deployer: the certificate no longer holds as it was made\n/);
    expect(text).toContain('  - v1 of arn:aws:iam::aws:policy/AdministratorAccess: another document than it was\n');
    expect(text).toContain('  - inline a of arn:aws:iam::111122223333:role/x: gone\n');
    expect(text).toContain('  - inline b of arn:aws:iam::111122223333:role/x: new\n');
    expect(text).toContain('\n  FAILED  replay          ec2:RunInstances would be refused\n');
    expect(text).toContain('\nGone, or not in the accounts read\n  - arn:aws:iam::111122223333:role/gone\n');
    expect(text.replace(/\s+/g, ' ')).toContain('role/legacy-deployer: used, last used 2026-12-01 (3 calls)');
    expect(text).toContain('  - iam:ListRoles was refused, last on 2026-11-22: somebody needs it.\n');
    expect(text).toContain('May still go\n  - nothing of it\n');
    expect(text).toContain('iam-drift suggest --frozen CERTIFICATE');
  });

  it('stands only while its quarantine refused nobody', () => {
    const { quarantine } = bad;
    expect(stillStands(good)).toBe(true);
    expect(stillStands({ ...good, holds: false })).toBe(false);
    if (quarantine === undefined) throw new Error('there is one');
    expect(stillStands({ ...good, quarantine })).toBe(false);
    expect(stillStands({ ...good, quarantine: { since: '2026-11-21', refused: [] } })).toBe(true);
  });

  it('shows names as text, and counts what is too much', () => {
    const many = Array.from({ length: 30 }, () => ({ of: 'a\u001b[2J\nChecked again', part: 'p', is: '1' }));
    const text = page({ ...bad, changedInputs: many });
    expect(text).not.toMatch(/[^\n\P{Cc}]/u);
    expect(text.split('\n').filter((line) => line === 'Checked again')).toHaveLength(1);
    expect(text).toContain('  - and 10 more\n');
  });
});
