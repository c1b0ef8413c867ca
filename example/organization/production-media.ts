import { accounts } from './accounts.ts';
import { every } from './calendar.ts';
import { call, forwardedKeyUse, listObjects, objectCall } from './calls.ts';
import type { Part, RoleDefinition } from './definitions.ts';
import { allow, policy, trustRole, trustService } from './policy-language.ts';
import { functionSession, newLogStream, taskSession, writeLogs } from './production-shorthand.ts';

const account = 'production';
const { id } = accounts.production;
const mediaKey = `arn:aws:kms:us-east-1:${id}:key/0f6d2a44-5c1e-4d0f-9a55-1b7f4e2c9d10`;

const roles: readonly RoleDefinition[] = [
  {
    account,
    name: 'image-resizer',
    createdDaysAgo: 500,
    trust: trustService('lambda'),
    inline: {
      images: policy(
        allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::tidewater-media/*'),
        allow(['kms:Decrypt', 'kms:GenerateDataKey'], mediaKey),
        writeLogs,
      ),
    },
    tags: { team: 'media', environment: 'production' },
    session: functionSession('image-resizer'),
    activity: [
      {
        days: every(5),
        calls: [
          newLogStream,
          objectCall('GetObject', 'tidewater-media', 'originals/lamp.jpg'),
          forwardedKeyUse('Decrypt', 's3.amazonaws.com', mediaKey, {
            'aws:s3:arn': 'arn:aws:s3:::tidewater-media/originals/lamp.jpg',
          }),
          objectCall('PutObject', 'tidewater-media', 'small/lamp.jpg'),
          forwardedKeyUse('GenerateDataKey', 's3.amazonaws.com', mediaKey, {
            'aws:s3:arn': 'arn:aws:s3:::tidewater-media/small/lamp.jpg',
          }),
        ],
      },
    ],
    unseenUse: { logs: 1 },
    story: 'It never calls KMS itself: S3 decrypts and encrypts on its behalf, and that is use.',
  },
  {
    account,
    name: 'media-library',
    createdDaysAgo: 800,
    trust: trustService('ec2'),
    inline: {
      bucket: policy(allow('s3:*', ['arn:aws:s3:::tidewater-media-library', 'arn:aws:s3:::tidewater-media-library/*'])),
    },
    tags: { team: 'media', environment: 'production' },
    hasInstanceProfile: true,
    session: { via: 'service', service: 'ec2', name: 'i-0a51c8f2e9d34b701' },
    activity: [
      {
        days: every(6),
        calls: [
          listObjects('tidewater-media-library'),
          objectCall('GetObject', 'tidewater-media-library', 'index.json'),
          objectCall('PutObject', 'tidewater-media-library', 'index.json'),
        ],
      },
    ],
    findings: [
      {
        detector: 'unused-elevated-permission',
        include: ['s3:PutBucketPolicy', 's3:DeleteBucket'],
        exclude: ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
      },
    ],
    isAdvised: true,
    silent: ['all-access-service-account'],
    suggestion: {
      kind: 'narrow',
      removed: ['s3:PutBucketPolicy', 's3:DeleteBucket'],
      kept: { 's3:GetObject': 'used', 's3:ListBucket': 'used' },
    },
    story: 'Everything on one bucket is not all access; but it could publish or delete the bucket, and never did.',
  },
  {
    account,
    name: 'upload-api',
    createdDaysAgo: 310,
    trust: trustService('ecs-tasks'),
    inline: { uploads: policy(allow('sts:AssumeRole', `arn:aws:iam::${id}:role/upload-session`)) },
    tags: { team: 'media' },
    session: taskSession('0d3a77be61f04d2d9b21'),
    activity: [
      {
        days: every(9, 118),
        calls: [
          call('sts', 'AssumeRole', {
            roleArn: `arn:aws:iam::${id}:role/upload-session`,
            roleSessionName: 'upload',
            policyArns: [{ arn: `arn:aws:iam::${id}:policy/session-uploads` }],
          }),
        ],
      },
    ],
    story: 'Hands out sessions for uploads, narrowed by a session policy.',
  },
  {
    account,
    name: 'upload-session',
    createdDaysAgo: 310,
    trust: trustRole(`arn:aws:iam::${id}:role/upload-api`),
    inline: { uploads: policy(allow('s3:PutObject', 'arn:aws:s3:::tidewater-uploads/*')) },
    tags: { team: 'media' },
    session: { via: 'call', name: 'upload' },
    activity: [{ days: every(9, 118), calls: [objectCall('PutObject', 'tidewater-uploads', 'incoming/photo.jpg')] }],
    story: 'The role of those sessions.',
  },
];

/** Pictures and uploads. */
export const productionMedia: Part = {
  roles,
  policies: [
    {
      account,
      name: 'session-uploads',
      versions: [{ daysAgo: 300, document: policy(allow('s3:PutObject', 'arn:aws:s3:::tidewater-uploads/*')) }],
      story: 'Attached to nobody, but handed to sessions that upload: session policies leave no attachment.',
    },
  ],
};
