import type { FoundationPattern } from '../model/settings.ts';

/**
 * Roles that landing zones and deployment tools make and rely on. Both the name and the trust must fit: a role that merely takes
 * such a name is an ordinary role. Sources: AWS Control Tower, CloudFormation StackSets, AWS CDK bootstrap template, Account Factory
 * for Terraform and Systems Manager Quick Setup documentation.
 */
export const foundationPatterns: readonly FoundationPattern[] = [
  { pattern: 'AWSControlTowerExecution', trustedBy: ['arn:*:iam::*:root', 'arn:*:iam::*:role/*AWSControlTower*'] },
  { pattern: 'AWSControlTowerAdmin', trustedBy: ['controltower.amazonaws.com'] },
  {
    pattern: 'AWSControlTower*Role',
    trustedBy: [
      'controltower.amazonaws.com',
      'cloudformation.amazonaws.com',
      'cloudtrail.amazonaws.com',
      'config.amazonaws.com',
    ],
  },
  { pattern: 'aws-controltower-ForwardSnsNotificationRole', trustedBy: ['lambda.amazonaws.com'] },
  {
    pattern: 'aws-controltower-*',
    trustedBy: [
      'config.amazonaws.com',
      'cloudtrail.amazonaws.com',
      'arn:*:iam::*:root',
      'arn:*:iam::*:role/*aws-controltower-*',
      'arn:*:iam::*:role/*AWSControlTower*',
    ],
  },
  { pattern: 'OrganizationAccountAccessRole', trustedBy: ['arn:*:iam::*:root', '????????????'] },
  { pattern: 'stacksets-exec-*', trustedBy: ['arn:*:iam::*:role/aws-service-role/*', 'arn:*:iam::*:root'] },
  {
    pattern: 'AWSCloudFormationStackSet*Role',
    trustedBy: ['cloudformation.amazonaws.com', 'arn:*:iam::*:root', 'arn:*:iam::*:role/*', '????????????'],
  },
  {
    pattern: 'cdk-*-*-role-*',
    trustedBy: ['cloudformation.amazonaws.com', 'arn:*:iam::*:root', 'arn:*:iam::*:role/*', '????????????'],
  },
  {
    pattern: 'AWSAFT*',
    trustedBy: ['arn:*:iam::*:root', 'arn:*:iam::*:role/*AWSAFT*', 'arn:*:sts::*:assumed-role/AWSAFT*'],
  },
  {
    pattern: 'AWS-QuickSetup-*',
    trustedBy: [
      'ssm.amazonaws.com',
      'cloudformation.amazonaws.com',
      'ssm-quicksetup.amazonaws.com',
      'arn:*:iam::*:role/*AWS-QuickSetup-*',
      'arn:*:iam::*:root',
    ],
  },
];
