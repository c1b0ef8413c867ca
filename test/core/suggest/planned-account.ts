import fc from 'fast-check';
import type { JsonObject } from '../../../src/core/model/json-object.ts';
import type { PolicyHolder } from '../../../src/core/model/remediation.ts';
import type { AccountState, HolderState, PolicyState } from '../../../src/core/suggest/plan/account-state.ts';
import type { ChangeQuotas } from '../../../src/core/suggest/plan/apply-changes.ts';
import type { PlanFacts, PlanSubject, QuarantineFacts } from '../../../src/core/suggest/plan/plan.ts';
import { quarantineSidOf } from '../../../src/core/suggest/plan/quarantine.ts';
import type { PolicyEdit } from '../../../src/core/suggest/write/policy-edit.ts';

/** An account, the facts of a plan for a subject in it, and the quotas it must keep to. */
export interface PlannedAccount {
  readonly state: AccountState;
  readonly facts: PlanFacts;
  readonly quotas: ChangeQuotas;
}

/** When the plans are made. */
export const asOf = Date.parse('2026-11-21T06:00:00Z');
const account = 'arn:aws:iam::111122223333';
const kinds = ['role', 'user', 'group'] as const;

/** The permission set of every account. */
export const permissionSet = {
  arn: 'arn:aws:sso:::permissionSet/ssoins-1111222233334444/ps-aaaabbbbccccdddd',
  name: 'Developer',
  instanceArn: 'arn:aws:sso:::instance/ssoins-1111222233334444',
};

/** A document that allows one action; another number, another document. */
export function allowing(number: number): JsonObject {
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: `Stays${number}`, Effect: 'Allow', Action: `s3:Act${number}`, Resource: '*' }],
  };
}

/** A quarantine's document. */
export function denying(number: number): JsonObject {
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: quarantineSidOf(asOf, number), Effect: 'Deny', Action: `ec2:Act${number}`, Resource: '*' }],
  };
}

/** A holder in the account. */
export function holderNamed(kind: PolicyHolder['kind'], name: string): PolicyHolder {
  return { kind, arn: `${account}:${kind}/${name}`, name };
}

/** The ARN of a customer's policy. */
export function policyArn(name: string): string {
  return `${account}:policy/app/${name}`;
}

/** A policy with versions of these documents' numbers, oldest first, the one at `defaultAt` in force. */
export function policyState(name: string, numbers: readonly number[], defaultAt: number): PolicyState {
  const first = 3;
  const versions = numbers.map((number, at) => ({
    versionId: `v${first + at}`,
    document: allowing(number),
    isDefault: at === defaultAt,
  }));
  return { name, path: '/app/', versions, nextVersion: first + numbers.length + 1 };
}

const awsArns = [0, 1, 2].map((number) => `arn:aws:iam::aws:policy/Aws${number}`);
const ownNames = ['one', 'two', 'three'];

const policyParts = fc
  .array(fc.nat(40), { minLength: 1, maxLength: 5 })
  .chain((numbers) => fc.record({ numbers: fc.constant(numbers), defaultAt: fc.nat(numbers.length - 1) }));

const holderParts = fc.record({
  kind: fc.constantFrom(...kinds),
  inline: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'IamDriftQuarantine-20261121'), fc.nat(40)),
  attached: fc.subarray([...awsArns, ...ownNames.map(policyArn)]),
});

/** What is done to each thing that a subject has: taken in turn. */
const choices = fc.array(fc.constantFrom('keep', 'rewrite', 'drop'), { minLength: 12, maxLength: 12 });
type Choice = 'keep' | 'rewrite' | 'drop';

interface Parts {
  readonly holders: readonly { kind: PolicyHolder['kind']; inline: Record<string, number>; attached: string[] }[];
  readonly policies: readonly { numbers: number[]; defaultAt: number }[];
  readonly setInline: number | undefined;
  readonly setAttached: readonly string[];
  readonly subject: PlanSubject['kind'];
  readonly choices: readonly Choice[];
  readonly created: number;
  readonly documents: number;
  readonly asManaged: boolean;
  readonly spare: number;
}

