import { z } from 'zod';
import type { Finding } from '../../../src/core/model/finding.ts';
import { severities } from '../../../src/core/model/verdict.ts';

const texts = z.array(z.string()).min(1);

const findingShape = z.strictObject({
  subject: z.strictObject({
    kind: z.string(),
    arn: z.string(),
    id: z.string().optional(),
    class: z.string().optional(),
    environment: z.string().optional(),
  }),
  permissions: z
    .strictObject({ include: texts.optional(), exclude: texts.optional(), exactly: z.array(z.string()).optional() })
    .optional(),
  severity: z.enum(severities),
  confidence: z.enum(['certain', 'strong', 'weak']),
  /** Parts of the sentence. */
  summary: texts.optional(),
  fix: texts.optional(),
  /** Notes that must be there; `text` is a part of the note's. */
  evidence: z
    .array(z.strictObject({ source: z.string(), text: z.string().optional(), permissions: texts.optional() }))
    .optional(),
  grants: z
    .array(
      z.strictObject({
        policy: z.string(),
        statement: z.string().optional(),
        via: z.string().optional(),
        resources: texts.optional(),
        conditional: z.boolean().optional(),
      }),
    )
    .optional(),
  introduced: z
    .strictObject({ at: z.string(), by: z.string().optional(), eventName: z.string().optional() })
    .optional(),
});

/** `expected.json`: the findings of the detector, as far as the case is about them; `[]` for an `ok` case. */
export const expectedShape = z.array(findingShape);

type Expected = z.infer<typeof findingShape>;

/** What is not as expected, a line each; `namesOf` expands a finding's permissions to action names. */
export function breachesOf(
  expected: readonly Expected[],
  findings: readonly Finding[],
  namesOf: (permissions: readonly string[]) => ReadonlySet<string>,
): readonly string[] {
  const breaches: string[] = [];
  const unmatched = new Set(findings);
  for (const wanted of expected) {
    const found = [...unmatched].find(
      ({ subject }) => subject.arn === wanted.subject.arn && (wanted.subject.id ?? subject.id) === subject.id,
    );
    if (found === undefined) {
      breaches.push(`there is no finding about ${wanted.subject.arn} ${wanted.subject.id ?? ''}`);
      continue;
    }
    unmatched.delete(found);
    breaches.push(
      ...differences(wanted, found, namesOf(found.permissions)).map((line) => `${found.subject.arn}: ${line}`),
    );
  }
  for (const { subject, summary } of unmatched) breaches.push(`not expected: ${subject.arn} ${subject.id}: ${summary}`);
  return breaches;
}

function differences(wanted: Expected, found: Finding, names: ReadonlySet<string>): readonly string[] {
  const lines: string[] = [];
  const same = (what: string, want: unknown, have: unknown): void => {
    if (want !== undefined && want !== have) lines.push(`${what} is ${String(have)}, expected ${String(want)}`);
  };
  same('severity', wanted.severity, found.severity);
  same('confidence', wanted.confidence, found.confidence);
  same('kind', wanted.subject.kind, found.subject.kind);
  same('class', wanted.subject.class, found.subject.class);
  same('environment', wanted.subject.environment, found.subject.environment);
  same('introduced.at', wanted.introduced?.at, found.introduced?.at);
  same('introduced.by', wanted.introduced?.by, found.introduced?.by);
  same('introduced.eventName', wanted.introduced?.eventName, found.introduced?.eventName);
  const { include = [], exclude = [], exactly } = wanted.permissions ?? {};
  for (const action of include) if (!names.has(action)) lines.push(`permissions lack ${action}`);
  for (const action of exclude) if (names.has(action)) lines.push(`permissions hold ${action}`);
  if (exactly !== undefined)
    same('permissions', [...exactly].sort().join(' '), [...found.permissions].sort().join(' '));
  for (const part of wanted.summary ?? [])
    if (!found.summary.includes(part)) lines.push(`summary lacks "${part}": ${found.summary}`);
  for (const part of wanted.fix ?? [])
    if (!found.fix.some((step) => step.includes(part))) lines.push(`fix lacks "${part}": ${found.fix.join(' / ')}`);
  for (const note of wanted.evidence ?? []) {
    const isThere = found.evidence.some(
      ({ source, text, permissions = [] }) =>
        source === note.source &&
        text.includes(note.text ?? '') &&
        (note.permissions ?? []).every((action) => permissions.includes(action)),
    );
    if (!isThere) lines.push(`evidence lacks ${JSON.stringify(note)}; it is ${JSON.stringify(found.evidence)}`);
  }
  for (const grant of wanted.grants ?? []) {
    const isThere = found.grants.some(
      (one) =>
        one.policy === grant.policy &&
        (grant.statement ?? one.statement) === one.statement &&
        (grant.via ?? one.via) === one.via &&
        (grant.conditional ?? one.conditional === true) === (one.conditional === true) &&
        (grant.resources ?? one.resources).join(' ') === one.resources.join(' '),
    );
    if (!isThere) lines.push(`grants lack ${JSON.stringify(grant)}; they are ${JSON.stringify(found.grants)}`);
  }
  return lines;
}
