import { describe, expect, it } from 'vitest';
import { accountList, accountNameOf } from '../../../src/adapters/report/accounts.ts';
import { auditResult } from './audit-result.ts';

const nameOf = accountNameOf(auditResult());

describe('accountNameOf', () => {
  it('names an account by alias and id, or by id alone', () => {
    expect(nameOf('111122223333')).toBe('payments-prod (111122223333)');
    expect(nameOf('444455556666')).toBe('444455556666');
    expect(nameOf('999999999999')).toBe('999999999999');
  });

  it('cuts a long alias in the middle', () => {
    const long = accountNameOf(auditResult({ scan: { accounts: [{ id: '111122223333', alias: 'a'.repeat(63) }] } }));
    expect(long('111122223333')).toMatch(/^a{20}…a{19} \(111122223333\)$/);
  });
});

describe('accountList', () => {
  it('names one or two, counts more, and says nothing of none', () => {
    expect(accountList([], nameOf)).toBe('');
    expect(accountList([''], nameOf)).toBe('');
    expect(accountList(['444455556666', '444455556666'], nameOf)).toBe('in 444455556666');
    expect(accountList(['3', '1', '2', '4'], nameOf)).toBe('in 4 accounts: 1, 2 and 2 more');
  });
});
