import { describe, expect, it } from 'vitest';
import { suggestionIdOf } from '../../../src/core/suggest/suggestion-id.ts';
import { sha256 } from './audited-case.ts';

const unit = { accountId: '111122223333', kind: 'principal', id: 'AROAWORKER' } as const;
const id = suggestionIdOf(unit, sha256);

describe('suggestionIdOf', () => {
  it('is 16 hex digits, the same for the same subject', () => {
    expect(id).toBe('33c11ae206a32ed6');
    expect(suggestionIdOf({ ...unit }, sha256)).toBe(id);
  });

  it('differs by account, by kind of subject, and by subject', () => {
    const others = [
      { ...unit, accountId: '444455556666' },
      { ...unit, kind: 'group' as const },
      { ...unit, id: 'AROAOTHER' },
    ];
    const ids = [id, ...others.map((other) => suggestionIdOf(other, sha256))];
    expect(new Set(ids).size).toBe(4);
  });

  it('rests on the unique id and not on name or ARN, which a role made again would share', () => {
    const renamed = { ...unit, name: 'other', arn: 'arn:aws:iam::111122223333:role/other' };
    expect(suggestionIdOf(renamed, sha256)).toBe(id);
  });
});
