import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { truthOf } from '../../example/organization/truth.ts';
import { bundleFolder, isJson, type Json, listOf, objectOf } from './committed-bundle.ts';

const command = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const truth = truthOf();
const out = mkdtempSync(join(tmpdir(), 'iam-drift-example-'));
let result: Json = {};
let findings: readonly Json[] = [];

beforeAll(() => {
  const options = ['audit', '--from', bundleFolder, '--json', '--out', out, '--fail-on', 'never'];
  const printed: unknown = JSON.parse(
    execFileSync(process.execPath, [command, ...options], { encoding: 'utf8', maxBuffer: 2 ** 28, cwd: out }),
  );
  if (!isJson(printed)) throw new Error('the audit printed no object');
  result = printed;
  findings = listOf(printed.findings);
});

afterAll(() => rmSync(out, { recursive: true }));

const told: ReadonlySet<string> = new Set(truth.findings.map(({ detector }) => detector));

const nameOf = (finding: Json): string => {
  const { kind, arn } = objectOf(finding.subject);
  return `${finding.detector} ${kind} ${arn}`;
};

describe('the audit of the example organization', () => {
  it('finds every planted case and nothing else', () => {
    const found = findings.filter(({ detector }) => told.has(String(detector))).map(nameOf);
    expect(found.toSorted()).toEqual(
      truth.findings.map(({ detector, subject }) => `${detector} ${subject.kind} ${subject.arn}`).toSorted(),
    );
  });

  it('names the subjects by their unique ids', () => {
    const ids = new Map(findings.map((finding) => [nameOf(finding), objectOf(finding.subject).id]));
    const wrong = truth.findings.flatMap(({ detector, subject: { kind, arn, id } }) => {
      const found = ids.get(`${detector} ${kind} ${arn}`);
      return found === id ? [] : [{ detector, arn, id, found }];
    });
    expect(wrong).toEqual([]);
  });

  it('rates as advice what the truth calls advice', () => {
    const advised = truth.findings.filter(({ severity }) => severity !== undefined);
    const rated = new Map(findings.map((finding) => [nameOf(finding), finding.severity]));
    expect(advised.length).toBeGreaterThan(0);
    expect(advised.map(({ detector, subject: { kind, arn } }) => rated.get(`${detector} ${kind} ${arn}`))).toEqual(
      advised.map(({ severity }) => severity),
    );
  });

  it('names the permissions that the stories tell of, and not those that were used', () => {
    const wrong = truth.findings.flatMap((planted) => {
      const finding = findings.find(
        (candidate) => nameOf(candidate) === `${planted.detector} ${planted.subject.kind} ${planted.subject.arn}`,
      );
      const named = Array.isArray(finding?.permissions) ? finding.permissions.map(String) : [];
      const missing = (planted.permissions?.include ?? []).filter((action) => !isNamed(action, named));
      const tooMuch = (planted.permissions?.exclude ?? []).filter((action) => isNamed(action, named));
      return missing.length + tooMuch.length === 0
        ? []
        : [{ of: planted.subject.arn, detector: planted.detector, missing, tooMuch }];
    });
    expect(wrong).toEqual([]);
  });

  it('stays silent about everything that only looks guilty', () => {
    const loud = truth.silent.flatMap(({ arn, detectors }) =>
      findings
        .filter((finding) => objectOf(finding.subject).arn === arn && told.has(String(finding.detector)))
        .filter(({ detector }) => detectors === undefined || detectors.includes(String(detector)))
        .map(nameOf),
    );
    expect(loud).toEqual([]);
  });

  it('passes the one gap on to the report', () => {
    const refused = listOf(objectOf(result.scan).gaps).filter(({ errorCode }) => errorCode === 'AccessDeniedException');
    expect(refused.map(({ operation, region }) => ({ operation, region }))).toEqual([
      { operation: 'ListClusters', region: 'eu-central-1' },
    ]);
  });

  it('maps every event of the logs to an action', () => {
    expect(objectOf(result.scan).unmappedEvents).toEqual([]);
  });

  it('knows principals of every class that the design names', () => {
    const classes = new Set(listOf(result.principals).map((principal) => principal.class));
    const named = [
      'workload-role',
      'kubernetes-service-account',
      'ci-role',
      'machine-user',
      'cross-account-role',
      'sso-role',
      'federated-role',
      'account-role',
      'console-user',
      'service-linked-role',
      'foundation-role',
      'break-glass',
    ];
    expect(named.filter((name) => !classes.has(name))).toEqual([]);
  });
});

/** Whether one of the patterns matches the action; `permissions` may hold patterns of exactly the actions meant. */
function isNamed(action: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(action),
  );
}
