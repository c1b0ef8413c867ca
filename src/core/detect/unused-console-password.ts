import { graceBeforeMs } from '../evidence/evidence-window.ts';
import { isJudgedAlone, isUnusedUser } from '../evidence/in-use.ts';
import type { Password } from '../inventory/principal.ts';
import { dateOf, type Instant } from '../model/time.ts';
import type { Detector } from './detector.ts';

/** Console passwords that nobody signed in with in the window, of users that are otherwise in use. */
export const unusedConsolePassword: Detector = {
  id: 'unused-console-password',
  title: 'Console password not used',
  severity: 'medium',
  attack: ['T1078.004'],
  needs: ['credential-report'],
  *detect({ principals, window }) {
    for (const judged of principals) {
      const { principal } = judged;
      if (principal.kind !== 'user' || !isJudgedAlone(judged) || isUnusedUser(judged, window.from)) continue;
      const { password, hasMfa } = principal.credentials ?? {};
      // The report may be hours old; the logs may know better.
      if (judged.verdicts.observed.seenServices.has('signin')) continue;
      if (
        password === undefined ||
        !isUnused(password, window.from) ||
        (principal.createdAt ?? window.to) > window.from
      )
        continue;
      const used = password.lastUsedAt === undefined ? 'never used' : `last used ${dateOf(password.lastUsedAt)}`;
      yield {
        subject: {
          kind: 'password',
          arn: principal.arn,
          id: `${principal.id}/password`,
          accountId: principal.accountId,
        },
        key: 'password',
        confidence: 'strong',
        permissions: [],
        grants: [],
        summary: `${principal.name} has a console password that was not used in the window (${used})${hasMfa === true ? '' : ', and no MFA device'}`,
        why: 'A password that nobody uses is one whose misuse nobody notices.',
        fix: [`Take away the console password of ${principal.name}`],
        evidence: [{ source: 'credential-report', text: `console password ${used}` }],
      };
    }
  },
};

/** A password younger than the window, of unknown age, or whose last use is not told is left alone. */
function isUnused({ changedAt, lastUsedAt, wasNeverUsed }: Password, from: Instant): boolean {
  if (changedAt === undefined || changedAt > from) return false;
  return lastUsedAt === undefined ? wasNeverUsed : lastUsedAt < from - graceBeforeMs;
}
