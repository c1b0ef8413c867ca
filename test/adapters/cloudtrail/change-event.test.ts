import { describe, expect, it } from 'vitest';
import { isChange } from '../../../src/adapters/cloudtrail/change-event.ts';

describe('isChange', () => {
  it.each([
    ['iam.amazonaws.com', 'PutRolePolicy'],
    ['iam.amazonaws.com', 'CreateAccessKey'],
    ['sso.amazonaws.com', 'PutInlinePolicyToPermissionSet'],
    ['sso.amazonaws.com', 'CreateAccountAssignment'],
    ['sso.amazonaws.com', 'PutPermissionsBoundaryToPermissionSet'],
    ['identitystore.amazonaws.com', 'CreateGroupMembership'],
    ['organizations.amazonaws.com', 'AttachPolicy'],
    ['organizations.amazonaws.com', 'DisablePolicyType'],
    ['organizations.amazonaws.com', 'MoveAccount'],
    ['cloudtrail.amazonaws.com', 'StopLogging'],
    ['cloudtrail.amazonaws.com', 'PutEventSelectors'],
    ['cloudtrail.amazonaws.com', 'DeleteTrail'],
  ])('keeps %s %s', (source, name) => {
    expect(isChange(source, name)).toBe(true);
  });

  it.each([
    ['iam.amazonaws.com', 'GetRole'],
    ['iam.amazonaws.com', 'ListRoles'],
    ['iam.amazonaws.com', 'GenerateCredentialReport'],
    ['iam.amazonaws.com', 'SimulatePrincipalPolicy'],
    ['sso.amazonaws.com', 'Authenticate'],
    ['sso.amazonaws.com', 'ListPermissionSets'],
    ['sso.amazonaws.com', 'DescribePermissionSet'],
    ['identitystore.amazonaws.com', 'IsMemberInGroups'],
    ['organizations.amazonaws.com', 'DescribePolicy'],
    ['cloudtrail.amazonaws.com', 'LookupEvents'],
    ['sts.amazonaws.com', 'AssumeRole'],
    ['s3.amazonaws.com', 'PutBucketPolicy'],
  ])('does not keep %s %s', (source, name) => {
    expect(isChange(source, name)).toBe(false);
  });
});
