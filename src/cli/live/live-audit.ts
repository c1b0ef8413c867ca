import { stat } from 'node:fs/promises';
import { ConfigError, CredentialsError } from '../../core/model/errors.ts';
import { isoOf } from '../../core/model/time.ts';
import type { AuditOptions } from '../audit-options.ts';
import { liveSettings, maxAttemptsIn } from '../collect-options.ts';
import type { Config } from '../config.ts';
import type { Terminal } from '../terminal.ts';
import { collectedFileCount, resumeNote } from './bundle-state.ts';
import type { CollectedBundle, CollectRequest } from './collect-bundle.ts';
import type { LiveProgress } from './live-progress.ts';
import { liveBundleIn } from './state-folder.ts';

/** What a live audit has collected, and goes on with. */
export interface LiveCollection {
  readonly collected: CollectedBundle;
  /** As it was asked with: the command line counts. */
  readonly config: Config;
  /** Log files of this machine, to be read beside the bundle's. */
  readonly cloudtrail: readonly string[];
}

/** Where bundles are kept unless `--state` says otherwise. */
export const defaultStateFolder = 'state';

/**
 * Collects what a live audit is to judge into the state folder, or goes on with what an earlier run began. Throws `ConfigError` for what
 * only a bundle can be asked, and `CredentialsError` that says what else there is to do.
 */
export async function collectForAudit(
  config: Config,
  options: AuditOptions,
  terminal: Terminal,
  progress: LiveProgress,
): Promise<LiveCollection> {
  refuseAsOf(config, options);
  const isInAws = (place: string): boolean => /^s3:/i.test(place);
  const folders = options.cloudtrail.filter((place) => !isInAws(place));
  await Promise.all(folders.map(checkFolder));
  const settings = liveSettings(config, { ...options, cloudtrail: options.cloudtrail.filter(isInAws) });
  const { path, resumed, earlier } = await liveBundleIn(options.state ?? defaultStateFolder, terminal.now());
  if (resumed !== undefined) {
    progress.note(`${resumeNote(path, resumed, await collectedFileCount(path), terminal.now())}, in ${path}`);
  }
  const collected = await collectedInto({
    bundle: path,
    ...settings,
    fresh: false,
    ...(earlier === undefined ? {} : { earlier }),
    now: terminal.now,
    signal: terminal.signal,
    progress,
    maxAttempts: maxAttemptsIn(process.env),
  });
  return { collected, config: settings.config, cloudtrail: folders };
}

async function collectedInto(request: CollectRequest): Promise<CollectedBundle> {
  // The SDK is large, and only loaded where AWS is asked.
  const { collectBundle } = await import('./collect-bundle.ts');
  try {
    return await collectBundle(request);
  } catch (error) {
    if (!(error instanceof CredentialsError)) throw error;
    throw new CredentialsError(
      error.message,
      `${error.hint}\n  without AWS: \`iam-drift audit --from BUNDLE\` audits a bundle, \`iam-drift demo\` shows it at work`,
      { cause: error },
    );
  }
}

function refuseAsOf({ asOf }: Config, options: AuditOptions): void {
  if (asOf === undefined) return;
  const what =
    options.asOf === undefined ? `\`asOf\` in the configuration (${isoOf(asOf)})` : `\`--as-of ${options.asOf}\``;
  throw new ConfigError(
    `${what} without \`--from\`: AWS can only be asked as it is now`,
    'it is for replays of a bundle: give `--from BUNDLE`, or leave it out',
  );
}

/** Before hours of collecting, not after. */
async function checkFolder(folder: string): Promise<void> {
  try {
    await stat(folder);
  } catch (error) {
    throw new ConfigError(`no log files at \`${folder}\`: there is no such folder`, 'check `--cloudtrail`', {
      cause: error,
    });
  }
}
