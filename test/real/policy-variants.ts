import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** Where the policies that AWS publishes lie. */
export const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

type Value = string | number | boolean;
/** One value or several, as documents write them. */
export type Values = Value | readonly Value[];

/** A statement as it is written. */
export interface WrittenStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: Values;
  readonly NotAction?: Values;
  readonly Resource?: Values;
  readonly NotResource?: Values;
  readonly Principal?: '*' | Readonly<Record<string, Values>>;
  readonly NotPrincipal?: '*' | Readonly<Record<string, Values>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Values>>>>;
}

/** A policy as it is written, its statements as a list. */
export interface WrittenPolicy {
  readonly name: string;
  readonly version: string | undefined;
  readonly statements: readonly WrittenStatement[];
}

interface Document {
  readonly Version?: string;
  readonly Statement: WrittenStatement | readonly WrittenStatement[];
}

/** All AWS managed policies. */
export function managedPolicies(): readonly WrittenPolicy[] {
  const file = `${data}aws-managed-policies/aws-managed-policies-2026-07-01.json.gz`;
  const all: Readonly<Record<string, { readonly Document: Document }>> = JSON.parse(
    gunzipSync(readFileSync(file)).toString(),
  );
  return Object.entries(all).map(([name, { Document }]) => writtenPolicy(name, Document));
}

/** All policies of the IAM user guide. */
export function guidePolicies(): readonly WrittenPolicy[] {
  const all: readonly { readonly source: string; readonly block: number; readonly policy: Document }[] = JSON.parse(
    readFileSync(`${data}iam-user-guide-policies/policies.json`, 'utf8'),
  );
  return all.map(({ source, block, policy }) => writtenPolicy(`${source}#${block}`, policy));
}

function writtenPolicy(name: string, { Version, Statement }: Document): WrittenPolicy {
  return { name, version: Version, statements: [Statement].flat() };
}

/** The document of a policy. */
export function documentOf({ version, statements }: WrittenPolicy): object {
  return { ...(version === undefined ? {} : { Version: version }), Statement: statements };
}

/** The texts of a value or several; none when absent. */
export function textsOf(values: Values | undefined): readonly string[] {
  return values === undefined ? [] : [values].flat().map(String);
}

/** A source of numbers below `limit` that the seed decides. */
export type Chance = (limit: number) => number;

/** Numbers from a text (mulberry32 over a hash of it). */
export function chanceOf(seed: string): Chance {
  let state = 2_166_136_261;
  for (const letter of seed) state = Math.imul(state ^ letter.charCodeAt(0), 16_777_619);
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/**
 * The same policy in other words: statements split in two where they list several actions or else resources; statements, values and members in another
 * order; actions in random letter case.
 */
export function reworded(policy: WrittenPolicy, chance: Chance, splits = true): WrittenPolicy {
  const split = splits ? policy.statements.flatMap(splitStatement) : policy.statements;
  const statements = shuffled(split, chance).map((statement) => shuffledStatement(statement, chance));
  return { ...policy, statements };
}

function splitStatement(statement: WrittenStatement): readonly WrittenStatement[] {
  for (const name of ['Action', 'Resource'] as const) {
    const values = textsOf(statement[name]);
    const half = values.length >> 1;
    if (half === 0) continue;
    return [
      { ...statement, [name]: values.slice(half) },
      { ...statement, [name]: values.slice(0, half) },
    ];
  }
  return [statement];
}

function shuffledStatement(statement: WrittenStatement, chance: Chance): WrittenStatement {
  const members = shuffled(Object.entries(statement), chance).map(([name, value]): readonly [string, unknown] => {
    if (name !== 'Action' && name !== 'NotAction') return [name, shuffledMembers(value, chance)];
    return [name, shuffled(textsOf(statement[name]), chance).map((action) => inRandomCase(action, chance))];
  });
  return { ...Object.fromEntries(members), Effect: statement.Effect };
}

function shuffledMembers(value: unknown, chance: Chance): unknown {
  if (Array.isArray(value)) return shuffled(value, chance);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, one]) => [name, shuffledMembers(one, chance)]);
  return Object.fromEntries(shuffled(members, chance));
}

function shuffled<T>(list: readonly T[], chance: Chance): readonly T[] {
  return list
    .map((one) => ({ one, place: chance(1e9) }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}

function inRandomCase(text: string, chance: Chance): string {
  return [...text].map((letter) => (chance(2) === 0 ? letter.toLowerCase() : letter.toUpperCase())).join('');
}

/** A policy changed in one statement, with the directions in which that can change what it allows. */
export interface Mutation {
  readonly title: string;
  readonly after: WrittenPolicy;
  readonly mayGain: boolean;
  readonly mayLose: boolean;
  /** The statements that differ: where differences are to be looked for. */
  readonly touched: readonly WrittenStatement[];
}

/** Every change of one statement that is made here: deleted, an action fewer, all resources, a condition fewer, one more Deny. */
export function mutationsOf(policy: WrittenPolicy, at: number): readonly Mutation[] {
  const old = policy.statements[at];
  if (old === undefined) return [];
  const isAllow = old.Effect === 'Allow';
  const made = (title: string, young: readonly WrittenStatement[], isMore: boolean): Mutation => ({
    title: `${policy.name}, statement ${at}: ${title}`,
    after: { ...policy, statements: policy.statements.flatMap((one, place) => (place === at ? young : [one])) },
    // A statement that says more lets an Allow gain and a Deny lose.
    mayGain: isMore === isAllow,
    mayLose: isMore !== isAllow,
    touched: [old, ...young],
  });
  const mutations = [made('deleted', [], false)];
  const { Action, NotAction, Resource, NotResource, Condition, ...rest } = old;
  for (const [name, values] of [
    ['Action', textsOf(Action)],
    ['NotAction', textsOf(NotAction)],
  ] as const) {
    if (values.length > 1)
      mutations.push(made('an action fewer', [{ ...old, [name]: values.slice(1) }], name === 'NotAction'));
  }
  const actions = { ...(Action === undefined ? {} : { Action }), ...(NotAction === undefined ? {} : { NotAction }) };
  const conditions = Condition === undefined ? {} : { Condition };
  const hasResource = Resource !== undefined || NotResource !== undefined;
  if (hasResource && !textsOf(Resource).includes('*'))
    mutations.push(made('all resources', [{ ...rest, ...actions, ...conditions, Resource: '*' }], true));
  const [first, ...others] = Object.entries(Condition ?? {});
  if (first !== undefined) {
    const { Condition: _, ...unconditional } = old;
    const fewer = others.length === 0 ? unconditional : { ...unconditional, Condition: Object.fromEntries(others) };
    mutations.push(made('a condition fewer', [fewer], true));
  }
  const [denied] = textsOf(Action);
  if (isAllow && denied !== undefined) {
    const principal =
      rest.Principal === undefined && rest.NotPrincipal === undefined ? {} : { Principal: '*' as const };
    const resource = hasResource ? { Resource: '*' } : {};
    const deny: WrittenStatement = { Effect: 'Deny', Action: denied, ...principal, ...resource };
    mutations.push({ ...made('one more Deny', [old, deny], true), mayGain: false, mayLose: true });
  }
  return mutations;
}
