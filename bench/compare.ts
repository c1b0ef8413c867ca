// Compares every AWS managed policy with itself and with changed copies, each kind of copy in a process of its own, and prints times and memory.
// See compare.md.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { loadCatalogSync } from '../src/adapters/catalog/load-catalog.ts';
import { comparePolicies } from '../src/core/policy/compare.ts';
import {
  chanceOf,
  documentOf,
  managedPolicies,
  mutationsOf,
  reworded,
  type WrittenPolicy,
} from '../test/real/policy-variants.ts';

/** Each makes the other side; `undefined` where the policy has nothing to change in that manner. */
const kinds: Readonly<Record<string, (policy: WrittenPolicy) => WrittenPolicy | undefined>> = {
  itself: (policy) => policy,
  reordered: (policy) => reworded(policy, chanceOf(policy.name), false),
  'reordered and split': (policy) => reworded(policy, chanceOf(policy.name), true),
  deleted: (policy) => mutated(policy, 'deleted'),
  'an action fewer': (policy) => mutated(policy, 'an action fewer'),
  'all resources': (policy) => mutated(policy, 'all resources'),
  'a condition fewer': (policy) => mutated(policy, 'a condition fewer'),
  'one more Deny': (policy) => mutated(policy, 'one more Deny'),
};

/** Changed in that manner in one of the statements that can be. */
function mutated(policy: WrittenPolicy, manner: string): WrittenPolicy | undefined {
  const possible = policy.statements.flatMap((_, at) =>
    mutationsOf(policy, at).filter(({ title }) => title.endsWith(`: ${manner}`)),
  );
  return possible[chanceOf(policy.name)(Math.max(1, possible.length))]?.after;
}

interface Row {
  readonly name: string;
  readonly ms: number;
  readonly relation: string;
}

interface Measured {
  readonly rows: readonly Row[];
  readonly baseMb: number;
  readonly peakMb: number;
}

const [mode, roundsGiven] = process.argv.slice(2);
const makeOther = kinds[mode ?? ''];
if (makeOther === undefined) printAll(Number(mode ?? 3));
else console.log(JSON.stringify(measured(makeOther, Number(roundsGiven))));

/** Reading both policies is part of the time. Of several rounds the median is taken, one policy at a time. */
function measured(toOther: (policy: WrittenPolicy) => WrittenPolicy | undefined, rounds: number): Measured {
  const catalog = loadCatalogSync();
  const pairs = managedPolicies().flatMap((policy) => {
    const other = toOther(policy);
    return other === undefined ? [] : [{ name: policy.name, before: inputOf(policy), after: inputOf(other) }];
  });
  // So that what is measured is not the compiling of our code, nor the catalog's reading of a pattern for the first time.
  for (const { before, after } of pairs.slice(0, 200)) comparePolicies([before], [after], catalog);
  const baseMb = process.resourceUsage().maxRSS / 1024;
  const rows = pairs.map(({ name, before, after }) => {
    const times: number[] = [];
    let relation = '';
    for (let round = 0; round < rounds; round++) {
      const started = performance.now();
      relation = comparePolicies([before], [after], catalog).relation;
      times.push(performance.now() - started);
    }
    return { name, ms: at(times, 0.5), relation };
  });
  return { rows, baseMb, peakMb: process.resourceUsage().maxRSS / 1024 };
}

function inputOf(policy: WrittenPolicy) {
  return { name: policy.name, document: documentOf(policy) };
}

function printAll(rounds: number): void {
  console.log(
    '| copy | policies | relations | median ms | 99 % ms | most ms | most ÷ median | peak MB (before) | slowest |',
  );
  console.log('|---|---:|---|---:|---:|---:|---:|---:|---|');
  for (const kind of Object.keys(kinds)) {
    const script = fileURLToPath(import.meta.url);
    const output = execFileSync(process.execPath, [...process.execArgv, script, kind, String(rounds)], {
      encoding: 'utf8',
    });
    const { rows, baseMb, peakMb }: Measured = JSON.parse(output);
    const times = rows.map(({ ms }) => ms);
    const [median, most] = [at(times, 0.5), at(times, 1)];
    const slowest = [...rows].sort((a, b) => b.ms - a.ms).slice(0, 3);
    console.log(
      `| ${[
        kind,
        rows.length,
        countsOf(rows),
        median.toFixed(2),
        at(times, 0.99).toFixed(1),
        most.toFixed(1),
        (most / median).toFixed(0),
        `${peakMb.toFixed(0)} (${baseMb.toFixed(0)})`,
        slowest.map(({ name, ms, relation }) => `${name} ${ms.toFixed(0)} ${relation}`).join(', '),
      ].join(' | ')} |`,
    );
  }
}

function countsOf(rows: readonly Row[]): string {
  const counts = new Map<string, number>();
  for (const { relation } of rows) counts.set(relation, (counts.get(relation) ?? 0) + 1);
  return [...counts].map(([relation, count]) => `${count} ${relation}`).join(', ');
}

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}
