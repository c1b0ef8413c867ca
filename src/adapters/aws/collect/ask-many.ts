import { failureOf, gapOfFailure } from '../failure.ts';
import type { CollectContext } from './collect-part.ts';

/** Why one of many things has no answer. */
export interface Unanswered {
  readonly operation: string;
  readonly errorCode: string;
  readonly message: string;
  /**
   * What it means for the others. `alone`: nothing. `all`: they would fare the same, and are not asked any more. `perhaps`: the same after a few in a row.
   */
  readonly concerns: 'alone' | 'perhaps' | 'all';
}

/** The same question about many things of an account. */
export interface ManyQuestions<Item> {
  readonly items: readonly Item[];
  /** What the things are, in the plural: `roles and users`. */
  readonly words: string;
  /** How a message names one. */
  nameOf(item: Item): string;
  /** Asks about one, and keeps the answer. `undefined`: it has been answered. Throws what ends the run. */
  ask(item: Item): Promise<Unanswered | undefined>;
  /** Runs a few at a time. */
  limited<T>(work: () => Promise<T>): Promise<T>;
  /** Called after each. */
  answered(): void;
}

/** After so many failures in a row, whatever they are, the rest is left alone: an account in trouble is not to be asked a thousand times. */
const mostInARow = 5;

/** A message names no more. */
const mostNames = 3;

/** An operation that a partition or an endpoint does not know; what an endpoint that is not AWS's answers is no XML (`Http404`). */
const unknownOperation = /^(?:InvalidAction|UnknownOperation\w*|NotImplemented\w*|UnsupportedOperation\w*|Http\d*)$/;

/**
 * Asks about each thing, until an answer says that the rest would fare the same. What has no answer is one gap for each operation and code, with
 * the number of things. Throws what ends the run, after all that is under way has ended.
 */
export async function askMany<Item>(
  { gap, session }: Pick<CollectContext, 'gap' | 'session'>,
  questions: ManyQuestions<Item>,
): Promise<void> {
  const failed: { readonly name: string; readonly why: Unanswered }[] = [];
  const notAsked: string[] = [];
  let stopped: Unanswered | undefined;
  let inARow = 0;
  let end: { readonly error: unknown } | undefined;
  const askOne = async (item: Item): Promise<void> => {
    if (end !== undefined) return;
    const name = questions.nameOf(item);
    if (stopped !== undefined) {
      notAsked.push(name);
      return;
    }
    const why = await questions.ask(item);
    questions.answered();
    if (why === undefined) inARow = 0;
    if (why === undefined) return;
    failed.push({ name, why });
    inARow += why.concerns === 'perhaps' ? 1 : 0;
    if (why.concerns === 'all' || inARow >= mostInARow) stopped ??= why;
  };
  const asking = questions.items.map((item) =>
    questions.limited(async () => {
      try {
        await askOne(item);
      } catch (error) {
        end ??= { error };
      }
    }),
  );
  await Promise.all(asking);
  if (end !== undefined) throw end.error;
  for (const [why, names] of grouped(failed)) {
    const isEnd = why.operation === stopped?.operation && why.errorCode === stopped.errorCode;
    const all = isEnd ? [...names, ...notAsked] : names;
    const message = `no answer about ${countText(all, questions.words)}: ${why.message}`;
    const asked = isEnd && notAsked.length > 0 ? `; ${notAsked.length} of them were not asked about after that` : '';
    gap({
      service: 'iam',
      operation: why.operation,
      account: session.accountId,
      errorCode: why.errorCode,
      message: `${message}${asked}`,
    });
  }
}

/** Whether there is no answer. */
export function isUnanswered<Answer extends object>(
  answer: Answer | Unanswered,
): answer is Extract<Answer, Unanswered> | Unanswered {
  return 'concerns' in answer;
}

/** Why a call failed, as it bears on the others. Throws what ends the run. */
export function unansweredOf(error: unknown, operation: string, account: string): Unanswered {
  const { errorCode, message } = gapOfFailure(error, { service: 'iam', operation, account });
  const { kind } = failureOf(error);
  const isAll = kind === 'refused' || unknownOperation.test(errorCode);
  return { operation, errorCode, message, concerns: isAll ? 'all' : 'perhaps' };
}

function grouped(
  failed: readonly { readonly name: string; readonly why: Unanswered }[],
): readonly (readonly [Unanswered, readonly string[]])[] {
  const groups = new Map<string, [Unanswered, string[]]>();
  for (const { name, why } of failed) {
    const key = `${why.operation}\n${why.errorCode}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [why, [name]]);
    else known[1].push(name);
  }
  return [...groups.values()];
}

/** `role/app`; `role/a, role/b`; `812 roles and users (role/a, role/b, role/c …)`. */
function countText(names: readonly string[], words: string): string {
  if (names.length <= mostNames) return names.join(', ');
  return `${names.length} ${words} (${names.slice(0, mostNames).join(', ')} …)`;
}
