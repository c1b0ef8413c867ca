/** Events that are no use of any IAM permission. */
export interface PermissionlessRow {
  readonly eventSource: string;
  /** Names or patterns with `*`. */
  readonly eventNames: readonly string[];
  readonly why: string;
  readonly source: string;
}

/**
 * Calls that need no permission, sign-in events, and what services write into the trail by themselves. None may bear the name of an action (but
 * for those that AWS lists as actions and never checks): a use must not be taken for nothing.
 */
export const permissionlessRows: readonly PermissionlessRow[] = [
  {
    eventSource: 'sts.amazonaws.com',
    eventNames: ['GetCallerIdentity', 'GetSessionToken'],
    why: 'STS answers every caller that can sign',
    source: 'iann0036/iam-dataset (MIT), sdk_permissionless_actions; STS API reference',
  },
  {
    eventSource: 'dynamodb.amazonaws.com',
    eventNames: ['DescribeEndpoints'],
    why: 'no permission is checked',
    source: 'iann0036/iam-dataset (MIT), sdk_permissionless_actions',
  },
  {
    eventSource: 'signin.amazonaws.com',
    eventNames: [
      'ConsoleLogin',
      'CheckMfa',
      'GetSigninToken',
      'SwitchRole',
      'ExitRole',
      'RenewRole',
      'CredentialChallenge',
      'CredentialVerification',
      'UserAuthentication',
      'Logout',
      'PasswordRecovery*',
      'PasswordUpdated',
      'EmailUpdated',
      'PasskeyAdded',
    ],
    why: 'signing in to the console is no IAM action',
    source: 'AWS CloudTrail user guide, AWS Management Console sign-in events',
  },
  {
    eventSource: 'sso.amazonaws.com',
    eventNames: [
      'Authenticate',
      'Federate',
      'Logout',
      'GetRoleCredentials',
      'ListAccountRoles',
      'ListProfilesForApplication',
      'CreateToken',
      'RegisterClient',
      'StartDeviceAuthorization',
    ],
    why: 'the access portal acts by the bearer token of a signed-in person, not by IAM policy',
    source: 'AWS IAM Identity Center user guide, logging with CloudTrail; SSO Portal API reference',
  },
  {
    eventSource: 'sso-oauth.amazonaws.com',
    eventNames: ['CreateToken', 'RegisterClient', 'StartDeviceAuthorization'],
    why: 'a client that signs a person in has no credentials of AWS yet',
    source: 'AWS IAM Identity Center OIDC API reference',
  },
  {
    eventSource: 'sso-directory.amazonaws.com',
    eventNames: ['Authenticate', 'StartMfaRegistration', 'CompleteMfaRegistration'],
    why: 'a person signs in at the access portal',
    source: 'AWS IAM Identity Center user guide, logging with CloudTrail',
  },
  {
    eventSource: 'ec2.amazonaws.com',
    eventNames: ['SharedSnapshotVolumeCreated', 'SharedSnapshotCopyInitiated', 'BidEvictedEvent', 'BidFulfilledEvent'],
    why: 'a service event about something another account or AWS did',
    source: 'AWS EC2 user guide; DataDog/stratus-red-team logs (eventType AwsServiceEvent)',
  },
  {
    eventSource: 's3.amazonaws.com',
    eventNames: ['PreflightRequest'],
    why: "a browser's CORS question is never signed",
    source: 'AWS S3 user guide, CloudTrail events (OPTIONS object)',
  },
  {
    eventSource: 'cognito-idp.amazonaws.com',
    eventNames: ['*_GET', '*_POST'],
    why: 'a person at the hosted sign-in pages',
    source: 'AWS Cognito developer guide, CloudTrail: hosted UI events',
  },
  {
    eventSource: 'rolesanywhere.amazonaws.com',
    eventNames: ['CreateSession'],
    why: 'the caller is known by its certificate, no policy is asked; later calls show the role',
    source: 'AWS IAM Roles Anywhere user guide, CreateSession',
  },
  {
    eventSource: 'ecr.amazonaws.com',
    eventNames: ['PolicyExecutionEvent'],
    why: 'a service event of a lifecycle policy',
    source: 'AWS ECR user guide, CloudTrail entries',
  },
  {
    eventSource: 'ec2spot.amazonaws.com',
    eventNames: ['*'],
    why: 'service events of spot requests',
    source: 'AWS EC2 user guide, CloudTrail of spot instances',
  },
  {
    eventSource: 'secretsmanager.amazonaws.com',
    eventNames: [
      'StartSecretVersionDelete',
      'EndSecretVersionDelete',
      'CancelSecretVersionDelete',
      'SecretVersionDeletion*',
      'EndSecretDelete',
      'StartSecretDelete',
      'SecretMigration*',
      'Rotation*',
      'TestRotation*',
    ],
    why: 'service events of a deletion or rotation that runs by itself',
    source: 'AWS Secrets Manager user guide, CloudTrail entries; DataDog/stratus-red-team logs',
  },
  {
    eventSource: 'kms.amazonaws.com',
    eventNames: ['DeleteKey', 'RotateKey', 'DeleteExpiredKeyMaterial'],
    why: 'service events: KMS does this by itself after a delay',
    source: 'AWS KMS developer guide, CloudTrail entries',
  },
  {
    eventSource: 'lambda.amazonaws.com',
    eventNames: ['UpdateRuntimeVersion'],
    why: 'a service event',
    source: 'AWS Lambda developer guide',
  },
  {
    eventSource: 'ecs.amazonaws.com',
    eventNames: ['ContainerInstance*StateChange'],
    why: 'a service event',
    source: 'AWS ECS developer guide',
  },
  {
    eventSource: 'rds.amazonaws.com',
    eventNames: ['RDSInstanceEvent', 'RDSClusterEvent'],
    why: 'a service event',
    source: 'AWS RDS user guide',
  },
  {
    eventSource: 'organizations.amazonaws.com',
    eventNames: [
      'CreateAccountResult',
      'CloseAccountResult',
      'AccountJoinedOrganization',
      'AccountDepartedOrganization',
    ],
    why: 'service events that tell how an earlier call ended',
    source: 'AWS Organizations user guide, CloudTrail entries',
  },
];
