import { beforeAll, describe, expect, it } from 'vitest';
import type { Carrier } from '../../../../src/core/catalog/catalog.ts';
import { companionRowsOf } from '../../../../src/core/catalog/tables/companions/row.ts';
import { companionRows } from '../../../../src/core/catalog/tables/companions.ts';
import { type KnownCatalog, knownCatalog } from './known-catalog.ts';
import { realRecords, realRecordsPresent } from './real-records.ts';

let known: KnownCatalog;
beforeAll(async () => {
  known = await knownCatalog();
});

function carrierOf(action: string, service: string, eventName: string): Carrier | undefined {
  const index = known.catalog.byName.get(action.toLowerCase())?.index;
  const carriers = known.catalog.companions.find((companion) => companion.action === index)?.carriers ?? [];
  return carriers.find(
    (carrier) => carrier.eventSource === `${service}.amazonaws.com` && carrier.eventName === eventName,
  );
}

const passRole: readonly [service: string, eventName: string, parameter: string][] = [
  ['ec2', 'RunInstances', 'iamInstanceProfile'],
  ['lambda', 'CreateFunction20150331', 'role'],
  ['lambda', 'CreateFunction', 'role'],
  ['ecs', 'RegisterTaskDefinition', 'taskRoleArn'],
  ['ecs', 'RegisterTaskDefinition', 'executionRoleArn'],
  ['ecs', 'RunTask', 'overrides.taskRoleArn'],
  ['cloudformation', 'CreateStack', 'roleARN'],
  ['glue', 'CreateJob', 'role'],
  ['sagemaker', 'CreateTrainingJob', 'roleArn'],
  ['codebuild', 'CreateProject', 'serviceRole'],
  ['codebuild', 'StartBuild', 'serviceRoleOverride'],
  ['codepipeline', 'CreatePipeline', 'pipeline.roleArn'],
  ['states', 'CreateStateMachine', 'roleArn'],
  ['events', 'PutTargets', 'targets.roleArn'],
  ['scheduler', 'CreateSchedule', 'target.roleArn'],
  ['pipes', 'CreatePipe', 'roleArn'],
  ['eks', 'CreateCluster', 'roleArn'],
  ['eks', 'CreateNodegroup', 'nodeRole'],
  ['eks', 'CreatePodIdentityAssociation', 'roleArn'],
  ['emr-serverless', 'StartJobRun', 'executionRoleArn'],
  ['elasticmapreduce', 'RunJobFlow', 'jobFlowRole'],
  ['rds', 'CreateDBInstance', 'monitoringRoleArn'],
  ['bedrock', 'CreateAgent', 'agentResourceRoleArn'],
  ['bedrock-agentcore', 'CreateAgentRuntime', 'roleArn'],
  ['apprunner', 'CreateService', 'instanceConfiguration.instanceRoleArn'],
  ['config', 'PutConfigurationRecorder', 'configurationRecorder.roleARN'],
  ['backup', 'StartBackupJob', 'iamRoleArn'],
  ['firehose', 'CreateDeliveryStream', 'extendedS3DestinationConfiguration.roleARN'],
  ['dlm', 'CreateLifecyclePolicy', 'executionRoleArn'],
  ['logs', 'PutSubscriptionFilter', 'roleArn'],
];

const tagging: readonly [action: string, service: string, eventName: string][] = [
  ['ec2:CreateTags', 'ec2', 'RunInstances'],
  ['ec2:CreateTags', 'ec2', 'CreateVolume'],
  ['ec2:CreateTags', 'ec2', 'CreateSecurityGroup'],
  ['lambda:TagResource', 'lambda', 'CreateFunction20150331'],
  ['iam:TagRole', 'iam', 'CreateRole'],
  ['iam:TagUser', 'iam', 'CreateUser'],
  ['iam:TagPolicy', 'iam', 'CreatePolicy'],
  ['rds:AddTagsToResource', 'rds', 'CreateDBInstance'],
  ['elasticloadbalancing:AddTags', 'elasticloadbalancing', 'CreateLoadBalancer'],
  ['sqs:TagQueue', 'sqs', 'CreateQueue'],
  ['sns:TagResource', 'sns', 'CreateTopic'],
  ['kms:TagResource', 'kms', 'CreateKey'],
  ['logs:TagResource', 'logs', 'CreateLogGroup'],
  ['ecs:TagResource', 'ecs', 'CreateService'],
  ['secretsmanager:TagResource', 'secretsmanager', 'CreateSecret'],
  ['ssm:AddTagsToResource', 'ssm', 'PutParameter'],
  ['dynamodb:TagResource', 'dynamodb', 'CreateTable'],
  ['ecr:TagResource', 'ecr', 'CreateRepository'],
  ['eks:TagResource', 'eks', 'CreateCluster'],
  ['s3:TagResource', 's3', 'CreateBucket'],
  ['sts:TagSession', 'sts', 'AssumeRole'],
];

