import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvRow } from '../../../src/adapters/markup/csv.ts';

describe('csvCell', () => {
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['a;b', '"a;b"'],
    [' a', '" a"'],
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+1', "'+1"],
    ['-2+3', "'-2+3"],
    [' =HYPERLINK("http://x")', `"' =HYPERLINK(""http://x"")"`],
    ['two\nlines', 'two\\u000alines'],
    ['\t=1', '\\u0009=1'],
    ['', ''],
  ])('writes %j as %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  it('leaves our own numbers as numbers, negative ones too', () => {
    expect(csvCell(-3)).toBe('-3');
  });

  it('is never a formula and never ends its row, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cell = csvCell(text);
        expect(cell).not.toMatch(/^"?\s*[=+\-@]/);
        expect(cell).not.toMatch(/[\r\n]/);
        if (!cell.startsWith('"')) expect(cell).not.toMatch(/[",;]/);
        else expect(cell.slice(1, -1).replaceAll('""', '')).not.toContain('"');
      }),
    );
  });
});

describe('csvRow', () => {
  it('ends as RFC 4180 says', () => {
    expect(csvRow(['a', 1, 'b,c'])).toBe('a,1,"b,c"\r\n');
  });
});
