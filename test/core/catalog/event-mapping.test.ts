import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadCatalogSync } from '../../../src/adapters/catalog/load-catalog.ts';
import { eventSourcesOf, servicesOf } from '../../../src/core/catalog/event-mapping.ts';

const catalog = loadCatalogSync();

const namesOf = (indices: readonly number[]) => indices.map((index) => catalog.actions[index]?.name ?? '?');

/** What an event needs; and what it may have exercised, be it for certain (`also`) or by its parameters (companions). */
function answer(event: string): { readonly needs: string; readonly also: readonly string[] } {
  const [source, name] = event.split(' ');
  const carried = catalog.companions.filter(({ carriers }) =>
    carriers.some(
      ({ eventSource, eventName }) =>
        eventSource === `${source}.amazonaws.com` && eventName.toLowerCase() === name?.toLowerCase(),
    ),
  );
  const mapping = catalog.mappingOf(`${source}.amazonaws.com`, name ?? '');
  if (mapping.kind === 'no-permission') return { needs: 'no permission', also: [] };
  if (mapping.kind === 'unmapped') return { needs: `unmapped ${mapping.service ?? ''}`.trim(), also: [] };
  const also = [...mapping.also, ...carried.map(({ action }) => action)];
  return { needs: namesOf(mapping.actions).join(' '), also: namesOf(also) };
}

