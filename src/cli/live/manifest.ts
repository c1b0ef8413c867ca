import type { ChosenAccount } from '../../adapters/aws/accounts.ts';
import type { BundleWriter } from '../../core/model/bundle-writer.ts';
import type { Instant } from '../../core/model/time.ts';
import type { Config } from '../config.ts';
import { packageVersion } from '../package-version.ts';

/** The bundle's file that says what it holds. */
export const manifestFile = 'manifest.json';

/** `manifest.json` of a bundle that we collect. */
export interface BundleManifest {
  readonly schemaVersion: 1;
  /** When the collection began, ISO 8601: everything in it is as of then, or newer. */
  readonly collectedAt: string;
  readonly collectedBy: string;
  readonly accounts: readonly {
    readonly id: string;
    readonly alias?: string;
    readonly environment?: string;
    readonly organizationPath?: string;
  }[];
  /** ISO 8601; absent while it is under way, and after a run that was broken off. */
  readonly completedAt?: string;
}

/** The manifest in a bundle; `undefined` where there is none of ours. */
export async function readManifest(writer: Pick<BundleWriter, 'readJson'>): Promise<BundleManifest | undefined> {
  const value = await writer.readJson(manifestFile);
  return isManifest(value) ? value : undefined;
}

/** The manifest with which a collection begins, or goes on: the time stays that of the first beginning. */
export function beganManifest(
  before: BundleManifest | undefined,
  accounts: readonly ChosenAccount[],
  config: Config,
  now: Instant,
): BundleManifest {
  const entries = new Map((before?.accounts ?? []).map((entry) => [entry.id, entry]));
  for (const { id, name, organizationPath } of accounts) {
    const { environment, alias } = config.accounts[id] ?? {};
    entries.set(id, {
      ...(name === undefined ? {} : { alias: name }),
      ...entries.get(id),
      id,
      ...(alias === undefined ? {} : { alias }),
      ...(environment === undefined ? {} : { environment }),
      ...(organizationPath === undefined ? {} : { organizationPath }),
    });
  }
  return {
    schemaVersion: 1,
    collectedAt: before?.collectedAt ?? new Date(now).toISOString(),
    collectedBy: `iam-drift ${packageVersion()}`,
    accounts: [...entries.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

function isManifest(value: unknown): value is BundleManifest {
  return (
    typeof value === 'object' &&
    value !== null &&
    'collectedAt' in value &&
    typeof value.collectedAt === 'string' &&
    !Number.isNaN(Date.parse(value.collectedAt)) &&
    'accounts' in value &&
    Array.isArray(value.accounts) &&
    value.accounts.every((entry: unknown) => typeof entry === 'object' && entry !== null && 'id' in entry)
  );
}
