import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeRolesBundle } from './generate-roles.ts';

/**
 * Audits generated accounts of 1,000 and 10,000 roles, each run a process of its own, in turn, and prints medians of time and peak memory and
 * how they grow. Run with `npm run build && npx tsx bench/audit-roles.ts [rounds]`.
 */
const sizes = [1_000, 10_000];
const rounds = Number(process.argv[2] ?? 5);
const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const meter = fileURLToPath(new URL('./meter.mjs', import.meta.url));

const folder = await mkdtemp(join(tmpdir(), 'iam-drift-bench-'));
try {
  const runs = new Map(sizes.map((size) => [size, [] as Run[]]));
  for (const size of sizes) await writeRolesBundle(join(folder, String(size)), size);
  for (let round = 0; round < rounds; round++) for (const size of sizes) runs.get(size)?.push(run(size));
  const rows = sizes.map((size) => ({
    roles: size,
    seconds: median(runs.get(size)?.map(({ seconds }) => seconds) ?? []),
    megabytes: median(runs.get(size)?.map(({ megabytes }) => megabytes) ?? []),
  }));
  console.log('roles    seconds   peak MB');
  for (const { roles, seconds, megabytes } of rows) {
    console.log(`${String(roles).padEnd(8)} ${seconds.toFixed(2).padStart(7)} ${megabytes.toFixed(0).padStart(9)}`);
  }
  const [small, large] = rows;
  if (small !== undefined && large !== undefined) {
    console.log(
      `ten times the roles take ${(large.seconds / small.seconds).toFixed(1)} × the time (medians of ${rounds} runs)`,
    );
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

interface Run {
  readonly seconds: number;
  readonly megabytes: number;
}

function run(size: number): Run {
  const args = [
    '--import',
    meter,
    main,
    'audit',
    '--from',
    join(folder, String(size)),
    '--out',
    join(folder, 'out'),
    '--format',
    'json',
    '--fail-on',
    'never',
    '--quiet',
  ];
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const peak = /peak (\d+) kB/.exec(stderr)?.[1];
  if (status !== 0 || peak === undefined) throw new Error(`the audit of ${size} roles failed: ${stderr}`);
  return { seconds, megabytes: Number(peak) / 1024 };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
