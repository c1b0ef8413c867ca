import {
  DescribeClusterCommand,
  DescribePodIdentityAssociationCommand,
  EKSClient,
  ListClustersCommand,
  ListPodIdentityAssociationsCommand,
} from '@aws-sdk/client-eks';
import { itemsOf } from '../pages.ts';
import { type AskEach, askEachOf, askRegions, listIn, WrongAnswerError } from './asking.ts';
import type { CollectContext, CollectPart } from './collect-part.ts';
import { regionsToAsk } from './regions.ts';

const service = 'eks';

/**
 * Clusters of EKS with their Pod Identity associations: `eks/<region>/<cluster>.json`, and after all of a region its `clusters.json`. A region of which a
 * cluster could not be read has none: a cluster that was not read must not look like one that is gone.
 */
export const eksPart: CollectPart = {
  id: 'eks',
  permissions: [
    {
      action: 'eks:ListClusters',
      without:
        'roles of Kubernetes service accounts are not judged as orphaned, nor known to be held by an association',
    },
    {
      action: 'eks:DescribeCluster',
      without: "which identity provider is a cluster's is not known, and orphaned service accounts are not told",
    },
    {
      action: 'eks:ListPodIdentityAssociations',
      without: 'an unused role is not told to be held by a Pod Identity association',
    },
    {
      action: 'eks:DescribePodIdentityAssociation',
      without: 'an unused role is not told to be held by a Pod Identity association',
    },
  ],
  async collect(context) {
    const { session, writer, folder } = context;
    const all = await regionsToAsk(context);
    const regions = all.filter((region) => writer.collectedAt(`${folder}/eks/${region}/clusters.json`) === undefined);
    const lists = await askRegions(context, { service, operation: 'ListClusters' }, regions, (region) => {
      const client = session.client(EKSClient, region);
      return itemsOf(
        (nextToken) => client.send(new ListClustersCommand(nextToken === undefined ? {} : { nextToken })),
        (page) => page.nextToken,
        (page) => namesIn(listIn(page.clusters, 'clusters')),
      );
    });
    const askEach = askEachOf(context);
    let done = all.length - regions.length;
    await Promise.all(
      [...lists].map(async ([region, names]) => {
        const clusters = await Promise.all(names.map((name) => collectCluster(context, askEach, region, name)));
        if (!clusters.includes('not read'))
          await writer.writeJson(`${folder}/eks/${region}/clusters.json`, {
            clusters: names.filter((_, index) => clusters[index] === 'read'),
          });
        context.progress('eks', ++done, all.length);
      }),
    );
  },
};

function namesIn(names: readonly string[]): readonly string[] {
  if (!names.every((name: unknown) => typeof name === 'string'))
    throw new WrongAnswerError('ListClusters names a cluster by what is no text');
  return names;
}

/** Writes a cluster's file, unless it is there; `gone`: the cluster was deleted since it was listed. */
async function collectCluster(
  context: CollectContext,
  askEach: AskEach,
  region: string,
  name: string,
): Promise<'read' | 'not read' | 'gone'> {
  const { session, writer, folder } = context;
  const file = `${folder}/eks/${region}/${name}.json`;
  if (writer.collectedAt(file) !== undefined && name !== 'clusters') return 'read';
  const client = session.client(EKSClient, region);
  const about = await context.limited(() =>
    askEach({ service, operation: 'DescribeCluster', region }, async () => {
      // It becomes a file's name, and that of the list is taken.
      if (!/^[0-9A-Za-z][\w-]{0,99}$/.test(name) || name === 'clusters')
        throw new WrongAnswerError(`a cluster named \`${name.slice(0, 60)}\` has no file of its own in a bundle`);
      const { cluster } = await client.send(new DescribeClusterCommand({ name }));
      if (cluster?.name !== name) throw new WrongAnswerError(`no cluster \`${name}\` in the answer that describes it`);
      return cluster;
    }),
  );
  if (about === 'gone') return 'gone';
  if (about === undefined) return 'not read';
  const listed = await context.limited(() =>
    askEach({ service, operation: 'ListPodIdentityAssociations', region }, () =>
      itemsOf(
        (nextToken) =>
          client.send(
            new ListPodIdentityAssociationsCommand({
              clusterName: name,
              ...(nextToken === undefined ? {} : { nextToken }),
            }),
          ),
        (page) => page.nextToken,
        (page) => listIn(page.associations, 'associations'),
      ),
    ),
  );
  if (listed === 'gone') return 'gone';
  if (listed === undefined) return 'not read';
  const associations = await Promise.all(
    listed.map(({ associationId }) =>
      context.limited(() =>
        askEach({ service, operation: 'DescribePodIdentityAssociation', region }, async () => {
          if (!associationId) throw new WrongAnswerError(`an association of the cluster \`${name}\` without an id`);
          const { association } = await client.send(
            new DescribePodIdentityAssociationCommand({ clusterName: name, associationId }),
          );
          // The list does not tell the role, and the role is what it is read for.
          if (!association?.roleArn)
            throw new WrongAnswerError(`an association of the cluster \`${name}\` without a role`);
          return association;
        }),
      ),
    ),
  );
  if (associations.includes(undefined)) return 'not read';
  await writer.writeJson(file, {
    cluster: about,
    podIdentityAssociations: associations.filter((association) => association !== 'gone'),
  });
  return 'read';
}
