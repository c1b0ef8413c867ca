import {
  AccessAnalyzerClient,
  GetFindingV2Command,
  ListAnalyzersCommand,
  ListFindingsV2Command,
  ValidatePolicyCommand,
} from '@aws-sdk/client-accessanalyzer';
import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  LookupEventsCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  DescribeClusterCommand,
  DescribePodIdentityAssociationCommand,
  EKSClient,
  ListClustersCommand,
  ListPodIdentityAssociationsCommand,
} from '@aws-sdk/client-eks';
import type { AwsSession } from '../session.ts';
import type { Probe } from './probe.ts';

/** A name that nothing has: what asks for it learns that it may ask. */
export const nobody = 'iam-drift-doctor-looks-for-nothing';

/** How the permissions of an account beside IAM's are tried. */
export const accountProbes: readonly Probe[] = [
  {
    action: 'account:ListRegions',
    ask: ({ session }) => session.client(AccountClient).send(new ListRegionsCommand({ MaxResults: 1 })),
  },
  {
    action: 'cloudtrail:DescribeTrails',
    ask: ({ session }) =>
      session.client(CloudTrailClient).send(new DescribeTrailsCommand({ trailNameList: [trailOf(session)] })),
  },
  {
    action: 'cloudtrail:GetTrailStatus',
    ask: ({ session }) => session.client(CloudTrailClient).send(new GetTrailStatusCommand({ Name: trailOf(session) })),
  },
  {
    action: 'cloudtrail:GetEventSelectors',
    ask: ({ session }) =>
      session.client(CloudTrailClient).send(new GetEventSelectorsCommand({ TrailName: trailOf(session) })),
  },
  {
    action: 'cloudtrail:LookupEvents',
    ask: ({ session }) => session.client(CloudTrailClient).send(new LookupEventsCommand({ MaxResults: 1 })),
  },
  {
    action: 'access-analyzer:ListAnalyzers',
    ask: ({ session }) => session.client(AccessAnalyzerClient).send(new ListAnalyzersCommand({ maxResults: 1 })),
  },
  {
    action: 'access-analyzer:ListFindings',
    ask: ({ session }) =>
      session
        .client(AccessAnalyzerClient)
        .send(new ListFindingsV2Command({ analyzerArn: analyzerOf(session), maxResults: 1 })),
  },
  {
    action: 'access-analyzer:GetFinding',
    ask: ({ session }) =>
      session
        .client(AccessAnalyzerClient)
        .send(
          new GetFindingV2Command({ analyzerArn: analyzerOf(session), id: '00000000-0000-4000-8000-000000000000' }),
        ),
  },
  {
    action: 'access-analyzer:ValidatePolicy',
    ask: ({ session }) =>
      session.client(AccessAnalyzerClient).send(
        new ValidatePolicyCommand({
          policyType: 'IDENTITY_POLICY',
          policyDocument:
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]}',
          maxResults: 1,
        }),
      ),
  },
  { action: 'access-analyzer:CheckNoNewAccess', cannot: 'AWS charges each check' },
  {
    action: 'eks:ListClusters',
    ask: ({ session }) => session.client(EKSClient).send(new ListClustersCommand({ maxResults: 1 })),
  },
  {
    action: 'eks:DescribeCluster',
    ask: ({ session }) => session.client(EKSClient).send(new DescribeClusterCommand({ name: nobody })),
  },
  {
    action: 'eks:ListPodIdentityAssociations',
    ask: ({ session }) =>
      session.client(EKSClient).send(new ListPodIdentityAssociationsCommand({ clusterName: nobody, maxResults: 1 })),
  },
  {
    action: 'eks:DescribePodIdentityAssociation',
    ask: ({ session }) =>
      session
        .client(EKSClient)
        .send(new DescribePodIdentityAssociationCommand({ clusterName: nobody, associationId: 'a-00000000000000000' })),
  },
  {
    action: 'sts:GetCallerIdentity',
    // It was asked before anything else: without an answer there is no session.
    ask: async ({ session }) => session.callerArn,
  },
  { action: 'sts:AssumeRole', cannot: 'it is tried with the accounts that are configured' },
];

function trailOf({ partition, homeRegion, accountId }: AwsSession): string {
  return `arn:${partition}:cloudtrail:${homeRegion}:${accountId}:trail/${nobody}`;
}

function analyzerOf({ partition, homeRegion, accountId }: AwsSession): string {
  return `arn:${partition}:access-analyzer:${homeRegion}:${accountId}:analyzer/${nobody}`;
}
