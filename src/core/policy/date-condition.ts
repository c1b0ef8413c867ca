import { type Instant, parseInstant } from '../model/time.ts';
import type { Condition, Statement } from './statement.ts';

/**
 * Until when a statement can hold, by its `DateLessThan` on `aws:CurrentTime` (or `aws:EpochTime`): the latest of the values,
 * the earliest of several conditions. `undefined` when it names no end that we can read.
 */
export function endOf(statement: Statement): Instant | undefined {
  const ends = statement.conditions.flatMap((condition) => endOfCondition(condition) ?? []);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

/** Whether the statement has ended by a date condition: it grants and denies nothing any more. */
export function isEnded(statement: Statement, asOf: Instant): boolean {
  const end = endOf(statement);
  return end !== undefined && end <= asOf;
}

/**
 * From when a statement can hold, by its `DateGreaterThan` on `aws:CurrentTime` (or `aws:EpochTime`): the earliest of the values, the latest of
 * several conditions. `undefined` when it names no beginning that we can read.
 */
export function startOf(statement: Statement): Instant | undefined {
  const starts = statement.conditions.flatMap((condition) => {
    const dates = datesOf(condition, /^(date|numeric)greaterthan(equals)?(ifexists)?$/i);
    return dates === undefined ? [] : Math.min(...dates);
  });
  return starts.length === 0 ? undefined : Math.max(...starts);
}

/** Whether the statement can hold at a time: it has begun and not ended. */
export function isInForce(statement: Statement, at: Instant): boolean {
  return !isEnded(statement, at) && (startOf(statement) ?? Number.NEGATIVE_INFINITY) <= at;
}

function endOfCondition(condition: Condition): Instant | undefined {
  const dates = datesOf(condition, /^(date|numeric)lessthan(equals)?(ifexists)?$/i);
  return dates === undefined ? undefined : Math.max(...dates);
}

/** Both keys are always present, so `IfExists` changes nothing. One value that cannot be read leaves the date open. */
function datesOf({ key, operator, values }: Condition, wanted: RegExp): readonly Instant[] | undefined {
  if (!/^aws:(currenttime|epochtime)$/i.test(key) || !wanted.test(operator)) return undefined;
  const dates = values.map(dateOfValue).filter((date) => date !== undefined);
  return dates.length === 0 || dates.length < values.length ? undefined : dates;
}

function dateOfValue(value: string): Instant | undefined {
  return /^\d{9,11}$/.test(value) ? Number(value) * 1000 : parseInstant(value);
}
