import { describe, expect, it } from 'vitest';
import { shellComment, shellOption, shellWord } from '../../../src/adapters/remediation/shell.ts';

describe('shellWord', () => {
  it('puts plain names in single quotes', () => {
    expect(shellWord('deploy')).toBe(`'deploy'`);
    expect(shellWord('')).toBe(`''`);
    expect(shellWord('a "b" \\ !c')).toBe(`'a "b" \\ !c'`);
  });

  it('leaves the quotes for a quote', () => {
    expect(shellWord("o'brien")).toBe(String.raw`'o'\''brien'`);
  });

  it('writes what moves a cursor, what is not ASCII and what looks like an expansion as bytes', () => {
    expect(shellWord("a\n'\\\u001bé")).toBe(String.raw`$'a\x0a\'\\\x1b\xc3\xa9'`);
    expect(shellWord('$(x)`y`')).toBe(String.raw`$'\x24(x)\x60y\x60'`);
  });

  it('never cuts a word off at what no argument can hold', () => {
    expect(shellWord('a\0b')).toBe(String.raw`'a\u0000b'`);
    expect(shellWord('a\ud800b')).toBe(String.raw`'a\ud800b'`);
  });
});

describe('shellOption', () => {
  it('keeps a value that begins with a dash in the word of its option', () => {
    expect(shellOption('role-name', '--all')).toBe(`--role-name='--all'`);
  });
});

describe('shellComment', () => {
  it('stays on its line', () => {
    expect(shellComment('a\nrm -rf /\r\u2028')).toBe(String.raw`# a\u000arm -rf /\u000d\u2028`);
  });
});
