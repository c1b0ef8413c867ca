import { type MinimizedWords, minimizedWords } from '../../policy/minimize.ts';
import type { DoesNotFit, Edited } from './edits.ts';

/**
 * Writes as plainly as fits: names where there is room, else wildcards behind whole words, else between them; and only where nothing else fits, wildcards
 * anywhere.
 */
export function plainestThatFits(
  written: (words: MinimizedWords) => Edited | DoesNotFit | undefined,
): Edited | DoesNotFit | undefined {
  let best: Edited | DoesNotFit | undefined;
  for (const words of minimizedWords) {
    if (words === 'any' && best !== undefined && 'edits' in best) break;
    const one = written(words);
    if (one === undefined || ('edits' in one && one.isTidy)) return one;
    const isBetter =
      best === undefined || 'doesNotFit' in best || ('edits' in one && one.edits.length < best.edits.length);
    if (isBetter) best = one;
  }
  return best;
}
