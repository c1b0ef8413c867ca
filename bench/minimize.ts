import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { loadCatalogSync } from '../src/adapters/catalog/load-catalog.ts';
import { setOf } from '../src/core/catalog/action-set.ts';
import { expandActions } from '../src/core/policy/expand.ts';
import { actionPatternsOf, type MinimizedWords, minimizeActions } from '../src/core/policy/minimize.ts';

/**
 * Minimizes what every AWS managed policy lists, each statement and each policy as a whole, freely and within its own patterns, and prints how many
 * characters are left, and the time. Run with `npm run build && npx tsx bench/minimize.ts [every n-th policy]`.
 */
const every = Number(process.argv[2] ?? 1);
const file = new URL('../../shared/data/aws-managed-policies/aws-managed-policies-2026-07-01.json.gz', import.meta.url);
const catalog = loadCatalogSync();

interface Totals {
  explicit: number;
  aws: number;
  ours: number;
  /** How often ours is longer than what AWS wrote. */
  longer: number;
  readonly times: number[];
}

const rows = new Map<string, Totals>();

function measure(title: string, patterns: readonly string[], isBounded: boolean, words: MinimizedWords): void {
  const explicit = expandActions(patterns, catalog);
  if (explicit.length === 0) return;
  const started = performance.now();
  const ours = minimizeActions(explicit, isBounded ? patterns : undefined, catalog, { words });
  const time = performance.now() - started;
  const back = expandActions(ours, catalog);
  if (back.join() !== explicit.join()) throw new Error(`not the same actions: ${patterns.join(' ')}`);
  // What matches nothing that the catalog lists is not counted: we do not write it either.
  const aws = lengthOf(patterns.filter((pattern) => expandActions([pattern], catalog).length > 0));
  // A single `*` stands for 670,000 letters, which would hide what becomes of ordinary lists.
  for (const row of patterns.includes('*') ? [title] : [title, `${title}, no \`*\``]) {
    const totals = rows.get(row) ?? { explicit: 0, aws: 0, ours: 0, longer: 0, times: [] };
    totals.explicit += lengthOf(explicit);
    totals.aws += aws;
    totals.ours += lengthOf(ours);
    if (lengthOf(ours) > lengthOf(patterns)) totals.longer++;
    totals.times.push(time);
    rows.set(row, totals);
  }
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}

interface ManagedPolicy {
  readonly Document: { readonly Statement: Statement | readonly Statement[] };
}
interface Statement {
  readonly Action?: string | readonly string[];
}

const policies: Record<string, ManagedPolicy> = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8'));
for (const { Document } of Object.values(policies).filter((_, place) => place % every === 0)) {
  const lists = [Document.Statement].flat().map(({ Action }) => (Action === undefined ? [] : [Action].flat()));
  for (const words of ['any', 'whole'] as const) {
    for (const isBounded of [false, true]) {
      const manner = `${isBounded ? 'within its own patterns' : 'freely'}${words === 'any' ? '' : ', whole words'}`;
      for (const list of lists) measure(`statement, ${manner}`, list, isBounded, words);
      measure(`policy, ${manner}`, [...new Set(lists.flat())], isBounded, words);
    }
  }
}

console.log(
  '                                                               number   AWS %  ours %  longer   median ms   95 % ms   most ms',
);
for (const [title, { explicit, aws, ours, longer, times }] of rows) {
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? Number.NaN).toFixed(1).padStart(9);
  const percent = (part: number) => ((100 * part) / explicit).toFixed(2).padStart(6);
  console.log(
    `${title.padEnd(60)} ${String(times.length).padStart(8)}  ${percent(aws)}  ${percent(ours)}  ${String(longer).padStart(6)}   ${at(0.5)} ${at(0.95)} ${at(1)}`,
  );
}

const step = Math.floor(catalog.size / 100);
const most = catalog.actions.filter(({ index }) => index % step !== 7 || index >= 100 * step).map(({ name }) => name);
const started = performance.now();
const patterns = minimizeActions(most, undefined, catalog);
const time = performance.now() - started;
console.log(
  `all ${catalog.size} actions but ${catalog.size - most.length}: ${patterns.length} patterns, ${lengthOf(patterns)} characters, ${time.toFixed(0)} ms`,
);

/** All names but so many, drawn by a fixed rule. */
function allBut(names: readonly string[], number: number): readonly string[] {
  const out = new Set<string>();
  for (let state = 42; out.size < number; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    out.add(names[Math.floor((state / 2 ** 32) * names.length)] ?? '');
  }
  return names.filter((name) => !out.has(name));
}

const all = catalog.actions.map(({ name }) => name);
const ec2 = all.filter((name) => name.startsWith('ec2:'));
const large: readonly [string, readonly string[]][] = [
  ['all actions but 4,000', allBut(all, 4_000)],
  ['all actions but 4', allBut(all, 4)],
  ['ec2 but 300', allBut(ec2, 300)],
];
for (const [title, names] of large) {
  const set = setOf(
    catalog.size,
    names.map((name) => catalog.byName.get(name.toLowerCase())?.index ?? 0),
  );
  for (const round of ['first', 'again']) {
    const from = performance.now();
    const written = actionPatternsOf(set, catalog);
    const took = performance.now() - from;
    const share = (100 * lengthOf(written)) / lengthOf(names);
    console.log(
      `${title}, whole words, ${round}: ${written.length} patterns, ${share.toFixed(1)} %, ${took.toFixed(0)} ms`,
    );
  }
}
