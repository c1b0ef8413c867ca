import { namesOf } from '../catalog/action-names.ts';
import { intersection, isEmpty, sizeOf } from '../catalog/action-set.ts';
import type { AccountView, JudgedPrincipal } from '../evidence/account-evidence.ts';
import { isJudgedAlone } from '../evidence/in-use.ts';
import { grantsOfActions } from '../inventory/permissions.ts';
import { referenceOf } from '../inventory/principal.ts';
import { counted } from '../model/counted.ts';
import type { EvidenceNote } from '../model/finding.ts';
import { dateOf } from '../model/time.ts';
import { type Detector, subjectOf } from './detector.ts';
import { isAdministrator } from './unused-elevated-permission.ts';
import { introductionOf, lastUsedPhrase, someOf, useNotes, whyElevated } from './wording.ts';

/** Roles that nobody assumed in the window. */
export const unusedRole: Detector = {
  id: 'unused-role',
  title: 'Role not used',
  severity: 'medium',
  attack: ['T1078.004'],
  needs: ['role-use'],
  *detect(account) {
    for (const judged of account.principals) {
      const { principal, use, permissions } = judged;
      if (principal.kind !== 'role' || !isJudgedAlone(judged) || use.state !== 'unused') continue;
      const { catalog } = account;
      const elevated = intersection(permissions.granted, account.elevated);
      const grants = grantsOfActions(permissions, elevated);
      const introduced = introductionOf(judged, grants, elevated, account);
      const pointers = pointersTo(judged, account);
      yield {
        subject: subjectOf(judged),
        key: '',
        confidence: confidenceOf(judged, account),
        severity: isEmpty(elevated) ? 'low' : 'high',
        permissions: namesOf(elevated, catalog),
        grants: (isEmpty(elevated) ? permissions.grants : grants).map(referenceOf),
        summary: `${principal.name} was not used in the window; ${lastUsedPhrase(use.lastAt)}${isEmpty(elevated) ? '' : `. It holds ${counted(sizeOf(elevated), 'elevated permission')}: ${someOf(elevated, 3, catalog)}`}`,
        why: isEmpty(elevated)
          ? 'A role that nobody uses is one that nobody watches.'
          : `A role that nobody uses is one that nobody watches, and this one is worth taking: ${whyElevated(elevated, catalog)}.`,
        fix: [
          ...(pointers.length > 0
            ? ['Find out what the things that still point at it are for (see the evidence)']
            : []),
          `Ask its owner; then let nobody assume it (empty its trust policy, keep the old one), and delete it a window later`,
        ],
        evidence: [...useNotes(judged), ...pointers],
        ...(introduced === undefined ? {} : { introduced }),
        isAdministrator: isAdministrator(permissions, account),
      };
    }
  },
};

/** Certain when AWS's own date and the logs agree; one alone is strong. */
function confidenceOf({ use }: JudgedPrincipal, { logs }: AccountView) {
  const whole = use.sources.filter(({ isWhole }) => isWhole).map(({ source }) => source);
  return whole.length > 1 && whole.includes('cloudtrail') && logs.confidence === 'certain' ? 'certain' : 'strong';
}

/** What still points at the role: it would break, or it is what keeps the role in place. */
function pointersTo(
  { principal }: JudgedPrincipal,
  { parts, passed, principals }: AccountView,
): readonly EvidenceNote[] {
  const notes: EvidenceNote[] = principal.instanceProfiles.map((arn) => ({
    source: 'iam',
    text: `instance profile ${arn} holds it`,
  }));
  for (const clusters of parts.eksClusters.values()) {
    for (const { name, podIdentityAssociations } of clusters) {
      for (const { roleArn, namespace, serviceAccount } of podIdentityAssociations) {
        if (roleArn === principal.arn)
          notes.push({
            source: 'eks',
            text: `Pod Identity of cluster ${name} gives it to ${namespace}/${serviceAccount}`,
          });
      }
    }
  }
  const handedOver = passed.get(principal.arn)?.handedOver;
  if (handedOver !== undefined)
    notes.push({ source: 'cloudtrail', text: `it was passed to a service, last ${dateOf(handedOver)}` });
  for (const other of principals) {
    const trusts = other.principal.trust?.statements.some(
      ({ effect, principals: trusted }) => effect === 'Allow' && trusted?.aws.includes(principal.arn),
    );
    if (trusts === true) notes.push({ source: 'iam', text: `the trust policy of ${other.principal.arn} names it` });
  }
  return notes;
}
