import pLimit from 'p-limit';
import { describe, expect, it } from 'vitest';
import { askMany, type Unanswered } from '../../../../src/adapters/aws/collect/ask-many.ts';
import type { Gap } from '../../../../src/core/model/gap.ts';
import { sessionTo } from '../connection.ts';

const why = (concerns: Unanswered['concerns'], message = 'no'): Unanswered => ({
  operation: 'GetThing',
  errorCode: `Code-${concerns}`,
  message,
  concerns,
});

/** Asks about so many things; gives the gaps, and which were asked about. */
async function asked(count: number, ask: (item: number) => Promise<Unanswered | undefined>, atOnce = 1) {
  const { session } = await sessionTo(() => ({ status: 500 }));
  const gaps: Gap[] = [];
  const seen: number[] = [];
  const limited = pLimit(atOnce);
  const ending = askMany(
    { session, gap: (gap) => gaps.push(gap) },
    {
      items: Array.from({ length: count }, (_, index) => index + 1),
      words: 'things',
      nameOf: (item) => `t${item}`,
      async ask(item) {
        seen.push(item);
        return ask(item);
      },
      limited: (work) => limited(work),
      answered: () => undefined,
    },
  );
  const error = await ending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { seen, error, messages: gaps.map(({ errorCode, message }) => `${errorCode}: ${message}`) };
}

describe('askMany', () => {
  it('asks about all, and tells failures of one kind once', async () => {
    const { seen, messages } = await asked(6, async (item) => (item % 3 === 0 ? why('perhaps') : undefined));
    expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
    expect(messages).toEqual(['Code-perhaps: no answer about t3, t6: no']);
  });

  it('goes on however often a failure concerns but one', async () => {
    const { seen, messages } = await asked(9, async () => why('alone'));
    expect(seen).toHaveLength(9);
    expect(messages).toEqual(['Code-alone: no answer about 9 things (t1, t2, t3 …): no']);
  });

  it('stops after five failures in a row, which an answer would have broken', async () => {
    const { seen } = await asked(20, async (item) => (item === 5 ? undefined : why('perhaps')));
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('tells what was under way when it stopped, and what was never asked', async () => {
    const { seen, messages } = await asked(10, async () => why('all'), 3);
    expect(seen).toEqual([1, 2, 3]);
    expect(messages).toEqual([
      'Code-all: no answer about 10 things (t1, t2, t3 …): no; 7 of them were not asked about after that',
    ]);
  });

  it('throws what ends the run, when all that was under way has ended', async () => {
    const ended: number[] = [];
    const { seen, error } = await asked(
      10,
      async (item) => {
        if (item === 1) throw new Error('interrupted');
        await new Promise((resolve) => setTimeout(resolve, 5));
        ended.push(item);
        return undefined;
      },
      3,
    );
    expect(error).toEqual(new Error('interrupted'));
    expect(seen).toEqual([1, 2, 3]);
    expect(ended).toEqual([2, 3]);
  });
});
