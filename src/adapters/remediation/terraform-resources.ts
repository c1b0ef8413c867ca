import type { PolicyHolder } from '../../core/model/remediation.ts';
import type { DesiredPermissionSet, DesiredPolicy, DesiredState } from './desired-state.ts';
import { lastPart } from './folder.ts';
import { type Block, type BodyItem, type Expression, jsonEncoded, list, reference, text } from './hcl.ts';

/** A resource of a module, with the import block of one that exists already. */
export interface TerraformResource {
  /** ARN of the principal, group, policy or permission set that it is a part of. */
  readonly owner: string;
  /** The resource type that the owner itself has. */
  readonly ownType: string;
  readonly block: Block;
  readonly importBlock?: Block;
}

/** Gives every resource its label. */
export type Labels = (type: string, key: string) => string;

interface Keyed {
  readonly type: string;
  readonly key: string;
  readonly wish: string;
}

/** Labels for all resources of several modules: the same resource has the same label in each, and no two of a type share one. */
export function labelsOf(states: readonly DesiredState[]): Labels {
  const labels = new Map<string, string>();
  const taken = new Set<string>();
  for (const { type, key, wish } of states.flatMap(keysOf)) {
    const id = JSON.stringify([type, key]);
    if (labels.has(id)) continue;
    const plain = wish.replace(/[^A-Za-z0-9_-]/g, '_').replace(/^(?![A-Za-z])/, 'iam_');
    let label = plain;
    for (let number = 2; taken.has(JSON.stringify([type, label])); number += 1) label = `${plain}_${number}`;
    taken.add(JSON.stringify([type, label]));
    labels.set(id, label);
  }
  return (type, key) => labels.get(JSON.stringify([type, key])) ?? key;
}

/**
 * A state as resources. A list of all that stays refers to what the module writes, so that nothing is taken away before its replacement is
 * there.
 */
export function resourcesOf(state: DesiredState, labels: Labels): readonly TerraformResource[] {
  const address = (type: string, key: string) => `${type}.${labels(type, key)}`;
  const inline = state.inlinePolicies.map(({ holder, name, document, existed }) =>
    resource(inlineType(holder), inlineKey(holder, name), labels, {
      owner: holder,
      body: [
        { name: 'name', value: text(name) },
        { name: holder.kind, value: text(holder.name) },
        { name: 'policy', value: jsonEncoded(document) },
      ],
      importId: existed ? `${holder.name}:${name}` : undefined,
    }),
  );
  const policyArn = (arn: string): Expression =>
    state.policies.some((policy) => policy.arn === arn)
      ? reference(`${address('aws_iam_policy', arn)}.arn`)
      : text(arn);
  const attachments = state.attachments.map(({ holder, arn }) =>
    resource(attachmentType(holder), inlineKey(holder, arn), labels, {
      owner: holder,
      body: [
        { name: holder.kind, value: text(holder.name) },
        { name: 'policy_arn', value: policyArn(arn) },
      ],
    }),
  );
  const onlyInline = state.onlyInline.map(({ holder, names }) => {
    const written = (name: string) =>
      state.inlinePolicies.some((one) => one.holder.arn === holder.arn && one.name === name);
    const items = names.map((name) =>
      written(name) ? reference(`${address(inlineType(holder), inlineKey(holder, name))}.name`) : text(name),
    );
    return onlyResource(onlyInlineType(holder), holder, labels, { name: 'policy_names', value: list(items) });
  });
  const onlyAttached = state.onlyAttached.map(({ holder, arns }) => {
    const written = (arn: string) => state.attachments.some((one) => one.holder.arn === holder.arn && one.arn === arn);
    const items = arns.map((arn) =>
      written(arn)
        ? reference(`${address(attachmentType(holder), inlineKey(holder, arn))}.policy_arn`)
        : policyArn(arn),
    );
    const inlineAddresses = state.inlinePolicies
      .filter((one) => one.holder.arn === holder.arn)
      .map(({ name }) => reference(address(inlineType(holder), inlineKey(holder, name))));
    return onlyResource(
      onlyAttachedType(holder),
      holder,
      labels,
      { name: 'policy_arns', value: list(items) },
      inlineAddresses,
    );
  });
  return [
    ...state.policies.map((policy) => policyResource(policy, labels)),
    ...inline,
    ...attachments,
    ...onlyInline,
    ...onlyAttached,
    ...state.permissionSets.flatMap((one) => permissionSetResources(one, labels)),
  ];
}

/** An exclusive resource is imported, so that the plan shows what leaves its list: creating it would take that away unseen. */
function onlyResource(
  type: string,
  holder: PolicyHolder,
  labels: Labels,
  names: BodyItem,
  after: readonly Expression[] = [],
): TerraformResource {
  return resource(type, holder.arn, labels, {
    owner: holder,
    body: [{ name: `${holder.kind}_name`, value: text(holder.name) }, names, ...dependsOn(after)],
    importId: holder.name,
    isList: true,
  });
}

function policyResource(
  { arn, name, path, description, document, existed }: DesiredPolicy,
  labels: Labels,
): TerraformResource {
  return resource('aws_iam_policy', arn, labels, {
    owner: { arn, kind: 'policy' },
    body: [
      { name: 'name', value: text(name) },
      { name: 'path', value: text(path) },
      ...(description === undefined ? [] : [{ name: 'description', value: text(description) }]),
      { name: 'policy', value: jsonEncoded(document) },
    ],
    importId: existed ? arn : undefined,
    // Another description would replace the policy, and no tags would take its tags away.
    ignored: ['description', 'tags'],
  });
}

