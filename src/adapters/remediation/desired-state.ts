import { InternalError } from '../../core/model/errors.ts';
import type { JsonObject } from '../../core/model/json-object.ts';
import type { Change, PermissionSetReference, PolicyHolder, RemediationStep } from '../../core/model/remediation.ts';
import type { Suggestion } from '../../core/model/suggestion.ts';

/** What a step, or its undo, leaves behind, for languages that state a result and no commands. Only what the step touches. */
export interface DesiredState {
  readonly inlinePolicies: readonly DesiredInlinePolicy[];
  readonly policies: readonly DesiredPolicy[];
  readonly attachments: readonly { readonly holder: PolicyHolder; readonly arn: string }[];
  /** Of whom something is deleted or detached: names or ARNs of all that stays. */
  readonly onlyInline: readonly { readonly holder: PolicyHolder; readonly names: readonly string[] }[];
  readonly onlyAttached: readonly { readonly holder: PolicyHolder; readonly arns: readonly string[] }[];
  readonly permissionSets: readonly DesiredPermissionSet[];
  /** What no result can state: it has to be done by a command. */
  readonly left: readonly Change[];
}

/** An inline policy that is written. */
export interface DesiredInlinePolicy {
  readonly holder: PolicyHolder;
  readonly name: string;
  readonly document: JsonObject;
  /** Whether one of that name is there when it is written. */
  readonly existed: boolean;
}

/** A managed policy that is written. */
export interface DesiredPolicy {
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  /** Absent of one that was there: it stays as it is. */
  readonly description?: string;
  readonly document: JsonObject;
  readonly existed: boolean;
}

/** What of a permission set is written. */
export interface DesiredPermissionSet {
  readonly permissionSet: PermissionSetReference;
  readonly inlinePolicy?: { readonly document: JsonObject; readonly existed: boolean };
  /** AWS's managed policies that are put into it. */
  readonly attached: readonly string[];
  /** All of AWS's managed policies that stay, where one is taken out and all are known. */
  readonly onlyAttached?: readonly string[];
}

type ChangeOf<Do extends Change['do']> = Extract<Change, { readonly do: Do }>;

/**
 * What a step leaves behind, or its undo (`back`). What a result cannot ask is whether the quarantine was in force: a step takes it away
 * where it is there, and an undo brings none back.
 */
export function desiredState(suggestion: Suggestion, step: RemediationStep, direction: 'forth' | 'back'): DesiredState {
  const isForth = direction === 'forth';
  const changes = isForth ? step.changes : step.undo.filter(({ when }) => when !== 'quarantined');
  const reverse = (isForth ? step.undo : step.changes).filter(({ when }) => when !== 'quarantined');
  const side = isForth ? 'after' : 'before';
  const namesOf = (holder: PolicyHolder) => suggestion.holders.find((one) => one.holder.arn === holder.arn);
  return {
    inlinePolicies: lastOf(changes, 'put-inline-policy', inlineKey)
      .filter((put) => !endsDeleted(changes, put))
      .map(({ holder, name, document }) => ({
        holder,
        name,
        document,
        existed: of(reverse, 'put-inline-policy').some((put) => inlineKey(put) === inlineKey({ holder, name })),
      })),
    policies: [...of(changes, 'create-policy').map(createdPolicy), ...versionedPolicies(suggestion, changes)],
    attachments: of(changes, 'attach-policy').map(({ holder, arn }) => ({ holder, arn })),
    onlyInline: distinctHolders(of(changes, 'delete-inline-policy')).flatMap((holder) => {
      const names = namesOf(holder)?.inlinePolicies[side];
      return names === undefined ? [] : [{ holder, names }];
    }),
    onlyAttached: distinctHolders(of(changes, 'detach-policy')).flatMap((holder) => {
      const arns = namesOf(holder)?.attachedPolicies[side];
      return arns === undefined ? [] : [{ holder, arns }];
    }),
    permissionSets: permissionSetsOf(changes, reverse, suggestion.permissionSetPolicies?.[side]),
    left: changes.filter((change) => isLeft(change, suggestion)),
  };
}

/** Whether nothing is stated. */
export function isEmptyState(state: DesiredState): boolean {
  const { inlinePolicies, policies, attachments, onlyInline, onlyAttached, permissionSets } = state;
  return [inlinePolicies, policies, attachments, onlyInline, onlyAttached, permissionSets].every(
    ({ length }) => length === 0,
  );
}

/** Whether all that is stated is new: nothing that is there is written over, deleted or detached. */
export function isAllNew({
  inlinePolicies,
  policies,
  onlyInline,
  onlyAttached,
  permissionSets,
}: DesiredState): boolean {
  return (
    onlyInline.length + onlyAttached.length === 0 &&
    [...inlinePolicies, ...policies].every(({ existed }) => !existed) &&
    permissionSets.every(({ inlinePolicy, onlyAttached: only }) => only === undefined && inlinePolicy?.existed !== true)
  );
}

/** Whether the plan's quarantine only adds, so that what it added can be taken away whole. */
export function isQuarantineNew(suggestion: Suggestion): boolean {
  const step = suggestion.plan.steps.find(({ id }) => id === 'quarantine');
  return step !== undefined && isAllNew(desiredState(suggestion, step, 'forth'));
}

