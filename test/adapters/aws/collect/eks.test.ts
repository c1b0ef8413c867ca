import pLimit from 'p-limit';
import { describe, expect, it } from 'vitest';
import { eksPart } from '../../../../src/adapters/aws/collect/eks.ts';
import { memoryWriter } from '../memory-writer.ts';
import { jsonAnswer, jsonError, type WireAnswer, type WireRequest } from '../wire.ts';
import { account, collecting, folder, gapTexts } from './collecting.ts';
import { regionsFile } from './json-wire.ts';

const names = ['eu-west-1', 'us-east-1'];
const regions = { [`${folder}/regions.json`]: regionsFile(...names) };

const about = (name: string, region: string) => ({
  cluster: {
    name,
    arn: `arn:aws:eks:${region}:${account}:cluster/${name}`,
    createdAt: 1767225600,
    identity: { oidc: { issuer: `https://oidc.eks.${region}.amazonaws.com/id/ABC` } },
  },
});

/** Answers for a region with the clusters `blue` and `green`; an association `a-1` on each. */
function plain({ path, query, region }: WireRequest): WireAnswer {
  const [, , cluster = '', , association] = path.split('/');
  if (path === '/clusters') {
    if (region === 'us-east-1') return jsonAnswer({ clusters: [] });
    return query.nextToken === undefined
      ? jsonAnswer({ clusters: ['blue'], nextToken: 'more' })
      : jsonAnswer({ clusters: ['green'], nextToken: null });
  }
  if (!path.includes('/pod-identity-associations')) return jsonAnswer(about(cluster, region));
  const summary = { clusterName: cluster, namespace: 'shop', serviceAccount: 'cart', associationId: 'a-1' };
  return association === undefined
    ? jsonAnswer({ associations: [summary] })
    : jsonAnswer({ association: { ...summary, roleArn: `arn:aws:iam::${account}:role/cart` } });
}

const collect = (answer: (request: WireRequest) => WireAnswer, writer = memoryWriter({ files: regions })) =>
  collecting(answer, { writer });
const clustersFile = (region: string) => `${folder}/eks/${region}/clusters.json`;
const isOf = ({ path }: WireRequest, cluster: string) => path.startsWith(`/clusters/${cluster}`);

describe('clusters of EKS', () => {
  it('are those of all regions, with the roles of their associations, the list of a region last', async () => {
    const { context, writer, gaps, progress } = await collect(plain);
    // One at a time: nothing waits for what it holds up.
    await eksPart.collect({ ...context, limited: pLimit(1) });
    expect(gaps).toEqual([]);
    expect(writer.json(clustersFile('us-east-1'))).toEqual({ clusters: [] });
    expect(writer.json(clustersFile('eu-west-1'))).toEqual({ clusters: ['blue', 'green'] });
    expect(writer.json(`${folder}/eks/eu-west-1/green.json`)).toMatchObject({
      cluster: { name: 'green', identity: { oidc: { issuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABC' } } },
      podIdentityAssociations: [
        { namespace: 'shop', serviceAccount: 'cart', roleArn: `arn:aws:iam::${account}:role/cart` },
      ],
    });
    expect(writer.steps.filter((step) => step.includes('eu-west-1')).at(-1)).toBe(`write ${clustersFile('eu-west-1')}`);
    expect(progress).toEqual(['eks 1/2', 'eks 2/2']);
  });

  it('are not asked for again in a region that is whole, nor a cluster that is there', async () => {
    const first = await collect((request) =>
      isOf(request, 'green') ? jsonError(403, 'AccessDeniedException', 'no') : plain(request),
    );
    await eksPart.collect(first.context);
    expect([
      first.writer.files.has(clustersFile('eu-west-1')),
      first.writer.files.has(clustersFile('us-east-1')),
    ]).toEqual([false, true]);
    expect(first.gaps).toMatchObject([{ operation: 'DescribeCluster', region: 'eu-west-1' }]);
    const again = await collect(plain, first.writer);
    await eksPart.collect(again.context);
    expect(again.calls()).toEqual({
      DescribeCluster: 1,
      DescribePodIdentityAssociation: 1,
      ListClusters: 2,
      ListPodIdentityAssociations: 1,
    });
    expect(again.writer.json(clustersFile('eu-west-1'))).toEqual({ clusters: ['blue', 'green'] });
    const third = await collect(plain, again.writer);
    await eksPart.collect(third.context);
    expect(third.calls()).toEqual({});
  });

  it('are those of other regions where one refuses', async () => {
    const { context, writer, gaps } = await collect((request) =>
      request.region === 'us-east-1' ? jsonError(403, 'AccessDeniedException', 'denied by an SCP') : plain(request),
    );
    await eksPart.collect(context);
    expect(writer.files.has(clustersFile('eu-west-1'))).toBe(true);
    expect(writer.files.has(clustersFile('us-east-1'))).toBe(false);
    expect(gaps).toEqual([
      {
        service: 'eks',
        operation: 'ListClusters',
        account,
        region: 'us-east-1',
        errorCode: 'AccessDeniedException',
        message: 'denied by an SCP',
      },
    ]);
  });

  it('leave out what was deleted since it was listed', async () => {
    const gone = jsonError(404, 'ResourceNotFoundException', 'No cluster found');
    const { context, writer, gaps } = await collect((request) =>
      isOf(request, 'blue') || request.path.endsWith('/a-1') ? gone : plain(request),
    );
    await eksPart.collect(context);
    expect(gaps).toEqual([]);
    expect(writer.json(clustersFile('eu-west-1'))).toEqual({ clusters: ['green'] });
    expect(writer.json(`${folder}/eks/eu-west-1/green.json`)).toMatchObject({ podIdentityAssociations: [] });
  });

  it('are a gap where an association tells no role, or a list is missing', async () => {
    const { context, writer, gaps } = await collect((request) => {
      if (isOf(request, 'blue') && request.path.endsWith('/a-1'))
        return jsonAnswer({ association: { associationId: 'a-1' } });
      if (isOf(request, 'green') && request.path.endsWith('/pod-identity-associations')) return jsonAnswer({});
      return plain(request);
    });
    await eksPart.collect(context);
    expect(writer.files.has(clustersFile('eu-west-1'))).toBe(false);
    expect([...gapTexts(gaps)].sort()).toEqual([
      'WrongShape DescribePodIdentityAssociation: an association of the cluster `blue` without a role',
      'WrongShape ListPodIdentityAssociations: the answer holds no `associations`',
    ]);
  });

  it.each(['clusters', '../../../x', 'a'.repeat(200)])('do not become a file that is not theirs: %s', async (name) => {
    const { context, writer, gaps } = await collect((request) =>
      request.path === '/clusters' ? jsonAnswer({ clusters: [name] }) : plain(request),
    );
    await eksPart.collect(context);
    expect(writer.filesUnder(`${folder}/eks/`)).toEqual([]);
    expect(gaps[0]).toMatchObject({ operation: 'DescribeCluster', errorCode: 'WrongShape' });
  });

  it('are asked for by the names of their partition', async () => {
    const { context, wire } = await collecting(plain, {
      settings: { regions: ['cn-north-1', 'us-gov-west-1'] },
    });
    await eksPart.collect(context);
    expect(wire.requests.filter(({ path }) => path === '/clusters').map(({ host }) => host)).toContain(
      'eks.cn-north-1.amazonaws.com.cn',
    );
  });
});
