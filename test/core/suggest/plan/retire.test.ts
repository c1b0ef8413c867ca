import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../../src/core/model/time.ts';
import { emptyAccount, statesEqual } from '../../../../src/core/suggest/plan/account-state.ts';
import { applyChanges } from '../../../../src/core/suggest/plan/apply-changes.ts';
import { type RetireFacts, retirePlanOf } from '../../../../src/core/suggest/plan/retire.ts';
import { allowing, asOf, holderNamed } from '../planned-account.ts';

const role = holderNamed('role', 'old');
const user = holderNamed('user', 'robot');
const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const profile = 'arn:aws:iam::111122223333:instance-profile/old';
const ofRole: RetireFacts = {
  subject: { kind: 'role', holder: role, trust, instanceProfiles: [profile] },
  inlineNames: [],
  asOf,
  windowDays: 90,
  keepUsedDays: 400,
  origins: [],
};
const ofUser: RetireFacts = { ...ofRole, subject: { kind: 'user', holder: user, activeKeys: 1, hasPassword: true } };
const account = {
  ...emptyAccount,
  holders: new Map([
    [role.arn, { inline: new Map([['own', allowing(1)]]), attached: new Set<string>(), trust }],
    [
      user.arn,
      {
        inline: new Map(),
        attached: new Set<string>(),
        accessKeys: new Map([
          ['AKIAON', true],
          ['AKIAOFF', false],
        ]),
      },
    ],
  ]),
};

describe('the plan to retire a principal', () => {
  it('denies everything, watches, disables, and deletes apart', () => {
    const { steps } = retirePlanOf(ofRole);
    expect(steps.map(({ id, irreversible }) => [id, irreversible])).toEqual([
      ['quarantine', false],
      ['watch', false],
      ['disable', false],
      ['delete', true],
    ]);
    expect(steps[0]?.changes).toEqual([
      {
        do: 'put-inline-policy',
        holder: role,
        name: 'IamDriftQuarantine-20261121',
        document: {
          Version: '2012-10-17',
          Statement: [{ Sid: 'IamDriftQuarantine20261121', Effect: 'Deny', Action: '*', Resource: '*' }],
        },
      },
    ]);
    expect(steps[3]?.changes).toEqual([{ do: 'delete-principal', holder: role, instanceProfiles: [profile] }]);
    expect(steps[3]?.undo).toEqual([]);
  });

  it.each([
    ['a role', ofRole],
    ['a user', ofUser],
  ])('disables %s, and its undos bring back exactly what was', (_, facts) => {
    const steps = retirePlanOf(facts).steps.filter(({ irreversible }) => !irreversible);
    let now = applyChanges(account, []);
    for (const { changes, undo } of steps) {
      const after = applyChanges(now, changes);
      expect(statesEqual(applyChanges(after, undo), now)).toBe(true);
      now = after;
    }
    expect(statesEqual(now, account)).toBe(false);
    const back = steps.toReversed().reduce((state, { undo }) => applyChanges(state, undo), now);
    expect(statesEqual(back, account)).toBe(true);
    expect(back.holders.get(user.arn)?.accessKeys?.get('AKIAOFF')).toBe(false);
  });

  it('leaves a role a trust policy with a Deny for everybody and no Allow', () => {
    const [, , disable] = retirePlanOf(ofRole).steps;
    expect(disable?.changes).toMatchObject([
      { do: 'put-trust-policy', document: { Statement: [{ Effect: 'Deny', Principal: { AWS: '*' } }] } },
    ]);
    expect(JSON.stringify(disable?.changes)).not.toContain('"Allow"');
  });

  it('says of a password that it stays, and has nothing to turn off where no key is active', () => {
    const text = (facts: RetireFacts) => retirePlanOf(facts).steps[2]?.explanation.join(' ');
    expect(text(ofUser)).toContain('console password cannot be turned off');
    const without: RetireFacts = {
      ...ofUser,
      subject: { kind: 'user', holder: user, activeKeys: 0, hasPassword: false },
    };
    expect(text(without)).not.toContain('console password');
    expect(retirePlanOf(without).steps[2]?.changes).toEqual([]);
  });

  it('waits for one that was used within keepUsedDays, says why, and how to change it', () => {
    const { steps } = retirePlanOf({ ...ofRole, lastUsedAt: asOf - 100 * dayMs });
    expect(steps.map(({ notBefore }) => notBefore)).toEqual(['2027-09-17', undefined, '2027-09-17', '2027-12-16']);
    for (const step of [steps[0], steps[2]]) {
      expect(step?.explanation.join(' ')).toMatch(/last used on 2026-08-13.*once a year.*suggest\.keepUsedDays/);
    }
  });

  it('does not wait for one that was last used long ago, and deletes no earlier than a window later', () => {
    const { steps } = retirePlanOf({ ...ofRole, lastUsedAt: asOf - 400 * dayMs });
    expect(steps.map(({ notBefore }) => notBefore)).toEqual([undefined, undefined, undefined, '2027-02-19']);
  });

  it('chooses another name where the quarantine’s is taken, and says why where there is none', () => {
    const [named] = retirePlanOf({ ...ofRole, inlineNames: ['IamDriftQuarantine-20261121'] }).steps;
    expect(named?.changes).toMatchObject([{ name: 'IamDriftQuarantine-20261121-2' }]);
    const [omitted] = retirePlanOf({ ...ofRole, quarantineOmitted: 'no room' }).steps;
    expect(omitted).toMatchObject({ changes: [], undo: [] });
    expect(omitted?.explanation[0]).toBe('Nothing is changed in this step: no room.');
  });
});
