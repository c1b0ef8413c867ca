import { describe, expect, it } from 'vitest';
import type { MinimizedWords } from '../../../../src/core/policy/minimize.ts';
import type { DoesNotFit, Edited } from '../../../../src/core/suggest/write/edits.ts';
import { plainestThatFits } from '../../../../src/core/suggest/write/plainest-that-fits.ts';
import { worker } from '../one-role.ts';

/** Edits that make so many policies. */
function edited(count: number, isTidy: boolean): Edited {
  const edits = Array.from({ length: count }, (_, at) => ({
    edit: 'create' as const,
    holder: worker,
    arn: `arn:${at}`,
    name: `${at}`,
    path: '/',
    after: {},
  }));
  return { edits, isTidy, unlistedLost: new Set(), remarks: [], sizes: [] };
}

const none: DoesNotFit = { doesNotFit: 'too long' };

/** What is chosen of these answers, and which words were tried. */
function chosen(answers: Readonly<Record<MinimizedWords, Edited | DoesNotFit | undefined>>) {
  const tried: MinimizedWords[] = [];
  const choice = plainestThatFits((words) => {
    tried.push(words);
    return answers[words];
  });
  return { choice, tried };
}

describe('plainestThatFits', () => {
  it('writes names out where there is room, and looks no further', () => {
    const plain = edited(2, true);
    expect(chosen({ none: plain, leading: none, whole: none, any: none })).toEqual({ choice: plain, tried: ['none'] });
  });

  it('takes wildcards where that spares a split', () => {
    const leading = edited(1, true);
    const answers = { none: edited(3, false), leading, whole: none, any: none };
    expect(chosen(answers)).toEqual({ choice: leading, tried: ['none', 'leading'] });
  });

  it('rather makes one more policy than cut names between words', () => {
    const plain = edited(1, false);
    const answers = { none: plain, leading: edited(1, false), whole: edited(0, true), any: none };
    expect(chosen(answers)).toEqual({ choice: plain, tried: ['none', 'leading'] });
  });

  it('cuts between words where plainer ones need many policies, and prefers the plainer of two that need as many', () => {
    const whole = edited(2, false);
    const many = edited(3, false);
    const { choice, tried } = chosen({ none: many, leading: many, whole, any: edited(1, true) });
    expect(choice).toBe(whole);
    expect(tried).toEqual(['none', 'leading', 'whole']);
    const plain = edited(2, false);
    expect(chosen({ none: plain, leading: edited(2, false), whole: edited(2, false), any: none }).choice).toBe(plain);
  });

  it('cuts words where nothing else fits', () => {
    const any = edited(1, true);
    expect(chosen({ none, leading: none, whole: none, any })).toEqual({
      choice: any,
      tried: ['none', 'leading', 'whole', 'any'],
    });
  });

  it('says why where nothing fits at all, and nothing where nothing changes', () => {
    const last: DoesNotFit = { doesNotFit: 'still too long' };
    expect(chosen({ none, leading: none, whole: none, any: last }).choice).toBe(none);
    const answers = { none: undefined, leading: none, whole: none, any: none };
    expect(chosen(answers)).toEqual({ choice: undefined, tried: ['none'] });
  });
});
