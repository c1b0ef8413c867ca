import { z } from 'zod';
import type { EksCluster } from '../../core/model/bundle.ts';
import { listIn } from './list-answers.ts';
import { addMissing, type Folder, readFileOf } from './parts.ts';
import { optional, type Place, shaped } from './shape.ts';

/** `eks/<region>/clusters.json`: ListClusters. */
export const clusterListSchema = z.looseObject({ clusters: z.array(z.string()) });

/** `eks/<region>/<cluster>.json`. */
export const clusterSchema = z.looseObject({
  cluster: z.looseObject({
    name: z.string(),
    identity: z.looseObject({ oidc: z.looseObject({ issuer: z.string().nullish() }).nullish() }).nullish(),
  }),
  podIdentityAssociations: z.array(
    z.looseObject({ namespace: z.string(), serviceAccount: z.string(), roleArn: z.string() }),
  ),
});

/**
 * Clusters by region. A region is there only when all was read of it: an association or a cluster that is missing from a half-read
 * region would look like one that is gone.
 */
export async function eksClustersOf(folder: Folder): Promise<ReadonlyMap<string, readonly EksCluster[]>> {
  const regions = new Map<string, readonly EksCluster[]>();
  const names = [...folder.files.keys()].flatMap((name) => /^eks\/([^/]+)\/[^/]+\.json$/.exec(name)?.[1] ?? []);
  if (names.length === 0) addMissing(folder, 'eks', 'ListClusters', 'eks');
  for (const region of new Set(names)) {
    const clusters = await clustersIn(folder, region);
    if (clusters !== undefined) regions.set(region, clusters);
  }
  return regions;
}

async function clustersIn(folder: Folder, region: string): Promise<readonly EksCluster[] | undefined> {
  const path = `eks/${region}/clusters.json`;
  const file = folder.files.get(path);
  if (file === undefined) {
    addMissing(folder, 'eks', 'ListClusters', path, region);
    return undefined;
  }
  const before = folder.gaps.length;
  const names = await readFileOf(folder, file, (value, place) => listIn(z.string(), 'clusters', value, place));
  const found: EksCluster[] = [];
  for (const name of names ?? []) {
    const detail = folder.files.get(`eks/${region}/${name}.json`);
    if (detail === undefined) addMissing(folder, 'eks', 'DescribeCluster', `eks/${region}/${name}.json`, region);
    else {
      const cluster = await readFileOf(folder, detail, (value, place) => clusterOf(value, region, place));
      if (cluster !== undefined) found.push(cluster);
    }
  }
  return names === undefined || folder.gaps.length > before ? undefined : found;
}

function clusterOf(value: unknown, region: string, place: Place): EksCluster | undefined {
  const raw = shaped(clusterSchema, value, '', place);
  if (raw === undefined) return undefined;
  return {
    name: raw.cluster.name,
    region,
    ...optional('oidcIssuer', raw.cluster.identity?.oidc?.issuer ?? undefined),
    podIdentityAssociations: raw.podIdentityAssociations.map(({ namespace, serviceAccount, roleArn }) => ({
      namespace,
      serviceAccount,
      roleArn,
    })),
  };
}
