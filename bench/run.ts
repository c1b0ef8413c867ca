import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs every benchmark, one after the other: `npm run bench`. */
for (const name of ['read-logs.ts', 'audit-roles.ts', 'authorize.ts', 'compare.ts', 'minimize.ts']) {
  console.log(`\n# ${name}\n`);
  const path = fileURLToPath(new URL(name, import.meta.url));
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', path], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
