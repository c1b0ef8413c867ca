import { z } from 'zod';
import type { JsonObject } from '../../core/model/json-object.ts';
import type {
  Origin,
  PermissionSetReference,
  PolicyHolder,
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

function act<const Name extends string>(name: Name) {
  return z.literal(name).describe('What is done.');
}

const changeSchema = z
  .discriminatedUnion('do', [
    z.object({ do: act('put-inline-policy'), holder, name: text, document }),
    z.object({ do: act('delete-inline-policy'), holder, name: text }),
    z.object({ do: act('create-policy'), arn, name: text, path: text, description: text, document }),
    z.object({ do: act('delete-created-policy'), arn }),
    z.object({ do: act('create-policy-version'), arn, document }),
    z.object({ do: act('return-to-version'), arn, versionId: text }),
    z.object({ do: act('delete-policy-version'), arn, versionId: text, document }),
    z.object({ do: act('restore-policy-version'), arn, versionId: text, document }),
    z.object({ do: act('attach-policy'), holder, arn }),
    z.object({ do: act('detach-policy'), holder, arn }),
    z.object({ do: act('put-trust-policy'), holder, document }),
    z.object({ do: act('deactivate-access-keys'), holder }),
    z.object({ do: act('reactivate-access-keys'), holder }),
    z.object({ do: act('put-permission-set-inline-policy'), permissionSet, document }),
    z.object({ do: act('delete-permission-set-inline-policy'), permissionSet }),
    z.object({ do: act('attach-permission-set-policy'), permissionSet, arn }),
    z.object({ do: act('detach-permission-set-policy'), permissionSet, arn }),
    z.object({ do: act('provision-permission-set'), permissionSet }),
    z.object({ do: act('delete-principal'), holder, instanceProfiles: z.array(arn) }),
    z.object({ do: act('delete-policy'), arn }),
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