describe('the table of companions', () => {
  it('gives every row a source, and names each call once an action', () => {
    const keys = companionRows.map((row) => `${row.action} ${row.eventSource} ${row.eventName}`);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    expect(companionRows.every((row) => row.source !== '')).toBe(true);
  });

  it('names only actions and calls that the catalog knows', () => {
    expect(known.problems).toEqual([]);
  });

  it.each(passRole)('sees the role that %s %s hands over', (service, eventName, parameter) => {
    expect(carrierOf('iam:PassRole', service, eventName)?.parameters).toContain(parameter);
  });

  it.each(tagging)('sees %s in %s %s', (action, service, eventName) => {
    expect(carrierOf(action, service, eventName)?.parameters).not.toBeUndefined();
  });

  it('says that a launch template can hide an instance profile', () => {
    expect(carrierOf('iam:PassRole', 'ec2', 'RunInstances')?.maybe).toContain('launchTemplate');
    expect(carrierOf('iam:PassRole', 'ecs', 'RunTask')?.maybe).toContain('taskDefinition');
  });

  it('sees ACLs and tags that come with an object', () => {
    expect(carrierOf('s3:PutObjectAcl', 's3', 'PutObject')?.parameters).toContain('x-amz-acl');
    expect(carrierOf('s3:PutObjectTagging', 's3', 'PutObject')?.parameters).toContain('x-amz-tagging');
    expect(carrierOf('s3:PutBucketAcl', 's3', 'CreateBucket')?.parameters).toContain('x-amz-acl');
  });

  it('reads a line of events and parameters, each path with a small and a capital first letter', () => {
    expect(companionRowsOf('iam:PassRole', 'x.amazonaws.com', '\n  Make Remake: role ?a.B\n', 'test')).toEqual(
      ['Make', 'Remake'].map((eventName) => ({
        action: 'iam:PassRole',
        eventSource: 'x.amazonaws.com',
        eventName,
        parameters: ['role', 'Role'],
        maybe: ['a.b', 'A.B', 'a.B'],
        source: 'test',
      })),
    );
  });

  it('does not take a call that may carry it unseen for one that always does', () => {
    const [row] = companionRowsOf('iam:PassRole', 'x.amazonaws.com', 'Make: ?template', 'test');
    expect(row).toMatchObject({ parameters: ['(unseen)'], maybe: ['template', 'Template'] });
  });

  it('takes a line without parameters for a call that always carries it, and # for the name of the event', () => {
    const [always] = companionRowsOf('iam:PassRole', 'x.amazonaws.com', 'Make:', 'test');
    expect(always).toMatchObject({ eventName: 'Make', parameters: [] });
    const [own] = companionRowsOf('iam:PassRole', 'x.amazonaws.com', 'Make: #Request.tags', 'test');
    expect(own?.parameters).toEqual(['makeRequest.tags', 'MakeRequest.Tags', 'MakeRequest.tags']);
  });
});

/** Dotted paths of all parameters, with their values where those are text. */
function pathsOf(value: unknown, path: string): readonly (readonly [path: string, text: string])[] {
  if (Array.isArray(value)) return value.flatMap((element: unknown) => pathsOf(element, path));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, below]) => [
      [path === '' ? key : `${path}.${key}`, ''] as const,
      ...pathsOf(below, path === '' ? key : `${path}.${key}`),
    ]);
  }
  return typeof value === 'string' ? [[path, value]] : [];
}

function isCarried(action: string | undefined, eventSource: string, eventName: string, path: string): boolean {
  return companionRows.some(
    (row) =>
      (action === undefined || row.action === action) &&
      row.eventSource === eventSource &&
      row.eventName === eventName &&
      (row.parameters.length === 0 || row.parameters.some((name) => path === name || path.startsWith(`${name}.`))),
  );
}

describe.skipIf(!realRecordsPresent)('the table of companions and real logs (skipped: ../shared/data absent)', () => {
  it('knows every parameter that handed over a role', () => {
    const missed = realRecords().flatMap(({ eventSource, eventName, requestParameters }) => {
      if (/^(?:iam|sts)\./.test(eventSource)) return [];
      const roles = pathsOf(requestParameters, '').filter(([, text]) =>
        /^arn:aws[\w-]*:iam::\d+:(?:role|instance-profile)\//.test(text),
      );
      return roles
        .filter(([path]) => !isCarried('iam:PassRole', eventSource, eventName, path))
        .map(([path]) => `${eventSource} ${eventName} ${path}`);
    });
    expect(missed).toEqual([]);
  });

  it('knows every parameter that tagged something new', () => {
    const missed = realRecords().flatMap(({ eventSource, eventName, requestParameters }) => {
      if (!/^(?:Create|Run|Put(?!BucketTagging)|Allocate)/.test(eventName)) return [];
      if (eventName === 'CreateTags') return [];
      return pathsOf(requestParameters, '')
        .map(([path]) => path)
        .filter((path) => /^(?:tags|tagsList|tagSpecificationSet)$|Request\.TagSpecification$/.test(path))
        .filter((path) => !isCarried(undefined, eventSource, eventName, path))
        .map((path) => `${eventSource} ${eventName} ${path}`);
    });
    expect(missed).toEqual([]);
  });
});
