import type { BundleWriter } from '../../../core/model/bundle-writer.ts';
import type { CollectSettings } from '../../../core/model/collect-settings.ts';
import type { Gap } from '../../../core/model/gap.ts';
import type { Instant } from '../../../core/model/time.ts';
import { type AwsCall, gapOfFailure } from '../failure.ts';
import type { NeededPermission } from '../needed-permission.ts';
import type { AwsSession } from '../session.ts';

/** An earlier bundle, whose last-accessed answers may serve again where nothing in them could make a finding. */
export interface EarlierBundle {
  /** The JSON of a file of that bundle, named relative to it; `undefined` when it is not there or holds none. */
  readonly readJson: (file: string) => Promise<unknown>;
  /** How long the window is that findings will be judged over. */
  readonly windowDays: number;
}

/** What is collected of one account (or of the organization), and with what. */
export interface CollectContext {
  readonly session: AwsSession;
  readonly writer: BundleWriter;
  /** Where the files go: `accounts/111122223333`, or `organization`. */
  readonly folder: string;
  readonly settings: CollectSettings;
  /** Absent: all is asked anew. */
  readonly earlier?: EarlierBundle;
  readonly now: () => Instant;
  /** Ends when the run is to end. */
  readonly signal: AbortSignal;
  /** Runs a few things at a time, over all parts of the account. Never nest it: inside of it, call AWS plainly. */
  limited<T>(work: () => Promise<T>): Promise<T>;
  /** Tells how far a part is: `last-accessed`, 40 of 812. */
  progress(part: string, done: number, total: number): void;
  gap(gap: Gap): void;
  /**
   * Asks AWS. What it does not answer becomes a gap of the account, and `undefined`. Throws what ends the run: an interruption, credentials
   * that AWS does not know.
   */
  attempt<T>(call: Omit<AwsCall, 'account'>, ask: () => Promise<T>): Promise<T | undefined>;
}

/** One part of a bundle: one thing that is asked, and the files it is written to. */
export interface CollectPart {
  /** Kebab-case; the file's name in this folder. */
  readonly id: string;
  readonly permissions: readonly NeededPermission[];
  /** Writes the part's files that are not there yet. What cannot be had is a gap. */
  collect(context: CollectContext): Promise<void>;
}

/** What parts share beside the session. */
export type CollectSurroundings = Omit<CollectContext, 'gap' | 'attempt'> & { readonly gaps: Gap[] };

/** The context of an account: gaps go into a list. */
export function collectContext({ gaps, ...surroundings }: CollectSurroundings): CollectContext {
  const { session } = surroundings;
  return {
    ...surroundings,
    gap: (gap) => gaps.push(gap),
    async attempt(call, ask) {
      try {
        return await ask();
      } catch (error) {
        gaps.push(gapOfFailure(error, { ...call, account: session.accountId }));
        return undefined;
      }
    },
  };
}
