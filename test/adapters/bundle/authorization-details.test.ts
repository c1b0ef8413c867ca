import { describe, expect, it } from 'vitest';
import { detailsPageOf, joinedDetails } from '../../../src/adapters/bundle/authorization-details.ts';
import type { Place } from '../../../src/adapters/bundle/shape.ts';
import { detailsWith, roleNamed } from './write-bundle.ts';

function place(): Place {
  return { account: '111122223333', file: 'd.json', gaps: [] };
}

function pageOf(value: unknown) {
  const where = place();
  const details = detailsPageOf(value, where);
  return { details, messages: where.gaps.map(({ errorCode, message }) => `${errorCode}: ${message}`) };
}

const document = { Version: '2012-10-17', Statement: [] };
const encoded = encodeURIComponent(JSON.stringify(document));

const policy = {
  PolicyName: 'p',
  PolicyId: 'ANPA1',
  Arn: 'arn:aws:iam::111122223333:policy/p',
  Path: '/team/',
  DefaultVersionId: 'v1',
  AttachmentCount: 2,
  PermissionsBoundaryUsageCount: 1,
  CreateDate: '2025-01-01T00:00:00Z',
  UpdateDate: '2025-02-01 12:56:48+00:00',
  PolicyVersionList: [
    { VersionId: 'v2', IsDefaultVersion: true, CreateDate: '2025-02-01T00:00:00Z', Document: document },
    { VersionId: 'v1', IsDefaultVersion: false, Document: encoded },
  ],
};

