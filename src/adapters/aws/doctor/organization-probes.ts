import {
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListPoliciesCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  ListTargetsForPolicyCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import {
  DescribePermissionSetCommand,
  GetInlinePolicyForPermissionSetCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ListCustomerManagedPolicyReferencesInPermissionSetCommand,
  ListInstancesCommand,
  ListManagedPoliciesInPermissionSetCommand,
  ListPermissionSetsCommand,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { type Probe, type ProbeContext, Untold } from './probe.ts';

/** Well-formed ids that no organization has. */
const noRoot = 'r-0000';
const noPolicy = 'p-00000000';
const noAccount = '000000000000';

/** How the permissions of AWS Organizations and IAM Identity Center are tried. */
export const organizationProbes: readonly Probe[] = [
  {
    action: 'organizations:DescribeOrganization',
    ask: ({ session }) => session.client(OrganizationsClient).send(new DescribeOrganizationCommand({})),
  },
  {
    action: 'organizations:ListAccounts',
    ask: ({ session }) => session.client(OrganizationsClient).send(new ListAccountsCommand({ MaxResults: 1 })),
  },
  {
    action: 'organizations:ListRoots',
    ask: ({ session }) => session.client(OrganizationsClient).send(new ListRootsCommand({ MaxResults: 1 })),
  },
  {
    action: 'organizations:ListOrganizationalUnitsForParent',
    ask: ({ session }) =>
      session
        .client(OrganizationsClient)
        .send(new ListOrganizationalUnitsForParentCommand({ ParentId: noRoot, MaxResults: 1 })),
  },
  {
    action: 'organizations:ListAccountsForParent',
    ask: ({ session }) =>
      session.client(OrganizationsClient).send(new ListAccountsForParentCommand({ ParentId: noRoot, MaxResults: 1 })),
  },
  {
    action: 'organizations:ListPolicies',
    ask: ({ session }) =>
      session
        .client(OrganizationsClient)
        .send(new ListPoliciesCommand({ Filter: 'SERVICE_CONTROL_POLICY', MaxResults: 1 })),
    allowedBy: ['PolicyTypeNotEnabledException'],
  },
  {
    action: 'organizations:DescribePolicy',
    ask: ({ session }) => session.client(OrganizationsClient).send(new DescribePolicyCommand({ PolicyId: noPolicy })),
  },
  {
    action: 'organizations:ListTargetsForPolicy',
    ask: ({ session }) =>
      session.client(OrganizationsClient).send(new ListTargetsForPolicyCommand({ PolicyId: noPolicy, MaxResults: 1 })),
  },
  {
    action: 'organizations:ListTagsForResource',
    ask: ({ session }) =>
      session.client(OrganizationsClient).send(new ListTagsForResourceCommand({ ResourceId: noAccount })),
  },
  {
    action: 'sso:ListInstances',
    ask: ({ session }) => session.client(SSOAdminClient).send(new ListInstancesCommand({ MaxResults: 1 })),
  },
  {
    action: 'sso:ListPermissionSets',
    ask: (context) =>
      ofInstance(context, (InstanceArn) =>
        context.session.client(SSOAdminClient).send(new ListPermissionSetsCommand({ InstanceArn, MaxResults: 1 })),
      ),
  },
  {
    action: 'sso:DescribePermissionSet',
    ask: (context) =>
      ofPermissionSet(context, (input) =>
        context.session.client(SSOAdminClient).send(new DescribePermissionSetCommand(input)),
      ),
  },
  {
    action: 'sso:GetInlinePolicyForPermissionSet',
    ask: (context) =>
      ofPermissionSet(context, (input) =>
        context.session.client(SSOAdminClient).send(new GetInlinePolicyForPermissionSetCommand(input)),
      ),
  },
  {
    action: 'sso:GetPermissionsBoundaryForPermissionSet',
    ask: (context) =>
      ofPermissionSet(context, (input) =>
        context.session.client(SSOAdminClient).send(new GetPermissionsBoundaryForPermissionSetCommand(input)),
      ),
  },
  {
    action: 'sso:ListManagedPoliciesInPermissionSet',
    ask: (context) =>
      ofPermissionSet(context, (input) =>
        context.session.client(SSOAdminClient).send(new ListManagedPoliciesInPermissionSetCommand(input)),
      ),
  },
  {
    action: 'sso:ListCustomerManagedPolicyReferencesInPermissionSet',
    ask: (context) =>
      ofPermissionSet(context, (input) =>
        context.session
          .client(SSOAdminClient)
          .send(new ListCustomerManagedPolicyReferencesInPermissionSetCommand(input)),
      ),
  },
  {
    action: 'sso:ListAccountsForProvisionedPermissionSet',
    ask: (context) =>
      ofPermissionSet(context, (input) =>
        context.session.client(SSOAdminClient).send(new ListAccountsForProvisionedPermissionSetCommand(input)),
      ),
  },
];

async function ofInstance(
  { identityCenter }: ProbeContext,
  ask: (instanceArn: string) => Promise<unknown>,
): Promise<unknown> {
  const arn = await identityCenter();
  return arn === undefined ? new Untold('not-needed', 'no IAM Identity Center was found in the home region') : ask(arn);
}

/** Of a permission set that the instance does not have. */
function ofPermissionSet(
  context: ProbeContext,
  ask: (input: { readonly InstanceArn: string; readonly PermissionSetArn: string }) => Promise<unknown>,
): Promise<unknown> {
  return ofInstance(context, (InstanceArn) =>
    ask({
      InstanceArn,
      PermissionSetArn: `arn:${context.session.partition}:sso:::permissionSet/${InstanceArn.split('/').at(-1)}/ps-0000000000000000`,
    }),
  );
}
