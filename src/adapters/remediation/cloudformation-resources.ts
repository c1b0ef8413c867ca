import type { JsonObject } from '../../core/model/json-object.ts';
import type { PolicyHolder } from '../../core/model/remediation.ts';
import type { DesiredPolicy, DesiredState } from './desired-state.ts';

/** A resource of a template, and what an import knows it by. */
export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  readonly identifier: Readonly<Record<string, string>>;
  readonly resource: JsonObject;
}

/** Gives every resource its logical id, by its key. */
export type LogicalIds = (key: string) => string;

/** Logical ids for all resources of several templates: the same resource has the same id in each, and no two share one. */
export function logicalIdsOf(states: readonly DesiredState[]): LogicalIds {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  const keys = states.flatMap(({ policies, inlinePolicies }) => [
    ...policies.map(({ arn, name }) => ({ key: arn, wish: `${name} policy` })),
    ...inlinePolicies.map(({ holder, name }) => ({ key: inlineKey(holder, name), wish: `${holder.name} ${name}` })),
  ]);
  for (const { key, wish } of keys) {
    if (ids.has(key)) continue;
    const plain = wish
      .replace(/[^A-Za-z0-9]+(.?)/g, (_, next: string) => next.toUpperCase())
      .replace(/[^A-Za-z0-9]/g, '')
      .replace(/^(?![A-Za-z])/, 'Iam')
      // The most that an id may have, less room for a number.
      .slice(0, 240);
    const capital = plain.slice(0, 1).toUpperCase() + plain.slice(1);
    let id = capital;
    for (let number = 2; taken.has(id); number += 1) id = `${capital}N${number}`;
    taken.add(id);
    ids.set(key, id);
  }
  return (key) => ids.get(key) ?? key;
}

/**
 * The policies of a state as resources of a template. An attachment to anything else than a policy of the template is none. `isToday`: the state is
 * what is there before the plan begins, so all of it outlives the stack.
 */
export function stackResourcesOf(state: DesiredState, ids: LogicalIds, isToday = false): readonly StackResource[] {
  return [
    ...state.policies.map((policy) =>
      managedPolicy({ ...policy, existed: isToday || policy.existed }, state.attachments, ids),
    ),
    ...state.inlinePolicies.map(({ holder, name, document, existed }): StackResource => {
      const identifier = { PolicyName: name, [`${capitalized(holder.kind)}Name`]: holder.name };
      return {
        logicalId: ids(inlineKey(holder, name)),
        type: `AWS::IAM::${capitalized(holder.kind)}Policy`,
        identifier,
        resource: {
          Type: `AWS::IAM::${capitalized(holder.kind)}Policy`,
          ...deletion(isToday || existed),
          Properties: { ...identifier, PolicyDocument: document },
        },
      };
    }),
  ];
}

/** A managed policy, attached to those holders whom a state attaches it to. */
function managedPolicy(
  { arn, name, path, description, document, existed }: DesiredPolicy,
  attachments: DesiredState['attachments'],
  ids: LogicalIds,
): StackResource {
  const namesOf = (kind: PolicyHolder['kind']) =>
    attachments.filter((one) => one.arn === arn && one.holder.kind === kind).map(({ holder }) => holder.name);
  const lists = (['role', 'user', 'group'] as const).flatMap((kind) => {
    const names = namesOf(kind);
    return names.length === 0 ? [] : [[`${capitalized(kind)}s`, names] as const];
  });
  return {
    logicalId: ids(arn),
    type: 'AWS::IAM::ManagedPolicy',
    identifier: { PolicyArn: arn },
    resource: {
      Type: 'AWS::IAM::ManagedPolicy',
      ...deletion(existed),
      Properties: {
        ManagedPolicyName: name,
        Path: path,
        ...(description === undefined ? {} : { Description: description }),
        PolicyDocument: document,
        ...Object.fromEntries(lists),
      },
    },
  };
}

/** What was there outlives the stack; an import asks for the attribute. What the stack made goes with it. */
function deletion(existed: boolean): JsonObject {
  const policy = existed ? 'Retain' : 'Delete';
  return { DeletionPolicy: policy, UpdateReplacePolicy: policy };
}

function inlineKey(holder: PolicyHolder, name: string): string {
  return JSON.stringify([holder.arn, name]);
}

function capitalized(kind: PolicyHolder['kind']): 'Role' | 'User' | 'Group' {
  return kind === 'role' ? 'Role' : kind === 'user' ? 'User' : 'Group';
}
