import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/model/json-object.ts';
import type { RemediationStep } from '../../../../src/core/model/remediation.ts';
import { type AccountState, statesEqual } from '../../../../src/core/suggest/plan/account-state.ts';
import { applyChanges, type ChangeQuotas } from '../../../../src/core/suggest/plan/apply-changes.ts';
import { type PlanFacts, planOf } from '../../../../src/core/suggest/plan/plan.ts';
import { allowing, asOf, denying, holderNamed, permissionSet, plannedAccounts, policyArn } from '../planned-account.ts';

const seeded = { seed: 20261121, numRuns: 1000 } as const;

function done(state: AccountState, steps: readonly RemediationStep[], quotas: ChangeQuotas): AccountState {
  return steps.reduce((now, { changes }) => applyChanges(now, changes, quotas), state);
}

function undone(state: AccountState, steps: readonly RemediationStep[], quotas: ChangeQuotas): AccountState {
  return steps.toReversed().reduce((now, { undo }) => applyChanges(now, undo, quotas), state);
}

function picked(steps: readonly RemediationStep[], id: RemediationStep['id']): readonly RemediationStep[] {
  return steps.filter((step) => step.id === id);
}

describe('any plan, on a model of the account', () => {
  it('can be done step by step, and the undo of each step brings back what was before it', () => {
    fc.assert(
      fc.property(plannedAccounts, ({ state, facts, quotas }) => {
        let now = state;
        for (const step of planOf(facts).steps) {
          const after = applyChanges(now, step.changes, quotas);
          if (!step.irreversible) expect(statesEqual(applyChanges(after, step.undo, quotas), now)).toBe(true);
          now = after;
        }
      }),
      seeded,
    );
  });

  it('is wholly taken back by all undos in reverse, but for what is irreversible', () => {
    fc.assert(
      fc.property(plannedAccounts, ({ state, facts, quotas }) => {
        const steps = planOf(facts).steps.filter(({ irreversible }) => !irreversible);
        expect(statesEqual(undone(done(state, steps, quotas), steps, quotas), state)).toBe(true);
      }),
      seeded,
    );
  });

  it('removes the same with the quarantine in force, without it, and after its undo', () => {
    fc.assert(
      fc.property(plannedAccounts, ({ state, facts, quotas }) => {
        const { steps } = planOf(facts);
        const quarantine = picked(steps, 'quarantine');
        const remove = picked(steps, 'remove');
        const without = done(state, remove, quotas);
        const takenBack = undone(done(state, quarantine, quotas), quarantine, quotas);
        expect(statesEqual(done(done(state, quarantine, quotas), remove, quotas), without)).toBe(true);
        expect(statesEqual(done(takenBack, remove, quotas), without)).toBe(true);
      }),
      seeded,
    );
  });

  it('puts no quarantine by the undo of a removal that met none', () => {
    fc.assert(
      fc.property(plannedAccounts, ({ state, facts, quotas }) => {
        const { steps } = planOf(facts);
        const quarantine = picked(steps, 'quarantine');
        const remove = picked(steps, 'remove');
        expect(statesEqual(undone(done(state, remove, quotas), remove, quotas), state)).toBe(true);
        const takenBack = undone(done(state, quarantine, quotas), quarantine, quotas);
        expect(statesEqual(undone(done(takenBack, remove, quotas), remove, quotas), state)).toBe(true);
      }),
      seeded,
    );
  });

  it('leaves exactly what its edits say', () => {
    fc.assert(
      fc.property(plannedAccounts, ({ state, facts, quotas }) => {
        const { steps } = planOf(facts);
        const after = done(state, [...picked(steps, 'quarantine'), ...picked(steps, 'remove')], quotas);
        expect(JSON.stringify([...after.policies].map(([, { versions }]) => versions))).not.toContain('"Deny"');
        for (const edit of facts.edits) {
          if (edit.edit === 'inline') {
            expect(after.holders.get(edit.holder.arn)?.inline.get(edit.name)).toEqual(edit.after);
          } else if (edit.edit === 'version') {
            const version = after.policies.get(edit.arn)?.versions.find(({ isDefault }) => isDefault);
            expect(version?.document).toEqual(edit.after);
          } else if (edit.edit === 'detach' || edit.edit === 'create') {
            expect(after.holders.get(edit.holder.arn)?.attached.has(edit.arn)).toBe(edit.edit === 'create');
          } else if (edit.edit === 'permission-set-inline') {
            expect(after.permissionSets.get(edit.permissionSet.arn)?.provisioned.inline).toEqual(edit.after);
          } else {
            expect(after.permissionSets.get(edit.permissionSet.arn)?.provisioned.attached.has(edit.arn)).toBe(false);
          }
        }
        const touched = new Set(facts.edits.flatMap((edit) => (edit.edit === 'inline' ? [edit.name] : [])));
        for (const [arn, { inline }] of state.holders) {
          for (const [name, document] of inline) {
            if (!touched.has(name)) expect(after.holders.get(arn)?.inline.get(name)).toBe(document);
          }
        }
      }),
      seeded,
    );
  });
});

