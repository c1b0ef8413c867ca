import { describe, expect, it } from 'vitest';
import { askEachOf, askRegions, listIn, WrongAnswerError } from '../../../../src/adapters/aws/collect/asking.ts';
import { collecting, gapTexts } from './collecting.ts';

const call = { service: 'eks', operation: 'DescribeCluster' };

/** An error as the SDK throws it. */
function thrown(name: string, message = 'told'): Error {
  return Object.assign(new Error(message), { name });
}

async function context() {
  return collecting(() => ({ status: 500 }));
}

describe('what is asked in each region', () => {
  it('is given by region, in the order asked', async () => {
    const { context: asked } = await context();
    const answers = await askRegions(asked, call, ['b', 'a'], async (region) => region.toUpperCase());
    expect([...answers]).toEqual([
      ['b', 'B'],
      ['a', 'A'],
    ]);
  });

  it('is a gap each where regions fail for their own reasons, or some answer', async () => {
    const { context: asked, gaps } = await context();
    await askRegions(asked, call, ['a', 'b'], async (region) => Promise.reject(thrown(`Error${region}`)));
    expect(gaps.map(({ region, errorCode }) => [region, errorCode])).toEqual([
      ['a', 'Errora'],
      ['b', 'Errorb'],
    ]);
  });

  it('is a gap with its region where only one was asked', async () => {
    const { context: asked, gaps } = await context();
    await askRegions(asked, call, ['a'], async () => Promise.reject(thrown('AccessDenied')));
    expect(gaps).toMatchObject([{ region: 'a', message: 'told' }]);
  });

  it('ends the run where AWS does not know the credentials', async () => {
    const { context: asked } = await context();
    const asking = askRegions(asked, call, ['us-east-1'], async () => Promise.reject(thrown('InvalidClientTokenId')));
    await expect(asking).rejects.toMatchObject({ name: 'CredentialsError' });
  });
});

describe('what is asked of each of many things', () => {
  it.each(['AccessDeniedException', 'ECONNREFUSED', 'SyntaxError'])('is not asked again after %s', async (name) => {
    const { context: asked, gaps } = await context();
    const askEach = askEachOf(asked);
    let count = 0;
    const failing = () => {
      count += 1;
      return Promise.reject(thrown(name));
    };
    expect(await askEach({ ...call, region: 'a' }, failing)).toBeUndefined();
    expect(await askEach({ ...call, region: 'a' }, failing)).toBeUndefined();
    expect([count, gaps.length]).toEqual([1, 1]);
    // Another region, or operation, may be allowed.
    await askEach({ ...call, region: 'b' }, failing);
    await askEach({ service: 'eks', operation: 'ListClusters', region: 'a' }, failing);
    expect([count, gaps.length]).toEqual([3, 3]);
  });

  it('is one gap where several under way together are refused', async () => {
    const { context: asked, gaps } = await context();
    const askEach = askEachOf(asked);
    await Promise.all([1, 2, 3].map(() => askEach(call, () => Promise.reject(thrown('AccessDenied')))));
    expect(gapTexts(gaps)).toEqual(['AccessDenied DescribeCluster: told']);
  });

  it('goes on after what concerns one thing alone', async () => {
    const { context: asked, gaps } = await context();
    const askEach = askEachOf(asked);
    expect(await askEach(call, () => Promise.reject(thrown('ResourceNotFoundException')))).toBe('gone');
    expect(await askEach(call, () => Promise.reject(new WrongAnswerError('odd')))).toBeUndefined();
    expect(await askEach(call, () => Promise.reject(thrown('ThrottlingException')))).toBeUndefined();
    expect(await askEach(call, async () => ['there'])).toEqual(['there']);
    expect(gaps.map(({ errorCode }) => errorCode)).toEqual(['WrongShape', 'ThrottlingException']);
  });
});

describe('a list of an answer', () => {
  it('may be empty, and not missing', () => {
    expect(listIn([], 'clusters')).toEqual([]);
    expect(() => listIn(undefined, 'clusters')).toThrow('the answer holds no `clusters`');
  });
});
