import { describe, expect, it } from 'vitest';
import { loadCatalogSync } from '../../../src/adapters/catalog/load-catalog.ts';
import { authorizeRequest } from '../../../src/core/policy/authorize.ts';
import { parseDecisionTable, readDecisionTables } from './decision-rows.ts';

const catalog = loadCatalogSync();
const tables = readDecisionTables();
const rows = tables.flatMap((table) => table.rows);

function repeated(texts: readonly string[]): readonly string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

describe('the decision tables', () => {
  it('name every row once', () => {
    expect(repeated(rows.map(({ name }) => name))).toEqual([]);
  });

  it('tell every case once', () => {
    const first = new Map<string, string>();
    const again: string[] = [];
    for (const { name, request, policies } of rows) {
      const told = JSON.stringify([request, policies]);
      const before = first.get(told);
      if (before === undefined) first.set(told, name);
      else again.push(`${name} = ${before}`);
    }
    expect(again).toEqual([]);
  });

  it('name the step that blocked for implicit denials only', () => {
    const wrong = rows.filter(
      ({ outcome, reasons }) => outcome !== 'implicitly-denied' && reasons.blockedBy !== undefined,
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it.each([
    ['a field that nobody knows', { effect: 'Allow' }],
    ['an outcome that nobody knows', { outcome: 'denied' }],
    ['a missing source', { source: undefined }],
    ['a principal of no kind', { request: { principal: { kind: 'group' } } }],
  ])('are refused for %s', (_, change) => {
    const row = {
      name: 'A row of the right shape',
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/',
      request: { action: 's3:GetObject', resource: '*', principal: { kind: 'anonymous' } },
      outcome: 'allowed',
    };
    expect(parseDecisionTable('whole.json', { title: 'whole', rows: [row] }).rows).toHaveLength(1);
    expect(() => parseDecisionTable('broken.json', { title: 'broken', rows: [{ ...row, ...change }] })).toThrow(
      /^broken\.json/,
    );
  });
});

for (const table of tables) {
  describe(table.title, () => {
    for (const { name, request, policies, outcome, reasons } of table.rows) {
      it(name, () => {
        const decision = authorizeRequest(request, policies, catalog);
        const { determining, blockedBy, notKnown } = decision.reasons;
        expect(decision.outcome, JSON.stringify(decision.reasons)).toBe(outcome);
        // An implicit denial without a step in the table: AWS's pages do not say which of two came first.
        if (outcome !== 'implicitly-denied' || reasons.blockedBy !== undefined) {
          expect(blockedBy).toBe(reasons.blockedBy);
        }
        const statements = determining.map(({ layer, policy, statement }) => `${layer} ${policy} ${statement}`);
        expect(statements).toEqual(expect.arrayContaining(reasons.determining ?? []));
        expect(notKnown).toEqual(expect.arrayContaining(reasons.notKnown ?? []));
      });
    }
  });
}
