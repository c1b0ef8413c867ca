import { type MinimizedWords, minimizedWords } from '../../policy/minimize.ts';
import type { DoesNotFit, Edited } from './edits.ts';

/**
 * Writes as plainly as fits: names, else wildcards behind whole words (`s3:Get*`). Where neither fits into the policies that are there, rather one more
 * policy than wildcards between words (`s3:*Tagging`), which nobody can read; and wildcards anywhere only where nothing else fits.
 */
export function plainestThatFits(
  written: (words: MinimizedWords) => Edited | DoesNotFit | undefined,
): Edited | DoesNotFit | undefined {
  const tried: Edited[] = [];
  let refusal: DoesNotFit | undefined;
  for (const words of minimizedWords) {
    if (words === 'any' && tried.length > 0) break;
    if (words === 'whole') {
      const plain = tried.find(({ edits }) => edits.filter(({ edit }) => edit === 'create').length <= 1);
      if (plain !== undefined) return plain;
    }
    const one = written(words);
    if (one === undefined || ('edits' in one && one.isTidy)) return one;
    if ('edits' in one) tried.push(one);
    else refusal ??= one;
  }
  const [first, ...others] = tried;
  if (first === undefined) return refusal;
  return others.reduce((best, one) => (one.edits.length < best.edits.length ? one : best), first);
}
