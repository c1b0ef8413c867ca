import type { CallCount } from '../../core/model/calls.ts';

/** Counts the calls of a run, over all accounts. */
export interface CallCounter {
  begin(service: string, operation: string): void;
  /** An attempt of a call; `number` from 1. */
  attempt(service: string, operation: string, number: number): void;
  throttled(service: string, operation: string): void;
  /** By service, then operation. */
  counts(): readonly CallCount[];
  total(): number;
}

/** A counter at zero. */
export function newCallCounter(): CallCounter {
  const counts = new Map<string, { -readonly [Key in keyof CallCount]: CallCount[Key] }>();
  let total = 0;
  const countOf = (service: string, operation: string) => {
    const key = `${service}\n${operation}`;
    const known = counts.get(key);
    if (known !== undefined) return known;
    const made = { service, operation, calls: 0, retries: 0, throttled: 0 };
    counts.set(key, made);
    return made;
  };
  return {
    begin(service, operation) {
      countOf(service, operation).calls += 1;
      total += 1;
    },
    attempt(service, operation, number) {
      if (number > 1) countOf(service, operation).retries += 1;
    },
    throttled(service, operation) {
      countOf(service, operation).throttled += 1;
    },
    counts: () => [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => ({ ...count })),
    total: () => total,
  };
}
