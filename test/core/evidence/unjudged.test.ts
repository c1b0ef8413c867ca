import { describe, expect, it } from 'vitest';
import { unjudgedOf } from '../../../src/core/evidence/unjudged.ts';
import type { UnjudgedPermissions } from '../../../src/core/model/finding.ts';
import { accountId, catalog, type Given, reading, roleWith, trail, viewOf } from './account.ts';

const granted = ['iam:CreateUser', 'iam:AttachUserPolicy', 'iam:PassRole', 's3:DeleteObject', 'ec2:DescribeVpcs'];

function unjudged(given: Given, actions: readonly string[] = granted): UnjudgedPermissions | undefined {
  const roles = [roleWith([{ Effect: 'Allow', Action: actions, Resource: '*' }])];
  return unjudgedOf(viewOf({ ...given, parts: { roles, ...given.parts } }));
}

describe('unjudgedOf', () => {
  it('counts elevated permissions by the events that would judge them', () => {
    for (const name of granted.slice(0, 4))
      expect(catalog.actions[catalog.byName.get(name.toLowerCase())?.index ?? -1]?.elevated).not.toEqual([]);
    expect(unjudged({ logs: [], parts: { trails: [] } })).toEqual({
      accountId,
      permissions: 4,
      byManagementEvents: 2,
      byDataEvents: 1,
      dataEvents: [{ resourceType: 'AWS::S3::Object', permissions: 1 }],
    });
  });

  it('asks for data events alone where management events are covered', () => {
    const counts = { byManagementEvents: 0, byDataEvents: 1 };
    expect(unjudged({})).toMatchObject(counts);
    const history = [reading('us-east-1'), reading('eu-west-1')];
    expect(unjudged({ logs: [], history, parts: { trails: [] } })).toMatchObject(counts);
  });

  it('is true: what it promises of management events is judged once a trail has them', () => {
    const before = unjudged({ logs: [], parts: { trails: [] } });
    const after = unjudged({ parts: { trails: [trail] } });
    expect((before?.permissions ?? 0) - (after?.permissions ?? 0)).toBeGreaterThanOrEqual(
      before?.byManagementEvents ?? 0,
    );
  });

  it('promises nothing for a service whose events cannot be told apart', () => {
    const events = [{ daysAgo: 3, source: 'iam.amazonaws.com', name: 'NotAnEventOfOurs' }];
    expect(unjudged({ logs: [], events, parts: { trails: [] } }, ['iam:CreateUser'])).toMatchObject({
      permissions: 1,
      byManagementEvents: 0,
    });
  });

  it('says nothing where all is judged, and of service-linked roles', () => {
    expect(unjudged({}, ['iam:CreateUser'])).toBeUndefined();
    const linked = roleWith([{ Effect: 'Allow', Action: granted, Resource: '*' }], {
      arn: `arn:aws:iam::${accountId}:role/aws-service-role/ec2.amazonaws.com/worker`,
      path: '/aws-service-role/ec2.amazonaws.com/',
    });
    expect(unjudged({ logs: [], parts: { trails: [], roles: [linked] } })).toBeUndefined();
  });
});