/** Accounts with a plan that fits them: quotas as tight as the plan bears, or wider. */
export const plannedAccounts: fc.Arbitrary<PlannedAccount> = fc
  .record({
    holders: fc.array(holderParts, { minLength: 1, maxLength: 3 }),
    policies: fc.tuple(policyParts, policyParts, policyParts),
    setInline: fc.option(fc.nat(40), { nil: undefined }),
    setAttached: fc.subarray(awsArns),
    subject: fc.constantFrom('principal', 'policy', 'permission-set'),
    choices,
    created: fc.nat(2),
    documents: fc.nat(3),
    asManaged: fc.boolean(),
    spare: fc.nat(2),
  })
  .map(planned);

function planned(parts: Parts): PlannedAccount {
  const holders = parts.holders.map(({ kind }, at) => holderNamed(kind, `holder${at}`));
  const state = stateOf(parts, holders);
  const [holder = holderNamed('role', 'none')] = holders;
  const target = parts.subject === 'policy' ? policyArn('one') : holder.arn;
  const edits = editsOf(parts, state, holder);
  const subject = subjectOf(parts, state, holder);
  const created = edits.filter(({ edit }) => edit === 'create').length;
  const detached = edits.filter((edit) => edit.edit === 'detach' && edit.holder.arn === holder.arn).length;
  const attached = state.holders.get(holder.arn)?.attached.size ?? 0;
  const managed = parts.subject === 'principal' && parts.asManaged ? parts.documents : 0;
  const most = Math.max(...[...state.holders.values()].map((one) => one.attached.size));
  const quota =
    Math.max(most, attached + managed, attached + created - detached) + (target === holder.arn ? parts.spare : 9);
  return {
    state,
    quotas: { versions: 5, attached: { role: quota, user: quota, group: quota } },
    facts: {
      subject,
      edits,
      quarantine: quarantineOf(parts),
      attachments: [{ holder: holder.arn, attached, quota }],
      asOf,
      windowDays: 90,
      origins: [],
    },
  };
}

function stateOf(parts: Parts, holders: readonly PolicyHolder[]): AccountState {
  const held = parts.holders.map(
    ({ inline, attached }): HolderState => ({
      inline: new Map(Object.entries(inline).map(([name, number]) => [name, allowing(number)])),
      attached: new Set(attached),
    }),
  );
  const own = parts.policies.map(({ numbers, defaultAt }, at): [string, PolicyState] => {
    const name = ownNames[at] ?? '';
    return [policyArn(name), policyState(name, numbers, defaultAt)];
  });
  const aws = awsArns.map((arn, at): [string, PolicyState] => [arn, policyState(arn, [50 + at], 0)]);
  const set = {
    ...(parts.setInline === undefined ? {} : { inline: allowing(parts.setInline) }),
    attached: new Set(parts.setAttached),
  };
  return {
    holders: new Map(holders.map(({ arn }, at) => [arn, held[at] ?? { inline: new Map(), attached: new Set() }])),
    policies: new Map([...own, ...aws]),
    permissionSets: new Map([[permissionSet.arn, { ...set, provisioned: set }]]),
    writtenDown: { quarantined: new Map(), keysTurnedOff: new Map() },
  };
}

function subjectOf(parts: Parts, state: AccountState, holder: PolicyHolder): PlanSubject {
  switch (parts.subject) {
    case 'policy':
      return { kind: 'policy', name: 'one', ...versionsOf(state, policyArn('one')) };
    case 'permission-set':
      return {
        kind: 'permission-set',
        permissionSet,
        ...(parts.setInline === undefined ? {} : { inline: allowing(parts.setInline) }),
      };
    default:
      return {
        kind: holder.kind === 'group' ? 'group' : 'principal',
        holder,
        inlineNames: [...(state.holders.get(holder.arn)?.inline.keys() ?? [])],
      };
  }
}

function quarantineOf({ documents, asManaged, subject }: Parts): QuarantineFacts {
  if (documents === 0) return { omitted: 'the Deny is longer than the quotas allow' };
  const numbers = [1, 2, 3].slice(0, documents);
  const arns = numbers.map((number) => policyArn(`IamDriftQuarantine-20261121-holder0-${number}`));
  return { documents: numbers.map(denying), ...(asManaged && subject === 'principal' ? { arns } : {}) };
}

