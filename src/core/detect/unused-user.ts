import { namesOf } from '../catalog/action-names.ts';
import { intersection, isEmpty, sizeOf } from '../catalog/action-set.ts';
import type { JudgedPrincipal } from '../evidence/account-evidence.ts';
import { isUnusedUser } from '../evidence/in-use.ts';
import { grantsOfActions } from '../inventory/permissions.ts';
import { referenceOf } from '../inventory/principal.ts';
import { counted } from '../model/counted.ts';
import type { EvidenceNote } from '../model/finding.ts';
import { type Detector, subjectOf } from './detector.ts';
import { isAdministrator } from './unused-elevated-permission.ts';
import { introductionOf, lastUsedPhrase, someOf, useNotes, whyElevated } from './wording.ts';

/** Users that neither signed in nor used a key in the window. */
export const unusedUser: Detector = {
  id: 'unused-user',
  title: 'User not used',
  severity: 'medium',
  attack: ['T1078.004'],
  needs: ['credential-report'],
  *detect(account) {
    for (const judged of account.principals) {
      if (!isUnusedUser(judged, account.window.from)) continue;
      const { principal, use, permissions } = judged;
      const { catalog } = account;
      const elevated = intersection(permissions.granted, account.elevated);
      const grants = grantsOfActions(permissions, elevated);
      const introduced = introductionOf(judged, grants, elevated, account);
      const credentials = credentialNotes(judged);
      yield {
        subject: subjectOf(judged),
        key: '',
        confidence: 'strong',
        severity: credentials.length === 0 ? 'low' : isEmpty(elevated) ? 'medium' : 'high',
        permissions: namesOf(elevated, catalog),
        grants: (isEmpty(elevated) ? permissions.grants : grants).map(referenceOf),
        summary: `${principal.name} was not used in the window; ${lastUsedPhrase(use.lastAt)}${isEmpty(elevated) ? '' : `. It holds ${counted(sizeOf(elevated), 'elevated permission')}: ${someOf(elevated, 3, catalog)}`}`,
        why: isEmpty(elevated)
          ? 'Long-lived credentials that nobody uses are found and used by somebody else.'
          : `Long-lived credentials that nobody uses are found and used by somebody else: ${whyElevated(elevated, catalog)}.`,
        fix: [
          ...(credentials.length > 0 ? ['Make its access keys inactive and take away its console password'] : []),
          'Ask its owner; then delete it a window later',
        ],
        evidence: [...useNotes(judged), ...credentials],
        ...(introduced === undefined ? {} : { introduced }),
        isAdministrator: isAdministrator(permissions, account),
      };
    }
  },
};

function credentialNotes({ principal }: JudgedPrincipal): readonly EvidenceNote[] {
  const { password, keys = [] } = principal.credentials ?? {};
  const notes = keys.map(({ slot }) => ({ source: 'credential-report', text: `access key ${slot} is active` }));
  return password === undefined
    ? notes
    : [...notes, { source: 'credential-report', text: 'it has a console password' }];
}
