import {
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  type GetCredentialReportResponse,
  IAMClient,
} from '@aws-sdk/client-iam';
import { failureOf, gapOfFailure } from '../failure.ts';
import type { CollectContext, CollectPart } from './collect-part.ts';
import { expected, WrongShapeError } from './iam-answer.ts';
import { type Pause, pause as realPause } from './pause.ts';

const generate = 'GenerateCredentialReport';
const get = 'GetCredentialReport';
const without = "nothing is said of users' passwords and access keys, nor of unused users";

/** A report takes seconds, in large accounts minutes; three in all. AWS keeps one for four hours, and gives it at once. */
const pausesMs: readonly number[] = [1000, 2000, 4000, 8000, 15_000, 30_000, 60_000, 60_000];

/** Users' passwords and access keys: `credential-report.csv`. */
export const credentialReportPart: CollectPart = newCredentialReportPart(realPause);

/** The part, with a pause of one's own. */
export function newCredentialReportPart(pause: Pause): CollectPart {
  return {
    id: 'credential-report',
    permissions: [
      {
        action: `iam:${generate}`,
        without: `${without}, unless somebody else had a report made in the last four hours`,
      },
      { action: `iam:${get}`, without },
    ],
    async collect(context) {
      const file = `${context.folder}/credential-report.csv`;
      if (context.writer.collectedAt(file) !== undefined) return;
      const report = await context.attempt({ service: 'iam', operation: get }, () => reportOf(context, pause));
      if (report !== undefined) await context.writer.writeText(file, report);
    },
  };
}

/** Has a report made, and gets it. Where none can be made, one that is there already serves too. */
async function reportOf(context: CollectContext, pause: Pause): Promise<string> {
  const { session, signal } = context;
  const client = session.client(IAMClient);
  const make = async (): Promise<boolean> => {
    const { State: state } = await client.send(new GenerateCredentialReportCommand({}));
    return expected(state, 'State') === 'COMPLETE';
  };
  const fetch = async (): Promise<string> => textOf(await client.send(new GetCredentialReportCommand({})));
  const waits = pausesMs.values();
  const wait = async (): Promise<boolean> => {
    const { value: ms, done: isOver } = waits.next();
    if (isOver === true || ms === undefined) return false;
    await pause(ms, signal);
    return true;
  };
  try {
    while (!(await make()) && (await wait()));
  } catch (error) {
    // What ends the run is thrown; anything else is told only if there is no report of before.
    const gap = gapOfFailure(error, { service: 'iam', operation: generate, account: session.accountId });
    try {
      return await fetch();
    } catch (second) {
      context.gap(gap);
      throw second;
    }
  }
  for (;;) {
    try {
      return await fetch();
    } catch (error) {
      if (!/^CredentialReportNotReady/.test(failureOf(error).code) || !(await wait())) throw error;
    }
  }
}

/** The SDK has undone the Base64 already. */
function textOf({ Content: content }: GetCredentialReportResponse): string {
  const text = new TextDecoder().decode(expected(content, 'Content'));
  const header = text.slice(0, 2000).split('\n')[0] ?? '';
  if (!/(?:^|,)user,/.test(header)) throw new WrongShapeError('the answer is no credential report');
  return text;
}
