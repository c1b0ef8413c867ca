import {
  GenerateServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsCommand,
  type GetServiceLastAccessedDetailsResponse,
  IAMClient,
} from '@aws-sdk/client-iam';
import { failureOf } from '../failure.ts';
import type { NeededPermission } from '../needed-permission.ts';
import { itemsOf } from '../pages.ts';
import type { AwsSession } from '../session.ts';
import { isUnanswered, type Unanswered, unansweredOf } from './ask-many.ts';
import { expected, nextMarkerOf, pageAt, WrongShapeError } from './iam-answer.ts';
import type { Pause } from './pause.ts';

const generate = 'GenerateServiceLastAccessedDetails';
const get = 'GetServiceLastAccessedDetails';

/** What a job needs. */
export const lastAccessedPermissions: readonly NeededPermission[] = [
  {
    action: `iam:${generate}`,
    without: 'what logs do not record (data events, and everything where no logs are read) cannot be judged',
  },
  {
    action: `iam:${get}`,
    without: 'what logs do not record (data events, and everything where no logs are read) cannot be judged',
  },
];

/** A job belongs to the session that began it: its credentials must outlast it. */
const credentialsMs = 10 * 60_000;

/** Most jobs end within a second, those of administrators within eight. The first question comes at once; two minutes in all. */
const pausesMs: readonly number[] = [1000, 2000, 4000, 8000, 15_000, 30_000, 60_000];

/** With what a job is asked for. */
export interface JobAsker {
  readonly session: AwsSession;
  readonly signal: AbortSignal;
  readonly pause: Pause;
}

/** The answer of a job, all its pages as one, with the `Arn` it is about. */
export interface JobAnswer extends GetServiceLastAccessedDetailsResponse {
  readonly Arn: string;
}

/**
 * When a principal used what, at action level: begins a job and fetches its answer. A job that is lost, because the credentials changed meanwhile, is begun
 * once more. Throws what ends the run.
 */
export async function lastAccessedAnswer(asker: JobAsker, arn: string): Promise<JobAnswer | Unanswered> {
  const first = await answerOfJob(asker, arn);
  return isUnanswered(first) && first.isLost ? answerOfJob(asker, arn) : first;
}

async function answerOfJob(
  { session, signal, pause }: JobAsker,
  arn: string,
): Promise<JobAnswer | (Unanswered & { readonly isLost: boolean })> {
  let operation = generate;
  try {
    await session.keepFor(credentialsMs);
    const client = session.client(IAMClient);
    const begun = await client.send(
      new GenerateServiceLastAccessedDetailsCommand({ Arn: arn, Granularity: 'ACTION_LEVEL' }),
    );
    const JobId = expected(begun.JobId, 'JobId');
    operation = get;
    const ask = (marker?: string) =>
      client.send(new GetServiceLastAccessedDetailsCommand({ JobId, ...pageAt(marker) }));
    const first = await ended(ask, (ms) => pause(ms, signal));
    const problem = problemOf(first);
    if (problem !== undefined) return { operation, ...problem, isLost: false };
    const services = await itemsOf(
      async (marker) => (marker === undefined ? first : ask(marker)),
      nextMarkerOf,
      (page) => expected(page.ServicesLastAccessed, 'ServicesLastAccessed'),
    );
    return { ...first, Arn: arn, ServicesLastAccessed: [...services], IsTruncated: false, Marker: undefined };
  } catch (error) {
    const why = unansweredOf(error, operation, session.accountId);
    const { kind } = failureOf(error);
    if (operation === generate && kind === 'missing')
      return {
        ...why,
        message: 'not there any more: deleted while it was collected',
        concerns: 'alone',
        isLost: false,
      };
    const isLost =
      operation === get && (kind === 'missing' || kind === 'refused' || /^InvalidInput/.test(why.errorCode));
    return { ...why, isLost };
  }
}

/** The first page of a job that has ended; of one that takes too long, what it last said. */
async function ended(
  ask: () => Promise<GetServiceLastAccessedDetailsResponse>,
  wait: (ms: number) => Promise<void>,
): Promise<GetServiceLastAccessedDetailsResponse> {
  let answer = await ask();
  for (const ms of pausesMs) {
    if (answer.JobStatus !== 'IN_PROGRESS') return answer;
    await wait(ms);
    answer = await ask();
  }
  return answer;
}

function problemOf(answer: GetServiceLastAccessedDetailsResponse): Omit<Unanswered, 'operation'> | undefined {
  const { JobStatus: status, Error: error } = answer;
  if (status === 'COMPLETED') return undefined;
  if (status === 'FAILED') {
    const message = `the job failed: ${(error?.Message ?? 'AWS does not say why').replace(/\s+/g, ' ')}`;
    return { errorCode: error?.Code ?? 'JobFailed', message, concerns: 'alone' };
  }
  if (status === 'IN_PROGRESS')
    return { errorCode: 'JobInProgress', message: 'the job did not end within two minutes', concerns: 'perhaps' };
  throw new WrongShapeError('the answer has no `JobStatus`');
}
