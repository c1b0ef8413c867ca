import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { diffJsonReporter } from '../../../src/adapters/report/diff-json.ts';
import type { Diff } from '../../../src/core/model/diff.ts';
import { bundleDiff, diffEntry, hostileDiff, policyDiff, same } from './diff-result.ts';

const schemaText = readFileSync(join(import.meta.dirname, '../../../schema/diff.json'), 'utf8');

/** The published schema lets unknown fields pass; here every object is closed, so that no field is written that it does not name. */
function problemsOf(value: unknown): readonly string[] {
  const closed: unknown = JSON.parse(schemaText, (_, one: unknown) =>
    typeof one === 'object' && one !== null && 'properties' in one && 'type' in one
      ? { ...one, additionalProperties: false }
      : one,
  );
  if (typeof closed !== 'object' || closed === null) throw new Error('the schema is no object');
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  formats.default(ajv);
  const validate = ajv.compile(closed);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function rendered(diff: Diff): string {
  return [...diffJsonReporter.render(diff)].join('');
}

describe('the comparison as JSON', () => {
  it.each([
    ['policies', policyDiff()],
    ['policies that are the same', policyDiff({ relation: 'equal', entries: [diffEntry({ access: same })] })],
    ['bundles', bundleDiff()],
    ['bundles that are the same', bundleDiff({ relation: 'equal', entries: [], notes: [] })],
    ['hostile names', hostileDiff()],
  ])('fits the published schema for %s', (_, diff) => {
    expect(problemsOf(JSON.parse(rendered(diff)))).toEqual([]);
  });

  it('would not fit the schema with a field missing, wrong or unknown', () => {
    const good = JSON.parse(rendered(bundleDiff()));
    expect(problemsOf({ ...good, relation: undefined })).not.toEqual([]);
    expect(problemsOf({ ...good, schemaVersion: 2 })).not.toEqual([]);
    expect(problemsOf({ ...good, relation: 'bigger' })).not.toEqual([]);
    expect(problemsOf({ ...good, entries: [{ ...good.entries[0], surprise: 1 }] })).not.toEqual([]);
  });

  it('holds every fact of the comparison', () => {
    const diff = bundleDiff();
    const { schemaVersion, ...rest } = JSON.parse(rendered(diff));
    expect(schemaVersion).toBe(1);
    expect(rest).toEqual(
      JSON.parse(JSON.stringify({ ...diff, before: { ...diff.before, collectedAt: '2026-09-30T06:00:00Z' } })),
    );
  });

  it('shows no invisible character of a name as it is', () => {
    const text = rendered(hostileDiff());
    for (const character of ['\u001b', '\u202e']) expect(text).not.toContain(character);
  });
});