const role = holderNamed('role', 'deploy');
const narrowed = { edit: 'inline', holder: role, name: 'own', before: allowing(1), after: allowing(2) } as const;
const ofRole: PlanFacts = {
  subject: { kind: 'principal', holder: role, inlineNames: ['own'] },
  edits: [narrowed],
  quarantine: { documents: [denying(1)] },
  asOf,
  windowDays: 90,
  origins: [],
};

function stepOf(facts: PlanFacts, id: RemediationStep['id']): RemediationStep {
  const [step] = picked(planOf(facts).steps, id);
  if (step === undefined) throw new Error(`no step ${id}`);
  return step;
}

describe('the plan of a smaller policy', () => {
  it('denies first, watches, then removes, and takes the Deny away last', () => {
    const { steps } = planOf(ofRole);
    expect(steps.map(({ id }) => id)).toEqual(['quarantine', 'watch', 'remove']);
    const name = 'IamDriftQuarantine-20261121';
    expect(steps[0]).toMatchObject({
      changes: [{ do: 'put-inline-policy', holder: role, name, document: denying(1) }],
      undo: [{ do: 'delete-inline-policy', holder: role, name }],
    });
    const quarantine = { at: 'inline', holder: role, name };
    expect(steps[2]?.changes).toEqual([
      { do: 'note-quarantine', quarantine },
      { do: 'put-inline-policy', holder: role, name: 'own', document: allowing(2) },
      { do: 'delete-inline-policy', holder: role, name, when: 'quarantined' },
    ]);
    expect(steps[2]?.undo).toEqual([
      { do: 'recall-quarantine', quarantine },
      { do: 'put-inline-policy', holder: role, name, document: denying(1), when: 'quarantined' },
      { do: 'put-inline-policy', holder: role, name: 'own', document: allowing(1) },
    ]);
  });

  it('locks no step but a deletion to a date', () => {
    const policy = policyArn('wide');
    const detach = { edit: 'detach', holder: role, arn: policy, before: allowing(1), isAwsManaged: false } as const;
    const { steps } = planOf({ ...ofRole, edits: [{ ...detach, isLastHolder: true }] });
    expect(steps.map(({ notBefore }) => notBefore)).toEqual([undefined, undefined, undefined, '2027-02-19']);
    expect(steps[3]).toMatchObject({ id: 'delete', irreversible: true, undo: [] });
    expect(steps[3]?.changes).toEqual([{ do: 'delete-policy', arn: policy }]);
  });

  it('deletes no policy that others have, nor one of AWS', () => {
    const detach = { edit: 'detach', holder: role, before: allowing(1) } as const;
    const { steps } = planOf({
      ...ofRole,
      edits: [
        { ...detach, arn: policyArn('shared'), isAwsManaged: false, isLastHolder: false },
        { ...detach, arn: 'arn:aws:iam::aws:policy/AdministratorAccess', isAwsManaged: true, isLastHolder: true },
      ],
    });
    expect(steps.map(({ id }) => id)).not.toContain('delete');
  });

  it('gives the quarantine another name than a policy that is there, whatever the case', () => {
    const subject = { kind: 'principal', holder: role, inlineNames: ['iamdriftquarantine-20261121'] } as const;
    const documents = [denying(1), denying(2)];
    expect(stepOf({ ...ofRole, subject, quarantine: { documents } }, 'quarantine').changes).toMatchObject([
      { name: 'IamDriftQuarantine-20261121-2' },
      { name: 'IamDriftQuarantine-20261121-3' },
    ]);
  });

  it('says why there is no quarantine, and changes nothing in its place', () => {
    const facts: PlanFacts = { ...ofRole, quarantine: { omitted: 'the Deny does not fit' } };
    expect(stepOf(facts, 'quarantine')).toMatchObject({ changes: [], undo: [] });
    expect(stepOf(facts, 'quarantine').explanation[0]).toBe('Nothing is changed in this step: the Deny does not fit.');
    expect(stepOf(facts, 'remove').changes).toHaveLength(1);
  });

  it('makes and attaches before it detaches, unless the attachments are at their quota', () => {
    const arn = policyArn('new');
    const aws = 'arn:aws:iam::aws:policy/AdministratorAccess';
    const facts: PlanFacts = {
      ...ofRole,
      edits: [
        { edit: 'detach', holder: role, arn: aws, isAwsManaged: true, before: allowing(1), isLastHolder: true },
        { edit: 'create', holder: role, arn, name: 'new', path: '/app/', after: allowing(2) },
      ],
      quarantine: { omitted: 'none' },
    };
    const order = (attached: number) =>
      stepOf({ ...facts, attachments: [{ holder: role.arn, attached, quota: 10 }] }, 'remove').changes.map(
        (change) => change.do,
      );
    expect(order(9)).toEqual(['create-policy', 'attach-policy', 'detach-policy']);
    expect(order(10)).toEqual(['create-policy', 'detach-policy', 'attach-policy']);
  });

  it('saves the oldest version that is not the default where a policy is full, and deletes it once', () => {
    const arn = policyArn('shared');
    const versions = [1, 2, 3, 4, 5].map((number) => ({
      versionId: `v${number}`,
      isDefault: number === 1,
      document: allowing(number),
    }));
    const policy = { arn, versions, versionQuota: 5 };
    const facts: PlanFacts = {
      ...ofRole,
      subject: { kind: 'policy', name: 'shared', ...policy },
      edits: [{ edit: 'version', ...policy, after: allowing(6) }],
    };
    const lost = { arn, versionId: 'v2', document: allowing(2) };
    const denied = { Version: '2012-10-17', Statement: [...statements(allowing(1)), ...statements(denying(1))] };
    const quarantine = stepOf(facts, 'quarantine');
    expect(quarantine.changes).toEqual([
      { do: 'delete-policy-version', ...lost },
      { do: 'create-policy-version', arn, document: denied },
    ]);
    expect(quarantine.undo).toEqual([
      { do: 'return-to-version', arn, versionId: 'v1' },
      { do: 'restore-policy-version', ...lost },
    ]);
    expect(stepOf(facts, 'remove').changes.slice(1)).toEqual([
      { do: 'return-to-version', arn, versionId: 'v1', when: 'quarantined' },
      { do: 'delete-policy-version', ...lost, when: 'not-quarantined' },
      { do: 'create-policy-version', arn, document: allowing(6) },
    ]);
  });

  it('appends the Deny to the inline policy of a permission set, under a Sid that is free, and provisions it', () => {
    const facts: PlanFacts = {
      ...ofRole,
      subject: { kind: 'permission-set', permissionSet, inline: denying(1) },
      edits: [{ edit: 'permission-set-inline', permissionSet, before: denying(1), after: allowing(3) }],
    };
    const { changes } = stepOf(facts, 'quarantine');
    expect(changes.map((change) => change.do)).toEqual([
      'put-permission-set-inline-policy',
      'provision-permission-set',
    ]);
    expect(changes[0]).toMatchObject({
      document: { Statement: [{ Sid: 'IamDriftQuarantine20261121' }, { Sid: 'IamDriftQuarantine20261121n2' }] },
    });
    expect(stepOf(facts, 'remove').undo.at(-1)?.do).toBe('provision-permission-set');
  });

  it('takes away what a former quarantine left after everything else', () => {
    const former = { edit: 'inline', holder: role, name: 'IamDriftQuarantine-20261101', before: denying(1) } as const;
    const facts: PlanFacts = { ...ofRole, edits: [former, narrowed], quarantine: { omitted: 'one is in force' } };
    expect(stepOf(facts, 'remove').changes).toMatchObject([{ name: 'own' }, { name: 'IamDriftQuarantine-20261101' }]);
    expect(stepOf(facts, 'watch').title).toBe('Watch for refusals');
    expect(stepOf({ ...facts, edits: [narrowed] }, 'watch').title).toBe('Watch for use');
  });

  it('takes no document for a quarantine that a scan would not know as one', () => {
    expect(() => planOf({ ...ofRole, quarantine: { documents: [allowing(1)] } })).toThrow('IamDriftQuarantine20261121');
    expect(() => planOf({ ...ofRole, quarantine: { documents: [] } })).toThrow('without a document');
  });
});

function statements(document: JsonObject): readonly unknown[] {
  return Array.isArray(document.Statement) ? document.Statement : [];
}
