import { z } from 'zod';
import type { Collection } from '../../core/model/calls.ts';
import { optional, type Place, shaped } from './shape.ts';

const count = z.int().nonnegative();

/** How often one operation was called. */
export const callCountSchema = z.looseObject({
  service: z.string(),
  operation: z.string(),
  calls: count,
  retries: count,
  throttled: count,
});

/** `collection.json`: who collected it, from where, and what it cost. */
export const collectionSchema = z.looseObject({
  tool: z.string(),
  calledBy: z.string().optional(),
  role: z.string().optional(),
  logs: z
    .array(
      z.looseObject({
        source: z.enum(['changes-only', 'event-history', 's3', 'athena']),
        location: z.string().optional(),
        accounts: count,
      }),
    )
    .optional(),
  calls: z.array(callCountSchema),
});

/** What a collection cost; `undefined` when the file cannot be used. */
export function collectionOf(value: unknown, place: Place): Collection | undefined {
  const raw = shaped(collectionSchema, value, '', place);
  if (raw === undefined) return undefined;
  return {
    tool: raw.tool,
    ...optional('calledBy', raw.calledBy),
    ...optional('role', raw.role),
    ...optional(
      'logs',
      raw.logs?.map(({ source, location, accounts }) => ({ source, ...optional('location', location), accounts })),
    ),
    calls: raw.calls.map(({ service, operation, calls, retries, throttled }) => ({
      service,
      operation,
      calls,
      retries,
      throttled,
    })),
  };
}
