import { describe, expect, it } from 'vitest';
import { quarantineSid } from '../../../../src/core/inventory/quarantine.ts';
import { managedQuarantine, quarantineNamesOf, quarantineSidOf } from '../../../../src/core/suggest/plan/quarantine.ts';
import { asOf, denying, holderNamed } from '../planned-account.ts';

const role = holderNamed('role', 'deploy');

describe('a quarantine', () => {
  it('has Sids that a scan knows, of letters and digits, with the date', () => {
    expect([1, 2, 10].map((number) => quarantineSidOf(asOf, number))).toEqual([
      `${quarantineSid}20261121`,
      `${quarantineSid}20261121n2`,
      `${quarantineSid}20261121n10`,
    ]);
    expect(quarantineSidOf(asOf, 2)).toMatch(/^[A-Za-z0-9]+$/);
  });

  it('has names that are free, and that tell plans of one day apart where they must', () => {
    expect(quarantineNamesOf(asOf, 2, ['IamDriftQuarantine-20261121'])).toEqual([
      'IamDriftQuarantine-20261121-2',
      'IamDriftQuarantine-20261121-3',
    ]);
    expect(quarantineNamesOf(asOf, 1, ['IamDriftQuarantine-20261121'], 'role-deploy')).toEqual([
      'IamDriftQuarantine-20261121-role-deploy',
    ]);
  });

  it('is made of policies whose name and path their ARNs say, attached one by one', () => {
    const arn = 'arn:aws-us-gov:iam::111122223333:policy/team/a/deny';
    const { put, takeAway } = managedQuarantine(role, [denying(1)], [arn]);
    expect(put.map(({ change }) => change)).toMatchObject([
      { do: 'create-policy', arn, name: 'deny', path: '/team/a/' },
      { do: 'attach-policy', arn },
    ]);
    expect(takeAway.map(({ change }) => change)).toMatchObject([
      { do: 'detach-policy', arn, when: 'quarantined' },
      { do: 'delete-created-policy', arn, when: 'quarantined' },
    ]);
    expect(() => managedQuarantine(role, [denying(1)], [])).toThrow('fewer names');
  });
});
