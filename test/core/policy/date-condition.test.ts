import { describe, expect, it } from 'vitest';
import { endOf, isEnded } from '../../../src/core/policy/date-condition.ts';
import { parsePolicy } from '../../../src/core/policy/parse.ts';
import type { Statement } from '../../../src/core/policy/statement.ts';

const now = Date.parse('2026-06-01T00:00:00Z');

function statementUnder(condition: object): Statement {
  const [statement] = parsePolicy({
    Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: condition },
  }).statements;
  if (statement === undefined) throw new Error('the test wrote no statement');
  return statement;
}

describe('isEnded', () => {
  const rows: readonly (readonly [string, object, boolean])[] = [
    ['a date that has passed', { DateLessThan: { 'aws:CurrentTime': '2026-05-31T23:59:59Z' } }, true],
    ['a date that lies ahead', { DateLessThan: { 'aws:CurrentTime': '2026-06-02T00:00:00Z' } }, false],
    ['a date without a time', { DateLessThanEquals: { 'AWS:currenttime': '2026-05-01' } }, true],
    ['an epoch that has passed', { NumericLessThan: { 'aws:EpochTime': '1767225600' } }, true],
    ['IfExists, for a key that is always there', { DateLessThanIfExists: { 'aws:CurrentTime': '2026-01-01' } }, true],
    [
      'several dates of which one lies ahead',
      { DateLessThan: { 'aws:CurrentTime': ['2026-01-01', '2027-01-01'] } },
      false,
    ],
    ['a beginning', { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01' } }, false],
    ['a date that is none', { DateLessThan: { 'aws:CurrentTime': 'soon' } }, false],
    ['another key', { DateLessThan: { 'aws:TokenIssueTime': '2026-01-01' } }, false],
    [
      'a beginning and an end that has passed',
      { DateGreaterThan: { 'aws:CurrentTime': '2025-01-01' }, DateLessThan: { 'aws:CurrentTime': '2026-01-01' } },
      true,
    ],
  ];
  it.each(rows)('judges %s', (_, condition, expected) => {
    expect(isEnded(statementUnder(condition), now)).toBe(expected);
  });

  it('takes the earliest of several ends', () => {
    const statement = statementUnder({
      DateLessThan: { 'aws:CurrentTime': '2027-01-01' },
      DateLessThanEquals: { 'aws:CurrentTime': '2026-09-01' },
    });
    expect(endOf(statement)).toBe(Date.parse('2026-09-01'));
  });
});