describe('detailsPageOf', () => {
  it('reads users, roles, groups and policies, documents untouched', () => {
    const { details, messages } = pageOf({
      UserDetailList: [
        {
          Path: '/',
          UserName: 'ana',
          UserId: 'AIDA1',
          Arn: 'arn:aws:iam::111122223333:user/ana',
          CreateDate: '2025-01-01T00:00:00.123Z',
          UserPolicyList: [{ PolicyName: 'inline', PolicyDocument: encoded }],
          AttachedManagedPolicies: [{ PolicyName: 'p', PolicyArn: policy.Arn }],
          GroupList: ['staff'],
          PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: policy.Arn },
          Tags: [{ Key: 'team', Value: '' }],
        },
      ],
      RoleDetailList: [
        roleNamed('app', {
          Description: 'ignored',
          AssumeRolePolicyDocument: encoded,
          RolePolicyList: [{ PolicyName: 'r', PolicyDocument: document }],
          InstanceProfileList: [{ Arn: 'arn:aws:iam::111122223333:instance-profile/app', Roles: [{ Arn: 'x' }] }],
          RoleLastUsed: { LastUsedDate: '2026-11-01T00:00:00Z', Region: 'eu-west-1' },
        }),
      ],
      GroupDetailList: [
        { Path: '/', GroupName: 'staff', GroupId: 'AGPA1', Arn: 'arn:aws:iam::111122223333:group/staff' },
      ],
      Policies: [policy],
    });
    expect(messages).toStrictEqual([]);
    expect(details).toStrictEqual({
      users: [
        {
          id: 'AIDA1',
          arn: 'arn:aws:iam::111122223333:user/ana',
          name: 'ana',
          path: '/',
          createdAt: Date.UTC(2025, 0, 1, 0, 0, 0, 123),
          inlinePolicies: [{ name: 'inline', document: encoded }],
          attachedPolicies: [policy.Arn],
          groups: ['staff'],
          boundary: policy.Arn,
          tags: { team: '' },
        },
      ],
      roles: [
        {
          id: 'AROAAPP',
          arn: 'arn:aws:iam::111122223333:role/app',
          name: 'app',
          path: '/',
          createdAt: Date.UTC(2025, 0, 1),
          trustDocument: encoded,
          inlinePolicies: [{ name: 'r', document }],
          attachedPolicies: [],
          tags: {},
          instanceProfiles: ['arn:aws:iam::111122223333:instance-profile/app'],
          lastUsed: { at: Date.UTC(2026, 10, 1), region: 'eu-west-1' },
        },
      ],
      groups: [
        {
          id: 'AGPA1',
          arn: 'arn:aws:iam::111122223333:group/staff',
          name: 'staff',
          path: '/',
          inlinePolicies: [],
          attachedPolicies: [],
        },
      ],
      policies: [
        {
          id: 'ANPA1',
          arn: policy.Arn,
          name: 'p',
          path: '/team/',
          createdAt: Date.UTC(2025, 0, 1),
          updatedAt: Date.UTC(2025, 1, 1, 12, 56, 48),
          attachmentCount: 2,
          boundaryUsageCount: 1,
          versions: [
            { versionId: 'v2', isDefault: false, createdAt: Date.UTC(2025, 1, 1), document },
            { versionId: 'v1', isDefault: true, document: encoded },
          ],
        },
      ],
      isComplete: true,
    });
  });

  it.each([
    ['absent', {}, undefined],
    ['null', { RoleLastUsed: null }, undefined],
    ['an empty object', { RoleLastUsed: {} }, {}],
    ['a region alone', { RoleLastUsed: { Region: 'eu-west-1' } }, { region: 'eu-west-1' }],
    ['a date', { RoleLastUsed: { LastUsedDate: '2026-01-01' } }, { at: Date.UTC(2026, 0, 1) }],
  ])('keeps RoleLastUsed that is %s apart', (_, over, expected) => {
    const { RoleLastUsed: __, ...role } = roleNamed('a') as Readonly<Record<string, unknown>>;
    const { details, messages } = pageOf(detailsWith({ roles: [{ ...role, ...over }] }));
    expect(details?.roles[0]?.lastUsed).toStrictEqual(expected);
    expect(messages).toStrictEqual([]);
  });

  it('does not take an unreadable last use for none', () => {
    const { details, messages } = pageOf(
      detailsWith({ roles: [roleNamed('a', { RoleLastUsed: { LastUsedDate: 'soon' } })] }),
    );
    expect(details?.roles[0]).not.toHaveProperty('lastUsed');
    expect(messages).toStrictEqual(['Unparsed: `RoleDetailList[0].RoleLastUsed.LastUsedDate`: not a date: `soon`']);
  });

  it('keeps an entity whose date cannot be read, and shows the date', () => {
    const { details, messages } = pageOf(detailsWith({ roles: [roleNamed('a', { CreateDate: '31.12.2025' })] }));
    expect(details?.roles[0]).not.toHaveProperty('createdAt');
    expect(messages).toStrictEqual(['Unparsed: `RoleDetailList[0].CreateDate`: not a date: `31.12.2025`']);
  });

  it.each([
    ['no Arn', { Arn: undefined }, '`RoleDetailList[1].Arn`: expected string, found undefined'],
    ['a number for a name', { RoleName: 7 }, '`RoleDetailList[1].RoleName`: expected string, found number'],
    [
      'a text for its policies',
      { RolePolicyList: 'x' },
      '`RoleDetailList[1].RolePolicyList`: expected array, found string',
    ],
    [
      'an attachment without ARN',
      { AttachedManagedPolicies: [{}] },
      '`RoleDetailList[1].AttachedManagedPolicies[0].PolicyArn`: expected string, found undefined',
    ],
    [
      'a tag without key',
      { Tags: [{ Value: 'x' }] },
      '`RoleDetailList[1].Tags[0].Key`: expected string, found undefined',
    ],
  ])('names the place of a role with %s, and keeps the others', (_, over, message) => {
    const { details, messages } = pageOf(
      detailsWith({ roles: [roleNamed('a'), roleNamed('b', over), roleNamed('c')] }),
    );
    expect(details?.roles.map((role) => role.name)).toStrictEqual(['a', 'c']);
    expect(messages).toStrictEqual([`WrongShape: ${message}`]);
  });

  it('keeps entities whose documents are missing or odd: they are judged when they are parsed', () => {
    const { details, messages } = pageOf(
      detailsWith({
        roles: [roleNamed('a', { AssumeRolePolicyDocument: undefined, RolePolicyList: [{ PolicyName: 'x' }] })],
        policies: [{ ...policy, PolicyVersionList: [{ VersionId: 'v1' }] }],
      }),
    );
    expect(messages).toStrictEqual([]);
    expect(details?.roles[0]?.trustDocument).toBeUndefined();
    expect(details?.roles[0]?.inlinePolicies).toStrictEqual([{ name: 'x', document: undefined }]);
    expect(details?.policies[0]?.versions).toStrictEqual([{ versionId: 'v1', isDefault: true }]);
  });

  it('goes by the flag of a version where DefaultVersionId names none', () => {
    const { details } = pageOf(detailsWith({ policies: [{ ...policy, DefaultVersionId: undefined }] }));
    expect(details?.policies[0]?.versions.map((version) => version.isDefault)).toStrictEqual([true, false]);
  });

  it.each([
    ['arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/A', '/aws-service-role/x.amazonaws.com/'],
    ['arn:aws:iam::111122223333:role/A', '/'],
    ['arn:aws:iam::111122223333:root', '/'],
  ])('takes the path from the ARN %s where the answer tells none', (Arn, path) => {
    expect(pageOf(detailsWith({ roles: [roleNamed('a', { Arn, Path: undefined })] })).details?.roles[0]?.path).toBe(
      path,
    );
  });

  it.each([
    ['absent', { PolicyName: undefined, PolicyId: undefined }],
    ['null', { PolicyName: null, PolicyId: null }],
    ['empty', { PolicyName: '', PolicyId: '' }],
  ])('takes name and id of a policy from its ARN where they are %s', (_, over) => {
    const Arn = 'arn:aws:iam::111122223333:policy/team/deploy';
    const { details, messages } = pageOf(detailsWith({ policies: [{ ...policy, Arn, ...over }] }));
    expect(details?.policies[0]).toMatchObject({ arn: Arn, name: 'deploy', id: Arn });
    expect(messages).toStrictEqual([]);
  });

  it('makes no zero of a count that is missing', () => {
    const { details } = pageOf(
      detailsWith({ policies: [{ ...policy, AttachmentCount: undefined, PermissionsBoundaryUsageCount: null }] }),
    );
    expect(details?.policies[0]).toMatchObject({ attachmentCount: Number.NaN, boundaryUsageCount: Number.NaN });
  });

  it.each([[{}], [{ Users: [] }], [{ UserDetailList: null }]])('takes %j for no such answer', (value) => {
    const { details, messages } = pageOf(value);
    expect(details).toBeUndefined();
    expect(messages).toHaveLength(1);
  });

  it('allows lists to be absent', () => {
    expect(pageOf({ RoleDetailList: [roleNamed('a')] }).details?.users).toStrictEqual([]);
  });
});

describe('joinedDetails', () => {
  const page = (...roles: readonly object[]) => detailsPageOf(detailsWith({ roles }), place()) ?? joinedDetails([]);

  it('holds an entity of several pages once', () => {
    expect(joinedDetails([page(roleNamed('a'), roleNamed('b')), page(roleNamed('b'))]).roles).toHaveLength(2);
  });

  it('keeps a role that was deleted and made again apart from the one before', () => {
    const roles = joinedDetails([page(roleNamed('a')), page(roleNamed('a', { RoleId: 'AROANEW' }))]).roles;
    expect(roles.map((role) => role.id)).toStrictEqual(['AROAA', 'AROANEW']);
  });

  it('is incomplete without any page', () => {
    expect(joinedDetails([]).isComplete).toBe(false);
  });
});
