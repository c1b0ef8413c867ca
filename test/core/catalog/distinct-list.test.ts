import { describe, expect, it } from 'vitest';
import { distinctList } from '../../../src/core/catalog/distinct-list.ts';

describe('distinctList', () => {
  it('keeps equal values once and gives them one place', () => {
    const list = distinctList<readonly string[]>([]);
    expect([list.add(['a']), list.add([]), list.add(['a', 'b']), list.add(['a'])]).toEqual([1, 0, 2, 1]);
    expect(list.values).toEqual([[], ['a'], ['a', 'b']]);
  });

  it('starts empty when nothing is given', () => {
    const list = distinctList<string>();
    expect(list.add('x')).toBe(0);
    expect(list.values).toEqual(['x']);
  });
});
