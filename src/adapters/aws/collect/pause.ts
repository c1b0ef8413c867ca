import { setTimeout } from 'node:timers/promises';

/** Waits; ends early, by throwing, when the run is to end. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** Waits by the clock. */
export const pause: Pause = async (ms, signal) => {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
};
