import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../../../src/adapters/aws/logs/s3/in-order.ts';

const waited = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('inOrder', () => {
  it('gives the answers in the order of the items, a few at a time', async () => {
    let now = 0;
    let most = 0;
    const answers: number[] = [];
    const work = async (item: number): Promise<number> => {
      now += 1;
      most = Math.max(most, now);
      await waited((item * 7) % 5);
      now -= 1;
      return item;
    };
    for await (const each of inOrder(
      Array.from({ length: 20 }, (_, at) => at),
      4,
      work,
    ))
      answers.push(each);
    expect(answers).toEqual(Array.from({ length: 20 }, (_, at) => at));
    expect(most).toBe(4);
  });

  it('ends with the first failure, and begins nothing when there is nothing', async () => {
    const begun: number[] = [];
    const run = async (): Promise<void> => {
      const work = async (item: number): Promise<void> => {
        begun.push(item);
        if (item === 1) throw new Error('broken');
      };
      for await (const _ of inOrder([0, 1, 2, 3, 4, 5], 2, work)) await waited(0);
    };
    await expect(run()).rejects.toThrow('broken');
    expect(begun).toEqual([0, 1, 2]);
    for await (const _ of inOrder([], 2, async () => 1)) expect.unreachable();
  });
});
