import { describe, expect, it } from 'vitest';
import { hintLines } from '../../src/cli/hint-lines.ts';

const hint = `give both: ${'one more word '.repeat(12).trim()}`;

describe('a hint', () => {
  it('is one line where it is piped, and none where there is none', () => {
    expect(hintLines(hint, { columns: 80 })).toEqual([`  ${hint}`]);
    expect(hintLines('', { isTTY: true, columns: 80 })).toEqual([]);
  });

  it('keeps to the width of a terminal, and loses no word', () => {
    const lines = hintLines(hint, { isTTY: true, columns: 60 });
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(line).toMatch(/^ {2}\S.{0,57}$/);
    expect(lines.map((line) => line.trim()).join(' ')).toBe(hint);
  });

  it('is broken at 100 columns where the terminal does not tell its width', () => {
    for (const columns of [{}, { columns: 0 }]) {
      expect(Math.max(...hintLines(hint, { isTTY: true, ...columns }).map(({ length }) => length))).toBeGreaterThan(80);
      expect(Math.max(...hintLines(hint, { isTTY: true, ...columns }).map(({ length }) => length))).toBeLessThan(101);
    }
  });
});
