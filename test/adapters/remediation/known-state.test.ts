import { describe, expect, it } from 'vitest';
import { documentsLeft, knownStates } from '../../../src/adapters/remediation/known-state.ts';
import type { Change, StepId } from '../../../src/core/model/remediation.ts';
import type { Suggestion } from '../../../src/core/model/suggestion.ts';
import { permissionSetSuggestion, roleSuggestion, sharedPolicySuggestion, sharedVersions } from './suggestions.ts';

function changeOf({ plan }: Suggestion, step: StepId, what: Change['do']): Change {
  const change = plan.steps.find(({ id }) => id === step)?.changes.find((each) => each.do === what);
  if (change === undefined) throw new Error(`no ${what} in ${step}`);
  return change;
}

const documentOf = (change: Change): unknown => ('document' in change ? change.document : undefined);

describe('knownStates', () => {
  it('knows of an inline policy what was before and what the step writes', () => {
    const change = changeOf(roleSuggestion, 'remove', 'put-inline-policy');
    expect(knownStates(roleSuggestion, 'remove', change)).toEqual([
      roleSuggestion.before[0]?.document,
      roleSuggestion.after[0]?.document,
    ]);
  });

  it('knows that a quarantine may be there or not', () => {
    const change = changeOf(roleSuggestion, 'quarantine', 'put-inline-policy');
    expect(knownStates(roleSuggestion, 'quarantine', change)).toEqual([documentOf(change), 'absent']);
  });

  it('knows of a policy to be detached the document that the suggestion was made from', () => {
    const change = changeOf(roleSuggestion, 'remove', 'detach-policy');
    expect(knownStates(roleSuggestion, 'remove', change)).toEqual([roleSuggestion.before[1]?.document]);
  });

  it('begins with what the suggestion was made from, and knows nothing of later steps', () => {
    const quarantine = changeOf(sharedPolicySuggestion, 'quarantine', 'create-policy-version');
    expect(knownStates(sharedPolicySuggestion, 'quarantine', quarantine)).toEqual([
      sharedVersions[4],
      documentOf(quarantine),
    ]);
    const remove = changeOf(sharedPolicySuggestion, 'remove', 'create-policy-version');
    expect(knownStates(sharedPolicySuggestion, 'remove', remove)).toEqual([
      sharedVersions[4],
      documentOf(quarantine),
      documentOf(remove),
    ]);
  });

  it('knows the inline policy of a permission set', () => {
    const change = changeOf(permissionSetSuggestion, 'remove', 'put-permission-set-inline-policy');
    expect(knownStates(permissionSetSuggestion, 'remove', change)).toEqual([
      permissionSetSuggestion.before[0]?.document,
      permissionSetSuggestion.after[0]?.document,
    ]);
  });
});

describe('documentsLeft', () => {
  it('names those written at the same place only', () => {
    const remove = sharedPolicySuggestion.plan.steps.find(({ id }) => id === 'remove')?.changes ?? [];
    const back = changeOf(sharedPolicySuggestion, 'remove', 'return-to-version');
    expect(documentsLeft(remove, back)).toEqual([sharedPolicySuggestion.after[0]?.document]);
  });
});