function editsOf(parts: Parts, state: AccountState, holder: PolicyHolder): readonly PolicyEdit[] {
  const left = [...parts.choices];
  const next = () => left.shift() ?? 'keep';
  switch (parts.subject) {
    case 'principal':
      return [...principalEdits(state, holder, next), ...created(holder, parts.created)];
    case 'policy':
      return policyEdits(state, holder, next, parts.created);
    default:
      return permissionSetEdits(parts, next);
  }
}

function principalEdits(state: AccountState, holder: PolicyHolder, next: () => Choice): readonly PolicyEdit[] {
  const { inline, attached } = state.holders.get(holder.arn) ?? { inline: new Map(), attached: new Set<string>() };
  return [
    ...[...inline].flatMap(([name, before]): readonly PolicyEdit[] => {
      const choice = next();
      if (choice === 'keep') return [];
      const after = choice === 'rewrite' ? { after: allowing(100) } : {};
      return [{ edit: 'inline', holder, name, before, ...after }];
    }),
    ...[...attached].flatMap((arn): readonly PolicyEdit[] => {
      const choice = next();
      if (choice === 'keep') return [];
      if (choice === 'drop' || arn.includes(':aws:policy')) return [detached(state, holder, arn)];
      return [{ edit: 'version', ...versionsOf(state, arn), after: allowing(101) }];
    }),
  ];
}

/** The policy gets a new version; or the first holder gets policies of its own in its place; or all lose it. */
function policyEdits(
  state: AccountState,
  holder: PolicyHolder,
  next: () => Choice,
  count: number,
): readonly PolicyEdit[] {
  const arn = policyArn('one');
  const choice = next();
  const version: PolicyEdit = { edit: 'version', ...versionsOf(state, arn), after: allowing(102) };
  const holding = [...state.holders].filter(([, { attached }]) => attached.has(arn)).map(([held]) => held);
  const all = holding.map((held) => {
    const [, , , , , place = ''] = held.split(':');
    const [kind, name = ''] = place.split('/');
    return detached(state, holderNamed(kinds.find((known) => known === kind) ?? 'role', name), arn);
  });
  if (choice === 'rewrite') return [version];
  if (choice === 'drop') return all;
  const first = all.filter((edit) => edit.edit === 'detach' && edit.holder.arn === holder.arn);
  return [version, ...first, ...(first.length === 0 ? [] : created(holder, count))];
}

function permissionSetEdits({ setInline, setAttached }: Parts, next: () => Choice): readonly PolicyEdit[] {
  const before = setInline === undefined ? {} : { before: allowing(setInline) };
  const choice = next();
  const inline: readonly PolicyEdit[] =
    choice === 'keep' || (choice === 'drop' && setInline === undefined)
      ? []
      : [
          {
            edit: 'permission-set-inline',
            permissionSet,
            ...before,
            ...(choice === 'rewrite' ? { after: allowing(103) } : {}),
          },
        ];
  return [
    ...inline,
    ...setAttached
      .filter(() => next() === 'drop')
      .map((arn): PolicyEdit => ({ edit: 'permission-set-detach', permissionSet, arn, before: allowing(0) })),
  ];
}

function created(holder: PolicyHolder, count: number): readonly PolicyEdit[] {
  return Array.from({ length: count }, (_, at): PolicyEdit => {
    const name = `new${at}`;
    return { edit: 'create', holder, arn: policyArn(name), name, path: '/app/', after: allowing(110 + at) };
  });
}

function detached(state: AccountState, holder: PolicyHolder, arn: string): PolicyEdit {
  const holders = [...state.holders.values(), ...state.permissionSets.values()];
  const isLastHolder = holders.filter(({ attached }) => attached.has(arn)).length === 1;
  return { edit: 'detach', holder, arn, isAwsManaged: arn.includes(':aws:policy'), before: allowing(0), isLastHolder };
}

function versionsOf(state: AccountState, arn: string) {
  return { arn, versions: state.policies.get(arn)?.versions ?? [], versionQuota: 5 };
}
