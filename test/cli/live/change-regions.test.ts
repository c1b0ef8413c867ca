import { describe, expect, it } from 'vitest';
import { changeRegionsOf } from '../../../src/cli/live/change-regions.ts';
import { organizationOfTrail } from '../../../src/cli/live/trail-layout.ts';

const id = '111122223333';

const holding = (files: Readonly<Record<string, unknown>>) => ({
  readJson: async (file: string): Promise<unknown> => files[file],
});

const organization = { Organization: { Id: 'o-abcdefghij', MasterAccountId: id } };
const trail = (name: string, more: object = {}) => ({
  TrailARN: `arn:aws:cloudtrail:eu-west-1:${id}:trail/${name}`,
  HomeRegion: 'eu-west-1',
  S3BucketName: 'logs',
  ...more,
});

const session = (accountId: string, partition = 'aws') => ({
  accountId,
  partition,
  callerArn: '',
  homeRegion: partition === 'aws-cn' ? 'cn-north-1' : 'us-east-1',
  client: () => {
    throw new Error('nothing is asked');
  },
  keepFor: async () => undefined,
});

describe('where changes are looked up', () => {
  const bundle = holding({
    'organization/organization.json': organization,
    'organization/permission-sets.json': { Instance: { OwnerAccountId: id, Region: 'eu-central-1' } },
    [`accounts/${id}/trails.json`]: {
      trailList: [
        trail('own'),
        { ...trail('again') },
        {
          ...trail('other'),
          TrailARN: 'arn:aws:cloudtrail:us-west-2:999900001111:trail/shadow',
          HomeRegion: 'us-west-2',
        },
      ],
    },
  });

  it('is in the management account also where Identity Center and the organization are', async () => {
    expect(await changeRegionsOf(session(id), bundle)).toEqual({
      identityCenter: 'eu-central-1',
      organization: 'us-east-1',
      trails: ['eu-west-1'],
    });
  });

  it('is in a member account only where its own trails are', async () => {
    expect(await changeRegionsOf(session('444455556666'), bundle)).toEqual({ trails: [] });
  });

  it('is in China where Organizations is signed for', async () => {
    expect(await changeRegionsOf(session(id, 'aws-cn'), bundle)).toMatchObject({ organization: 'cn-northwest-1' });
  });

  it('is nowhere else where the bundle knows nothing', async () => {
    expect(await changeRegionsOf(session(id), holding({}))).toEqual({ trails: [] });
  });
});

describe('the organization whose trail delivers to a place', () => {
  const bundleWith = (trails: readonly object[]) =>
    holding({ 'organization/organization.json': organization, [`accounts/${id}/trails.json`]: { trailList: trails } });

  it.each([
    ['an organization trail of that bucket', [trail('t', { IsOrganizationTrail: true })], [id], 'o-abcdefghij'],
    ['an account trail of that bucket', [trail('t', { IsOrganizationTrail: false })], [id], undefined],
    ['a trail of another bucket and one account', [trail('t', { S3BucketName: 'else' })], [id], undefined],
    [
      'a trail of another bucket and several accounts',
      [trail('t', { S3BucketName: 'else' })],
      [id, '444455556666'],
      'o-abcdefghij',
    ],
  ])('is told by %s', async (_, trails, accounts, expected) => {
    expect(await organizationOfTrail('s3://logs/prefix', accounts, bundleWith(trails))).toBe(expected);
  });

  it('is none without an organization', async () => {
    expect(await organizationOfTrail('s3://logs', [id], holding({}))).toBeUndefined();
  });
});
