import { z } from 'zod';
import type { OrganizationParts, OrganizationPolicy, PermissionSet } from '../../core/model/bundle.ts';
import { collectedGapsOf } from './account.ts';
import { listIn } from './list-answers.ts';
import { folderOf, readFileOf, readPart } from './parts.ts';
import { addGap, optional, type Place, shaped } from './shape.ts';

/** DescribeOrganization. */
export const organizationSchema = z.looseObject({
  // Our own collection writes `null` where the account belongs to none.
  Organization: z.looseObject({ Id: z.string(), MasterAccountId: z.string().nullish() }).nullable(),
});

/** ListAccounts. */
export const organizationAccountsSchema = z.looseObject({
  Accounts: z.array(
    z.looseObject({
      Id: z.string(),
      Name: z.string().nullish(),
      Status: z.string().nullish(),
      State: z.string().nullish(),
    }),
  ),
});

const unit = z.looseObject({ Id: z.string(), ParentId: z.string().nullish() });

/** `organizational-units.json`. `AccountParents` may name units' parents too. */
export const organizationalUnitsSchema = z.looseObject({
  Roots: z.array(z.looseObject({ Id: z.string() })),
  OrganizationalUnits: z.array(unit),
  AccountParents: z.record(z.string(), z.string()),
});

const describedPolicy = z.looseObject({
  PolicySummary: z.looseObject({ Id: z.string(), Arn: z.string(), Name: z.string() }),
  Content: z.unknown().optional(),
});
const targets = z.array(z.looseObject({ TargetId: z.string() }));

/** `service-control-policies.json`, `resource-control-policies.json`. */
export const organizationPoliciesSchema = z.looseObject({
  Policies: z.array(
    z.looseObject({
      Policy: z.union([describedPolicy, z.looseObject({ Policy: describedPolicy })]),
      Targets: z.union([targets, z.looseObject({ Targets: targets })]),
    }),
  ),
});

const arns = z.array(z.union([z.string(), z.looseObject({ Arn: z.string() })])).nullish();
const named = z.looseObject({ Name: z.string(), Path: z.string().nullish() });

/** `permission-sets.json`. */
export const permissionSetsSchema = z.looseObject({
  PermissionSets: z.array(
    z.looseObject({
      PermissionSetArn: z.string(),
      Name: z.string(),
      Description: z.string().nullish(),
      InlinePolicy: z.unknown().optional(),
      ManagedPolicies: arns,
      CustomerManagedPolicyReferences: z.array(named).nullish(),
      PermissionsBoundary: z
        .looseObject({ ManagedPolicyArn: z.string().nullish(), CustomerManagedPolicyReference: named.nullish() })
        .nullish(),
      ProvisionedAccounts: z.array(z.string()),
    }),
  ),
});

/** The parts of `organization/`. A bundle of a single account has no such folder, and every part is then a gap. */
export async function readOrganizationParts(bundle: string): Promise<OrganizationParts> {
  const folder = await folderOf(bundle, 'organization', '');
  const service = 'organizations';
  const about = await readPart(folder, {
    service,
    file: 'organization.json',
    operation: 'DescribeOrganization',
    read: (value, place) => shaped(organizationSchema, value, '', place)?.Organization ?? undefined,
  });
  const accounts = await readPart(folder, {
    service,
    file: 'accounts.json',
    operation: 'ListAccounts',
    read: accountsOf,
  });
  const parents = await readPart(folder, {
    service,
    file: 'organizational-units.json',
    operation: 'ListOrganizationalUnitsForParent',
    read: parentsOf,
  });
  const policies = { service, operation: 'ListPolicies', read: policiesOf };
  const serviceControlPolicies = await readPart(folder, { ...policies, file: 'service-control-policies.json' });
  const resourceControlPolicies = await readPart(folder, { ...policies, file: 'resource-control-policies.json' });
  const permissionSets = await readPart(folder, {
    service: 'sso',
    file: 'permission-sets.json',
    operation: 'ListPermissionSets',
    read: permissionSetsOf,
  });
  const gapsFile = folder.files.get('gaps.json');
  const collected = gapsFile && (await readFileOf(folder, gapsFile, collectedGapsOf));
  return {
    ...optional('id', about?.Id),
    ...optional('managementAccountId', about?.MasterAccountId ?? undefined),
    ...optional('accounts', accounts),
    ...optional('parents', parents),
    ...optional('serviceControlPolicies', serviceControlPolicies),
    ...optional('resourceControlPolicies', resourceControlPolicies),
    ...optional('permissionSets', permissionSets),
    gaps: [...folder.gaps, ...(collected ?? [])],
  };
}

