import { describe, expect, it } from 'vitest';
import { eksClustersOf } from '../../../src/adapters/bundle/eks.ts';
import { folderOf } from '../../../src/adapters/bundle/parts.ts';
import { accountFiles, type Content, writeBundle } from './write-bundle.ts';

const id = '111122223333';

async function read(files: Readonly<Record<string, Content>>) {
  const folder = await folderOf(await writeBundle(accountFiles(id, { 'x.json': {}, ...files })), `accounts/${id}`, id);
  const clusters = await eksClustersOf(folder);
  return { clusters, gaps: folder.gaps };
}

const shop = {
  cluster: {
    name: 'shop',
    arn: 'x',
    identity: { oidc: { issuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABC' } },
  },
  podIdentityAssociations: [{ namespace: 'web', serviceAccount: 'front', roleArn: 'arn:r', associationId: 'a-1' }],
};

describe('eksClustersOf', () => {
  it('reads the clusters of each region', async () => {
    const { clusters, gaps } = await read({
      'eks/eu-west-1/clusters.json': { clusters: ['shop', 'old'] },
      'eks/eu-west-1/shop.json.gz': shop,
      'eks/eu-west-1/old.json': { cluster: { name: 'old' }, podIdentityAssociations: [] },
      'eks/us-east-1/clusters.json': { clusters: [] },
    });
    expect(gaps).toStrictEqual([]);
    expect([...clusters]).toStrictEqual([
      [
        'eu-west-1',
        [
          {
            name: 'shop',
            region: 'eu-west-1',
            oidcIssuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABC',
            podIdentityAssociations: [{ namespace: 'web', serviceAccount: 'front', roleArn: 'arn:r' }],
          },
          { name: 'old', region: 'eu-west-1', podIdentityAssociations: [] },
        ],
      ],
      ['us-east-1', []],
    ]);
  });

  it.each<[string, Readonly<Record<string, Content>>, object]>([
    [
      'a cluster has no file',
      { 'eks/eu-west-1/clusters.json': { clusters: ['shop', 'gone'] }, 'eks/eu-west-1/shop.json': shop },
      {
        service: 'eks',
        operation: 'DescribeCluster',
        region: 'eu-west-1',
        errorCode: 'Missing',
        path: `accounts/${id}/eks/eu-west-1/gone.json`,
      },
    ],
    [
      'the list is missing',
      { 'eks/eu-west-1/shop.json': shop },
      { service: 'eks', operation: 'ListClusters', region: 'eu-west-1', errorCode: 'Missing' },
    ],
    [
      'the list goes on',
      { 'eks/eu-west-1/clusters.json': { clusters: [], nextToken: 'x' } },
      { errorCode: 'Truncated' },
    ],
    ['the list cannot be read', { 'eks/eu-west-1/clusters.json': '{' }, { errorCode: 'Truncated' }],
    [
      'associations were not read',
      { 'eks/eu-west-1/clusters.json': { clusters: ['shop'] }, 'eks/eu-west-1/shop.json': { cluster: shop.cluster } },
      { errorCode: 'WrongShape', message: '`podIdentityAssociations`: expected array, found undefined' },
    ],
  ])('leaves a region out when %s', async (_, files, gap) => {
    const { clusters, gaps } = await read({ 'eks/us-east-1/clusters.json': { clusters: [] }, ...files });
    expect([...clusters.keys()]).toStrictEqual(['us-east-1']);
    expect(gaps).toMatchObject([gap]);
  });
});
