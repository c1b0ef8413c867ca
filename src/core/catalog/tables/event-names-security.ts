import type { EventNameGroup } from './event-name-group.ts';

/** IAM, STS, keys, secrets, sign-in. */
export const securityGroups: readonly EventNameGroup[] = [
  {
    service: 'iam',
    source:
      'AWS IAM user guide, manage access to role manager: needs GetRole, or CreateRole and what the template holds',
    rows: [['AcquireRole', '', 'GetRole CreateRole PutRolePolicy AttachRolePolicy TagRole PutRolePermissionsBoundary']],
  },
  {
    service: 'sts',
    source: 'AWS IAM user guide, session tags and source identity',
    rows: [
      ['AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity', '=', 'TagSession SetSourceIdentity SetContext'],
      ['GetFederationToken', '=', 'TagSession'],
    ],
  },
  {
    service: 'kms',
    source: 'AWS KMS developer guide, API permissions reference',
    rows: [
      ['ReEncrypt', 'ReEncryptFrom ReEncryptTo'],
      ['ReplicateKey', 'ReplicateKey CreateKey'],
    ],
  },
  {
    service: 'secretsmanager',
    source: 'AWS Secrets Manager API reference, required permissions',
    rows: [
      ['BatchGetSecretValue', '=', 'GetSecretValue ListSecrets'],
      ['CreateSecret', '=', 'ReplicateSecretToRegions'],
      ['PutSecretValue', '=', 'UpdateSecretVersionStage'],
      ['ValidateResourcePolicy', '=', 'PutResourcePolicy'],
    ],
  },
  {
    service: 'access-analyzer',
    source: 'AWS IAM Access Analyzer API reference: the second versions need the permission of the first',
    rows: [
      ['ListFindingsV2', 'ListFindings'],
      ['GetFindingV2', 'GetFinding'],
    ],
  },
  {
    service: 'ssm-contacts',
    source: 'iann0036/iam-dataset (MIT), sdk_method_iam_mappings',
    rows: [['CreateContact UpdateContact', '=', 'AssociateContact']],
  },
  {
    service: 'sso',
    source: 'AWS IAM Identity Center API reference, CreateTokenWithIAM',
    rows: [['CreateTokenWithIAM', 'sso-oauth:CreateTokenWithIAM']],
  },
];
