import { credentialGroups } from './elevated/credentials.ts';
import { dataAccessGroups } from './elevated/data-access.ts';
import { destructionGroups } from './elevated/destruction.ts';
import { escalationGroups } from './elevated/escalation.ts';
import { exposureGroups } from './elevated/exposure.ts';
import { type ElevatedRow, rowsOf } from './elevated/group.ts';
import { permissionsGroups } from './elevated/permissions.ts';

/**
 * Which actions are dangerous, and why; an action may have several classes. A missing action is a missed finding; an action too many is a false
 * alarm, so ordinary work (tagging, metrics, starting machines, sending messages) is not here.
 */
export const elevatedRows: readonly ElevatedRow[] = rowsOf([
  ...escalationGroups,
  ...permissionsGroups,
  ...credentialGroups,
  ...exposureGroups,
  ...destructionGroups,
  ...dataAccessGroups,
]);
