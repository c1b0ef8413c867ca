// Installs the packages of package-lock.json when node_modules lacks one or holds another version; otherwise does nothing.
// Plain JavaScript: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`iam-drift needs Node 20.19 or later; this is ${process.versions.node}`);
  process.exit(2);
}

if (!isInstalled()) {
  // `npm ci` refuses a lock file that was written on another platform and lacks its optional packages.
  console.error('installing packages (first run only) …');
  const run = spawnSync(
    'npm',
    ['install', '--include=dev', '--no-save', '--no-fund', '--no-audit', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    },
  );
  if (run.error) console.error(`npm cannot be run (${run.error.code}): it comes with Node`);
  else if (run.status !== 0)
    console.error('`npm install` did not succeed; see its message above, mend that and try again');
  if (run.status !== 0) {
    process.exit(run.status ?? 1);
  }
}

/** Whether every package of the lock file is there. Optional ones may be of another platform, so they may be absent. */
function isInstalled() {
  const installedFile = new URL('../node_modules/.package-lock.json', import.meta.url);
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      entry.optional ||
      // npm's list does not know of a folder that was deleted by hand.
      (installed[path]?.version === entry.version && existsSync(new URL(`../${path}`, import.meta.url))),
  );
}
