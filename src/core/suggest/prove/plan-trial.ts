import type { AttachedPolicy, ManagedPolicy } from '../../inventory/principal.ts';
import { InternalError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/json-object.ts';
import type { RemediationPlan, StepId } from '../../model/remediation.ts';
import {
  type AccountState,
  documentsAfter,
  emptyAccount,
  type HolderState,
  type PolicyState,
  permissionSetDocumentsAfter,
  statesEqual,
} from '../plan/account-state.ts';
import { applyChanges } from '../plan/apply-changes.ts';
import type { Unit } from '../unit.ts';
import { isObject } from '../write/narrow-document.ts';
import type { PolicyEdit } from '../write/policy-edit.ts';
import type { Quotas } from '../write/quotas.ts';
import { canonicalJson } from './canonical-json.ts';

/**
 * Tries a plan on a model of the account: with the quarantine and without it the `remove` step must bring the documents that were proved, and the
 * undos must bring back the start. What is wrong, in a sentence; `undefined`: nothing.
 */
export function planTrouble(
  plan: RemediationPlan,
  unit: Unit,
  edits: readonly PolicyEdit[],
  quotas: Quotas,
): string | undefined {
  const start = startOf(unit, edits);
  const wanted = wantedOf(unit, edits);
  const step = (id: StepId) => plan.steps.find((one) => one.id === id);
  const [quarantine, remove] = [step('quarantine'), step('remove')];
  const apply = (state: AccountState, changes: readonly RemediationPlan['steps'][number]['changes'][number][] = []) =>
    applyChanges(state, changes, quotas);
  try {
    for (const isQuarantined of [true, false]) {
      const denied = isQuarantined ? apply(start, quarantine?.changes) : start;
      const done = apply(denied, remove?.changes);
      const found = foundIn(done, unit);
      if (found !== wanted) return 'the plan does not bring the policies that were proved';
      const undone = apply(done, remove?.undo);
      const back = isQuarantined ? apply(undone, quarantine?.undo) : undone;
      if (!statesEqual(back, start)) return 'the undo of the plan does not bring back the policies of before';
    }
  } catch (error) {
    if (!(error instanceof InternalError)) throw error;
    return `the plan cannot be done: ${error.message}`;
  }
  return undefined;
}

/** The part of the account that the plan is about, as it is. */
function startOf(unit: Unit, edits: readonly PolicyEdit[]): AccountState {
  const policies = new Map<string, PolicyState>();
  const add = (managed: ManagedPolicy | undefined): void => {
    if (managed !== undefined) policies.set(managed.arn, policyState(managed));
  };
  const holders = new Map<string, HolderState>();
  for (const { holder, policies: own } of unit.holders) {
    for (const { managed } of own) add(managed);
    holders.set(holder.arn, {
      inline: new Map(
        own.flatMap((policy) => (policy.type === 'inline' ? [[policy.name, documentOfPolicy(policy)] as const] : [])),
      ),
      attached: new Set(own.flatMap(({ managed }) => managed?.arn ?? [])),
    });
  }
  if (unit.permissionSet === undefined) return { ...emptyAccount, holders, policies };
  const gone = edits.flatMap((edit) => (edit.edit === 'permission-set-detach' ? [edit] : []));
  for (const { arn, before } of gone) {
    const versions = [{ versionId: 'v1', document: before, isDefault: true }];
    policies.set(arn, { name: arn, path: '/', versions, nextVersion: 2 });
  }
  const attached = new Set(gone.map(({ arn }) => arn));
  const given = { attached, ...(unit.permissionSetInline === undefined ? {} : { inline: unit.permissionSetInline }) };
  const sets = new Map([[unit.arn, { ...given, provisioned: given }]]);
  return { ...emptyAccount, holders, policies, permissionSets: sets };
}

function policyState({ name, path, versions }: ManagedPolicy): PolicyState {
  const numbers = versions.map(({ versionId }) => Number(versionId.slice(1)) || 0);
  return {
    name,
    path,
    versions: versions.flatMap(({ versionId, isDefault, parsed }) =>
      isObject(parsed.value) ? [{ versionId, isDefault, document: parsed.value }] : [],
    ),
    nextVersion: Math.max(0, ...numbers) + 1,
  };
}

function documentOfPolicy({ parsed }: AttachedPolicy): JsonObject {
  return isObject(parsed.value) ? parsed.value : {};
}

/** The documents as the edits say, one text. */
function wantedOf(unit: Unit, edits: readonly PolicyEdit[]): string {
  const rows: string[] = [];
  const versions = new Map(edits.flatMap((edit) => (edit.edit === 'version' ? [[edit.arn, edit.after] as const] : [])));
  for (const { holder, policies } of unit.holders) {
    const own = edits.filter((edit) => 'holder' in edit && edit.holder.arn === holder.arn);
    for (const policy of policies) {
      const edit = own.find((one) =>
        one.edit === 'inline'
          ? policy.type === 'inline' && one.name === policy.name
          : one.edit === 'detach' && one.arn === policy.name,
      );
      if (edit?.edit === 'detach') continue;
      if (edit?.edit === 'inline') {
        if (edit.after !== undefined) rows.push(rowOf(holder.arn, policy.name, edit.after));
        continue;
      }
      rows.push(rowOf(holder.arn, policy.name, versions.get(policy.name) ?? documentOfPolicy(policy)));
    }
    for (const edit of own) if (edit.edit === 'create') rows.push(rowOf(holder.arn, edit.arn, edit.after));
  }
  for (const edit of edits) {
    if (edit.edit === 'permission-set-inline' && edit.after !== undefined) rows.push(rowOf(unit.arn, '', edit.after));
  }
  return rows.sort().join('\n');
}

/** The documents that a state has, the same way. */
function foundIn(state: AccountState, unit: Unit): string {
  const rows = unit.holders.flatMap(({ holder }) =>
    documentsAfter(state, holder).map(({ name, document }) => rowOf(holder.arn, name, document)),
  );
  const ofSet = unit.permissionSet === undefined ? [] : permissionSetDocumentsAfter(state, unit);
  return [...rows, ...ofSet.map(({ name, document }) => rowOf(unit.arn, name, document))].sort().join('\n');
}

function rowOf(holder: string, name: string, document: JsonObject): string {
  return `${holder} ${name} ${canonicalJson(document)}`;
}
