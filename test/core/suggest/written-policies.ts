import { createDocumentStore } from '../../../src/core/inventory/documents.ts';
import type { AttachedPolicy, ManagedPolicy } from '../../../src/core/inventory/principal.ts';
import type { JsonObject } from '../../../src/core/model/json-object.ts';
import type { Quotas } from '../../../src/core/suggest/write/quotas.ts';
import { accountId, catalog } from '../evidence/account.ts';

const documents = createDocumentStore(catalog);

/** AWS's defaults. */
export const quotas: Quotas = {
  policySize: 6144,
  inlineSize: { role: 10_240, user: 2048, group: 5120 },
  attached: { role: 10, user: 10, group: 10 },
  versions: 5,
  policiesLeft: 1500,
};

/** The ARN of a customer's policy. */
export function customerArn(name: string): string {
  return `arn:aws:iam::${accountId}:policy/${name}`;
}

/** The ARN of a policy of AWS's. */
export function awsArn(name: string): string {
  return `arn:aws:iam::aws:policy/${name}`;
}

/** An inline policy. */
export function inlinePolicy(name: string, document: JsonObject): AttachedPolicy {
  return { name, type: 'inline', parsed: documents.read(document) };
}

/** A managed policy with one version. */
export function managedPolicy(arn: string, document: JsonObject, over: Partial<ManagedPolicy> = {}): ManagedPolicy {
  const current = documents.read(document);
  return {
    id: `ANPA${arn.length}`,
    arn,
    name: arn.slice(arn.lastIndexOf('/') + 1),
    path: '/',
    isAwsManaged: arn.startsWith('arn:aws:iam::aws:'),
    attachmentCount: 1,
    boundaryUsageCount: 0,
    versions: [{ versionId: 'v1', isDefault: true, parsed: current }],
    current,
    ...over,
  };
}

/** The same as it is attached. */
export function attachedPolicy(managed: ManagedPolicy): AttachedPolicy {
  return {
    name: managed.arn,
    type: managed.isAwsManaged ? 'aws-managed' : 'managed',
    parsed: managed.current ?? documents.read({}),
    managed,
  };
}
