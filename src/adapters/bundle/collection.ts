import { z } from 'zod';
import type { Collection } from '../../core/model/calls.ts';
import { type Place, shaped } from './shape.ts';

const count = z.int().nonnegative();

/** `collection.json`: what the collection cost. */
export const collectionSchema = z.looseObject({
  tool: z.string(),
  calls: z.array(
    z.looseObject({ service: z.string(), operation: z.string(), calls: count, retries: count, throttled: count }),
  ),
});

/** What a collection cost; `undefined` when the file cannot be used. */
export function collectionOf(value: unknown, place: Place): Collection | undefined {
  const raw = shaped(collectionSchema, value, '', place);
  if (raw === undefined) return undefined;
  return {
    tool: raw.tool,
    calls: raw.calls.map(({ service, operation, calls, retries, throttled }) => ({
      service,
      operation,
      calls,
      retries,
      throttled,
    })),
  };
}
