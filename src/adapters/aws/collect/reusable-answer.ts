import type { JsonObject } from '../../../core/model/json-object.ts';
import { dayMs, type Instant, parseInstant } from '../../../core/model/time.ts';
import { isObject, objectsIn, textIn } from './loose.ts';

/** An older answer is never used. */
const mostDays = 7;

/**
 * An earlier last-accessed answer about a principal, if it may serve again: it is at most 7 days old, and every service and every action that it lists was
 * used in the window, so that nothing in it could make a finding. `undefined`: to be asked anew. Whether the principal's grants are still those of
 * then is for the caller to say.
 */
export function reusableAnswer(
  answer: unknown,
  arn: string,
  { now, windowDays }: { readonly now: Instant; readonly windowDays: number },
): JsonObject | undefined {
  if (!isObject(answer) || answer.Arn !== arn || answer.JobStatus !== 'COMPLETED') return undefined;
  if (answer.JobType !== 'ACTION_LEVEL' || answer.IsTruncated === true) return undefined;
  const completedAt = instantIn(answer.JobCompletionDate);
  if (completedAt === undefined || completedAt < now - mostDays * dayMs || completedAt > now) return undefined;
  const services = objectsIn(answer.ServicesLastAccessed);
  if (services.length === 0) return undefined;
  // A day less: the audit may look a little later than we do.
  const since = now - (windowDays - 1) * dayMs;
  return services.every((service) => wasUsed(service, since)) ? answer : undefined;
}

function wasUsed(service: JsonObject, since: Instant): boolean {
  const actions = objectsIn(service.TrackedActionsLastAccessed);
  return (
    isSince(service.LastAuthenticated, since) && actions.every((action) => isSince(action.LastAccessedTime, since))
  );
}

function isSince(date: unknown, since: Instant): boolean {
  return (instantIn(date) ?? Number.NEGATIVE_INFINITY) >= since;
}

function instantIn(date: unknown): Instant | undefined {
  return parseInstant(textIn(date));
}
