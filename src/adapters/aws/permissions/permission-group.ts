import type { NeededPermission } from '../needed-permission.ts';

/** The names of the groups of permissions: who needs them, for what. */
export type PermissionGroupId =
  | 'account'
  | 'organization'
  | 'logs-event-history'
  | 'logs-s3'
  | 'logs-athena'
  | 'second-opinion'
  | 'caller';

/** Permissions that one holder needs for one thing. */
export interface PermissionGroup {
  readonly id: PermissionGroupId;
  /** A heading. */
  readonly title: string;
  /** Who must hold them, and when: a sentence. */
  readonly holder: string;
  /** By action, each once. */
  readonly permissions: readonly NeededPermission[];
}

/**
 * Each action once, sorted. What several parts say of one action is joined: what is lost without it by `; `, and its resources, all of them where one
 * part wants all.
 */
export function mergedPermissions(permissions: Iterable<NeededPermission>): readonly NeededPermission[] {
  const byAction = new Map<string, NeededPermission>();
  for (const permission of permissions) {
    const known = byAction.get(permission.action);
    byAction.set(permission.action, known === undefined ? permission : merged(known, permission));
  }
  return [...byAction.values()].sort((a, b) => (a.action < b.action ? -1 : 1));
}

function merged(a: NeededPermission, b: NeededPermission): NeededPermission {
  const sentences = [...new Set([a.without, b.without])];
  return {
    action: a.action,
    without: sentences.join('; '),
    ...(a.isRequired === true || b.isRequired === true ? { isRequired: true } : {}),
    ...(a.resources === undefined || b.resources === undefined
      ? {}
      : { resources: [...new Set([...a.resources, ...b.resources])].sort() }),
  };
}
