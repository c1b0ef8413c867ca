import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What to generate; the same settings give the same bytes. */
export interface LogSettings {
  readonly folder: string;
  readonly seed: number;
  readonly files: number;
  readonly recordsPerFile: number;
  /** How many files are delivered a day for an account and region. */
  readonly filesPerDay: number;
}

/** What was written. */
export interface GeneratedLogs {
  readonly records: number;
  readonly bytes: number;
  readonly inflatedBytes: number;
}

type Random = () => number;

const accounts = ['111122223333', '222233334444', '333344445555', '444455556666'];
const regions = ['us-east-1', 'eu-west-1'];
/** CloudTrail delivers every five minutes; sessions live longer. */
const deliveryMs = 300_000;
const firstDay = Date.UTC(2026, 7, 1);

/** Writes log files in AWS's own layout: a mix of services, callers, parameters and errors as an account of many workloads has it. */
export function generateLogs(settings: LogSettings): GeneratedLogs {
  const random = randomFrom(settings.seed);
  let records = 0;
  let bytes = 0;
  let inflatedBytes = 0;
  for (let index = 0; index < settings.files; index += 1) {
    const account = accounts[index % accounts.length] ?? '';
    const region = regions[Math.floor(index / accounts.length) % regions.length] ?? '';
    const delivery = Math.floor(index / (accounts.length * regions.length));
    const day = Math.floor(delivery / settings.filesPerDay);
    const opened = firstDay + day * 86_400_000 + 3_600_000;
    const from = opened + (delivery % settings.filesPerDay) * deliveryMs;
    const text = JSON.stringify({
      Records: Array.from({ length: settings.recordsPerFile }, () => record(random, account, region, from, opened)),
    });
    const zipped = gzipSync(text);
    const [year = '', month = '', date = ''] = new Date(from).toISOString().slice(0, 10).split('-');
    const folder = join(settings.folder, 'AWSLogs', account, 'CloudTrail', region, year, month, date);
    mkdirSync(folder, { recursive: true });
    const name = `${account}_CloudTrail_${region}_${year}${month}${date}T${new Date(from + deliveryMs).toISOString().slice(11, 16).replace(':', '')}Z_${word(random, 16)}.json.gz`;
    writeFileSync(join(folder, name), zipped);
    records += settings.recordsPerFile;
    bytes += zipped.length;
    inflatedBytes += text.length;
  }
  return { records, bytes, inflatedBytes };
}

/** A small generator of numbers in [0, 1) from a seed (mulberry32, public domain). */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

function word(random: Random, length: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return Array.from({ length }, () => letters[Math.floor(random() * 32)]).join('');
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
}

function uuid(random: Random): string {
  return [8, 4, 4, 4, 12].map((length) => hex(random, length)).join('-');
}

interface Call {
  readonly source: string;
  readonly name: string;
  readonly readOnly: boolean;
  readonly parameters: (random: Random, account: string, region: string) => unknown;
  readonly resources?: (random: Random, account: string, region: string) => unknown;
}

