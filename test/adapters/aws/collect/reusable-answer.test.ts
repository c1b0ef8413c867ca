import { describe, expect, it } from 'vitest';
import { reusableAnswer } from '../../../../src/adapters/aws/collect/reusable-answer.ts';
import { testNow } from '../connection.ts';

const arn = 'arn:aws:iam::111122223333:role/app';
const daysAgo = (days: number) => new Date(testNow - days * 86_400_000).toISOString();
const action = (days: number) => ({ ActionName: 'A', LastAccessedTime: daysAgo(days) });
const service = (over: object = {}) => ({ ServiceNamespace: 's3', LastAuthenticated: daysAgo(80), ...over });

const answer = (over: object = {}) => ({
  Arn: arn,
  JobStatus: 'COMPLETED',
  JobType: 'ACTION_LEVEL',
  JobCompletionDate: daysAgo(6.9),
  ServicesLastAccessed: [service({ TrackedActionsLastAccessed: [action(80), action(88)] }), service()],
  ...over,
});

const isReusable = (value: unknown) => reusableAnswer(value, arn, { now: testNow, windowDays: 90 }) !== undefined;

describe('reusableAnswer', () => {
  it('gives an answer of the last week in which all was used in the window', () => {
    expect(isReusable(answer())).toBe(true);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a list', []],
    ['another principal', answer({ Arn: `${arn}s` })],
    ['a job in progress', answer({ JobStatus: 'IN_PROGRESS' })],
    ['services alone', answer({ JobType: 'SERVICE_LEVEL' })],
    ['a page of several', answer({ IsTruncated: true })],
    ['more than a week ago', answer({ JobCompletionDate: daysAgo(7.1) })],
    ['a time to come', answer({ JobCompletionDate: daysAgo(-1) })],
    ['no time', answer({ JobCompletionDate: undefined })],
    ['no services', answer({ ServicesLastAccessed: [] })],
    ['a service that was not used', answer({ ServicesLastAccessed: [service({ LastAuthenticated: undefined })] })],
    [
      'a service used before the window',
      answer({ ServicesLastAccessed: [service({ LastAuthenticated: daysAgo(91) })] }),
    ],
    [
      'a service used on its first day',
      answer({ ServicesLastAccessed: [service({ LastAuthenticated: daysAgo(89.5) })] }),
    ],
    [
      'an action that was not used',
      answer({ ServicesLastAccessed: [service({ TrackedActionsLastAccessed: [action(1), { ActionName: 'B' }] })] }),
    ],
    [
      'an action used before the window',
      answer({ ServicesLastAccessed: [service({ TrackedActionsLastAccessed: [action(91)] })] }),
    ],
  ])('does not give an answer about %s', (_, value) => {
    expect(isReusable(value)).toBe(false);
  });
});
