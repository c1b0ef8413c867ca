import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadCatalogSync } from '../../src/adapters/catalog/load-catalog.ts';
import { authorizerOf, type PolicySet } from '../../src/core/policy/authorize.ts';
import { type ComparisonResult, comparePolicies, type Difference } from '../../src/core/policy/compare.ts';
import { parsePolicy } from '../../src/core/policy/parse.ts';
import type { Request } from '../../src/core/policy/request.ts';
import {
  chanceOf,
  data,
  documentOf,
  guidePolicies,
  type Mutation,
  managedPolicies,
  mutationsOf,
  reworded,
  type WrittenPolicy,
  type WrittenStatement,
} from './policy-variants.ts';
import { type SampleSize, samplesOf, somebody } from './sample-requests.ts';

const isPresent = existsSync(data);

/**
 * `REAL_POLICIES=all` looks at every statement of every policy, which takes minutes, and prints figures; otherwise every so-manieth policy, and few of
 * its statements.
 */
const isWhole = process.env.REAL_POLICIES === 'all';
const everyManaged = isWhole ? 1 : 17;
const everyGuide = isWhole ? 1 : 3;
const mostStatements = isWhole ? Number.POSITIVE_INFINITY : 3;
const sampleSize: SampleSize = isWhole
  ? { actions: 25, resources: 3, contexts: 4 }
  : { actions: 6, resources: 2, contexts: 3 };
const hour = 3_600_000;

const catalog = isPresent ? loadCatalogSync() : undefined;

describe.skipIf(!isPresent)('the policies that AWS publishes (skipped: ../shared/data absent)', () => {
  const all = isPresent ? [...guidePolicies(), ...managedPolicies()] : [];
  const guideSize = isPresent ? guidePolicies().length : 0;
  const chosen = all.filter((_, at) =>
    at < guideSize ? at % everyGuide === 0 : (at - guideSize) % everyManaged === 0,
  );

  it('are read whole', () => {
    expect(all).toHaveLength(275 + 1515);
    const unread = all.flatMap((policy) =>
      parsePolicy(documentOf(policy)).unparsed.map(({ place, reason }) => `${policy.name} ${place}: ${reason}`),
    );
    expect(unread).toEqual([]);
  });

  it(
    'are equal to themselves in other words',
    () => {
      const others = chosen.flatMap((policy) =>
        [false, true].flatMap((splits) => {
          const { relation, undecided } = compared(policy, reworded(policy, chanceOf(policy.name), splits));
          return relation === 'equal'
            ? []
            : [`${policy.name}${splits ? ', split' : ''}: ${relation} ${undecided ?? ''}`];
        }),
      );
      expect(others).toEqual([]);
    },
    hour,
  );

  it(
    'change in no other direction than theirs, exactly where requests show it, and every witness is one',
    () => {
      const outcome = { problems: [] as string[], undecided: [] as string[], counts: new Map<string, number>() };
      for (const policy of chosen) {
        for (const at of thinned(policy.statements.length, mostStatements)) {
          for (const mutation of mutationsOf(policy, at)) judge(policy, mutation, outcome);
        }
      }
      if (isWhole) console.log(JSON.stringify({ ...outcome, counts: [...outcome.counts].sort() }, undefined, 1));
      // Of these alone, which hold up to fourteen policy variables, some changes are more than is looked at.
      expect(outcome.undecided.filter((one) => !one.startsWith('SageMakerStudio'))).toEqual([]);
      expect(outcome.problems).toEqual([]);
      expect(outcome.counts.get('witnesses confirmed')).toBeGreaterThan(500);
      expect(outcome.counts.get('differences sampled')).toBeGreaterThan(500);
    },
    hour,
  );
});

function thinned(length: number, most: number): readonly number[] {
  if (length <= most) return Array.from({ length }, (_, at) => at);
  return Array.from({ length: most }, (_, at) => Math.floor((at * length) / most));
}

function knownCatalog() {
  if (catalog === undefined) throw new Error('no catalog was loaded');
  return catalog;
}

function compared(before: WrittenPolicy, after: WrittenPolicy): ComparisonResult {
  const inputs = (policy: WrittenPolicy) => [{ name: policy.name, document: documentOf(policy) }];
  return comparePolicies(inputs(before), inputs(after), knownCatalog());
}

interface Outcome {
  readonly problems: string[];
  readonly undecided: string[];
  readonly counts: Map<string, number>;
}

