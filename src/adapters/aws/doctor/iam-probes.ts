import {
  GenerateCredentialReportCommand,
  GenerateServiceLastAccessedDetailsCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetServiceLastAccessedDetailsCommand,
  IAMClient,
  ListAccountAliasesCommand,
  ListDelegationRequestsCommand,
  ListOpenIDConnectProvidersCommand,
  ListPolicyTagsCommand,
  ListRolesCommand,
  ListSAMLProvidersCommand,
  ListServiceSpecificCredentialsCommand,
} from '@aws-sdk/client-iam';
import { nobody } from './account-probes.ts';
import type { Probe } from './probe.ts';

/** How the permissions of IAM are tried. */
export const iamProbes: readonly Probe[] = [
  {
    action: 'iam:GetAccountAuthorizationDetails',
    // Groups are few, and their entries small.
    ask: ({ session }) =>
      session.client(IAMClient).send(new GetAccountAuthorizationDetailsCommand({ Filter: ['Group'], MaxItems: 1 })),
  },
  {
    action: 'iam:GenerateCredentialReport',
    ask: ({ session }) => session.client(IAMClient).send(new GenerateCredentialReportCommand({})),
  },
  {
    action: 'iam:GetCredentialReport',
    ask: ({ session }) => session.client(IAMClient).send(new GetCredentialReportCommand({})),
    allowedBy: [
      'ReportNotPresent',
      'ReportExpired',
      'ReportInProgress',
      'CredentialReportNotPresentException',
      'CredentialReportExpiredException',
      'CredentialReportNotReadyException',
    ],
  },
  {
    action: 'iam:GenerateServiceLastAccessedDetails',
    // Of a role that does not exist: nothing is generated.
    ask: ({ session }) =>
      session.client(IAMClient).send(
        new GenerateServiceLastAccessedDetailsCommand({
          Arn: `arn:${session.partition}:iam::${session.accountId}:role/${nobody}`,
        }),
      ),
  },
  {
    action: 'iam:GetServiceLastAccessedDetails',
    ask: ({ session }) =>
      session
        .client(IAMClient)
        .send(new GetServiceLastAccessedDetailsCommand({ JobId: '00000000-0000-4000-8000-000000000000', MaxItems: 1 })),
  },
  {
    action: 'iam:GetAccountSummary',
    ask: ({ session }) => session.client(IAMClient).send(new GetAccountSummaryCommand({})),
  },
  {
    action: 'iam:ListAccountAliases',
    ask: ({ session }) => session.client(IAMClient).send(new ListAccountAliasesCommand({ MaxItems: 1 })),
  },
  {
    action: 'iam:ListOpenIDConnectProviders',
    ask: ({ session }) => session.client(IAMClient).send(new ListOpenIDConnectProvidersCommand({})),
  },
  {
    action: 'iam:ListSAMLProviders',
    ask: ({ session }) => session.client(IAMClient).send(new ListSAMLProvidersCommand({})),
  },
  {
    action: 'iam:ListRoles',
    ask: ({ session }) => session.client(IAMClient).send(new ListRolesCommand({ MaxItems: 1 })),
  },
  {
    action: 'iam:ListServiceSpecificCredentials',
    ask: ({ session }) =>
      session.client(IAMClient).send(new ListServiceSpecificCredentialsCommand({ AllUsers: true, MaxItems: 1 })),
  },
  {
    action: 'iam:ListDelegationRequests',
    ask: ({ session }) => session.client(IAMClient).send(new ListDelegationRequestsCommand({ MaxItems: 1 })),
  },
  {
    action: 'iam:ListPolicyTags',
    ask: ({ session }) =>
      session.client(IAMClient).send(
        new ListPolicyTagsCommand({
          PolicyArn: `arn:${session.partition}:iam::${session.accountId}:policy/${nobody}`,
          MaxItems: 1,
        }),
      ),
  },
];
