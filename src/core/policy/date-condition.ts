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

function endOfCondition(condition: Condition): Instant | undefined {
  const key = condition.key.toLowerCase();
  if (key !== 'aws:currenttime' && key !== 'aws:epochtime') return undefined;
  // Both keys are always present, so `IfExists` changes nothing. One value that cannot be read leaves the end open.
  if (!/^(date|numeric)lessthan(equals)?(ifexists)?$/i.test(condition.operator)) return undefined;
  const dates = condition.values.map(dateOfValue);
  if (dates.length === 0 || dates.some((date) => date === undefined)) return undefined;
  return Math.max(...dates.filter((date) => date !== undefined));
}

function dateOfValue(value: string): Instant | undefined {
  return /^\d{9,11}$/.test(value) ? Number(value) * 1000 : parseInstant(value);
}
