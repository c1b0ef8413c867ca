import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openBundle } from '../../../src/adapters/bundle/open-bundle.ts';
import { readReviews, writeReviews } from '../../../src/adapters/bundle/reviews.ts';
import { openBundleWriter } from '../../../src/adapters/bundle/write-bundle.ts';
import type { RecordedReviews } from '../../../src/core/model/policy-review.ts';
import { warning } from '../../adapters/report/reviews.ts';
import { accountFiles, detailsWith, writeBundle } from './write-bundle.ts';

const now = () => Date.parse('2026-11-21T12:00:00Z');
const sha256 = (digit: string): string => digit.repeat(64);
const said: RecordedReviews = {
  reviewer: 'access-analyzer',
  calls: [{ service: 'access-analyzer', operation: 'ValidatePolicy', calls: 3, retries: 1, throttled: 0 }],
  answers: [
    { check: 'no-new-access', sha256: sha256('a'), answer: [] },
    {
      check: 'validate',
      sha256: sha256('b'),
      answer: [warning, { level: 'suggestion', code: 'C', message: 'A sentence.' }],
    },
    {
      check: 'validate',
      sha256: sha256('c'),
      answer: {
        service: 'access-analyzer',
        operation: 'ValidatePolicy',
        account: '111122223333',
        region: 'us-east-1',
        errorCode: 'AccessDeniedException',
        message: 'no',
      },
    },
  ],
};
const bundleFiles = {
  'manifest.json': { schemaVersion: 1, collectedAt: '2026-11-20T00:00:00Z', collectedBy: 'iam-drift 0.1.0' },
  ...accountFiles('111122223333', { 'authorization-details.json': detailsWith({}) }),
};

describe('the recorded reviews of a bundle', () => {
  it('are read as they were written, and leave nothing else behind', async () => {
    const bundle = await writeBundle(bundleFiles);
    await writeReviews(bundle, said, now);
    expect(await readReviews(bundle)).toEqual({ reviews: said, gaps: [] });
    expect(readdirSync(bundle).sort()).toEqual(['accounts', 'manifest.json', 'reviews.json']);
  });

  it('take the place of those before', async () => {
    const bundle = await writeBundle({ ...bundleFiles, 'reviews.json': '{' });
    await writeReviews(bundle, { ...said, answers: [] }, now);
    expect((await readReviews(bundle)).reviews?.answers).toEqual([]);
  });

  it('are absent from a bundle without them, and may be compressed', async () => {
    expect(await readReviews(await writeBundle(bundleFiles))).toEqual({ gaps: [] });
    const file = { schemaVersion: 1, reviewer: 'x', calls: [], answers: [], later: 'ignored' };
    const { reviews } = await readReviews(await writeBundle({ 'reviews.json.gz': file }));
    expect(reviews).toEqual({ reviewer: 'x', calls: [], answers: [] });
  });

  it.each([
    ['no JSON', '{', 'Truncated'],
    ['an answer that is neither said nor refused', answerOf({}), 'WrongShape'],
    ['a level that is none', answerOf({ findings: [{ ...warning, level: 'bad' }] }), 'WrongShape'],
    ['a version that we do not know', { schemaVersion: 2 }, 'WrongShape'],
  ])('are a gap where the file holds %s', async (_, content, errorCode) => {
    const { reviews, gaps } = await readReviews(await writeBundle({ 'reviews.json': content }));
    expect(reviews).toBeUndefined();
    expect(gaps).toMatchObject([{ service: 'bundle', errorCode, path: 'reviews.json' }]);
  });

  it('do not change what the bundle is known by', async () => {
    const bundle = await writeBundle(bundleFiles);
    const { digest } = await openBundle(bundle);
    await writeReviews(bundle, said, now);
    expect((await openBundle(bundle)).digest).toBe(digest);
    const other = await writeBundle({ ...bundleFiles, 'accounts/reviews.json': {} });
    expect((await openBundle(other)).digest).not.toBe(digest);
  });

  it('are refused while another process collects into the bundle', async () => {
    const held = { pid: 1, host: 'elsewhere.example', since: '2026-11-21T11:00:00.000Z' };
    const bundle = await writeBundle({ ...bundleFiles, '.collecting': held });
    await expect(writeReviews(bundle, said, now)).rejects.toThrow('is being collected into by process 1');
    expect(readdirSync(bundle)).not.toContain('reviews.json');
  });

  it('go with the bundle when it is collected afresh, and stay when it is gone on with', async () => {
    const bundle = await writeBundle(bundleFiles);
    await writeReviews(bundle, said, now);
    const goneOn = await openBundleWriter(bundle, { fresh: false, now });
    expect(goneOn.filesUnder('')).not.toContain('reviews.json');
    await goneOn.close();
    expect((await readReviews(bundle)).reviews).toEqual(said);
    await (await openBundleWriter(bundle, { fresh: true, now })).close();
    expect(await readReviews(bundle)).toEqual({ gaps: [] });
  });
});

function answerOf(answer: object): object {
  const one = { check: 'validate', sha256: sha256('a'), ...answer };
  return { schemaVersion: 1, reviewer: 'x', calls: [], answers: [one] };
}
