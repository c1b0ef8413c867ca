import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { openBundle } from '../../../src/adapters/bundle/open-bundle.ts';
import { type AuditContext, auditAccount, conclude } from '../../../src/audit.ts';
import { parseConfig } from '../../../src/cli/config.ts';
import type { Catalog } from '../../../src/core/catalog/catalog.ts';
import { detectors } from '../../../src/core/detect/index.ts';
import { windowOf } from '../../../src/core/evidence/evidence-window.ts';
import { createUsageLedger } from '../../../src/core/evidence/usage-ledger.ts';
import type { AccountParts } from '../../../src/core/model/bundle.ts';
import type { AuditResult } from '../../../src/core/model/finding.ts';
import type { Gap } from '../../../src/core/model/gap.ts';
import { parseInstant } from '../../../src/core/model/time.ts';
import { verdicts } from '../../../src/core/model/verdict.ts';
import { caseLogs, logsShape } from './case-logs.ts';

/**
 * `case.json`: what a case says, and what its folder holds beside the plain bundle. Everything but `says` has a default; a key that is not here
 * is an error, so that a mistyped one cannot make a case mean something else.
 */
const caseShape = z.strictObject({
  /** One sentence: what is so in this account, and why that is (or is not) a finding. It is the title of the test. */
  says: z.string().min(20),
  asOf: z.string().default('2026-11-01T12:00:00Z'),
  windowDays: z.number().int().default(90),
  /** Absent: no log was read. */
  logs: logsShape.optional(),
  /** As in `iam-drift.config.json`. */
  config: z.record(z.string(), z.unknown()).default({}),
  /** By `role/NAME` or `user/NAME`, with the account before it where several have it: the verdict of some actions. */
  verdicts: z.record(z.string(), z.record(z.string(), z.enum([...verdicts, 'not granted']))).default({}),
  /** The detector is skipped for want of this, and says so: neither finding nor clean. */
  skipped: z.string().optional(),
});

/** What a case expects and says. */
export type CaseFile = z.infer<typeof caseShape>;

/** One case, audited with only its detector enabled. */
export interface CaseRun {
  readonly file: CaseFile;
  readonly result: AuditResult;
}

/** Reads `case.json`; throws when it has an unknown key or lacks its sentence. */
export async function readCase(folder: string): Promise<CaseFile> {
  return caseShape.parse(JSON.parse(await readFile(join(folder, 'case.json'), 'utf8')));
}

/** Audits a case's folder as the CLI does with a bundle: the same adapters, with its logs made in memory. */
export async function runCase(folder: string, detector: string, catalog: Catalog): Promise<CaseRun> {
  const file = await readCase(folder);
  const bundle = await openBundle(folder);
  const asOf = instantOf(file.asOf);
  const settings = parseConfig(
    JSON.stringify({
      ...file.config,
      windowDays: file.windowDays,
      detectors: onlyOne(detector, file.config.detectors),
    }),
    'case.json',
    detectors.map(({ id }) => id),
  );
  const window = windowOf(asOf, settings.windowDays);
  const accounts: AccountParts[] = [];
  for (const { id } of bundle.accounts) accounts.push(await bundle.readAccount(id));

  const ledger = createUsageLedger(window);
  const logGaps: Gap[] = [];
  for (const item of file.logs === undefined ? [] : caseLogs(file.logs, asOf, settings.windowDays, accounts)) {
    if ('rows' in item) ledger.add(item);
    else logGaps.push(item);
  }
  const usage = ledger.build();
  const organization = await bundle.readOrganization();
  const context: AuditContext = {
    window,
    collectedAt: bundle.collectedAt ?? asOf,
    settings,
    organization,
    logGaps,
    withVerdicts: true,
  };
  const audits = accounts.map((parts) => auditAccount(parts, usage, context, catalog));
  const scan = { scanId: 'case', parts: organization, gaps: [...bundle.gaps, ...logGaps] };
  return { file, result: conclude(audits, scan, context, catalog) };
}

function instantOf(text: string): number {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(`case.json: \`${text}\` is not a date`);
  return at;
}

const detectorSettings = z.record(z.string(), z.record(z.string(), z.unknown())).default({});

function onlyOne(detector: string, configured: unknown): Record<string, unknown> {
  const own = detectorSettings.parse(configured)[detector];
  return Object.fromEntries(detectors.map(({ id }) => [id, id === detector ? { ...own } : { enabled: false }]));
}