/** Compares before and after, and holds the answer against requests: the witnesses, and samples of what was touched. */
function judge(before: WrittenPolicy, mutation: Mutation, { problems, undecided, counts }: Outcome): void {
  const { title, after, mayGain, mayLose, touched } = mutation;
  const count = (what: string, by = 1) => counts.set(what, (counts.get(what) ?? 0) + by);
  const { relation, gained, lost, undecided: reason } = compared(before, after);
  const kind = title.slice(title.lastIndexOf(': ') + 2);
  count(`${kind}, ${touched[0]?.Effect}: ${relation}`);
  if (relation === 'undecided') undecided.push(`${title}: ${reason}`);
  else if (relation !== relationOf(gained, lost)) problems.push(`${title}: ${relation}, and the differences say other`);
  if (!mayGain && !isNothing(gained))
    problems.push(`${title}: cannot gain, and gained ${gained.actions[0] ?? 'unlisted'}`);
  if (!mayLose && !isNothing(lost)) problems.push(`${title}: cannot lose, and lost ${lost.actions[0] ?? 'unlisted'}`);

  const [old, young] = [deciderOf(before), deciderOf(after)];
  for (const [difference, refuses, allows] of [
    [gained, old, young],
    [lost, young, old],
  ] as const) {
    if (!isNothing(difference) && difference.witnesses.length === 0) problems.push(`${title}: no witness`);
    for (const { action, resource, context, principal } of difference.witnesses) {
      const request = { action, resource, principal: principal ?? somebody, ...(context && { context }) };
      if (allows(request) && !refuses(request)) count('witnesses confirmed');
      else problems.push(`${title}: ${JSON.stringify(request)} is no witness`);
    }
  }
  if (relation === 'undecided') return;
  const differing = new Set<string>();
  for (const request of samplesFor(before, touched)) {
    const [was, is] = [old(request), young(request)];
    count('requests sampled');
    if (was === is) continue;
    differing.add(request.action);
    if ((was ? lost : gained).actions.includes(request.action)) continue;
    problems.push(`${title}: ${relation}, but ${JSON.stringify(request)} was ${was} and is ${is}`);
    break;
  }
  count('differences sampled', differing.size);
  if (relation === 'equal') count('equal');
  else count(differing.size > 0 ? 'differences that samples show too' : 'differences that only witnesses show');
}

function relationOf(gained: Difference, lost: Difference): ComparisonResult['relation'] {
  if (isNothing(gained)) return isNothing(lost) ? 'equal' : 'narrower';
  return isNothing(lost) ? 'wider' : 'different';
}

function isNothing({ actions, unlisted }: Difference): boolean {
  return actions.length === 0 && !unlisted;
}

/** Requests made from what was touched; of a Deny also those that an Allow lets in. */
function samplesFor(policy: WrittenPolicy, touched: readonly WrittenStatement[]): readonly Request[] {
  const own = touched.flatMap((statement) => samplesOf(statement, policy, knownCatalog(), sampleSize));
  if (touched.every(({ Effect }) => Effect === 'Allow')) return own;
  const few = { ...sampleSize, contexts: 1 };
  const contexts = policy.statements
    .filter(({ Effect }) => Effect === 'Allow')
    .slice(0, 5)
    .flatMap((statement) => samplesOf(statement, policy, knownCatalog(), { ...few, actions: 1, resources: 1 }))
    .map(({ context }) => context);
  return own.flatMap((request) => [
    request,
    ...contexts.map((context) => ({ ...request, context: { ...context, ...request.context } })),
  ]);
}

const everything = [
  { name: 'all', document: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } } },
];

/**
 * Whether a policy allows a request: as an identity policy, or, where it names principals, as that of a resource of an account that nobody here is of,
 * whose own side allows everything.
 */
function deciderOf(policy: WrittenPolicy): (request: Request) => boolean {
  const input = { name: policy.name, document: documentOf(policy) };
  const isResourcePolicy = policy.statements.some(
    ({ Principal, NotPrincipal }) => Principal !== undefined || NotPrincipal !== undefined,
  );
  const set: PolicySet = isResourcePolicy
    ? { identity: everything, session: everything, resource: input }
    : { identity: [input] };
  const authorizer = authorizerOf(set, knownCatalog());
  const account = isResourcePolicy ? { resourceAccountId: '000000000001' } : {};
  return (request) => authorizer({ ...request, ...account }).outcome === 'allowed';
}
