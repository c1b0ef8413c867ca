import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { jsonReporter } from '../../../src/adapters/report/json.ts';
import { jsonLine } from '../../../src/adapters/report/json-layout.ts';
import { collectionSummaryOf } from '../../../src/core/model/calls.ts';
import type { AuditResult, VerdictRow } from '../../../src/core/model/finding.ts';
import { auditResult, finding, principal, richResult } from './audit-result.ts';
import { suggestion } from './suggestion.ts';

const calls = [{ service: 'iam', operation: 'ListRoles', calls: 5, retries: 3, throttled: 2 }];
const collected = collectionSummaryOf({ tool: 'iam-drift 0.1.0', calls });

const schemaText = readFileSync(join(import.meta.dirname, '../../../schema/findings.json'), 'utf8');

/** The published schema lets unknown fields pass; here every object is closed, so that no field is written that it does not name. */
function closedSchema(): object {
  const closed: unknown = JSON.parse(schemaText, (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'properties' in value && 'type' in value
      ? { ...value, additionalProperties: false }
      : value,
  );
  if (typeof closed !== 'object' || closed === null) throw new Error('the schema is no object');
  return closed;
}

function problemsOf(value: unknown): readonly string[] {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  formats.default(ajv);
  const validate = ajv.compile(closedSchema());
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function rendered(result: AuditResult): string {
  return [...jsonReporter.render(result)].flatMap((file) => [...file.chunks]).join('');
}

const empty = auditResult({
  principals: [],
  keyFigures: {
    unusedElevatedRoles: { days: 60, environment: 'production', roles: 0, unusedElevated: 0, unknown: 0, share: null },
    permissionCreep: { granted: 0, used: 0, unused: 0, judged: null, score: null },
    permissionCreepByAccount: [],
    coverage: null,
    suggestions: {
      suggestions: 0,
      permissions: { before: 0, after: 0 },
      elevated: { before: 0, after: 0 },
      unjudged: 0,
    },
    findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
    principals: 0,
    accounts: 0,
  },
  scan: { accounts: [] },
});

describe('findings.json', () => {
  it.each([
    ['a rich scan, with verdicts', richResult()],
    ['a scan that found nothing', auditResult()],
    ['a scan of nothing', empty],
    ['a scan of a collected bundle', auditResult({ scan: { collection: collected } })],
  ])('fits the published schema for %s', (_, result) => {
    expect(problemsOf(JSON.parse(rendered(result)))).toEqual([]);
  });

  it('would not fit the schema with a field missing, wrong or unknown', () => {
    const good = JSON.parse(rendered(richResult()));
    expect(problemsOf({ ...good, keyFigures: undefined })).not.toEqual([]);
    expect(problemsOf({ ...good, schemaVersion: 2 })).not.toEqual([]);
    expect(problemsOf({ ...good, scan: { ...good.scan, asOf: 'yesterday' } })).not.toEqual([]);
    expect(problemsOf({ ...good, findings: [{ ...good.findings[0], severity: 'bad' }] })).not.toEqual([]);
    expect(problemsOf({ ...good, principals: [{ ...good.principals[0], surprise: 1 }] })).not.toEqual([]);
  });

  it('holds every fact of the scan', () => {
    const result = richResult();
    const { schemaVersion, ...rest } = JSON.parse(rendered(result));
    expect(schemaVersion).toBe(1);
    expect(rest).toEqual(JSON.parse(JSON.stringify(result)));
  });

  it('has its fields in the published order, whatever order the scan has them in', () => {
    const one = finding();
    const reversed = Object.fromEntries(Object.entries(one).reverse());
    const shuffled = { ...auditResult(), findings: [{ ...one, ...reversed }] };
    expect(rendered(shuffled)).toBe(rendered(auditResult({ findings: [one], keyFigures: shuffled.keyFigures })));
    const keys = Object.keys(JSON.parse(rendered(shuffled)).findings[0]);
    expect(keys.slice(0, 4)).toEqual(['id', 'detector', 'title', 'severity']);
  });

  it('has the fields of suggestions in the published order too, and leaves documents as they are', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null || 'Version' in value) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, field]) => [key, reversed(field)]),
      );
    };
    const one = suggestion();
    const shuffled = { ...one, ...Object(reversed(one)) };
    expect(JSON.stringify(shuffled)).not.toBe(JSON.stringify(one));
    expect(rendered(auditResult({ suggestions: [shuffled] }))).toBe(rendered(auditResult({ suggestions: [one] })));
  });

  it('writes a suggestion as one piece, and 2,000 of them one after the other', () => {
    let made = 0;
    let most = 0;
    let written = 0;
    const suggestions = {
      *[Symbol.iterator]() {
        for (; made < 2_000; made++) yield suggestion({ id: `s-${made}` });
      },
    };
    const result = { ...auditResult(), suggestions: Object.assign([], suggestions) };
    for (const { chunks } of jsonReporter.render(result)) {
      for (const chunk of chunks) {
        if (String(chunk).includes('"certificate"')) written++;
        most = Math.max(most, made - written);
      }
    }
    expect(written).toBe(2_000);
    expect(most).toBeLessThanOrEqual(1);
  });

  it('ends with one newline and has one row of a list a line', () => {
    const text = rendered(richResult());
    expect(text.endsWith('}\n')).toBe(true);
    expect(text.endsWith('\n\n')).toBe(false);
    expect(text.split('\n')).toContain(
      '      { "action": "s3:PutObject", "verdict": "unobservable", "reason": "no data events", "conditional": true }',
    );
  });

  it('leaves out a gap’s days, which are the core’s own', () => {
    const gap = { service: 'logs', operation: 'read', account: '', errorCode: 'Unreadable', message: 'm', days: [1] };
    expect(rendered(auditResult({ scan: { gaps: [gap] } }))).not.toContain('days": [1]');
  });

  it('writes names that could move a cursor or turn text around as codes, and a reader gets them back whole', () => {
    const arn = 'arn:aws:iam::111122223333:role/\u001b[2J\u202eevil\u009b\u{e0001}\u2028"\\';
    const text = rendered(auditResult({ principals: [principal({ arn })] }));
    expect(text).not.toMatch(/[^\n\P{Cc}]|[\p{Cf}\p{Zl}]/u);
    expect(JSON.parse(text).principals[0].arn).toBe(arn);
  });

  it('writes a verdict as it writes everything else', () => {
    const rows: readonly VerdictRow[] = [
      { action: 's3:"Get\u202e\u001b', verdict: 'too-recent', reason: 'a "new" role\n', conditional: true },
      { action: 's3:PutObject', verdict: 'used', reason: '' },
    ];
    const text = rendered(auditResult({ principals: [principal({ verdicts: rows })] }));
    for (const row of rows) expect(text).toContain(`      ${jsonLine(row)}`);
  });

  it('streams 200,000 verdicts row by row, reading each once and holding none', () => {
    let read = 0;
    function* rows(): Generator<VerdictRow> {
      for (; read < 200_000; read++)
        yield { action: `s3:Action${read}`, verdict: 'unused', reason: 'covered, nothing seen' };
    }
    const result = auditResult({ principals: [principal({ verdicts: rows() })] });
    let longest = 0;
    let most = 0;
    let written = 0;
    for (const file of jsonReporter.render(result)) {
      for (const chunk of file.chunks) {
        longest = Math.max(longest, chunk.length);
        if (String(chunk).includes('"action"')) written++;
        most = Math.max(most, read - written);
      }
    }
    expect(written).toBe(200_000);
    expect(longest).toBeLessThan(5_000);
    expect(most).toBeLessThanOrEqual(1);
  });
});
