import { ListInstancesCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { isAbort } from '../failure.ts';
import { permissionGroups } from '../permissions/needed-permissions.ts';
import type { PermissionGroupId } from '../permissions/permission-group.ts';
import { type ProbeContext, type ProbeResult, probed } from './probe.ts';
import { probes } from './probes.ts';
import type { Limited } from './trail-views.ts';

/** A permission of a group, whether it is there, and what is lost without it. */
export interface PermissionCheck extends ProbeResult {
  readonly group: PermissionGroupId;
  readonly without: string;
  /** Whether nothing can be audited without it. */
  readonly isRequired: boolean;
  /** Whether the configuration does without it: it would be for more. */
  readonly isOptional: boolean;
}

/** Tries the permissions of these groups, those optional or not, each once, in the order of the groups. */
export async function permissionChecks(
  groups: ReadonlyMap<PermissionGroupId, { readonly isOptional: boolean }>,
  context: Omit<ProbeContext, 'identityCenter'>,
  limited: Limited,
): Promise<readonly PermissionCheck[]> {
  const asking = { ...context, identityCenter: once(() => identityCenterOf(context)) };
  const seen = new Set<string>();
  const wanted = permissionGroups
    .filter(({ id }) => groups.has(id))
    .flatMap(({ id: group, permissions }) => permissions.map((permission) => ({ group, ...permission })))
    .filter(({ action }) => !seen.has(action) && seen.add(action));
  return Promise.all(
    wanted.map(async ({ group, action, without, isRequired = false }) => {
      const probe = probes.find((each) => each.action === action) ?? { action, cannot: 'there is no call to try it' };
      const { isOptional = false } = groups.get(group) ?? {};
      return { ...(await limited(() => probed(probe, asking))), group, without, isRequired, isOptional };
    }),
  );
}

async function identityCenterOf({ session }: Pick<ProbeContext, 'session'>): Promise<string | undefined> {
  try {
    const { Instances = [] } = await session.client(SSOAdminClient).send(new ListInstancesCommand({}));
    return Instances[0]?.InstanceArn;
  } catch (error) {
    if (isAbort(error)) throw error;
    // Its own check tells why.
    return undefined;
  }
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}
