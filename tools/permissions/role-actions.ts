import { permissionGroupOf } from '../../src/adapters/aws/permissions/needed-permissions.ts';
import type { PermissionGroupId } from '../../src/adapters/aws/permissions/permission-group.ts';

/** What a statement of the auditor's role is about. */
export type RolePlace = 'bucket' | 'objects' | 'key';

/** The actions of a group, sorted. */
export function actionsOf(id: PermissionGroupId): readonly string[] {
  return permissionGroupOf(id)?.permissions.map(({ action }) => action) ?? [];
}

/** The actions that reading logs in S3 needs, by what they are asked of. */
export function logActions(): Readonly<Record<RolePlace, readonly string[]>> {
  const all = actionsOf('logs-s3');
  return {
    bucket: all.filter((action) => placeOf(action) === 'bucket'),
    objects: all.filter((action) => placeOf(action) === 'objects'),
    key: all.filter((action) => placeOf(action) === 'key'),
  };
}

function placeOf(action: string): RolePlace {
  if (action.startsWith('kms:')) return 'key';
  return action.startsWith('s3:GetObject') ? 'objects' : 'bucket';
}
