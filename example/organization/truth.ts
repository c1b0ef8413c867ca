import type { Expected, Told } from './definitions.ts';
import { isRole } from './logs.ts';
import { makeWorld, type World } from './world.ts';

/** What a finding of the truth is about. */
export interface TruthSubject {
  readonly kind: string;
  readonly arn: string;
  readonly id: string;
}

/** A finding that the audit must give. */
export interface TrueFinding {
  readonly detector: string;
  readonly subject: TruthSubject;
  /** Permissions that must be among the finding's, and some that must not. */
  readonly permissions?: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  readonly severity?: 'info';
  readonly story: string;
}

/** A thing that looks guilty; without `detectors` no detector may say anything of it. */
export interface TrueSilence {
  readonly arn: string;
  readonly detectors?: readonly string[];
  readonly story: string;
}

/** A suggestion that the audit must make. */
export interface TrueSuggestion {
  readonly subject: TruthSubject;
  readonly kind: 'narrow' | 'retire';
  /** Permissions that it must remove, among others. */
  readonly removed: readonly string[];
  /** Permissions that it must keep, among others, with why. */
  readonly kept: Readonly<Record<string, string>>;
  readonly story: string;
}

/** A thing of which something is unused, and that must get no suggestion of its own. */
export interface TrueRefusal {
  readonly arn: string;
  readonly why: string;
  readonly story: string;
}

/** The whole truth about the example: every finding and suggestion there must be, and what must not be. */
export interface Truth {
  readonly findings: readonly TrueFinding[];
  readonly silent: readonly TrueSilence[];
  /** The whole list: whatever is not in it must get none. */
  readonly suggestions: readonly TrueSuggestion[];
  readonly noSuggestions: readonly TrueRefusal[];
}

/** The truth, from the same definitions as the bundle. */
export function truthOf(world: World = makeWorld()): Truth {
  const told = everything(world);
  return {
    findings: told.flatMap(findingsOf),
    silent: told.flatMap(silenceOf),
    suggestions: told.flatMap(suggestionsOf),
    noSuggestions: told.flatMap(refusalsOf),
  };
}

interface ToldSubject {
  readonly subject: TruthSubject;
  readonly told: Told;
}

function everything(world: World): readonly ToldSubject[] {
  const principals = [...world.roles, ...world.users].filter(({ definition }) => !('permissionSet' in definition));
  return [
    ...principals.map((principal) => ({
      subject: { kind: isRole(principal) ? 'role' : 'user', arn: principal.arn, id: principal.id },
      told: principal.definition,
    })),
    ...world.groups.map(({ arn, id, definition }) => ({ subject: { kind: 'group', arn, id }, told: definition })),
    ...world.policies.map(({ arn, id, definition }) => ({ subject: { kind: 'policy', arn, id }, told: definition })),
    ...world.permissionSets.map(({ arn, definition }) => ({
      subject: { kind: 'permission-set', arn, id: arn.slice(arn.lastIndexOf('/') + 1) },
      told: definition,
    })),
  ];
}

const credentialKinds: Readonly<Record<string, string>> = {
  'unused-access-key': 'access-key',
  'unused-console-password': 'password',
};

function findingsOf({ subject, told }: ToldSubject): readonly TrueFinding[] {
  const findings = (told.findings ?? []).map((expected) => findingOf(subject, expected, told.story));
  if (told.isAdvised !== true) return findings;
  return [...findings, { detector: 'unused-permission', subject, story: told.story }];
}

function findingOf(subject: TruthSubject, expected: Expected, story: string): TrueFinding {
  const { detector, include, exclude, key, severity } = expected;
  const kind = credentialKinds[detector];
  const about = kind === undefined ? subject : { kind, arn: subject.arn, id: `${subject.id}/${key}` };
  const hasPermissions = include !== undefined || exclude !== undefined;
  return {
    detector,
    subject: about,
    ...(hasPermissions ? { permissions: { include: include ?? [], exclude: exclude ?? [] } } : {}),
    ...(severity === undefined ? {} : { severity }),
    story: expected.story ?? story,
  };
}

function silenceOf({ subject: { arn }, told }: ToldSubject): readonly TrueSilence[] {
  const { story, silent, findings = [], isAdvised } = told;
  if (silent !== undefined) return [{ arn, detectors: silent, story }];
  return findings.length === 0 && isAdvised !== true ? [{ arn, story }] : [];
}

function suggestionsOf({ subject, told: { suggestion, story } }: ToldSubject): readonly TrueSuggestion[] {
  if (suggestion === undefined) return [];
  const { kind, removed = [], kept = {} } = suggestion;
  return [{ subject, kind, removed, kept, story }];
}

function refusalsOf({ subject: { arn }, told: { noSuggestion: why, story } }: ToldSubject): readonly TrueRefusal[] {
  return why === undefined ? [] : [{ arn, why, story }];
}