const calls: readonly Call[] = [
  call('ec2', 'DescribeInstances', true, () => ({
    maxResults: 100,
    instancesSet: {},
    filterSet: { items: [{ name: 'tag:app', valueSet: { items: [{ value: 'web' }] } }] },
  })),
  call('ec2', 'DescribeNetworkInterfaces', true, () => ({ networkInterfaceIdSet: {}, filterSet: {} })),
  call('ec2', 'RunInstances', false, (random, account) => ({
    instancesSet: { items: [{ imageId: `ami-${hex(random, 17)}`, minCount: 1, maxCount: 1 }] },
    instanceType: 'm6i.large',
    iamInstanceProfile: { arn: `arn:aws:iam::${account}:instance-profile/workers` },
    tagSpecificationSet: { items: [{ resourceType: 'instance', tags: [{ key: 'app', value: 'web' }] }] },
  })),
  call('sts', 'AssumeRole', true, (random, account) => ({
    roleArn: `arn:aws:iam::${account}:role/app/workload-${Math.floor(random() * 40)}`,
    roleSessionName: `session-${hex(random, 8)}`,
    durationSeconds: 3600,
  })),
  call(
    's3',
    'GetObject',
    true,
    (random) => ({
      bucketName: 'orders-archive',
      Host: 'orders-archive.s3.eu-west-1.amazonaws.com',
      key: `2026/${hex(random, 24)}.parquet`,
    }),
    (random) => [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::orders-archive/2026/${hex(random, 24)}.parquet` },
      { accountId: '111122223333', type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::orders-archive' },
    ],
  ),
  call('s3', 'GetBucketAcl', true, () => ({ bucketName: 'orders-archive', acl: '', Host: 's3.amazonaws.com' })),
  call(
    'kms',
    'Decrypt',
    true,
    (_random, account) => ({
      encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::orders-archive', account },
      encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    }),
    (random, account, region) => [
      {
        accountId: account,
        type: 'AWS::KMS::Key',
        ARN: `arn:aws:kms:${region}:${account}:key/0000000${Math.floor(random() * 9)}-1111-2222-3333-444444444444`,
      },
    ],
  ),
  call('dynamodb', 'DescribeTable', true, (random) => ({ tableName: `table-${Math.floor(random() * 30)}` })),
  call('lambda', 'GetFunction20150331v2', true, (random) => ({
    functionName: `function-${Math.floor(random() * 60)}`,
  })),
  call('lambda', 'CreateFunction20150331', false, (random, account) => ({
    functionName: `function-${hex(random, 6)}`,
    runtime: 'nodejs20.x',
    role: `arn:aws:iam::${account}:role/app/workload-${Math.floor(random() * 40)}`,
    handler: 'index.handler',
    code: {},
    timeout: 30,
    memorySize: 512,
    environment: {},
    tags: { app: 'web', team: 'checkout' },
  })),
  call('ssm', 'GetParameter', true, (random) => ({
    name: `/app/web/${Math.floor(random() * 50)}`,
    withDecryption: true,
  })),
  call('ecs', 'DescribeTasks', true, (random, account, region) => ({
    cluster: 'main',
    tasks: [`arn:aws:ecs:${region}:${account}:task/main/${hex(random, 32)}`],
  })),
  call('logs', 'CreateLogStream', false, (random) => ({
    logGroupName: '/aws/lambda/web',
    logStreamName: `2026/08/01/[$LATEST]${hex(random, 32)}`,
  })),
  call('secretsmanager', 'GetSecretValue', true, (random) => ({ secretId: `app/secret-${Math.floor(random() * 20)}` })),
  call('elasticloadbalancing', 'DescribeTargetHealth', true, (random, account, region) => ({
    targetGroupArn: `arn:aws:elasticloadbalancing:${region}:${account}:targetgroup/web/${hex(random, 16)}`,
  })),
  call('autoscaling', 'DescribeAutoScalingGroups', true, () => ({ maxRecords: 100 })),
  call('iam', 'GetRole', true, (random) => ({ roleName: `workload-${Math.floor(random() * 40)}` })),
  call('iam', 'PutRolePolicy', false, (random) => ({
    roleName: `workload-${Math.floor(random() * 40)}`,
    policyName: 'inline',
    policyDocument:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":"*"}]}',
  })),
];

function call(
  service: string,
  name: string,
  readOnly: boolean,
  parameters: Call['parameters'],
  resources?: Call['resources'],
): Call {
  const base = { source: `${service}.amazonaws.com`, name, readOnly, parameters };
  return resources === undefined ? base : { ...base, resources };
}

const userAgents = [
  'aws-sdk-go-v2/1.30.3 os/linux lang/go#1.22.5 md/GOOS#linux md/GOARCH#amd64 api/ec2#1.173.0',
  'Boto3/1.34.131 md/Botocore#1.34.131 ua/2.0 os/linux#5.10.219 md/arch#x86_64 lang/python#3.12.4 cfg/retry-mode#legacy Botocore/1.34.131',
  'aws-sdk-java/2.26.12 Linux/5.10.219 OpenJDK_64-Bit_Server_VM/21.0.3 Java/21.0.3 vendor/Amazon.com_Inc. io/sync http/Apache cfg/retry-mode/legacy',
  'APN/1.0 HashiCorp/1.0 Terraform/1.9.2 (+https://www.terraform.io) terraform-provider-aws/5.58.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.30.1',
  'aws-cli/2.17.13 md/awscrt#0.20.11 ua/2.0 os/linux#6.1.94 md/arch#x86_64 lang/python#3.11.9 md/pyimpl#CPython cfg/retry-mode#standard',
];

/** Skewed: a few calls and principals make most of the records, as in real logs. */
function skewed(random: Random, count: number): number {
  return Math.floor(count * random() ** 2);
}

function record(random: Random, account: string, region: string, from: number, opened: number): unknown {
  const made = calls[skewed(random, calls.length)] ?? pick(random, calls);
  const time = new Date(from + Math.floor(random() * deliveryMs)).toISOString().replace(/\.\d{3}Z$/, 'Z');
  const number = skewed(random, 60);
  const machine = Math.floor(random() * 8);
  const identity = identityOf(account, number, machine, opened);
  const luck = random();
  const resources = made.resources?.(random, account, region);
  const arn = `arn:aws:sts::${account}:assumed-role/workload-${number}/i-0${machine}`;
  const action = `${made.source.split('.')[0]}:${made.name}`;
  return {
    eventVersion: '1.10',
    userIdentity: identity,
    eventTime: time,
    eventSource: made.source,
    eventName: made.name,
    awsRegion: region,
    // A workload calls from a few machines of its subnets.
    sourceIPAddress: `10.${number}.${machine % 2}.${machine}`,
    userAgent: userAgents[number % userAgents.length],
    ...(luck < 0.03
      ? {
          errorCode: 'AccessDenied',
          errorMessage: `User: ${arn} is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action`,
        }
      : luck < 0.05
        ? { errorCode: 'ThrottlingException', errorMessage: 'Rate exceeded' }
        : {}),
    requestParameters: made.parameters(random, account, region),
    responseElements: made.readOnly ? null : { requestId: uuid(random), result: { status: 'ok', id: hex(random, 40) } },
    requestID: uuid(random),
    eventID: uuid(random),
    readOnly: made.readOnly,
    ...(resources === undefined ? {} : { resources }),
    eventType: 'AwsApiCall',
    managementEvent: made.name !== 'GetObject',
    recipientAccountId: account,
    eventCategory: made.name === 'GetObject' ? 'Data' : 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: `${made.source.split('.')[0]}.${region}.amazonaws.com`,
    },
  };
}

function identityOf(account: string, number: number, machine: number, opened: number): unknown {
  if (number % 12 === 11) return { type: 'AWSService', invokedBy: 'ecs-tasks.amazonaws.com' };
  if (number % 12 === 10) {
    return {
      type: 'IAMUser',
      principalId: `AIDAEXAMPLE${String(number).padStart(9, '0')}`,
      arn: `arn:aws:iam::${account}:user/ci-${number}`,
      accountId: account,
      accessKeyId: `AKIAEXAMPLE${String(number).padStart(9, '0')}`,
      userName: `ci-${number}`,
    };
  }
  const id = `AROAEXAMPLE${String(number).padStart(9, '0')}`;
  return {
    type: 'AssumedRole',
    principalId: `${id}:i-0${machine}`,
    arn: `arn:aws:sts::${account}:assumed-role/workload-${number}/i-0${machine}`,
    accountId: account,
    accessKeyId: `ASIAEXAMPLE${String(number * 8 + machine).padStart(9, '0')}`,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: id,
        arn: `arn:aws:iam::${account}:role/app/workload-${number}`,
        accountId: account,
        userName: `workload-${number}`,
      },
      attributes: {
        creationDate: new Date(opened - machine * 60_000).toISOString().replace(/\.\d{3}Z$/, 'Z'),
        mfaAuthenticated: 'false',
      },
      ec2RoleDelivery: '2.0',
    },
  };
}
