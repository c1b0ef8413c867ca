import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/model/json-object.ts';
import { type Draft, fitInline } from '../../../../src/core/suggest/write/fit-inline.ts';
import type { LooseStatements } from '../../../../src/core/suggest/write/layout.ts';
import { rawStatements } from '../../../../src/core/suggest/write/narrow-document.ts';
import { sizeOfDocument } from '../../../../src/core/suggest/write/quotas.ts';
import { allow, policyOf, worker } from '../one-role.ts';
import { inlinePolicy, quotas } from '../written-policies.ts';

const short = policyOf(allow('sns:Publish'));
const long = policyOf(allow('sns:Publish', 'sns:Subscribe', 'sns:Unsubscribe', 'sns:ListTopics'));

function draft(name: string, before: JsonObject, after?: JsonObject): Draft {
  return { policy: inlinePolicy(name, before), before, ...(after === undefined ? {} : { after }) };
}

/** What of some drafts stays inline, beside a policy that does not change. */
function fitted(drafts: Draft[], quota: number, untouched: JsonObject = short) {
  const pool: LooseStatements[] = [];
  const policies = [...drafts.map(({ policy }) => policy), inlinePolicy('rest', untouched)];
  const own = { ...quotas, inlineSize: { role: quota, user: 1, group: 1 } };
  const size = fitInline(worker, policies, drafts, pool, own, (policy) => ({
    version: '2012-10-17',
    statements: rawStatements(policy.parsed.value),
  }));
  const inline = drafts.filter(({ after }) => after !== undefined).map(({ policy }) => policy.name);
  return { size, inline, pool };
}

const sizes = { short: sizeOfDocument(short), long: sizeOfDocument(long) };

describe('fitInline', () => {
  it('leaves all inline where all fits together, to the character, those that do not change counted', () => {
    const quota = sizes.long + sizes.short;
    const { size, inline, pool } = fitted([draft('a', short, long)], quota);
    expect(size).toEqual({ before: 2 * sizes.short, after: quota });
    expect(inline).toEqual(['a']);
    expect(pool).toEqual([]);
  });

  it('moves the longest out where it does not, and only as many as it must', () => {
    const { size, inline, pool } = fitted([draft('a', short, short), draft('b', short, long)], 3 * sizes.short);
    expect(inline).toEqual(['a']);
    expect(pool).toHaveLength(1);
    expect(size?.after).toBe(2 * sizes.short);
  });

  it('lets what is over the quota already stay as long as it is', () => {
    const { inline } = fitted([draft('a', long, short)], 1);
    expect(inline).toEqual(['a']);
  });

  it('counts what is deleted for nothing', () => {
    const { size, pool } = fitted([draft('a', long)], sizes.short);
    expect(size).toEqual({ before: sizes.long + sizes.short, after: sizes.short });
    expect(pool).toEqual([]);
  });

  it('has nothing to say where no inline policy changes', () => {
    expect(fitted([], 1).size).toBeUndefined();
  });
});
