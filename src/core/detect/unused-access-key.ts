import type { JudgedPrincipal } from '../evidence/account-evidence.ts';
import { graceBeforeMs } from '../evidence/evidence-window.ts';
import { isJudgedAlone, isUnusedUser } from '../evidence/in-use.ts';
import type { AccessKey } from '../inventory/principal.ts';
import { dateOf, type Instant } from '../model/time.ts';
import type { Detector } from './detector.ts';

/** Active access keys that were not used in the window, of users that are otherwise in use. */
export const unusedAccessKey: Detector = {
  id: 'unused-access-key',
  title: 'Access key not used',
  severity: 'medium',
  attack: ['T1078.004', 'T1098.001'],
  needs: ['credential-report'],
  *detect({ principals, window }) {
    for (const judged of principals) {
      const { principal } = judged;
      if (principal.kind !== 'user' || !isJudgedAlone(judged) || isUnusedUser(judged, window.from)) continue;
      const keys = (principal.credentials?.keys ?? []).filter((key) => isUnused(key, window.from));
      if (keys.length === 0 || isContradicted(judged, window.from)) continue;
      for (const { slot, rotatedAt, lastUsedAt } of keys) {
        const made = rotatedAt === undefined ? '' : `made ${dateOf(rotatedAt)}, `;
        const used = lastUsedAt === undefined ? 'never used' : `last used ${dateOf(lastUsedAt)}`;
        yield {
          subject: {
            kind: 'access-key',
            arn: principal.arn,
            id: `${principal.id}/key-${slot}`,
            accountId: principal.accountId,
          },
          key: `key-${slot}`,
          confidence: 'strong',
          permissions: [],
          grants: [],
          summary: `Access key ${slot} of ${principal.name} is active and was not used in the window (${made}${used})`,
          why: 'A long-lived key gives all the permissions of its user to whoever finds it.',
          fix: [`Make access key ${slot} of ${principal.name} inactive; delete it a window later`],
          evidence: [{ source: 'credential-report', text: `access key ${slot}: ${made}${used}` }],
        };
      }
    }
  },
};

/** A key younger than the window, of unknown age, or whose last use is not told is left alone. */
function isUnused({ rotatedAt, lastUsedAt, wasNeverUsed }: AccessKey, from: Instant): boolean {
  if (rotatedAt === undefined || rotatedAt > from) return false;
  return lastUsedAt === undefined ? wasNeverUsed : lastUsedAt < from - graceBeforeMs;
}

/** The logs show more of the user's keys in use than the report does: the report is older than it says. */
function isContradicted({ principal, accessKeysSeen }: JudgedPrincipal, from: Instant): boolean {
  const used = (principal.credentials?.keys ?? []).filter(
    ({ lastUsedAt }) => lastUsedAt !== undefined && lastUsedAt >= from,
  );
  return accessKeysSeen.size > used.length;
}