function isLeft(change: Change, suggestion: Suggestion): boolean {
  switch (change.do) {
    case 'put-inline-policy':
    case 'create-policy':
    case 'create-policy-version':
    case 'return-to-version':
    case 'attach-policy':
    case 'put-permission-set-inline-policy':
    case 'note-quarantine':
    case 'recall-quarantine':
      return false;
    // All that stays has to be known for what goes.
    case 'delete-inline-policy':
    case 'detach-policy':
      return !suggestion.holders.some(({ holder }) => holder.arn === change.holder.arn);
    case 'attach-permission-set-policy':
      return !isAwsManaged(change.arn);
    case 'detach-permission-set-policy':
      return !isAwsManaged(change.arn) || suggestion.permissionSetPolicies === undefined;
    default:
      return true;
  }
}

/** A customer's policies are in a permission set by name, and not stated here. */
function isAwsManaged(arn: string): boolean {
  return /^arn:[^:]*:iam::aws:/.test(arn);
}

function of<Do extends Change['do']>(changes: readonly Change[], kind: Do): readonly ChangeOf<Do>[] {
  return changes.filter((change): change is ChangeOf<Do> => change.do === kind);
}

/** Of changes of one thing the last, in the order of the first ones. */
function lastOf<Do extends Change['do']>(
  changes: readonly Change[],
  kind: Do,
  keyOf: (change: ChangeOf<Do>) => string,
): readonly ChangeOf<Do>[] {
  return [...new Map(of(changes, kind).map((change) => [keyOf(change), change])).values()];
}

function inlineKey({ holder, name }: { readonly holder: PolicyHolder; readonly name: string }): string {
  return JSON.stringify([holder.arn, name]);
}

function endsDeleted(changes: readonly Change[], put: ChangeOf<'put-inline-policy'>): boolean {
  return of(changes.slice(changes.indexOf(put)), 'delete-inline-policy').some(
    (one) => inlineKey(one) === inlineKey(put),
  );
}

function distinctHolders(changes: readonly { readonly holder: PolicyHolder }[]): readonly PolicyHolder[] {
  return [...new Map(changes.map(({ holder }) => [holder.arn, holder])).values()];
}

function createdPolicy({ arn, name, path, description, document }: ChangeOf<'create-policy'>): DesiredPolicy {
  return { arn, name, path, description, document, existed: false };
}

/** Policies that get another default version. A former version's document is the one that `before` has. */
function versionedPolicies(suggestion: Suggestion, changes: readonly Change[]): readonly DesiredPolicy[] {
  const documents = new Map<string, JsonObject>();
  for (const change of changes) {
    if (change.do === 'create-policy-version') documents.set(change.arn, change.document);
    if (change.do !== 'return-to-version') continue;
    const before = suggestion.before.find(({ name }) => name === change.arn);
    if (before === undefined)
      throw new InternalError(`the suggestion \`${suggestion.id}\` does not tell what \`${change.arn}\` was before`);
    documents.set(change.arn, before.document);
  }
  return [...documents].map(([arn, document]) => ({ arn, ...nameAndPath(arn), document, existed: true }));
}

/** `arn:aws:iam::111122223333:policy/team/deploy`: name `deploy`, path `/team/`. */
function nameAndPath(arn: string): { readonly name: string; readonly path: string } {
  const [, whole = ''] = /^(?:[^:]*:){5}policy(\/.*)$/.exec(arn) ?? [];
  const end = whole.lastIndexOf('/') + 1;
  return { name: whole.slice(end), path: whole.slice(0, end) };
}

function permissionSetsOf(
  changes: readonly Change[],
  reverse: readonly Change[],
  all: readonly string[] | undefined,
): readonly DesiredPermissionSet[] {
  const puts = lastOf(changes, 'put-permission-set-inline-policy', ({ permissionSet }) => permissionSet.arn);
  const attaches = of(changes, 'attach-permission-set-policy').filter(({ arn }) => isAwsManaged(arn));
  const detaches = of(changes, 'detach-permission-set-policy').filter(({ arn }) => isAwsManaged(arn));
  const sets = new Map(
    [...puts, ...attaches, ...detaches].map(({ permissionSet }) => [permissionSet.arn, permissionSet]),
  );
  return [...sets.values()].flatMap((permissionSet): readonly DesiredPermissionSet[] => {
    const isOfSet = (change: { readonly permissionSet: PermissionSetReference }) =>
      change.permissionSet.arn === permissionSet.arn;
    const put = puts.find(isOfSet);
    const existed = of(reverse, 'put-permission-set-inline-policy').some(isOfSet);
    const onlyAttached = detaches.some(isOfSet) ? all?.filter(isAwsManaged) : undefined;
    const attached = attaches.filter(isOfSet).map(({ arn }) => arn);
    if (put === undefined && attached.length === 0 && onlyAttached === undefined) return [];
    return [
      {
        permissionSet,
        ...(put === undefined ? {} : { inlinePolicy: { document: put.document, existed } }),
        attached,
        ...(onlyAttached === undefined ? {} : { onlyAttached }),
      },
    ];
  });
}
