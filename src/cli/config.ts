import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { CollectSettings } from '../core/model/collect-settings.ts';
import { ConfigError } from '../core/model/errors.ts';
import type { AuditSettings } from '../core/model/settings.ts';
import { type Instant, parseInstant } from '../core/model/time.ts';
import type { Severity } from '../core/model/verdict.ts';
import { collectSettingsOf } from './config/collect-settings.ts';
import { jsonErrorAt } from './config/json-error.ts';
import { configSchema } from './config/schema.ts';
import { nearestName } from './nearest-name.ts';

/** The configuration, defaults filled in. */
export interface Config extends AuditSettings {
  /** Only for replays of a bundle. */
  readonly asOf?: Instant;
  readonly failOn: Severity | 'never';
  readonly requireComplete: boolean;
  /** How AWS is asked; a bundle is judged without it. */
  readonly collect: CollectSettings;
}

/** Where the configuration is looked for when none is named. */
export const defaultConfigPath = './iam-drift.config.json';

/**
 * The configuration in the file at `path`. Without a path, the one at `./iam-drift.config.json` if there is one, else all defaults.
 * `detectorIds` are the detectors that it may set. Throws `ConfigError`, for the first thing that is wrong.
 */
export async function loadConfig(path: string | undefined, detectorIds: readonly string[]): Promise<Config> {
  const file = path ?? defaultConfigPath;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isAbsent && path === undefined) return '{}';
    const what = isAbsent ? 'there is no such file' : 'it cannot be read';
    throw new ConfigError(`no configuration at \`${file}\`: ${what}`, 'check `--config`', { cause: error });
  });
  return parseConfig(text, file, detectorIds);
}

/** The configuration in a text; `file` is its name in messages. Throws `ConfigError`. */
export function parseConfig(text: string, file: string, detectorIds: readonly string[]): Config {
  const raw = jsonOf(text.replace(/^\ufeff/, ''), file);
  const parsed = configSchema.safeParse(raw);
  if (!parsed.success) throw errorOf(parsed.error.issues, raw, file);
  const { $schema: _, asOf, ...settings } = parsed.data;
  for (const id of Object.keys(settings.detectors)) {
    if (!detectorIds.includes(id)) throw unknownKey(id, ['detectors'], detectorIds, file);
  }
  const at = asOf === undefined ? undefined : parseInstant(asOf);
  return { ...withoutUndefined(settings), ...(at === undefined ? {} : { asOf: at }) };
}

type Parsed = Omit<z.infer<typeof configSchema>, '$schema' | 'asOf'>;

/** Zod's optional keys may hold `undefined`; ours are absent then. */
function withoutUndefined(settings: Parsed): Omit<Config, 'asOf'> {
  const accounts = Object.entries(settings.accounts).map(([id, { environment, alias, owner }]) => [
    id,
    {
      ...(environment === undefined ? {} : { environment }),
      ...(alias === undefined ? {} : { alias }),
      ...(owner === undefined ? {} : { owner }),
    },
  ]);
  const detectors = Object.entries(settings.detectors).map(([id, { enabled, severity }]) => [
    id,
    { enabled, ...(severity === undefined ? {} : { severity }) },
  ]);
  return {
    ...settings,
    accounts: Object.fromEntries(accounts),
    detectors: Object.fromEntries(detectors),
    collect: collectSettingsOf(settings.collect),
  };
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { line, column } = placeOf(text);
    throw new ConfigError(
      `\`${file}\` is not JSON: line ${line}, column ${column}`,
      text.trim() === '' ? 'the file is empty; `{}` means all defaults' : 'JSON has no comments and no trailing commas',
      { cause: error },
    );
  }
}

/** Line and column, from 1, of the first character at which the text stops being JSON. */
function placeOf(text: string): { readonly line: number; readonly column: number } {
  const before = text.slice(0, jsonErrorAt(text)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The first thing that is wrong: unknown keys before wrong values, since a mistyped key is often the cause of the other. */
function errorOf(issues: readonly z.core.$ZodIssue[], raw: unknown, file: string): ConfigError {
  const issue = foremost(issues.map(innermost));
  if (issue?.code === 'unrecognized_keys') {
    return unknownKey(issue.keys[0] ?? '', issue.path, keysAt(configSchema, issue.path, raw), file);
  }
  const path = issue?.path ?? [];
  const message = issue?.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue?.message;
  const isKey = issue?.code === 'invalid_key';
  const found = isKey ? String(path.at(-1)) : valueAt(raw, path);
  return new ConfigError(
    `\`${nameOf(isKey ? path.slice(0, -1) : path)}\` in \`${file}\`: expected ${message ?? 'something else'}, found ${shown(found)}`,
    'see `config.example.json` for every key with a sensible value',
  );
}

function unknownKey(key: string, path: readonly PropertyKey[], known: readonly string[], file: string): ConfigError {
  const nearest = nearestName(key, known);
  const names = known.map((name) => `\`${name}\``).join(', ');
  return new ConfigError(
    `unknown key \`${nameOf([...path, key])}\` in \`${file}\`: expected ${known.length === 0 ? 'no keys here' : `one of ${names}`}`,
    nearest === undefined ? 'take the key out' : `did you mean \`${nameOf([...path, nearest])}\`?`,
  );
}

function foremost(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  return issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
}

/** Of a value that may be one of several things: what is wrong in the one it was meant to be, if that can be told. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const [meant] = issue.errors.filter(
    (branch) => !branch.some(({ path, code }) => path.length === 0 && code !== 'unrecognized_keys'),
  );
  const inner = foremost((meant ?? []).map(innermost));
  return inner === undefined ? issue : { ...inner, path: [...issue.path, ...inner.path] };
}

/** The keys that the schema knows at a path of what is in the file. */
function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[], raw: unknown): readonly string[] {
  const [step, ...rest] = path;
  const bare = unwrapped(schema);
  if (bare instanceof z.ZodUnion) return keysAt(meantOption(bare.options, raw), path, raw);
  if (step === undefined) return bare instanceof z.ZodObject ? Object.keys(bare.shape) : [];
  const next: unknown =
    bare instanceof z.ZodObject
      ? bare.shape[String(step)]
      : bare instanceof z.ZodRecord
        ? bare.valueType
        : bare instanceof z.ZodArray
          ? bare.element
          : undefined;
  return next instanceof z.ZodType ? keysAt(next, rest, valueAt(raw, [step])) : [];
}

/** The object among the options whose `source` is that of the value; else the first object. */
function meantOption(options: readonly z.core.$ZodType[], raw: unknown): z.core.$ZodType {
  const objects = options.filter((option) => option instanceof z.ZodObject);
  const source = valueAt(raw, ['source']);
  const meant = objects.find(({ shape }) => {
    const literal: unknown = shape.source;
    return literal instanceof z.ZodLiteral && literal.value === source;
  });
  return meant ?? objects[0] ?? z.never();
}

/** The schema without its defaults. */
function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const isWrapped =
    schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional;
  return isWrapped ? unwrapped(schema.unwrap()) : schema;
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    raw,
  );
}

/** `accounts.111122223333.environment`, `foundationRoles[0].pattern`; the file's own value is `the configuration`. */
function nameOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the configuration';
  return path.reduce<string>((name, step) => {
    if (typeof step === 'number') return `${name}[${step}]`;
    return name === '' ? String(step) : `${name}.${String(step)}`;
  }, '');
}

/** A value as a message shows it: JSON, one line, not too long. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
}