/** Event source (without its domain) and name; what the call needs; what it may have exercised besides, among others. */
const decisions: readonly (readonly [event: string, needs: string, also?: string])[] = [
  // The plain rule: the action of the same name under the prefix of the source.
  ['ec2 RunInstances', 'ec2:RunInstances'],
  ['iam PutRolePolicy', 'iam:PutRolePolicy'],
  ['secretsmanager GetSecretValue', 'secretsmanager:GetSecretValue'],
  ['elasticloadbalancing CreateLoadBalancer', 'elasticloadbalancing:CreateLoadBalancer'],
  ['logs CreateLogGroup', 'logs:CreateLogGroup'],
  ['health DescribeEventAggregates', 'health:DescribeEventAggregates'],
  ['ec2 requestspotfleet', 'ec2:RequestSpotFleet', 'ec2:RunInstances'],
  // Versions in the name.
  ['lambda CreateFunction20150331v2', 'lambda:CreateFunction'],
  ['lambda CreateFunction20150331', 'lambda:CreateFunction'],
  ['lambda UpdateFunctionCode20150331v2', 'lambda:UpdateFunctionCode'],
  ['lambda ListFunctions20150331', 'lambda:ListFunctions'],
  ['lambda AddLayerVersionPermission20181031', 'lambda:AddLayerVersionPermission'],
  ['cloudfront CreateDistribution2020_05_31', 'cloudfront:CreateDistribution'],
  ['cloudfront CreateDistributionWithTags2020_05_31', 'cloudfront:CreateDistribution cloudfront:TagResource'],
  ['route53 ChangeResourceRecordSets', 'route53:ChangeResourceRecordSets'],
  // Sources under another name.
  ['monitoring PutMetricAlarm', 'cloudwatch:PutMetricAlarm'],
  ['email SendRawEmail', 'ses:SendRawEmail'],
  ['email SendEmail', 'ses:SendEmail', 'ses:SendRawEmail'],
  ['ses SendEmail', 'ses:SendEmail', 'ses:SendRawEmail'],
  ['tagging GetResources', 'tag:GetResources'],
  ['pinpoint CreateApp', 'mobiletargeting:CreateApp'],
  ['amazonmq CreateBroker', 'mq:CreateBroker'],
  ['cloudcontrolapi CreateResource', 'cloudformation:CreateResource'],
  ['application-insights CreateApplication', 'applicationinsights:CreateApplication'],
  ['rdsdata ExecuteStatement', 'rds-data:ExecuteStatement'],
  ['models-v2-lex CreateBot', 'lex:CreateBot'],
  ['streams.dynamodb GetRecords', 'dynamodb:GetRecords'],
  ['dynamodb GetShardIterator', 'dynamodb:GetShardIterator'],
  ['waf-regional CreateWebACL', 'waf-regional:CreateWebACL'],
  ['identitystore CreateUser', 'identitystore:CreateUser', 'sso-directory:CreateUser'],
  ['sso-directory CreateUser', 'sso-directory:CreateUser', 'identitystore:CreateUser'],
  ['sso CreatePermissionSet', 'sso:CreatePermissionSet'],
  ['ssm OpenDataChannel', 'ssmmessages:OpenDataChannel'],
  ['ssmmessages OpenControlChannel', 'ssmmessages:OpenControlChannel'],
  // S3: events named after the REST call.
  ['s3 ListBuckets', 's3:ListAllMyBuckets'],
  ['s3 HeadBucket', 's3:ListBucket'],
  ['s3 ListObjectsV2', 's3:ListBucket'],
  ['s3 ListObjectVersions', 's3:ListBucketVersions'],
  ['s3 HeadObject', 's3:GetObject', 's3:GetObjectVersion'],
  ['s3 GetObject', 's3:GetObject', 's3:GetObjectVersion'],
  ['s3 CopyObject', 's3:PutObject', 's3:GetObject'],
  ['s3 CreateMultipartUpload', 's3:PutObject', 's3:PutObjectAcl'],
  ['s3 CompleteMultipartUpload', 's3:PutObject'],
  ['s3 ListParts', 's3:ListMultipartUploadParts'],
  ['s3 DeleteObjects', 's3:DeleteObject', 's3:DeleteObjectVersion'],
  ['s3 GetBucketEncryption', 's3:GetEncryptionConfiguration'],
  ['s3 DeleteBucketEncryption', 's3:PutEncryptionConfiguration'],
  ['s3 PutBucketLifecycle', 's3:PutLifecycleConfiguration'],
  ['s3 DeleteBucketLifecycle', 's3:PutLifecycleConfiguration'],
  ['s3 GetBucketReplication', 's3:GetReplicationConfiguration'],
  ['s3 GetBucketNotification', 's3:GetBucketNotification'],
  ['s3 GetBucketCors', 's3:GetBucketCORS'],
  ['s3 DeleteBucketCors', 's3:PutBucketCORS'],
  ['s3 DeleteBucketTagging', 's3:PutBucketTagging'],
  ['s3 PutAccelerateConfiguration', 's3:PutAccelerateConfiguration'],
  ['s3 DeleteAccountPublicAccessBlock', 's3:PutAccountPublicAccessBlock'],
  ['s3 GetBucketPublicAccessBlock', 's3:GetBucketPublicAccessBlock'],
  ['s3express PutObject', 's3express:CreateSession'],
  ['s3express CreateSession', 's3express:CreateSession'],
  ['s3-outposts ListObjectsV2', 's3-outposts:ListBucket'],
  // API Gateway: HTTP verbs.
  ['apigateway GetRestApis', 'apigateway:GET'],
  ['apigateway CreateRestApi', 'apigateway:POST', 'apigateway:UpdateRestApiPolicy'],
  ['apigateway UpdateRestApi', 'apigateway:PATCH', 'apigateway:UpdateRestApiPolicy'],
  ['apigateway PutIntegration', 'apigateway:PUT'],
  ['apigateway DeleteStage', 'apigateway:DELETE'],
  ['apigateway FlushStageCache', 'apigateway:DELETE'],
  ['apigateway ExportApi', 'apigateway:GET'],
  ['apigateway PostToConnection', 'execute-api:ManageConnections'],
  ['execute-api PostToConnection', 'execute-api:ManageConnections'],
  // Budgets: two actions for all.
  ['budgets CreateBudget', 'budgets:ModifyBudget'],
  ['budgets DescribeBudgets', 'budgets:ViewBudget'],
  ['budgets CreateBudgetAction', 'budgets:CreateBudgetAction'],
  // One call, several or other actions.
  ['lambda Invoke', 'lambda:InvokeFunction'],
  ['lambda InvokeWithResponseStream', 'lambda:InvokeFunction'],
  ['kms ReEncrypt', 'kms:ReEncryptFrom kms:ReEncryptTo'],
  ['kms ReplicateKey', 'kms:ReplicateKey kms:CreateKey'],
  ['dynamodb ExecuteStatement', '', 'dynamodb:PartiQLDelete'],
  ['dynamodb BatchExecuteStatement', '', 'dynamodb:PartiQLSelect'],
  ['dynamodb TransactWriteItems', '', 'dynamodb:PutItem'],
  ['dynamodb TransactGetItems', 'dynamodb:GetItem'],
  ['sqs SendMessageBatch', 'sqs:SendMessage'],
  ['sns PublishBatch', 'sns:Publish'],
  ['bedrock Converse', 'bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
  ['bedrock-runtime ConverseStream', 'bedrock:InvokeModelWithResponseStream'],
  ['bedrock-agent-runtime InvokeAgent', 'bedrock:InvokeAgent'],
  ['iam AcquireRole', '', 'iam:CreateRole'],
  ['eks-auth AssumeRoleForPodIdentity', 'eks-auth:AssumeRoleForPodIdentity'],
  ['sts AssumeRole', 'sts:AssumeRole'],
  ['sts AssumeRoot', 'sts:AssumeRoot'],
  ['cassandra CreateTable', 'cassandra:Create'],
  ['keyspaces DropKeyspace', 'cassandra:Drop'],
  ['wafv2 AssociateWebACL', 'wafv2:AssociateWebACL', 'elasticloadbalancing:SetWebAcl'],
  ['route53 CreateHostedZone', 'route53:CreateHostedZone', 'ec2:DescribeVpcs'],
  ['rds RemoveRoleFromDBCluster', 'rds:RemoveRoleFromDBCluster', 'iam:PassRole'],
  ['opsworks CreateStack', 'opsworks:CreateStack', 'iam:PassRole'],
  // Nothing of IAM.
  ['sts GetCallerIdentity', 'no permission'],
  ['sts GetSessionToken', 'no permission'],
  ['signin ConsoleLogin', 'no permission'],
  ['signin SwitchRole', 'no permission'],
  ['sso Federate', 'no permission'],
  ['rolesanywhere CreateSession', 'no permission'],
  ['ec2 SharedSnapshotVolumeCreated', 'no permission'],
  ['secretsmanager EndSecretVersionDelete', 'no permission'],
  ['kms RotateKey', 'no permission'],
  // Not known: never dropped, never guessed.
  ['ec2 NoSuchCall', 'unmapped ec2'],
  ['monitoring NoSuchCall', 'unmapped cloudwatch'],
  ['nosuchservice NoSuchCall', 'unmapped'],
  ['iam RunInstances', 'unmapped iam'],
  ['s3 Createbucketx20150331', 'unmapped s3'],
];

describe('mappingOf', () => {
  for (const [event, needs, also] of decisions) {
    it(`maps ${event} to \`${needs}\``, () => {
      const given = answer(event);
      expect(given.needs).toBe(needs);
      if (also !== undefined) expect(given.also).toContain(also);
    });
  }

  it('takes no account of letter case, nor of the domain of China', () => {
    const usual = catalog.mappingOf('s3.amazonaws.com', 'ListObjectsV2');
    expect(catalog.mappingOf('S3.amazonaws.com', 'listobjectsv2')).toEqual(usual);
    expect(catalog.mappingOf('s3.amazonaws.com.cn', 'ListObjectsV2')).toEqual(usual);
  });

  it('gives every action that is an event of its own name back to itself', () => {
    const renamed = catalog.actions.filter((action) => {
      const mapping = catalog.mappingOf(eventSourcesOf(action.service)[0] ?? '', action.name.split(':')[1] ?? '');
      return mapping.kind !== 'actions' || ![...mapping.actions, ...mapping.also].includes(action.index);
    });
    // Calls that need nothing, and events whose name is another action's.
    const known = [
      'dynamodb:DescribeEndpoints',
      'sts:GetCallerIdentity',
      'sts:GetSessionToken',
      'rolesanywhere:CreateSession',
    ];
    expect(renamed.map((action) => action.name).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('names no action both as needed and as exercised besides', () => {
    for (const action of catalog.actions) {
      const mapping = catalog.mappingOf(`${action.service}.amazonaws.com`, action.name.split(':')[1] ?? '');
      if (mapping.kind !== 'actions') continue;
      expect(mapping.also.filter((index) => mapping.actions.includes(index))).toEqual([]);
    }
  });

  it('leaves a companion to the parameters of the event that can carry it', () => {
    for (const companion of catalog.companions) {
      for (const carrier of companion.carriers) {
        const mapping = catalog.mappingOf(carrier.eventSource, carrier.eventName);
        expect(mapping.kind === 'actions' && mapping.also.includes(companion.action)).toBe(false);
      }
    }
  });

  it('counts the tagging that a creating call may carry, where the companion table does not know it', () => {
    const tagged = catalog.actions.filter((action) => {
      if (action.accessLevel !== 'tagging' || action.isCompanion || !action.name.endsWith(':TagResource')) return false;
      const range = catalog.services.get(action.service);
      const creating = catalog.actions.slice(range?.first, range?.end).find((other) => /:Create[A-Z]/.test(other.name));
      if (creating === undefined) return false;
      const mapping = catalog.mappingOf(`${action.service}.amazonaws.com`, creating.name.split(':')[1] ?? '');
      return (
        mapping.kind === 'actions' && mapping.actions.includes(creating.index) && !mapping.also.includes(action.index)
      );
    });
    expect(tagged.map((action) => action.name)).toEqual([]);
  });
});

describe('servicesOf and eventSourcesOf', () => {
  it("are each other's inverse", () => {
    for (const service of catalog.services.keys()) {
      for (const source of eventSourcesOf(service)) {
        if (source === `${service}.amazonaws.com`) continue;
        expect(servicesOf(source)).toContain(service);
      }
    }
  });

  it('name the default source of a service first', () => {
    expect(eventSourcesOf('cloudwatch')).toEqual(['cloudwatch.amazonaws.com', 'monitoring.amazonaws.com']);
    expect(eventSourcesOf('ec2')).toEqual(['ec2.amazonaws.com']);
  });
});

const data = new URL('../../../../shared/data/', import.meta.url);
const logFile = z.object({ Records: z.array(z.object({ eventSource: z.string(), eventName: z.string() })) });

describe.skipIf(!existsSync(data))('mappingOf on real logs (skipped: ../shared/data absent)', () => {
  it.each(['cloudtrail-invictus', 'cloudtrail-stratus'])('knows every record of %s', (set) => {
    const folder = new URL(`${set}/`, data);
    const unmapped = new Set<string>();
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json.gz'))) {
      const text = gunzipSync(readFileSync(new URL(file, folder))).toString('utf8');
      for (const { eventSource, eventName } of logFile.parse(JSON.parse(text)).Records) {
        if (catalog.mappingOf(eventSource, eventName).kind === 'unmapped') unmapped.add(`${eventSource} ${eventName}`);
      }
    }
    expect([...unmapped]).toEqual([]);
  });
});
