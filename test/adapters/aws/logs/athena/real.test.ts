import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rollUpQuery } from '../../../../../src/adapters/aws/logs/athena/query.ts';
import { answerRowOf } from '../../../../../src/adapters/aws/logs/athena/records.ts';
import { rolledUp } from '../../../../../src/adapters/aws/logs/athena/roll-up.ts';
import { decode } from '../../../../../src/adapters/cloudtrail/decode.ts';
import type { UsageBatch } from '../../../../../src/core/model/usage.ts';
import { contentOf, rowsOf } from '../../../cloudtrail/batch-view.ts';
import { logFile } from '../../../cloudtrail/record-samples.ts';
import { duckdb, type TrailDatabase, trailDatabase } from './duckdb.ts';

const data = join(import.meta.dirname, '../../../../../../shared/data');
const present = existsSync(data);
const account = '000000000000';
const window = { from: Date.parse('2023-01-01T00:00:00Z'), to: Date.parse('2025-12-31T23:59:59Z') };

type Loose = Readonly<Record<string, unknown>>;

/** The records of all log files of a set. */
function recordsOf(set: string): readonly Loose[] {
  return readdirSync(join(data, set), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.json(?:\.gz)?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((path) => {
      const bytes = readFileSync(path);
      const parsed: unknown = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString());
      const records: unknown =
        typeof parsed === 'object' && parsed !== null && 'Records' in parsed ? parsed.Records : parsed;
      return Array.isArray(records) ? records.filter((one) => typeof one === 'object' && one !== null) : [];
    });
}

/** Once each: Athena does not look at event ids. */
function distinct(records: readonly Loose[]): readonly Loose[] {
  return [...new Map(records.map((record, at) => [String(record.eventID ?? at), record])).values()];
}

/** Which of too many resources are kept is the one thing that differs; that they are twenty, and capped, does not. */
function withoutCapped(batch: UsageBatch): UsageBatch {
  const details = batch.details.map((detail) =>
    detail.resourcesCapped ? { ...detail, resources: [String(detail.resources.length)] } : detail,
  );
  return { ...batch, details };
}

const title = `the roll-up of Athena over real logs${present ? '' : ' (skipped: ../shared/data absent)'}`;
describe.skipIf(!present)(title, () => {
  let database: TrailDatabase;
  beforeAll(async () => {
    database = await trailDatabase();
  });
  afterAll(() => database.close());

  it.each(['cloudtrail-invictus', 'cloudtrail-stratus'])(
    'equals that of the files of %s, but for which of too many resources are kept',
    async (set) => {
      const records = distinct(recordsOf(set));
      expect(records.length).toBeGreaterThan(200);
      const path = `${account}_CloudTrail_us-east-1_20240101T0000Z_abcdefghijklmnop.json.gz`;
      await database.load([{ path, account, region: 'us-east-1', day: '2024/01/01', records }]);
      const scope = {
        ...{ database: 'trail', table: 'cloudtrail', accounts: [account], regions: ['us-east-1'], window },
        ...{ firstDay: 0, lastDay: 40_000 },
      };
      const rows = (await database.answer(rollUpQuery(scope, duckdb))).flatMap((cells) => answerRowOf(cells) ?? []);
      const answer = decode(logFile(records), path, window);
      if ('errorCode' in answer) throw new Error(answer.message);
      expect(contentOf(withoutCapped(rolledUp(rows, window, decode).batch))).toEqual(
        contentOf(withoutCapped(answer.batch)),
      );
      expect(rowsOf(answer.batch).length).toBeGreaterThan(50);
    },
  );
});
