import { describe, expect, it } from 'vitest';
import { recordedReviewer, recordingOf } from '../../../src/cli/suggest/recorded-reviews.ts';
import type { Gap } from '../../../src/core/model/gap.ts';
import type { JsonObject } from '../../../src/core/model/json-object.ts';
import type { PolicyReviewAnswer, PolicyReviewer } from '../../../src/core/model/policy-review.ts';
import { warning } from '../../adapters/report/reviews.ts';

const document = (action: string): JsonObject => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
});
const [read, write] = [document('s3:GetObject'), document('s3:PutObject')];
const gap: Gap = {
  service: 'access-analyzer',
  operation: 'ValidatePolicy',
  account: '111122223333',
  errorCode: 'AccessDeniedException',
  message: 'no',
};

/** One that answers in turn, and counts how often it was asked. */
function answering(...answers: readonly PolicyReviewAnswer[]) {
  let asked = 0;
  const next = async () => answers[asked++] ?? [];
  const reviewer: PolicyReviewer = { id: 'x', actions: ['x:Do'], validate: next, checkNoNewAccess: next };
  return { reviewer, asked: () => asked };
}

describe('recorded answers of a reviewer', () => {
  it('are said again for the same document, however it is spelled, and for the same comparison', async () => {
    const { reviewer, answers } = recordingOf(answering([warning], gap, []).reviewer);
    await reviewer.validate(read);
    await reviewer.validate(write);
    await reviewer.checkNoNewAccess?.([read, write], [read]);
    const again = recordedReviewer({ reviewer: 'x', calls: [], answers: answers() });
    expect(again.id).toBe('x');
    expect(await again.validate({ Statement: read.Statement, Version: '2012-10-17' })).toEqual([warning]);
    expect(await again.validate(write)).toEqual(gap);
    expect(await again.checkNoNewAccess?.([read, write], [read])).toEqual([]);
  });

  it('say nothing of what was not asked', async () => {
    const { reviewer, answers } = recordingOf(answering([]).reviewer);
    await reviewer.validate(read);
    const again = recordedReviewer({ reviewer: 'x', calls: [], answers: answers() });
    expect(await again.validate(write)).toBeUndefined();
    expect(await again.checkNoNewAccess?.([read], [])).toBeUndefined();
    expect(await again.checkNoNewAccess?.([], [read])).toBeUndefined();
  });

  it('are one a question: what is asked again is not asked anew', async () => {
    const { reviewer, asked } = answering([warning], []);
    const recording = recordingOf(reviewer);
    const [first, second] = await Promise.all([recording.reviewer.validate(read), recording.reviewer.validate(read)]);
    expect([first, second, asked()]).toEqual([[warning], [warning], 1]);
    expect(recording.answers()).toHaveLength(1);
  });

  it('come in one order, in whatever order they were asked for', async () => {
    const recordedIn = async (documents: readonly JsonObject[]) => {
      const { reviewer, answers } = recordingOf(answering([], []).reviewer);
      for (const one of documents) await reviewer.validate(one);
      return answers();
    };
    expect(await recordedIn([write, read])).toEqual(await recordedIn([read, write]));
  });

  it('hold none of one that throws, and none of a comparison where it makes none', async () => {
    const failing: PolicyReviewer = {
      id: 'x',
      actions: [],
      validate: () => Promise.reject(new Error('no credentials')),
    };
    const { reviewer, answers } = recordingOf(failing);
    await expect(reviewer.validate(read)).rejects.toThrow('no credentials');
    expect(answers()).toEqual([]);
    expect(reviewer).not.toHaveProperty('checkNoNewAccess');
  });
});
