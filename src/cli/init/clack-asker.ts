import type { Readable, Writable } from 'node:stream';
import { select, text } from '@clack/prompts';
import type { Asker } from './questions.ts';

/** Somebody gave up at a question: Ctrl-C or Escape. */
export class GaveUp extends Error {
  constructor() {
    super('no answer was given');
    this.name = 'GaveUp';
  }
}

/** Asks on a terminal. Throws `GaveUp`, and what ends the run. */
export function clackAsker(input: Readable, output: Writable, signal: AbortSignal): Asker {
  const streams = { input, output, signal };
  const answered = (answer: string | symbol): string => {
    signal.throwIfAborted();
    if (typeof answer === 'symbol') throw new GaveUp();
    return answer;
  };
  return {
    async choose(message, options) {
      const values = options.map(({ value }) => value);
      const answer = answered(
        await select<string>({ ...streams, message, options: options.map((option) => ({ ...option })) }),
      );
      const chosen = values.find((value) => value === answer);
      if (chosen === undefined) throw new GaveUp();
      return chosen;
    },
    async text(message, { example, initial, wrong }) {
      const answer = await text({
        ...streams,
        message,
        ...(example === undefined ? {} : { placeholder: example }),
        ...(initial === undefined ? {} : { initialValue: initial }),
        defaultValue: '',
        validate: (value) => wrong?.((value ?? '').trim()),
      });
      return answered(answer).trim();
    },
  };
}
