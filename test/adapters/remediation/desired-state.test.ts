import { describe, expect, it } from 'vitest';
import {
  type DesiredState,
  desiredState,
  isAllNew,
  isEmptyState,
} from '../../../src/adapters/remediation/desired-state.ts';
import { InternalError } from '../../../src/core/model/errors.ts';
import type { Suggestion } from '../../../src/core/model/suggestion.ts';
import { ciRole, permissionSet, sharedPolicy, unusedRole } from './stated-suggestions.ts';

function stateOf(
  suggestion: Suggestion,
  id: 'quarantine' | 'remove' | 'disable',
  direction: 'forth' | 'back',
): DesiredState {
  const step = suggestion.plan.steps.find((one) => one.id === id);
  if (step === undefined) throw new Error(`no step ${id}`);
  return desiredState(suggestion, step, direction);
}

describe('desiredState', () => {
  it('tells of what a removal writes whether it was there, and of whom it takes something all that stays', () => {
    const state = stateOf(ciRole(), 'remove', 'forth');
    expect(state.inlinePolicies.map(({ name, existed }) => [name, existed])).toEqual([['deploy', true]]);
    expect(state.policies.map(({ name, path, existed }) => [name, path, existed])).toEqual([
      ['ci-deploy-AdministratorAccess', '/iam-drift/', false],
    ]);
    expect(state.onlyInline.map(({ names }) => names)).toEqual([['deploy', 'logs']]);
    expect(state.onlyAttached.map(({ arns }) => arns.length)).toEqual([2]);
    expect(state.left).toEqual([]);
  });

  it('brings back documents and attachments, and no quarantine', () => {
    const suggestion = ciRole();
    const state = stateOf(suggestion, 'remove', 'back');
    const inlineBefore = suggestion.before.filter(({ type }) => type === 'inline');
    expect(new Map(state.inlinePolicies.map(({ name, document }) => [name, document]))).toEqual(
      new Map(inlineBefore.map(({ name, document }) => [name, document])),
    );
    expect(state.inlinePolicies.map(({ name, existed }) => [name, existed])).toEqual([
      ['old', false],
      ['deploy', true],
    ]);
    expect(state.attachments.map(({ arn }) => arn)).toEqual(['arn:aws:iam::aws:policy/AdministratorAccess']);
    expect(state.onlyInline).toEqual([]);
    expect(state.left.map((change) => change.do)).toEqual(['delete-created-policy']);
  });

  it('takes the document of a former version from what the suggestion had before', () => {
    const suggestion = sharedPolicy();
    const state = stateOf(suggestion, 'remove', 'back');
    expect(state.policies.map(({ name, path, document }) => [name, path, document])).toEqual([
      ['shared', '/team/', suggestion.before[0]?.document],
    ]);
    expect(state.left.map((change) => change.do)).toEqual(['restore-policy-version']);
    expect(() => stateOf({ ...suggestion, before: [] }, 'remove', 'back')).toThrow(InternalError);
  });

  it('leaves to commands what it would have to know the whole for', () => {
    const state = stateOf({ ...ciRole(), holders: [] }, 'remove', 'forth');
    expect([state.onlyInline, state.onlyAttached]).toEqual([[], []]);
    expect(new Set(state.left.map((change) => change.do))).toEqual(new Set(['detach-policy', 'delete-inline-policy']));
    const { permissionSetPolicies: _, ...set } = permissionSet();
    const ofSet = stateOf(set, 'remove', 'forth');
    expect(ofSet.permissionSets.map(({ onlyAttached }) => onlyAttached)).toEqual([undefined]);
    expect(ofSet.left.map((change) => change.do)).toEqual(['detach-permission-set-policy', 'provision-permission-set']);
  });

  it('states nothing of trust policies', () => {
    const state = stateOf(unusedRole(), 'disable', 'forth');
    expect(isEmptyState(state)).toBe(true);
    expect(state.left.map((change) => change.do)).toEqual(['put-trust-policy']);
  });

  it('knows a quarantine for new, and a removal for none', () => {
    expect(isAllNew(stateOf(unusedRole(), 'quarantine', 'forth'))).toBe(true);
    expect(isAllNew(stateOf(ciRole(), 'remove', 'forth'))).toBe(false);
    expect(isAllNew(stateOf(sharedPolicy(), 'remove', 'forth'))).toBe(false);
    expect(isAllNew(stateOf(permissionSet(), 'remove', 'forth'))).toBe(false);
  });
});
