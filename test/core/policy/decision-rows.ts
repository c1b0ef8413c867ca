import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const folder = join(import.meta.dirname, '../../cases/decisions');

const policyInput = z.strictObject({ name: z.string().min(1), document: z.unknown() });
const policies = z.array(policyInput);
const levels = z.array(policies);

const policySetShape = z.strictObject({
  identity: policies.exactOptional(),
  boundary: policies.exactOptional(),
  session: policies.exactOptional(),
  resource: policyInput.exactOptional(),
  scps: levels.exactOptional(),
  rcps: levels.exactOptional(),
});

const principalShape = z.strictObject({
  kind: z.enum(['user', 'role', 'session', 'root', 'federated', 'service', 'anonymous']),
  arn: z.string().exactOptional(),
  roleArn: z.string().exactOptional(),
  accountId: z
    .string()
    .regex(/^\d{12}$/)
    .exactOptional(),
  service: z.string().exactOptional(),
});

const requestShape = z.strictObject({
  action: z.string().regex(/^[^:]+:[^:]+$/),
  resource: z.string().min(1),
  resourceAccountId: z
    .string()
    .regex(/^\d{12}$/)
    .exactOptional(),
  principal: principalShape,
  context: z.record(z.string(), z.union([z.string(), z.array(z.string())])).exactOptional(),
});

const layer = z.enum(['identity', 'boundary', 'session', 'resource', 'scp', 'rcp']);

const reasonsShape = z.strictObject({
  blockedBy: layer.exactOptional(),
  /** Layer, policy and statement in one text; these at least. */
  determining: z.array(z.string().regex(/^\S+ \S+ \S+$/)).exactOptional(),
  notKnown: z.array(z.string()).exactOptional(),
});

const rowShape = z.strictObject({
  name: z.string().regex(/^\S.{11,}[^\s.]$/),
  source: z.string().startsWith('https://docs.aws.amazon.com/'),
  request: requestShape.partial().optional(),
  policies: policySetShape.optional(),
  outcome: z.enum(['allowed', 'explicitly-denied', 'implicitly-denied']),
  reasons: reasonsShape.optional(),
});

const fileShape = z.strictObject({
  title: z.string().min(1),
  defaults: z
    .strictObject({ request: requestShape.partial().optional(), policies: policySetShape.optional() })
    .optional(),
  rows: z.array(rowShape).min(1),
});

/** One line of a decision table, the defaults of its file filled in. */
export interface DecisionRow {
  readonly name: string;
  readonly request: z.infer<typeof requestShape>;
  readonly policies: z.infer<typeof policySetShape>;
  readonly outcome: z.infer<typeof rowShape>['outcome'];
  readonly reasons: z.infer<typeof reasonsShape>;
}

/** A decision table, by the name of its file. */
export interface DecisionTable {
  readonly file: string;
  readonly title: string;
  readonly rows: readonly DecisionRow[];
}

/** Reads every decision table. Throws on a field nobody knows, a missing source, or a row whose request is not whole. */
export function readDecisionTables(): readonly DecisionTable[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => parseDecisionTable(file, JSON.parse(readFileSync(join(folder, file), 'utf8'))));
}

/** As `readDecisionTables`, for one file that is read already. */
export function parseDecisionTable(file: string, content: unknown): DecisionTable {
  const parsed = fileShape.safeParse(content);
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  const { title, defaults, rows } = parsed.data;
  return {
    file,
    title,
    rows: rows.map((row) => {
      const request = requestShape.safeParse({ ...defaults?.request, ...row.request });
      if (!request.success) throw new Error(`${file}, \`${row.name}\`: ${z.prettifyError(request.error)}`);
      return {
        name: row.name,
        request: request.data,
        policies: { ...defaults?.policies, ...row.policies },
        outcome: row.outcome,
        reasons: row.reasons ?? {},
      };
    }),
  };
}
