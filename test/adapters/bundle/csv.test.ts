import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows } from '../../../src/adapters/bundle/csv.ts';

describe('csvRows', () => {
  it.each([
    ['', []],
    ['a', [['a']]],
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\rc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"a,b","c""d"', [['a,b', 'c"d']]],
    ['"a\nb",c', [['a\nb', 'c']]],
    [
      'a,,\n\n,b',
      [
        ['a', '', ''],
        ['', 'b'],
      ],
    ],
    ['a"b,c', [['a"b', 'c']]],
    ['"never closed, x', [['never closed, x']]],
  ])('reads %j', (text, rows) => {
    expect(csvRows(text)).toStrictEqual(rows);
  });

  it('reads what was written with every field in quotes', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 4 }), { maxLength: 4 }), (rows) => {
        const text = rows.map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')).join('\r\n');
        expect(csvRows(text)).toStrictEqual(rows);
      }),
    );
  });
});
