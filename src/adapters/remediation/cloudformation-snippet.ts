import type { JsonObject } from '../../core/model/json-object.ts';
import type { Origin, RemediationStep } from '../../core/model/remediation.ts';
import type { ReportFile } from '../../core/model/report.ts';
import type { Suggestion } from '../../core/model/suggestion.ts';
import { type DesiredState, desiredState } from './desired-state.ts';
import { jsonText } from './document-text.ts';
import { fileNameOf, lastPart } from './folder.ts';

/** What of one resource of somebody else's template changes. */
interface Snippet {
  readonly properties: JsonObject;
  /** Policies that are made for it, as resources of their own. */
  readonly created: readonly JsonObject[];
  /** Names of inline policies and ARNs that are to be in it no more. */
  readonly gone: readonly string[];
}

const nothing: Snippet = { properties: {}, created: [], gone: [] };

/**
 * A file for every resource that a stack of the plan's origins defines, and for a permission set: the properties to write into that template, today's
 * for the undo, and what is to be taken out of it. A policy that is created has its own place there too.
 */
export function snippetFiles(suggestion: Suggestion, step: RemediationStep): readonly ReportFile[] {
  const forth = desiredState(suggestion, step, 'forth');
  const back = desiredState(suggestion, step, 'back');
  const stacks = suggestion.plan.origins.filter(({ tool }) => tool === 'cloudformation');
  const sets = forth.permissionSets
    .map(({ permissionSet }) => permissionSet.arn)
    .filter((arn) => !stacks.some((origin) => origin.arn === arn));
  const places: readonly Pick<Origin, 'arn' | 'stack' | 'address'>[] = [...stacks, ...sets.map((arn) => ({ arn }))];
  return places.flatMap(({ arn, stack, address }): readonly ReportFile[] => {
    const after = snippetOf(arn, forth, suggestion, 'after');
    const before = snippetOf(arn, back, suggestion, 'before');
    if (after === undefined) return [];
    const value = {
      says: [
        address === undefined
          ? 'The properties of this resource, wherever its template is; which logical id it has there is not told.'
          : "Write these properties into that resource of the stack's own template; the rest of it stays as it is.",
        'Where the template has these policies as resources of their own, write the documents there.',
        'The stack may have other policies of the resource than these: take out only what `takeOut` names.',
      ],
      arn,
      ...(stack === undefined ? {} : { stack }),
      ...(address === undefined ? {} : { logicalId: address }),
      properties: after.properties,
      ...(after.created.length === 0 ? {} : { newResources: after.created }),
      takeOut: after.gone,
      undo: { properties: before?.properties ?? {}, takeOut: before?.gone ?? [] },
    };
    return [
      { path: `cloudformation-${fileNameOf(address ?? lastPart(arn))}.snippet.json`, chunks: [`${jsonText(value)}\n`] },
    ];
  });
}

function snippetOf(
  arn: string,
  state: DesiredState,
  suggestion: Suggestion,
  side: 'before' | 'after',
): Snippet | undefined {
  const policy = state.policies.find((one) => one.arn === arn);
  if (policy !== undefined) return { ...nothing, properties: { PolicyDocument: policy.document } };
  const set = state.permissionSets.find(({ permissionSet }) => permissionSet.arn === arn);
  if (set === undefined) return holderSnippet(arn, state, suggestion, side);
  const { inlinePolicy, attached } = set;
  const others = suggestion.permissionSetPolicies;
  // A customer's policies stand in another property, by name.
  const managed = others?.[side].filter((policy) => /^arn:[^:]*:iam::aws:/.test(policy)) ?? attached;
  return {
    ...nothing,
    properties: {
      ...(inlinePolicy === undefined ? {} : { InlinePolicy: inlinePolicy.document }),
      ...(managed.length === 0 ? {} : { ManagedPolicies: managed }),
    },
    gone: others === undefined ? [] : goneFrom(others, side),
  };
}

function holderSnippet(
  arn: string,
  state: DesiredState,
  suggestion: Suggestion,
  side: 'before' | 'after',
): Snippet | undefined {
  const isOfHolder = ({ holder }: { readonly holder: { readonly arn: string } }) => holder.arn === arn;
  const known = suggestion.holders.find(isOfHolder);
  const inline = state.inlinePolicies.filter(isOfHolder);
  const attached = state.attachments.filter(isOfHolder).map((one) => one.arn);
  const only = [...state.onlyInline, ...state.onlyAttached].some(isOfHolder);
  if (known === undefined || (inline.length === 0 && attached.length === 0 && !only)) return undefined;
  const isAttachedAnew = attached.length > 0 || state.onlyAttached.some(isOfHolder);
  return {
    properties: {
      ...(inline.length === 0
        ? {}
        : { Policies: inline.map(({ name, document }) => ({ PolicyName: name, PolicyDocument: document })) }),
      ...(isAttachedAnew ? { ManagedPolicyArns: known.attachedPolicies[side] } : {}),
    },
    created: state.policies
      .filter((one) => !one.existed && attached.includes(one.arn))
      .map(({ name, path, description, document }) => ({
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: {
          ManagedPolicyName: name,
          Path: path,
          ...(description === undefined ? {} : { Description: description }),
          PolicyDocument: document,
        },
      })),
    gone: [...goneFrom(known.inlinePolicies, side), ...goneFrom(known.attachedPolicies, side)],
  };
}

function goneFrom(
  { before, after }: { readonly before: readonly string[]; readonly after: readonly string[] },
  side: 'before' | 'after',
): readonly string[] {
  const [now, then] = side === 'after' ? [after, before] : [before, after];
  return then.filter((name) => !now.includes(name));
}
