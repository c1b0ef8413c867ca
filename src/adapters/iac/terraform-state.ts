import { z } from 'zod';
import { ConfigError } from '../../core/model/errors.ts';
import type { Gap } from '../../core/model/gap.ts';

/** A resource of a Terraform state that says who may do what: what it is, and its address. */
export type TerraformEntry = { readonly address: string } & (
  | { readonly is: 'subject'; readonly arn: string }
  | { readonly is: 'inline-policy'; readonly holder: TerraformHolder; readonly name: string }
  | { readonly is: 'attachment'; readonly holder: TerraformHolder; readonly policyArn: string }
);

/** Whose policy it is. Terraform knows principals and groups by name, permission sets by ARN. */
export type TerraformHolder =
  | { readonly kind: 'role' | 'user' | 'group'; readonly name: string }
  | { readonly kind: 'permission-set'; readonly arn: string };

/** What a state tells. */
export interface TerraformState {
  /** In the state's order. */
  readonly entries: readonly TerraformEntry[];
  /** Resources that could not be read. */
  readonly gaps: readonly Gap[];
}

const stateSchema = z.looseObject({ version: z.number(), resources: z.array(z.unknown()) });

const resourceSchema = z.looseObject({
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  module: z.string().optional(),
  instances: z.array(z.unknown()),
});

/** Of a state's attributes, which may hold secrets, only these are looked at. */
const attributesSchema = z.object({
  arn: z.string().nullish(),
  name: z.string().nullish(),
  role: z.string().nullish(),
  user: z.string().nullish(),
  group: z.string().nullish(),
  policy_arn: z.string().nullish(),
  permission_set_arn: z.string().nullish(),
  managed_policy_arn: z.string().nullish(),
});

const instanceSchema = z.looseObject({
  index_key: z.union([z.string(), z.number()]).nullish(),
  deposed: z.string().nullish(),
  attributes: attributesSchema,
});

type Attributes = z.infer<typeof attributesSchema>;

/** What an entry says apart from its address; `undefined` where an attribute that it needs is not there. */
type Reading = (attributes: Attributes) => UnplacedEntry | undefined;

type UnplacedEntry = TerraformEntry extends infer Entry
  ? Entry extends unknown
    ? Omit<Entry, 'address'>
    : never
  : never;

const readings: ReadonlyMap<string, Reading> = new Map<string, Reading>([
  ...['aws_iam_role', 'aws_iam_user', 'aws_iam_group', 'aws_iam_policy', 'aws_ssoadmin_permission_set'].map(
    (type): [string, Reading] => [type, ({ arn }) => (arn ? { is: 'subject', arn } : undefined)],
  ),
  ...(['role', 'user', 'group'] as const).flatMap((kind): [string, Reading][] => [
    [
      `aws_iam_${kind}_policy`,
      (attributes) => {
        const [holder, name] = [attributes[kind], attributes.name];
        return holder && name ? { is: 'inline-policy', holder: { kind, name: holder }, name } : undefined;
      },
    ],
    [
      `aws_iam_${kind}_policy_attachment`,
      (attributes) => {
        const [holder, policyArn] = [attributes[kind], attributes.policy_arn];
        return holder && policyArn ? { is: 'attachment', holder: { kind, name: holder }, policyArn } : undefined;
      },
    ],
  ]),
  [
    'aws_ssoadmin_permission_set_inline_policy',
    ({ permission_set_arn: arn }) =>
      arn ? { is: 'inline-policy', holder: { kind: 'permission-set', arn }, name: '' } : undefined,
  ],
  [
    'aws_ssoadmin_managed_policy_attachment',
    ({ permission_set_arn: arn, managed_policy_arn: policyArn }) =>
      arn && policyArn ? { is: 'attachment', holder: { kind: 'permission-set', arn }, policyArn } : undefined,
  ],
]);

/**
 * Reads a Terraform state of format 4 (Terraform 0.12 and later, `terraform state pull`); `file` is its name in messages. Throws `ConfigError` for
 * what is no such state; a resource that cannot be read is a gap. Of `data` resources and deposed instances nothing is told.
 */
export function readTerraformState(text: string, file: string): TerraformState {
  const state = stateSchema.safeParse(jsonOf(text, file));
  const hint = 'write it with `terraform state pull`';
  if (!state.success) throw new ConfigError(`\`${file}\` is no Terraform state`, hint);
  const { version, resources } = state.data;
  if (version !== 4) {
    throw new ConfigError(`\`${file}\` is a Terraform state of format ${version}, which is not read: 4 is`, hint);
  }
  const gaps: Gap[] = [];
  const entries = resources.flatMap((value, index): readonly TerraformEntry[] => {
    const resource = resourceSchema.safeParse(value);
    if (!resource.success) {
      gaps.push(gapOf(file, `resources[${index}]`));
      return [];
    }
    const { mode, type, name, module, instances } = resource.data;
    const reading = mode === 'managed' ? readings.get(type) : undefined;
    if (reading === undefined) return [];
    const base = [...(module === undefined ? [] : [module]), type, name].join('.');
    return instances.flatMap((one, instanceIndex): readonly TerraformEntry[] => {
      const instance = instanceSchema.safeParse(one);
      if (instance.success && instance.data.deposed) return [];
      const entry = instance.success ? reading(instance.data.attributes) : undefined;
      if (!instance.success || entry === undefined) {
        gaps.push(gapOf(file, `resources[${index}].instances[${instanceIndex}]`));
        return [];
      }
      return [{ ...entry, address: `${base}${indexOf(instance.data.index_key)}` }];
    });
  });
  return { entries, gaps };
}

/** The addresses of roles, users, groups, policies and permission sets by ARN; of an ARN that stands twice, the first. */
export function addressesByArn(entries: readonly TerraformEntry[]): ReadonlyMap<string, string> {
  const subjects = entries.flatMap((entry) => (entry.is === 'subject' ? [[entry.arn, entry.address] as const] : []));
  return new Map(subjects.reverse());
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    // The parser's message quotes the text around, and a state holds secrets: it is not kept as the cause.
    if (error instanceof SyntaxError) throw new ConfigError(`\`${file}\` is not JSON`, 'name a Terraform state');
    throw error;
  }
}

/** `[0]`, or `["eu"]` as Terraform writes a key, in which `${` would begin a template. */
function indexOf(key: string | number | null | undefined): string {
  if (key === undefined || key === null) return '';
  return typeof key === 'number' ? `[${key}]` : `[${JSON.stringify(key).replace(/([$%])\{/g, '$1$1{')}]`;
}

function gapOf(file: string, place: string): Gap {
  const message = `\`${place}\`: not a resource as Terraform writes it`;
  return { service: 'terraform', operation: 'read', account: '', errorCode: 'WrongShape', message, path: file };
}
