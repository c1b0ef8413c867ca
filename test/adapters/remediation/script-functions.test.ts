import { describe, expect, it } from 'vitest';
import { functionsFor } from '../../../src/adapters/remediation/script-functions.ts';

const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/^([a-z_]+)\(\)/gm)].map(([, name = '']) => name);

describe('functionsFor', () => {
  it('gives the functions that a script calls and those that these call, each once', () => {
    const names = namesIn(functionsFor("delete_inline_policy role 'x' 'y'"));
    expect(names).toEqual(
      expect.arrayContaining(['delete_inline_policy', 'look_up_inline_policy', 'look_up', 'expect', 'same', 'plain']),
    );
    expect(names).not.toContain('put_inline_policy');
    expect(new Set(names).size).toBe(names.length);
  });

  it('gives none to a script that calls none', () => {
    expect(functionsFor('echo')).toBe('');
  });
});
