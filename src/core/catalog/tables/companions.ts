import { createGrantCarriers } from './companions/create-grant.ts';
import { passRoleCarriers } from './companions/pass-role.ts';
import { type CompanionRow, companionRowsOf, linesOf } from './companions/row.ts';
import { sameServiceCarriers } from './companions/same-service.ts';
import { silentRows } from './companions/silent.ts';
import { tagOnCreate } from './companions/tag-on-create.ts';

const models = 'AWS SDK models (botocore 1.43.11, Apache-2.0): input shapes';
const passRole = `${models}; iann0036/iam-dataset (MIT): methods that need iam:PassRole`;
const dataset = 'iann0036/iam-dataset (MIT): methods that need several actions';
const keyGrants = `${models}; KMS developer guide: grants that AWS services make for a caller`;

/**
 * Actions that leave no event of their own in these calls, one row for each call that can carry them.
 *
 * Too many rows are safe (an action then counts as used, or as unobservable, more often); a missing one is not. So every call that takes a role is here,
 * also where AWS may not ask for `iam:PassRole`.
 */
export const companionRows: readonly CompanionRow[] = [
  ...Object.entries(passRoleCarriers).flatMap(([eventSource, lines]) =>
    companionRowsOf('iam:PassRole', eventSource, lines, passRole),
  ),
  ...Object.entries(tagOnCreate).flatMap(([actions, lines]) =>
    actions.split(' ').flatMap((action) => taggingRows(action, lines)),
  ),
  ...Object.entries(createGrantCarriers).flatMap(([eventSource, lines]) =>
    companionRowsOf('kms:CreateGrant', eventSource, lines, keyGrants),
  ),
  ...Object.entries(sameServiceCarriers).flatMap(([action, calls]) =>
    companionRowsOf(action, `${action.slice(0, action.indexOf(':'))}.amazonaws.com`, `${calls}:`, dataset),
  ),
  ...silentRows,
];

/** Lines that begin with the event source, without its domain. */
function taggingRows(action: string, lines: string): readonly CompanionRow[] {
  return linesOf(lines).flatMap((line) => {
    const space = line.indexOf(' ');
    return companionRowsOf(action, `${line.slice(0, space)}.amazonaws.com`, line.slice(space + 1), models);
  });
}
