import { quarantineSid } from '../../inventory/quarantine.ts';
import type { JsonObject } from '../../model/json-object.ts';
import type { Origin, PolicyHolder, RemediationPlan, RemediationStep } from '../../model/remediation.ts';
import { dateOf, dayMs, type Instant } from '../../model/time.ts';
import { inlineQuarantine, isQuarantineName, quarantineNamesOf, quarantineSidOf } from './quarantine.ts';
import { deletionWords, disableWords, quarantineWords, watchWords } from './retire-words.ts';
import { listsOf, type Reversible } from './reversible.ts';

/** An unused principal, with what is needed to take it out of service. */
export type RetiredPrincipal =
  | {
      readonly kind: 'role';
      readonly holder: PolicyHolder;
      readonly trust: JsonObject;
      /** ARNs. */
      readonly instanceProfiles: readonly string[];
    }
  | {
      readonly kind: 'user';
      readonly holder: PolicyHolder;
      /** How many access keys are active; absent: not known. */
      readonly activeKeys?: number;
      /** Absent: not known. */
      readonly hasPassword?: boolean;
    };

/** What the plan to retire a principal is made from. */
export interface RetireFacts {
  readonly subject: RetiredPrincipal;
  /** Names of all inline policies that it has. */
  readonly inlineNames: readonly string[];
  /** Why no Deny is placed: a clause, without a full stop. Absent: it is. */
  readonly quarantineOmitted?: string;
  readonly asOf: Instant;
  readonly windowDays: number;
  /** The last use that any source knows; absent: none known. */
  readonly lastUsedAt?: Instant;
  /** `suggest.keepUsedDays`. */
  readonly keepUsedDays: number;
  readonly origins: readonly Origin[];
}

/**
 * The plan of a suggestion to retire: quarantine (deny everything), watch, disable (a role lets nobody in, a user's keys are off) and, apart and
 * not to be undone, delete. One that was used within `keepUsedDays` is left alone until they are over: it may run once a year.
 */
export function retirePlanOf(facts: RetireFacts): RemediationPlan {
  const { subject, asOf, windowDays, lastUsedAt, keepUsedDays } = facts;
  const restEnds = lastUsedAt === undefined ? asOf : lastUsedAt + keepUsedDays * dayMs;
  const isResting = restEnds > asOf;
  const rest =
    isResting && lastUsedAt !== undefined
      ? { lastUsed: dateOf(lastUsedAt), until: dateOf(restEnds), keepUsedDays }
      : undefined;
  const waits = rest === undefined ? {} : { notBefore: rest.until };
  const quarantine = facts.quarantineOmitted === undefined ? denyAll(facts) : [];
  const steps: readonly RemediationStep[] = [
    {
      id: 'quarantine',
      ...quarantineWords(subject, dateOf(asOf), rest, facts.quarantineOmitted),
      ...waits,
      irreversible: false,
      ...listsOf(quarantine),
    },
    { id: 'watch', ...watchWords(), irreversible: false, changes: [], undo: [] },
    {
      id: 'disable',
      ...disableWords(subject, rest, facts.quarantineOmitted === undefined || facts.inlineNames.some(isQuarantineName)),
      ...waits,
      irreversible: false,
      ...listsOf(disabling(subject, asOf)),
    },
    {
      id: 'delete',
      ...deletionWords(subject),
      notBefore: dateOf(Math.max(asOf, restEnds) + windowDays * dayMs),
      irreversible: true,
      changes: [
        {
          do: 'delete-principal',
          holder: subject.holder,
          instanceProfiles: subject.kind === 'role' ? subject.instanceProfiles : [],
        },
      ],
      undo: [],
    },
  ];
  return { steps, origins: facts.origins };
}

function denyAll({ subject, inlineNames, asOf }: RetireFacts): readonly Reversible[] {
  const document = {
    Version: '2012-10-17',
    Statement: [{ Sid: quarantineSidOf(asOf), Effect: 'Deny', Action: '*', Resource: '*' }],
  };
  return inlineQuarantine(subject.holder, [document], quarantineNamesOf(asOf, 1, inlineNames)).put;
}

function disabling(subject: RetiredPrincipal, asOf: Instant): readonly Reversible[] {
  const { holder } = subject;
  if (subject.kind === 'role') {
    return [
      {
        change: { do: 'put-trust-policy', holder, document: closedTrust(asOf) },
        undo: [{ do: 'put-trust-policy', holder, document: subject.trust }],
      },
    ];
  }
  if (subject.activeKeys === 0) return [];
  return [{ change: { do: 'deactivate-access-keys', holder }, undo: [{ do: 'reactivate-access-keys', holder }] }];
}

/**
 * A trust policy that lets nobody in. IAM takes no document without a statement, and no other actions in a trust policy than these of STS; without
 * an Allow nobody could come in anyhow, the explicit Deny says that it is meant.
 */
function closedTrust(asOf: Instant): JsonObject {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: quarantineSidOf(asOf).replace(quarantineSid, 'IamDriftDisabled'),
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
      },
    ],
  };
}
