import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as iam from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import * as sso from '@aws-sdk/client-sso-admin';
import { describe, expect, it } from 'vitest';
import { isChange } from '../../../src/adapters/cloudtrail/change-event.ts';
import { iamChangeNames, isWatched, watchedChanges, watchedNames } from '../../../src/core/catalog/watched-changes.ts';

const sdks: Readonly<Record<string, object>> = {
  'cloudtrail.amazonaws.com': cloudtrail,
  'iam.amazonaws.com': iam,
  'organizations.amazonaws.com': organizations,
  'sso.amazonaws.com': sso,
};

describe('the watched changes', () => {
  it('are all kept whole by the log reader', () => {
    const lost = watchedChanges.filter(({ eventSource, eventName }) => !isChange(eventSource, eventName));
    expect(lost).toEqual([]);
    expect(watchedChanges.length).toBeGreaterThan(50);
  });

  it('are operations of AWS, each once', () => {
    const unknown = watchedChanges.filter(({ eventSource, eventName }) => {
      const sdk = sdks[eventSource];
      return sdk !== undefined && !(`${eventName}Command` in sdk);
    });
    expect(unknown).toEqual([]);
    const names = watchedChanges.map(({ eventSource, eventName }) => `${eventSource} ${eventName}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('hold every operation of IAM that changes a policy, its holders, its version, a boundary or a trust', () => {
    const changing =
      /^(?:(?:Attach|Detach|Put|Delete)(?:Role|User|Group)Policy|(?:Put|Delete)(?:Role|User)PermissionsBoundary|(?:Create|SetDefault|Delete)PolicyVersion|(?:AddUserTo|RemoveUserFrom)Group|UpdateAssumeRolePolicy|AcquireRole)Command$/;
    const operations = Object.keys(iam).filter((name) => changing.test(name));
    expect(operations).toHaveLength(23);
    for (const name of operations) expect(iamChangeNames).toContain(name.replace(/Command$/, ''));
  });

  it('are told apart by source where names are shared', () => {
    expect(isWatched('iam.amazonaws.com', 'CreateGroup', ['home'])).toBe(true);
    expect(isWatched('resource-groups.amazonaws.com', 'CreateGroup', ['home'])).toBe(false);
    expect(isWatched('iam.amazonaws.com', 'CreateGroup', ['trail'])).toBe(false);
  });

  it('give each name once for several places', () => {
    const names = watchedNames(['home', 'organization', 'trail']);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('MoveAccount');
    expect(names).toContain('StopLogging');
    expect(names).not.toContain('CreateAccountAssignment');
  });
});
