import { actionsOf, logActions } from './role-actions.ts';

/** Where the template of the auditor's role stands, from the root of the repository. */
export const templatePath = 'deploy/cloudformation/iam-drift-auditor.yaml';

/** The template of the auditor's role, fit for a StackSet: no part of it depends on the account. */
export function cloudFormationTemplate(): string {
  const { bucket, objects, key } = logActions();
  return `# Written by tools/write-permissions.ts from what iam-drift calls; docs/permissions.md says what each action is for.
AWSTemplateFormatVersion: '2010-09-09'
Description: The role that iam-drift takes to audit this account. It only reads.

Parameters:
  AuditorPrincipalArn:
    Type: String
    Description: ARN of the user or role that runs iam-drift, and may take this role
    AllowedPattern: '^arn:aws[a-z-]*:iam::\\d{12}:(user|role)/.+$'
    ConstraintDescription: the ARN of a user or role, such as arn:aws:iam::111122223333:role/iam-drift
  ExternalId:
    Type: String
    Description: A text that iam-drift is configured with too (collect.role.externalId), so that nobody else's request gets this role
    MinLength: 2
    MaxLength: 1224
    AllowedPattern: '^[\\w+=,.@:/-]+$'
    ConstraintDescription: letters, digits and _+=,.@:/-
  RoleName:
    Type: String
    Description: Name of the role, as in collect.role.name
    Default: iam-drift-auditor
    MinLength: 1
    MaxLength: 64
    AllowedPattern: '^[\\w+=,.@-]+$'
  LogBucketArn:
    Type: String
    Description: ARN of the bucket that holds CloudTrail's log files, in the account whose role reads it; empty elsewhere
    Default: ''
    AllowedPattern: '^$|^arn:aws[a-z-]*:s3:::[a-z0-9.-]+$'
  LogKeyArn:
    Type: String
    Description: ARN of the KMS key that the log files are encrypted with; empty when there is none
    Default: ''
    AllowedPattern: '^$|^arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/.+$'
  ReadOrganization:
    Type: String
    Description: true in the management account, or in a delegated administrator's, to find the accounts and read what bounds them
    Default: 'false'
    AllowedValues: ['true', 'false']

Conditions:
  ReadsLogs: !Not [!Equals [!Ref LogBucketArn, '']]
  ReadsEncryptedLogs: !Not [!Equals [!Ref LogKeyArn, '']]
  ReadsOrganization: !Equals [!Ref ReadOrganization, 'true']

Resources:
  AuditorRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Ref RoleName
      Description: Taken by iam-drift to read who may do what; it changes nothing
      MaxSessionDuration: 3600
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: Auditor
            Effect: Allow
            Principal:
              AWS: !Ref AuditorPrincipalArn
            Action: sts:AssumeRole
            Condition:
              StringEquals:
                sts:ExternalId: !Ref ExternalId
      Policies:
        - PolicyName: iam-drift-account
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Sid: IamDriftAccount
                Effect: Allow
                Action:
${listOf(actionsOf('account'), 18)}
                Resource: '*'
      Tags:
        - Key: purpose
          Value: iam-drift
  OrganizationPolicy:
    Type: AWS::IAM::Policy
    Condition: ReadsOrganization
    Properties:
      PolicyName: iam-drift-organization
      Roles: [!Ref AuditorRole]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: IamDriftOrganization
            Effect: Allow
            Action:
${listOf(actionsOf('organization'), 14)}
            Resource: '*'
  LogPolicy:
    Type: AWS::IAM::Policy
    Condition: ReadsLogs
    Properties:
      PolicyName: iam-drift-logs
      Roles: [!Ref AuditorRole]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: IamDriftLogBucket
            Effect: Allow
            Action:
${listOf(bucket, 14)}
            Resource: !Ref LogBucketArn
          - Sid: IamDriftLogFiles
            Effect: Allow
            Action:
${listOf(objects, 14)}
            Resource: !Sub '\${LogBucketArn}/*'
  LogKeyPolicy:
    Type: AWS::IAM::Policy
    Condition: ReadsEncryptedLogs
    Properties:
      PolicyName: iam-drift-log-key
      Roles: [!Ref AuditorRole]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: IamDriftLogKey
            Effect: Allow
            Action:
${listOf(key, 14)}
            Resource: !Ref LogKeyArn

Outputs:
  RoleArn:
    Description: ARN of the role
    Value: !GetAtt AuditorRole.Arn
`;
}

function listOf(actions: readonly string[], indent: number): string {
  return actions.map((action) => `${' '.repeat(indent)}- ${action}`).join('\n');
}