function accountsOf(value: unknown, place: Place): OrganizationParts['accounts'] {
  const accounts = listIn(organizationAccountsSchema.shape.Accounts.element, 'Accounts', value, place);
  // `State` follows `Status` in newer answers of ListAccounts.
  return accounts?.map((account) => ({
    id: account.Id,
    name: account.Name ?? '',
    status: account.Status ?? account.State ?? '',
  }));
}

function parentsOf(value: unknown, place: Place): ReadonlyMap<string, string> | undefined {
  const answer = shaped(organizationalUnitsSchema, value, '', place);
  if (answer === undefined) return undefined;
  const parents = new Map(Object.entries(answer.AccountParents));
  for (const { Id, ParentId } of answer.OrganizationalUnits) {
    if (ParentId) parents.set(Id, ParentId);
    else if (!parents.has(Id)) addGap(place, 'WrongShape', `the parent of the unit \`${Id}\` is not told`);
  }
  return parents;
}

function policiesOf(value: unknown, place: Place): readonly OrganizationPolicy[] | undefined {
  const policies = listIn(organizationPoliciesSchema.shape.Policies.element, 'Policies', value, place);
  return policies?.map((item) => {
    // DescribePolicy's answer wraps the policy once more, ListTargetsForPolicy's the targets.
    const policy = describedPolicy.parse('PolicySummary' in item.Policy ? item.Policy : item.Policy.Policy);
    const attached = Array.isArray(item.Targets) ? item.Targets : item.Targets.Targets;
    return {
      id: policy.PolicySummary.Id,
      arn: policy.PolicySummary.Arn,
      name: policy.PolicySummary.Name,
      document: policy.Content,
      targets: attached.map((target) => target.TargetId),
    };
  });
}

function permissionSetsOf(value: unknown, place: Place): readonly PermissionSet[] | undefined {
  const sets = listIn(permissionSetsSchema.shape.PermissionSets.element, 'PermissionSets', value, place);
  return sets?.map((set) => ({
    arn: set.PermissionSetArn,
    name: set.Name,
    description: set.Description ?? '',
    // GetInlinePolicyForPermissionSet answers an empty text where there is none.
    ...optional('inlinePolicy', set.InlinePolicy === '' || set.InlinePolicy === null ? undefined : set.InlinePolicy),
    managedPolicies: (set.ManagedPolicies ?? []).map((policy) => (typeof policy === 'string' ? policy : policy.Arn)),
    customerManagedPolicies: (set.CustomerManagedPolicyReferences ?? []).map(referenceOf),
    ...optional('permissionsBoundary', boundaryOf(set.PermissionsBoundary)),
    provisionedAccounts: set.ProvisionedAccounts,
  }));
}

function boundaryOf(
  raw: z.infer<typeof permissionSetsSchema>['PermissionSets'][number]['PermissionsBoundary'],
): PermissionSet['permissionsBoundary'] {
  if (raw?.ManagedPolicyArn) return { arn: raw.ManagedPolicyArn };
  return raw?.CustomerManagedPolicyReference ? referenceOf(raw.CustomerManagedPolicyReference) : undefined;
}

function referenceOf(raw: z.infer<typeof named>): { readonly name: string; readonly path: string } {
  return { name: raw.Name, path: raw.Path ?? '/' };
}
