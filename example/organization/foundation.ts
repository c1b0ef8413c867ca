import { type Account, accountList, accounts, organization } from './accounts.ts';
import { every, loggedDays } from './calendar.ts';
import { call, calls } from './calls.ts';
import type { Expected, Part, RoleDefinition } from './definitions.ts';
import { allow, policy, trustAccount, trustRole, trustService } from './policy-language.ts';
import { hexOf, randomOf } from './random.ts';

const management = organization.managementAccountId;

/** Foundation roles are wide by design: one finding a pattern and organization, about the first role, and no more than advice. */
const advisory: readonly Expected[] = [{ detector: 'unused-elevated-permission', severity: 'info' }];

/** Roles that AWS, Control Tower, StackSets and the CDK set up, and the auditor, which is ours. */
function foundationOf({ key: account, id }: Account): readonly RoleDefinition[] {
  const isFirst = account === 'production';
  return [
    {
      account,
      name: 'OrganizationAccountAccessRole',
      createdDaysAgo: 1950,
      trust: trustAccount(management),
      attached: ['AdministratorAccess'],
      ...(isFirst ? { findings: advisory } : {}),
      story: 'A foundation role, made with the account.',
    },
    {
      account,
      name: 'AWSControlTowerExecution',
      createdDaysAgo: 1800,
      trust: trustAccount(management),
      attached: ['AdministratorAccess'],
      ...(isFirst ? { findings: advisory } : {}),
      story: 'A foundation role of Control Tower.',
    },
    {
      account,
      name: 'AWSServiceRoleForOrganizations',
      path: '/aws-service-role/organizations.amazonaws.com/',
      createdDaysAgo: 1950,
      trust: trustService('organizations'),
      attached: ['AWSOrganizationsServiceTrustPolicy'],
      story: 'Service-linked, and unused: never a finding.',
    },
    {
      account,
      name: 'AWSServiceRoleForAutoScaling',
      path: '/aws-service-role/autoscaling.amazonaws.com/',
      createdDaysAgo: 900,
      trust: trustService('autoscaling'),
      attached: ['AutoScalingServiceRolePolicy'],
      session: { via: 'service', service: 'autoscaling', name: 'AutoScaling' },
      activity: [
        { days: every(1, loggedDays, 0), calls: [] },
        { days: every(3, 119), calls: calls('ec2', 'DescribeInstanceStatus') },
      ],
      story: 'Service-linked, and used by its service.',
    },
    {
      account,
      name: 'iam-drift-auditor',
      createdDaysAgo: 380,
      trust: trustAccount(management),
      inline: {
        audit: policy(
          allow([
            'iam:GetAccountAuthorizationDetails',
            'iam:GenerateCredentialReport',
            'iam:GetCredentialReport',
            'iam:GenerateServiceLastAccessedDetails',
            'iam:GetServiceLastAccessedDetails',
            'iam:GetAccountSummary',
            'iam:ListOpenIDConnectProviders',
            'cloudtrail:DescribeTrails',
            'cloudtrail:GetTrailStatus',
            'cloudtrail:GetEventSelectors',
            'eks:ListClusters',
          ]),
        ),
      },
      tags: { team: 'security' },
      session: { via: 'account', accountId: management, name: 'nightly' },
      activity: [
        {
          days: every(14, 113),
          calls: [
            ...calls(
              'iam',
              'GetAccountAuthorizationDetails GenerateCredentialReport GetCredentialReport GetAccountSummary ListOpenIDConnectProviders',
            ),
            call('iam', 'GenerateServiceLastAccessedDetails', {
              arn: `arn:aws:iam::${id}:role/iam-drift-auditor`,
              granularity: 'ACTION_LEVEL',
            }),
            ...calls('iam', 'GetServiceLastAccessedDetails'),
            ...calls('cloudtrail', 'DescribeTrails GetTrailStatus GetEventSelectors'),
            ...calls('eks', 'ListClusters'),
          ],
        },
      ],
      story: 'The auditor itself, which has what it uses.',
    },
  ];
}

const stackSet = hexOf(randomOf('stackset'), 32);
const cdkAccount = accounts.staging;

const deployment: readonly RoleDefinition[] = [
  {
    account: 'sandbox',
    name: `stacksets-exec-${stackSet}`,
    createdDaysAgo: 900,
    trust: trustRole(
      `arn:aws:iam::${management}:role/aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin`,
    ),
    attached: ['AdministratorAccess'],
    findings: advisory,
    story: 'A foundation role of StackSets.',
  },
  {
    account: cdkAccount.key,
    name: `cdk-hnb659fds-cfn-exec-role-${cdkAccount.id}-us-east-1`,
    createdDaysAgo: 520,
    trust: trustService('cloudformation'),
    attached: ['AdministratorAccess'],
    findings: advisory,
    story: 'A foundation role of the CDK.',
  },
  {
    account: cdkAccount.key,
    name: `cdk-hnb659fds-deploy-role-${cdkAccount.id}-us-east-1`,
    createdDaysAgo: 520,
    trust: trustAccount(cdkAccount.id),
    inline: {
      default: policy(
        allow([
          'cloudformation:CreateChangeSet',
          'cloudformation:DeleteChangeSet',
          'cloudformation:DescribeChangeSet',
          'cloudformation:DescribeStacks',
          'cloudformation:ExecuteChangeSet',
        ]),
        allow(
          'iam:PassRole',
          `arn:aws:iam::${cdkAccount.id}:role/cdk-hnb659fds-cfn-exec-role-${cdkAccount.id}-us-east-1`,
        ),
      ),
    },
    story: 'A foundation role of the CDK.',
  },
];

/** Foundation and service-linked roles of all accounts. */
export const foundation: Part = { roles: [...accountList.flatMap(foundationOf), ...deployment] };
