import type { ElevatedGroup } from './group.ts';
import { iamDatasetTags, serviceAuthorization, stratus } from './sources.ts';

/**
 * Actions that hand out secrets or credentials.
 *
 * Left out on purpose: `ecr:GetAuthorizationToken`, `codeartifact:GetAuthorizationToken`, `sts:GetSessionToken` and
 * `sts:GetServiceBearerToken`, which give the caller nothing beyond what its policies say, and calls without a signature such as
 * `sts:AssumeRoleWithWebIdentity` or `cognito-identity:GetCredentialsForIdentity`.
 */
export const credentialGroups: readonly ElevatedGroup[] = [
  {
    class: 'credential-exposure',
    reason: 'lets the caller read secrets in clear',
    source: serviceAuthorization,
    patterns: ['secretsmanager:BatchGetSecretValue', 'secretsmanager:GetSecretValue'],
  },
  {
    class: 'credential-exposure',
    reason: 'lets the caller read parameters, those that hold secrets among them',
    source: stratus,
    patterns: ['ssm:GetParameter', 'ssm:GetParameterHistory', 'ssm:GetParameters', 'ssm:GetParametersByPath'],
  },
  {
    class: 'credential-exposure',
    reason: 'lets the caller read the administrator password of a Windows machine',
    source: stratus,
    patterns: ['ec2:GetPasswordData', 'lightsail:GetInstanceAccessDetails'],
  },
  {
    class: 'credential-exposure',
    reason: 'lets the caller make long-lived credentials for a user',
    source: iamDatasetTags,
    patterns: [
      'iam:CreateAccessKey',
      'iam:CreateServiceSpecificCredential',
      'iam:ResetServiceSpecificCredential',
      'iam:UploadSigningCertificate',
      'iam:UploadSSHPublicKey',
    ],
  },
  {
    class: 'credential-exposure',
    reason: 'lets the caller make credentials that outlive its own',
    source: stratus,
    patterns: ['sts:GetFederationToken'],
  },
  {
    class: 'credential-exposure',
    reason: 'lets the caller get a token that systems outside AWS accept as proof of its identity',
    source: serviceAuthorization,
    patterns: ['sts:GetWebIdentityToken'],
  },
  {
    class: 'credential-exposure',
    reason: 'lets the caller sign in to databases',
    source: iamDatasetTags,
    patterns: [
      'dsql:DbConnectAdmin',
      'rds-db:connect',
      'redshift:GetClusterCredentials',
      'redshift:GetClusterCredentialsWithIAM',
      'redshift-serverless:GetCredentials',
    ],
  },
  {
    class: 'credential-exposure',
    reason: 'lets the caller read the password of a database',
    source: iamDatasetTags,
    patterns: ['lightsail:GetRelationalDatabaseMasterUserPassword'],
  },
  {
    class: 'credential-exposure',
    reason: 'lets the caller download keys that open machines or buckets',
    source: iamDatasetTags,
    patterns: [
      'gamelift:GetComputeAccess',
      'gamelift:GetInstanceAccess',
      'lightsail:CreateBucketAccessKey',
      'lightsail:DownloadDefaultKeyPair',
    ],
  },
  {
    class: 'credential-exposure',
    reason: 'lets the caller get tokens for the identity of an application or agent',
    source: serviceAuthorization,
    patterns: [
      'bedrock-agentcore:GetResourceApiKey',
      'bedrock-agentcore:GetResourceOauth2Token',
      'cognito-identity:GetOpenIdTokenForDeveloperIdentity',
    ],
  },
  {
    class: 'credential-exposure',
    reason: 'lets the caller read API keys in clear',
    source: iamDatasetTags,
    patterns: ['appsync:ListApiKeys'],
  },
  {
    class: 'credential-exposure',
    reason: 'lets the caller sign in to the web console or command line of an Airflow environment',
    source: serviceAuthorization,
    patterns: ['airflow:CreateCliToken', 'airflow:CreateWebLoginToken'],
  },
  {
    class: 'credential-exposure',
    reason: 'lets the caller set the password of users of other systems',
    source: iamDatasetTags,
    patterns: [
      'cognito-idp:AdminSetUserPassword',
      'ds:ResetUserPassword',
      'sso-directory:UpdatePassword',
      'storagegateway:SetLocalConsolePassword',
      'storagegateway:SetSMBGuestPassword',
      'workmail:ResetPassword',
    ],
  },
  {
    class: 'credential-exposure',
    reason: 'lets the caller read the private key of a certificate',
    source: serviceAuthorization,
    patterns: ['acm:ExportCertificate'],
  },
  {
    class: 'credential-exposure',
    reason: 'lets the caller get temporary credentials for data that Lake Formation guards',
    source: serviceAuthorization,
    patterns: [
      'lakeformation:GetTemporaryGluePartitionCredentials',
      'lakeformation:GetTemporaryGlueTableCredentials',
      's3:GetDataAccess',
    ],
  },
  {
    class: 'credential-exposure',
    reason: 'lets the caller decode or read the secrets of a device job',
    source: iamDatasetTags,
    patterns: ['snowball:GetJobUnlockCode', 'storagegateway:DescribeChapCredentials'],
  },
];
