import type { RemediationStep } from '../../model/remediation.ts';
import type { RetiredPrincipal } from './retire.ts';

type Words = Pick<RemediationStep, 'title' | 'explanation'>;

/** Why a principal is left alone for now: dates as `yyyy-mm-dd`. */
export interface Rest {
  readonly lastUsed: string;
  readonly until: string;
  readonly keepUsedDays: number;
}

/** What the quarantine of everything says of itself. */
export function quarantineWords(
  { kind, holder }: RetiredPrincipal,
  date: string,
  rest: Rest | undefined,
  omitted: string | undefined,
): Words {
  if (omitted !== undefined)
    return { title: 'No quarantine', explanation: [`Nothing is changed in this step: ${omitted}.`] };
  return {
    title: 'Deny everything, for the time being',
    explanation: [
      `Puts a Deny of everything on the ${kind} ${holder.name}, dated ${date}; nothing is taken away yet.`,
      ...(rest === undefined ? [] : [restSentence(rest)]),
      'After: look for anything that fails with AccessDenied, and undo this step if it was needed after all.',
    ],
  };
}

/** What is to be looked at before it is disabled. */
export function watchWords(): Words {
  return {
    title: 'Watch for use',
    explanation: [
      'Run the audit again for at least 14 days, and until every scheduled job has run at least once.',
      'The next scans tell of any use, refused or not; undo the quarantine if there is one.',
      'Then check the certificate against a new bundle: iam-drift suggest --verify certificate.json --from NEW-BUNDLE.',
    ],
  };
}

/** What disabling does and what it leaves. */
export function disableWords(subject: RetiredPrincipal, rest: Rest | undefined, isQuarantined: boolean): Words {
  const { holder } = subject;
  const resting = rest === undefined ? [] : [restSentence(rest)];
  if (subject.kind === 'role') {
    return {
      title: 'Let nobody assume the role',
      explanation: [
        `Replaces the trust policy of ${holder.name} by one that denies everybody; its undo puts back the document of before.`,
        ...resting,
        'Sessions that were begun before go on until they end; the Deny of the quarantine, where it is in force, holds for them too.',
      ],
    };
  }
  const { activeKeys, hasPassword } = subject;
  const password = isQuarantined
    ? 'A console password cannot be turned off without being lost: it stays, and the Deny of the quarantine holds for its sessions.'
    : 'A console password cannot be turned off without being lost: it stays, and nothing holds its sessions back.';
  return {
    title: 'Turn off the access keys',
    explanation: [
      activeKeys === 0
        ? `${holder.name} has no active access key: nothing is changed in this step.`
        : `Makes all active access keys of ${holder.name} inactive, and writes down which they were; its undo makes those active again.`,
      ...resting,
      ...(hasPassword === false ? [] : [password]),
    ],
  };
}

/** What is lost for good. */
export function deletionWords(subject: RetiredPrincipal): Words {
  const { kind, holder } = subject;
  const also =
    subject.kind === 'role'
      ? subject.instanceProfiles.length === 0
        ? 'Its inline policies go with it.'
        : `Its inline policies go with it, and it is taken out of ${count(subject.instanceProfiles.length, 'instance profile')}: machines that start with one get no credentials.`
      : 'Its inline policies, access keys, password, MFA devices, certificates, SSH keys and credentials of single services go with it.';
  return {
    title: `Delete the ${kind}`,
    explanation: [
      `Deletes ${holder.name} for good: it cannot be undone.`,
      `A ${kind} made again under the same name has another unique id: trust policies, bucket policies and KMS grants that name it stay dead.`,
      also,
      'Not before a whole window has passed, and only once it is disabled. Nothing depends on this step.',
    ],
  };
}

function restSentence({ lastUsed, until, keepUsedDays }: Rest): string {
  return `Not before ${until}: it was last used on ${lastUsed}, less than ${keepUsedDays} days ago, and may serve a job that runs once a year; suggest.keepUsedDays in the configuration changes that.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
