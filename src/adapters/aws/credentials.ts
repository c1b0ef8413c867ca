import type { Instant } from '../../core/model/time.ts';

/** Keys of AWS, as the SDK takes them. */
export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Keys that are fetched when they are needed, kept, and fetched anew before they expire. */
export interface Credentials {
  /** Keys that are good for now. */
  provide(): Promise<AwsKeys>;
  /** Makes the next keys fresh ones: those at hand were refused as expired. */
  renew(): void;
  /** Fetches fresh keys now, unless those at hand last for so long. */
  keepFor(ms: number): Promise<void>;
}

/** Keys with less time left are not used any more. */
const marginMs = 5 * 60_000;

/** Keeps what `fetch` gives. Callers at the same time share one fetch. */
export function keptCredentials(fetch: (isAnew: boolean) => Promise<AwsKeys>, now: () => Instant): Credentials {
  let kept: Promise<AwsKeys> | undefined;
  let isRefused = false;
  const fetched = (): Promise<AwsKeys> => {
    const fetching = fetch(isRefused);
    isRefused = false;
    kept = fetching;
    fetching.catch(() => {
      if (kept === fetching) kept = undefined;
    });
    return fetching;
  };
  const lasting = async (ms: number): Promise<AwsKeys> => {
    if (kept === undefined) return fetched();
    const known = kept;
    const keys = await known;
    const isGood = keys.expiration === undefined || keys.expiration.getTime() - now() >= ms;
    if (isGood) return keys;
    // Another caller may have fetched in the meantime.
    return kept === known ? fetched() : (kept ?? fetched());
  };
  return {
    provide: () => lasting(marginMs),
    renew() {
      isRefused = true;
      kept = undefined;
    },
    async keepFor(ms) {
      await lasting(Math.max(ms, marginMs));
    },
  };
}
