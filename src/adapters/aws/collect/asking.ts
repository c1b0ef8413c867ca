import type { Gap } from '../../../core/model/gap.ts';
import { type AwsCall, failureOf, gapOfFailure } from '../failure.ts';
import { gapOfRegion } from '../region-failure.ts';
import type { CollectContext } from './collect-part.ts';

/** A call of a part; the account is that of the session. */
export type PartCall = Omit<AwsCall, 'account'>;

/** An answer that lacks what it is for. */
export class WrongAnswerError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongShape';
  }
}

/**
 * The list of an answer. AWS writes an empty one where there is nothing; an answer without it (an empty page of a proxy) tells nothing, nor does one that holds
 * a `null` in place of an item.
 */
export function listIn<T>(list: readonly T[] | undefined, name: string): readonly T[] {
  if (!Array.isArray(list) || list.some((item: unknown) => item === null || item === undefined))
    throw new WrongAnswerError(`the answer holds no \`${name}\``);
  return list;
}

/**
 * Asks something in each region, a few at a time, and gives what was answered, by region in the order asked. A region that does not answer is a gap;
 * where none of several answers, and all for one reason, one gap without region says it.
 */
export async function askRegions<T>(
  context: CollectContext,
  call: Omit<PartCall, 'region'>,
  regions: readonly string[],
  ask: (region: string) => Promise<T>,
): Promise<ReadonlyMap<string, T>> {
  const account = context.session.accountId;
  const outcomes = await Promise.all(
    regions.map((region) =>
      context.limited(async (): Promise<{ readonly answer: T } | { readonly gap: Gap }> => {
        try {
          return { answer: await ask(region) };
        } catch (error) {
          return { gap: gapOfRegion(error, { ...call, account, region }, context.session.homeRegion) };
        }
      }),
    ),
  );
  const answers = new Map<string, T>();
  const gaps: Gap[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    if ('gap' in outcome) gaps.push(outcome.gap);
    else answers.set(regions[index] ?? '', outcome.answer);
  }
  for (const gap of joinedWhereAllFail(gaps, regions)) context.gap(gap);
  return answers;
}

function joinedWhereAllFail(gaps: readonly Gap[], regions: readonly string[]): readonly Gap[] {
  const [first] = gaps;
  const isOneReason =
    regions.length > 1 &&
    gaps.length === regions.length &&
    gaps.every(({ errorCode }) => errorCode === first?.errorCode);
  if (first === undefined || !isOneReason) return gaps;
  const { region, ...rest } = first;
  return [{ ...rest, message: `${rest.message} (${region}, and so in all ${regions.length} regions)` }];
}

/**
 * Asks AWS one thing of many: `gone` when the thing is no longer there, `undefined` when it was not answered, which is a gap. What is refused
 * once, or ends in no answer of AWS at all, is not asked again (of that operation, in that region): the one gap stands for the others.
 */
export type AskEach = <T extends object>(call: PartCall, ask: () => Promise<T>) => Promise<T | 'gone' | undefined>;

/** An `AskEach` that has not been refused anything yet. */
export function askEachOf(context: CollectContext): AskEach {
  const account = context.session.accountId;
  const stopped = new Set<string>();
  return async (call, ask) => {
    const key = `${call.operation}\n${call.region ?? ''}`;
    if (stopped.has(key)) return undefined;
    try {
      return await ask();
    } catch (error) {
      const { kind, code } = failureOf(error);
      if (kind === 'missing') return 'gone';
      const gap = gapOfFailure(error, { ...call, account });
      // Of several that were under way together, the first tells it.
      if (stopped.has(key)) return undefined;
      if (kind === 'refused' || kind === 'network' || code.startsWith('Http')) stopped.add(key);
      context.gap(gap);
      return undefined;
    }
  };
}
