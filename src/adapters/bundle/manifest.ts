import { z } from 'zod';
import { type AccountEntry, type Environment, environments } from '../../core/model/bundle.ts';
import { type Instant, parseInstant } from '../../core/model/time.ts';
import { addGap, instantIn, optional, type Place, shaped, shapedItems } from './shape.ts';

const environment: z.ZodType<Environment> = z.enum(environments);

/** `manifest.json`. */
export const manifestSchema = z.looseObject({
  schemaVersion: z.literal(1),
  collectedAt: z.string().nullish(),
  /** What made the bundle: `iam-drift 0.1.0`. */
  collectedBy: z.string().nullish(),
  /** When the collection ended; absent: it did not, or it is not known. */
  completedAt: z.string().nullish(),
  accounts: z
    .array(
      z.looseObject({
        id: z.string().regex(/^\d{12}$/),
        alias: z.string().nullish(),
        environment: environment.nullish(),
        organizationPath: z.string().nullish(),
      }),
    )
    .nullish(),
});

/** `collected.json`: when each file was collected. */
export const collectedSchema = z.record(z.string(), z.string());

/** What the manifest tells. */
export interface Manifest {
  readonly collectedAt?: Instant;
  readonly accounts: readonly AccountEntry[];
}

/** The manifest; `undefined` when it cannot be used. An account with a wrong environment is kept without it. */
export function manifestOf(value: unknown, place: Place): Manifest | undefined {
  const loose = z.looseObject({
    schemaVersion: manifestSchema.shape.schemaVersion,
    collectedAt: manifestSchema.shape.collectedAt,
    accounts: z.array(z.unknown()).nullish(),
  });
  const raw = shaped(loose, value, '', place);
  if (raw === undefined) return undefined;
  const entry = z.looseObject({
    id: z.string().regex(/^\d{12}$/, 'expected twelve digits'),
    alias: z.string().nullish(),
    environment: z.unknown().optional(),
    organizationPath: z.string().nullish(),
  });
  return {
    ...optional('collectedAt', instantIn(raw.collectedAt, 'collectedAt', place)),
    accounts: shapedItems(entry, raw.accounts, 'accounts', place).map((account) => ({
      id: account.id,
      ...optional('alias', account.alias ?? undefined),
      ...optional('environment', environmentOf(account.environment, account.id, place)),
      ...optional('organizationPath', account.organizationPath ?? undefined),
    })),
  };
}

/** The newest date of `collected.json`. */
export function newestOf(value: unknown, place: Place): Instant | undefined {
  const dates = Object.values(shaped(collectedSchema, value, '', place) ?? {}).flatMap((text) => {
    const at = parseInstant(text);
    if (at === undefined) addGap(place, 'Unparsed', `not a date: \`${text.slice(0, 60)}\``);
    return at === undefined ? [] : [at];
  });
  return dates.length === 0 ? undefined : dates.reduce((a, b) => Math.max(a, b));
}

function environmentOf(value: unknown, account: string, place: Place): Environment | undefined {
  if (value === undefined || value === null) return undefined;
  return shaped(environment, value, `accounts[${account}].environment`, place);
}