function permissionSetResources(
  { permissionSet, inlinePolicy, attached, onlyAttached }: DesiredPermissionSet,
  labels: Labels,
): readonly TerraformResource[] {
  const { arn, instanceArn } = permissionSet;
  const owner = { arn, kind: 'permission-set' } as const;
  const place: readonly BodyItem[] = [
    { name: 'instance_arn', value: text(instanceArn) },
    { name: 'permission_set_arn', value: text(arn) },
  ];
  const inlineResource = 'aws_ssoadmin_permission_set_inline_policy';
  const inline =
    inlinePolicy === undefined
      ? []
      : [
          resource(inlineResource, arn, labels, {
            owner,
            body: [...place, { name: 'inline_policy', value: jsonEncoded(inlinePolicy.document) }],
            importId: inlinePolicy.existed ? `${arn},${instanceArn}` : undefined,
          }),
        ];
  const after = inline.map(() => reference(`${inlineResource}.${labels(inlineResource, arn)}`));
  if (onlyAttached === undefined) {
    const attachments = attached.map((policy) =>
      resource('aws_ssoadmin_managed_policy_attachment', `${arn} ${policy}`, labels, {
        owner,
        body: [...place, { name: 'managed_policy_arn', value: text(policy) }],
      }),
    );
    return [...inline, ...attachments];
  }
  // The provider's own attachments must not stand beside it: each would undo the other.
  const only = resource('aws_ssoadmin_managed_policy_attachments_exclusive', arn, labels, {
    owner,
    body: [
      ...place,
      { name: 'managed_policy_arns', value: list(onlyAttached.map((policy) => text(policy))) },
      ...dependsOn(after),
    ],
    importId: `${arn},${instanceArn}`,
    isList: true,
  });
  return [...inline, only];
}

function resource(
  type: string,
  key: string,
  labels: Labels,
  parts: {
    readonly owner: { readonly arn: string; readonly kind: PolicyHolder['kind'] | 'policy' | 'permission-set' };
    readonly body: readonly BodyItem[];
    readonly importId?: string | undefined;
    readonly isList?: boolean;
    readonly ignored?: readonly string[];
  },
): TerraformResource {
  const { owner, body, importId, isList = false, ignored = [] } = parts;
  const label = labels(type, key);
  const ignore = ignored.length === 0 ? [] : [{ name: 'ignore_changes', value: list(ignored.map(reference)) }];
  // What was there must outlive every mistake; what is new must be replaced before it goes.
  const lifecycle: readonly BodyItem[] =
    importId === undefined
      ? [{ name: 'create_before_destroy', value: reference('true') }]
      : [{ name: 'prevent_destroy', value: reference('true') }, ...ignore];
  return {
    owner: owner.arn,
    ownType: owner.kind === 'permission-set' ? 'aws_ssoadmin_permission_set' : `aws_iam_${owner.kind}`,
    block: {
      block: 'resource',
      labels: [type, label],
      body: isList ? body : [...body, { block: 'lifecycle', labels: [], body: lifecycle }],
    },
    ...(importId === undefined
      ? {}
      : {
          importBlock: {
            block: 'import',
            labels: [],
            body: [
              { name: 'to', value: reference(`${type}.${label}`) },
              { name: 'id', value: text(importId) },
            ],
          },
        }),
  };
}

function dependsOn(after: readonly Expression[]): readonly BodyItem[] {
  return after.length === 0 ? [] : [{ name: 'depends_on', value: list(after) }];
}

function keysOf({
  inlinePolicies,
  policies,
  attachments,
  onlyInline,
  onlyAttached,
  permissionSets,
}: DesiredState): readonly Keyed[] {
  return [
    ...policies.map(({ arn, name }) => ({ type: 'aws_iam_policy', key: arn, wish: name })),
    ...inlinePolicies.map(({ holder, name }) => ({
      type: inlineType(holder),
      key: inlineKey(holder, name),
      wish: `${holder.name}_${name}`,
    })),
    ...attachments.map(({ holder, arn }) => ({
      type: attachmentType(holder),
      key: inlineKey(holder, arn),
      wish: `${holder.name}_${lastPart(arn)}`,
    })),
    ...onlyInline.map(({ holder }) => ({ type: onlyInlineType(holder), key: holder.arn, wish: holder.name })),
    ...onlyAttached.map(({ holder }) => ({ type: onlyAttachedType(holder), key: holder.arn, wish: holder.name })),
    ...permissionSets.flatMap(({ permissionSet: { arn, name }, attached }) => [
      { type: 'aws_ssoadmin_permission_set_inline_policy', key: arn, wish: name },
      { type: 'aws_ssoadmin_managed_policy_attachments_exclusive', key: arn, wish: name },
      ...attached.map((policy) => ({
        type: 'aws_ssoadmin_managed_policy_attachment',
        key: `${arn} ${policy}`,
        wish: `${name}_${lastPart(policy)}`,
      })),
    ]),
  ];
}

function inlineKey(holder: PolicyHolder, name: string): string {
  return JSON.stringify([holder.arn, name]);
}

function inlineType({ kind }: PolicyHolder): string {
  return `aws_iam_${kind}_policy`;
}

function attachmentType({ kind }: PolicyHolder): string {
  return `aws_iam_${kind}_policy_attachment`;
}

function onlyInlineType({ kind }: PolicyHolder): string {
  return `aws_iam_${kind}_policies_exclusive`;
}

function onlyAttachedType({ kind }: PolicyHolder): string {
  return `aws_iam_${kind}_policy_attachments_exclusive`;
}
