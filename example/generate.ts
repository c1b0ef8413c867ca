import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { makeBundle } from './organization/bundle.ts';
import { truthOf } from './organization/truth.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const bundle = here('bundle');

// What a story no longer makes must not stay behind.
rmSync(bundle, { recursive: true, force: true });

let files = 0;
let bytes = 0;
for (const [path, text] of makeBundle()) {
  const target = `${bundle}/${path}`;
  // zlib writes no time into the header (mtime 0), so the same text gives the same bytes.
  const content = path.endsWith('.gz') ? gzipSync(text, { level: 9 }) : Buffer.from(text);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
  files += 1;
  bytes += content.length;
}

const truth = truthOf();
writeFileSync(here('truth.json'), `${JSON.stringify(truth, null, 2)}\n`);
process.stdout.write(
  `${files} files, ${bytes} bytes; ${truth.findings.length} findings planted, ${truth.suggestions.length} suggestions, ${truth.silent.length} look-alikes that must stay silent\n`,
);
