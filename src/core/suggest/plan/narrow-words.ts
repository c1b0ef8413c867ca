import type { RemediationStep } from '../../model/remediation.ts';
import { dateOf, type Instant } from '../../model/time.ts';

type Words = Pick<RemediationStep, 'title' | 'explanation'>;

/** What the sentences of a plan name. */
export interface PlanWords {
  readonly name: string;
  readonly kind: 'principal' | 'policy' | 'group' | 'permission-set';
  readonly asOf: Instant;
}

/** What the quarantine says of itself, or why there is none. */
export function quarantineWords({ name, kind, asOf }: PlanWords, omitted: string | undefined): Words {
  if (omitted !== undefined) {
    return {
      title: 'No quarantine',
      explanation: [`Nothing is changed in this step: ${omitted}.`],
    };
  }
  const place = {
    principal: `Puts a Deny on ${name}`,
    group: `Puts a Deny on the group ${name}`,
    policy: `Puts a Deny into a new default version of the policy ${name}`,
    'permission-set': `Puts a Deny into the inline policy of the permission set ${name}, and provisions it`,
  }[kind];
  return {
    title: 'Deny what is to be removed, for the time being',
    explanation: [
      `${place}, for exactly what is to be removed, dated ${dateOf(asOf)}; nothing is taken away yet.`,
      'Whoever needs any of it is refused at once, and the undo gives it back at once.',
      'Before: make sure that the policies are still as they were on that day.',
      'After: look at what runs with it, and undo this step if anything fails with AccessDenied.',
    ],
  };
}

/** What is to be looked at before the removal. */
export function watchWords(isQuarantined: boolean): Words {
  return {
    title: isQuarantined ? 'Watch for refusals' : 'Watch for use',
    explanation: [
      'Run the audit again for at least 14 days, and until every scheduled job has run at least once.',
      isQuarantined
        ? 'The next scans tell of any AccessDenied on the list of what is to be removed; undo the quarantine if there is one.'
        : 'Nothing is denied meanwhile, so the next scans tell only whether something on the list is used after all.',
      'Then check the certificate against a new bundle: iam-drift suggest --verify certificate.json --from NEW-BUNDLE.',
      'And make the plan anew with --frozen certificate.json: it removes only what is on this list and still not used.',
    ],
  };
}

/** What the removal does, and what it needs. */
export function removalWords({ name }: PlanWords, isQuarantined: boolean): Words {
  return {
    title: 'Remove',
    explanation: [
      `Writes the smaller policies of ${name}: what is new is made and attached before anything is detached, unless there is no room for one more.`,
      ...(isQuarantined
        ? [
            'The Deny of the quarantine goes with it, and is not needed any more.',
            'It can be done without the quarantine as well, if that was not put or was taken back; which it was is written down when it is done.',
            'Its undo brings back what it found: the policies of before, and the Deny if it was in force. To have everything as it was before the plan, undo the quarantine after it.',
          ]
        : []),
      'Not before 14 days of watching: this is advice, not a lock.',
      'A version of a policy that has to make room for a new one is saved first; its undo brings its document back under a new id.',
    ],
  };
}

/** What is lost with policies that nobody has any more. */
export function deletionWords(arns: readonly string[]): Words {
  return {
    title: 'Delete policies that are attached to nobody',
    explanation: [
      `Deletes for good, with all versions: ${arns.join(', ')}.`,
      'It cannot be undone as it was: a policy made again has another id, though the same ARN.',
      'Not before a whole window has passed, and only once the removal is done. Before: make sure that it is attached to nobody and is nobody’s permissions boundary.',
      'Nothing depends on this step: a policy that is attached to nobody grants nothing.',
    ],
  };
}
