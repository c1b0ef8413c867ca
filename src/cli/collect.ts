import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { detectors } from '../core/detect/index.ts';
import { ConfigError, CredentialsError } from '../core/model/errors.ts';
import { overridden } from './audit-options.ts';
import { type CollectOptions, liveSettings, maxAttemptsIn } from './collect-options.ts';
import { loadConfig } from './config.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { bundleStateIn, collectedFileCount, resumeNote } from './live/bundle-state.ts';
import type { CollectedBundle, CollectRequest } from './live/collect-bundle.ts';
import { collectedLines } from './live/collected-text.ts';
import { estimateLines } from './live/estimate-text.ts';
import { liveProgressFor } from './live/live-progress.ts';
import { printChunks } from './print-result.ts';
import type { Terminal } from './terminal.ts';

/** Collects AWS accounts into a bundle as the command line and the configuration say, tells what came of it, and says how to exit. */
export async function runCollect(options: CollectOptions, terminal: Terminal): Promise<ExitCode> {
  const config = overridden(
    await loadConfig(
      options.config,
      detectors.map(({ id }) => id),
    ),
    options,
  );
  const progress = liveProgressFor(options, terminal);
  const request: Omit<CollectRequest, 'bundle'> = {
    ...liveSettings(config, options),
    fresh: options.fresh === true,
    now: terminal.now,
    signal: terminal.signal,
    progress,
    maxAttempts: maxAttemptsIn(process.env),
  };
  if (options.dryRun === true) return tellDryRun(request, options, terminal);
  if (options.estimate === true) return tellEstimate(request, options, terminal);
  const { bundle } = options;
  if (bundle === undefined) {
    throw new ConfigError(
      'no folder to collect into',
      'name one with `--bundle DIR`; it is made where it is not there',
    );
  }
  const before = options.fresh === true ? undefined : await bundleStateIn(bundle);
  if (before !== undefined) {
    progress.note(resumeNote(bundle, before, await collectedFileCount(bundle), terminal.now()));
  }
  // The SDK is large, and only loaded where AWS is asked.
  const { collectBundle } = await import('./live/collect-bundle.ts');
  const collected = await collectBundle({ ...request, bundle });
  await tell(collected, options, terminal);
  return exitCodeFor(collected, config.requireComplete, terminal);
}

/** What would be asked. Of Athena also the statements and the cost, for which AWS is asked; without credentials only the statements. */
async function tellDryRun(
  request: Omit<CollectRequest, 'bundle'>,
  { json }: CollectOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { athenaSettingsOf, dryRunLines } = await import('./live/dry-run.ts');
  const settings = athenaSettingsOf(request);
  const lines = dryRunLines(request);
  if (settings.length === 0) {
    await printLines(json === true ? [JSON.stringify({ schemaVersion: 1, lines }, undefined, 2)] : lines, terminal);
    return exitCodes.ok;
  }
  try {
    const { athenaPlans } = await import('./live/athena-plan.ts');
    const { athenaPlanLines } = await import('./live/athena-plan-text.ts');
    const athena = await athenaPlans(request);
    const told = [...lines, ...athena.flatMap((planned) => ['', ...athenaPlanLines(planned)])];
    await printLines(
      json === true ? [JSON.stringify({ schemaVersion: 1, lines, athena }, undefined, 2)] : told,
      terminal,
    );
    return exitCodes.ok;
  } catch (error) {
    if (!(error instanceof CredentialsError) || json === true) throw error;
    const { athenaStatements } = await import('./live/athena-statements.ts');
    const statements = settings.flatMap((setting) => ['', ...athenaStatements(setting, request, terminal.now())]);
    await printLines([...lines, ...statements], terminal);
    // The statements need no credentials; the cost does.
    throw error;
  }
}

async function tellEstimate(
  request: Omit<CollectRequest, 'bundle'>,
  { json }: CollectOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { estimateOf } = await import('./live/estimate.ts');
  const estimate = await estimateOf(request);
  const lines =
    json === true ? [JSON.stringify({ schemaVersion: 1, ...estimate }, undefined, 2)] : estimateLines(estimate);
  await printLines(lines, terminal);
  return estimate.accounts.length === 0 ? exitCodes.nothingCollected : exitCodes.ok;
}

async function tell(collected: CollectedBundle, options: CollectOptions, terminal: Terminal): Promise<void> {
  const { path, accounts, refused, leftOut, gaps, collection } = collected;
  if (options.json === true) {
    const told = gaps.map(({ days: _, ...gap }) => gap);
    const summary = { schemaVersion: 1, bundle: path, accounts, refused, leftOut, gaps: told, collection };
    await printLines([JSON.stringify(summary, undefined, 2)], terminal);
  } else if (options.quiet !== true) {
    const files = await collectedFileCount(path);
    const lines = collectedLines({ path, accounts, refused, leftOut, gaps, calls: collection.calls, files });
    await printLines(lines, terminal);
  }
}

function printLines(lines: readonly string[], { stdout }: Terminal): Promise<void> {
  return printChunks(
    lines.map((line) => `${line}\n`),
    stdout,
  );
}

async function exitCodeFor(
  { path, accounts, gaps }: CollectedBundle,
  requireComplete: boolean,
  { stderr }: Terminal,
): Promise<ExitCode> {
  const isRead = await Promise.all(accounts.map((id) => hasDetails(path, id)));
  if (!isRead.includes(true)) {
    // A job that says nothing would not be missed, so this is said even when quiet.
    stderr.write('exit 3: of no account the users and roles were read, and that is not a pass\n');
    stderr.write('  the auditor needs `iam:GetAccountAuthorizationDetails`: see what `iam-drift doctor` says\n');
    return exitCodes.nothingCollected;
  }
  if (!requireComplete || gaps.length === 0) return exitCodes.ok;
  stderr.write(`exit 4: ${gaps.length === 1 ? 'one gap' : `${gaps.length} gaps`}, and --require-complete is set\n`);
  return exitCodes.gaps;
}

/** Whether the one part without which nothing can be audited is there. */
async function hasDetails(bundle: string, account: string): Promise<boolean> {
  const names = await readdir(join(bundle, 'accounts', account)).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  return names.some((name) => /^authorization-details.*\.json(?:\.gz)?$/.test(name));
}
