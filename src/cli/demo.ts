import { fileURLToPath } from 'node:url';
import { detectors } from '../core/detect/index.ts';
import { audit } from './audit.ts';
import type { AuditOptions } from './audit-options.ts';
import { parseConfig } from './config.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { progressFor } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** The example organization that the package holds; from `src` and from `dist` alike. */
const exampleBundle = fileURLToPath(new URL('../../example/bundle', import.meta.url));

/** The whole audit on the built-in example organization. It never gates: it shows findings, and exits 0. */
export async function runDemo(
  options: Pick<AuditOptions, 'out' | 'json' | 'quiet' | 'color' | 'format' | 'verdicts'>,
  terminal: Terminal,
): Promise<ExitCode> {
  const config = parseConfig(
    '{ "failOn": "never" }',
    'the demo',
    detectors.map(({ id }) => id),
  );
  const input = { from: exampleBundle, cloudtrail: [], progress: progressFor(options, terminal) };
  await audit(input, config, { ...options, cloudtrail: [], account: [] }, terminal);
  if (options.json !== true && options.quiet !== true) {
    terminal.stdout.write('next: iam-drift audit --help tells how to audit accounts of your own\n');
  }
  return exitCodes.ok;
}
