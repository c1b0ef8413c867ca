import { allAccessServiceAccount } from './all-access-service-account.ts';
import type { Detector } from './detector.ts';
import { unusedAccessKey } from './unused-access-key.ts';
import { unusedConsolePassword } from './unused-console-password.ts';
import { unusedElevatedPermission } from './unused-elevated-permission.ts';
import { unusedGroup } from './unused-group.ts';
import { unusedPermission } from './unused-permission.ts';
import { unusedPolicy } from './unused-policy.ts';
import { unusedRole } from './unused-role.ts';
import { unusedUser } from './unused-user.ts';

/** All detectors, in the order of the documentation. A new one is one line here. */
export const detectors: readonly Detector[] = [
  unusedElevatedPermission,
  unusedPermission,
  unusedRole,
  unusedUser,
  unusedAccessKey,
  unusedConsolePassword,
  unusedPolicy,
  unusedGroup,
  allAccessServiceAccount,
];
