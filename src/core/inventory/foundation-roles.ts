import type { FoundationPattern } from '../model/settings.ts';

/**
 * Roles that landing zones and deployment tools make and rely on. Both the name and the trust must fit: a role that merely takes
 * such a name is an ordinary role. Sources: AWS Control Tower, CloudFormation StackSets, AWS CDK bootstrap template, Account Factory
 * for Terraform and Systems Manager Quick Setup documentation.
 */
export const foundationPatterns: readonly FoundationPattern[] = [
  { pattern: 'AWSControlTowerExecution', trustedBy: ['arn:*:iam::*:root', 'arn:*:iam::*:role/*AWSControlTower*'] },
  { pattern: 'AWSControlTowerAdmin', trustedBy: ['controltower.amazonaws.com'] },
  { pattern: 'AWSControlTower*Role', trustedBy: ['*.amazonaws.com', 'arn:*:iam::*:root', 'arn:*:iam::*:role/*'] },
  { pattern: 'aws-controltower-*', trustedBy: ['*.amazonaws.com', 'arn:*:iam::*:root', 'arn:*:iam::*:role/*'] },
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
    trustedBy: ['*.amazonaws.com', 'arn:*:iam::*:root', 'arn:*:iam::*:role/*', 'arn:*:sts::*:assumed-role/*'],
  },
  {
    pattern: 'AWS-QuickSetup-*',
    trustedBy: ['*.amazonaws.com', 'arn:*:iam::*:role/AWS-QuickSetup-*', 'arn:*:iam::*:root'],
  },
];
