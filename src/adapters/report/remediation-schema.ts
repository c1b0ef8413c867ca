import { z } from 'zod';
import type { JsonObject } from '../../core/model/json-object.ts';
import type {
  Change,
  Origin,
  PermissionSetReference,
  PolicyHolder,
  QuarantinePlace,
  RemediationPlan,
  RemediationStep,
} from '../../core/model/remediation.ts';

/** One schema for every field of a type, the optional ones too; the compiler misses none. */
export type FieldSchemas<T> = Readonly<Record<keyof T, z.ZodType>>;

const text = z.string();
const arn = z.string();

/** A policy document. */
export const documentSchema: z.ZodType<JsonObject> = z
  .record(z.string(), z.unknown())
  .meta({ id: 'document', description: 'A policy document.' });

/** Who holds identity policies. */
export const holderSchema = z
  .object({ kind: z.enum(['role', 'user', 'group']), arn, name: text } satisfies FieldSchemas<PolicyHolder>)
  .meta({ id: 'policyHolder', description: 'Who holds identity policies.' });

const holder = holderSchema;
const document = documentSchema;
const permissionSet = z
  .object({ arn, name: text, instanceArn: arn } satisfies FieldSchemas<PermissionSetReference>)
  .meta({ id: 'permissionSetReference', description: 'A permission set of IAM Identity Center.' });

const quarantineSchema = z
  .discriminatedUnion('at', [
    z.object({ at: z.literal('inline'), holder, name: text }),
    z.object({ at: z.literal('managed'), holder, arn }),
    z.object({ at: z.literal('version'), arn, sid: text }),
    z.object({ at: z.literal('permission-set'), permissionSet, sid: text }),
  ])
  .meta({ id: 'quarantinePlace', description: 'Where a quarantine lies, and so how to tell whether it is in force.' });

const quarantine: z.ZodType<QuarantinePlace> = quarantineSchema;

type OwnFields<Name extends Change['do']> = Omit<Extract<Change, { readonly do: Name }>, 'do' | 'when'>;

function change<const Name extends Change['do'], Fields extends FieldSchemas<OwnFields<Name>>>(
  name: Name,
  fields: Fields,
) {
  return z.object({
    do: z.literal(name),
    ...fields,
    when: z
      .enum(['quarantined', 'not-quarantined'])
      .exactOptional()
      .describe('Only where the quarantine was in force as the step began, or was not; absent: always.'),
  });
}

const changeSchema = z
  .discriminatedUnion('do', [
    change('put-inline-policy', { holder, name: text, document }),
    change('delete-inline-policy', { holder, name: text }),
    change('create-policy', { arn, name: text, path: text, description: text, document }),
    change('delete-created-policy', { arn }),
    change('create-policy-version', { arn, document }),
    change('return-to-version', { arn, versionId: text }),
    change('delete-policy-version', { arn, versionId: text, document }),
    change('restore-policy-version', { arn, versionId: text, document }),
    change('attach-policy', { holder, arn }),
    change('detach-policy', { holder, arn }),
    change('put-trust-policy', { holder, document }),
    change('deactivate-access-keys', { holder }),
    change('reactivate-access-keys', { holder }),
    change('put-permission-set-inline-policy', { permissionSet, document }),
    change('delete-permission-set-inline-policy', { permissionSet }),
    change('attach-permission-set-policy', { permissionSet, arn }),
    change('detach-permission-set-policy', { permissionSet, arn }),
    change('provision-permission-set', { permissionSet }),
    change('delete-principal', { holder, instanceProfiles: z.array(arn) }),
    change('delete-policy', { arn }),
    change('note-quarantine', { quarantine }),
    change('recall-quarantine', { quarantine }),
  ])
  .meta({ id: 'change', description: "One change of an account's IAM, as the API has it." });

const stepSchema = z
  .object({
    id: z.enum(['quarantine', 'watch', 'remove', 'disable', 'delete']),
    title: text,
    explanation: z.array(text).describe('What it does, what to look at before and after.'),
    notBefore: text.exactOptional().describe('A date, before which it is not to be done.'),
    irreversible: z.boolean(),
    changes: z.array(changeSchema).describe('In this order; none in a step that only waits.'),
    undo: z.array(changeSchema).describe('Bring back exactly what was before the step.'),
  } satisfies FieldSchemas<RemediationStep>)
  .meta({ id: 'remediationStep', description: 'One step of a plan, with its undo.' });

const originSchema = z
  .object({
    tool: z.enum(['terraform', 'cloudformation']),
    address: text
      .exactOptional()
      .describe('The address in Terraform, or the logical id in the stack; absent when it is not told.'),
    stack: text.exactOptional().describe('The stack of CloudFormation.'),
    arn: arn.describe('Of what it says this.'),
  } satisfies FieldSchemas<Origin>)
  .meta({ id: 'origin', description: 'Where something is defined, as far as the bundle or a Terraform state tells.' });

/** What is to be done, in a safe order. */
export const planSchema: z.ZodType<RemediationPlan> = z
  .object({ steps: z.array(stepSchema), origins: z.array(originSchema) } satisfies FieldSchemas<RemediationPlan>)
  .meta({ id: 'remediationPlan', description: 'What is to be done, in a safe order.' });
