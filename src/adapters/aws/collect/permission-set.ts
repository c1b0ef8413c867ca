import {
  DescribePermissionSetCommand,
  GetInlinePolicyForPermissionSetCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ListCustomerManagedPolicyReferencesInPermissionSetCommand,
  ListManagedPoliciesInPermissionSetCommand,
  type SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import type { NeededPermission } from '../needed-permission.ts';
import { itemsOf } from '../pages.ts';
import { type AskEach, listIn, WrongAnswerError } from './asking.ts';

const service = 'sso';
const without = 'permission sets of IAM Identity Center are not judged, and have no suggestion';

/** What reading permission sets needs. */
export const permissionSetPermissions: readonly NeededPermission[] = [
  'ListInstances',
  'ListPermissionSets',
  'DescribePermissionSet',
  'GetInlinePolicyForPermissionSet',
  'ListManagedPoliciesInPermissionSet',
  'ListCustomerManagedPolicyReferencesInPermissionSet',
  'GetPermissionsBoundaryForPermissionSet',
  'ListAccountsForProvisionedPermissionSet',
].map((operation) => ({ action: `${service}:${operation}`, without }));

/** A permission set, and where it is asked. */
export interface PermissionSetPlace {
  readonly region: string;
  readonly instanceArn: string;
  readonly arn: string;
}

/** A permission set as `permission-sets.json` holds it; `gone` when it was deleted since, `undefined` when something of it could not be read. */
export async function permissionSetOf(
  client: SSOAdminClient,
  askEach: AskEach,
  { region, instanceArn, arn }: PermissionSetPlace,
): Promise<object | 'gone' | undefined> {
  const set = { InstanceArn: instanceArn, PermissionSetArn: arn };
  const call = (operation: string) => ({ service, operation, region });
  const paged = (token: string | undefined) => ({
    ...set,
    MaxResults: 100,
    ...(token === undefined ? {} : { NextToken: token }),
  });
  const about = await askEach(call('DescribePermissionSet'), async () => {
    const { PermissionSet } = await client.send(new DescribePermissionSetCommand(set));
    if (!PermissionSet?.Name) throw new WrongAnswerError(`the permission set ${arn} is described without its name`);
    return { ...PermissionSet, PermissionSetArn: arn };
  });
  if (about === undefined || about === 'gone') return about;
  const inline = await askEach(call('GetInlinePolicyForPermissionSet'), () =>
    client.send(new GetInlinePolicyForPermissionSetCommand(set)),
  );
  if (inline === undefined || inline === 'gone') return inline;
  const managed = await askEach(call('ListManagedPoliciesInPermissionSet'), () =>
    itemsOf(
      (token) => client.send(new ListManagedPoliciesInPermissionSetCommand(paged(token))),
      (page) => page.NextToken,
      (page) => listIn(page.AttachedManagedPolicies, 'AttachedManagedPolicies'),
    ),
  );
  if (managed === undefined || managed === 'gone') return managed;
  const customer = await askEach(call('ListCustomerManagedPolicyReferencesInPermissionSet'), () =>
    itemsOf(
      (token) => client.send(new ListCustomerManagedPolicyReferencesInPermissionSetCommand(paged(token))),
      (page) => page.NextToken,
      (page) => listIn(page.CustomerManagedPolicyReferences, 'CustomerManagedPolicyReferences'),
    ),
  );
  if (customer === undefined || customer === 'gone') return customer;
  const boundary = await askEach(call('GetPermissionsBoundaryForPermissionSet'), () =>
    client.send(new GetPermissionsBoundaryForPermissionSetCommand(set)),
  );
  if (boundary === undefined) return undefined;
  const accounts = await askEach(call('ListAccountsForProvisionedPermissionSet'), () =>
    itemsOf(
      (token) => client.send(new ListAccountsForProvisionedPermissionSetCommand(paged(token))),
      (page) => page.NextToken,
      (page) => listIn(page.AccountIds, 'AccountIds'),
    ),
  );
  if (accounts === undefined || accounts === 'gone') return accounts;
  return {
    ...about,
    InlinePolicy: inline.InlinePolicy ?? '',
    ManagedPolicies: managed,
    CustomerManagedPolicyReferences: customer,
    // A set without a boundary has none to be found: AWS answers ResourceNotFoundException.
    ...(boundary === 'gone' || boundary.PermissionsBoundary === undefined
      ? {}
      : { PermissionsBoundary: boundary.PermissionsBoundary }),
    ProvisionedAccounts: [...new Set(accounts)].sort(),
  };
}
