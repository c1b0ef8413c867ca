import {
  type CollectContext,
  collectContext,
  type EarlierBundle,
} from '../../../../src/adapters/aws/collect/collect-part.ts';
import type { AwsConnection } from '../../../../src/adapters/aws/session.ts';
import type { CollectSettings } from '../../../../src/core/model/collect-settings.ts';
import type { Gap } from '../../../../src/core/model/gap.ts';
import type { Instant } from '../../../../src/core/model/time.ts';
import { sessionTo, testNow } from '../connection.ts';
import { type MemoryWriter, memoryWriter } from '../memory-writer.ts';
import type { Wire, WireAnswer, WireRequest } from '../wire.ts';

/** The account that tests collect. */
export const account = '111122223333';

/** Its folder in the bundle. */
export const folder = `accounts/${account}`;

/** What the configuration says where it says nothing. */
export const plainSettings: CollectSettings = {
  accounts: { kind: 'own' },
  role: { name: 'iam-drift-auditor' },
  concurrency: { accounts: 4, calls: 4, lastAccessed: 2 },
  policyTags: true,
  logs: { source: 'changes-only' },
  accountLogs: {},
  keepBundles: 3,
};

/** A collection of one account against a wire, and what came of it. */
export interface Collecting {
  readonly context: CollectContext;
  readonly writer: MemoryWriter;
  readonly wire: Wire;
  readonly connection: AwsConnection;
  readonly gaps: readonly Gap[];
  /** `IAM operation: how often it was called`, sorted; who we are is left out. */
  calls(): Readonly<Record<string, number>>;
  /** `last-accessed 1/3`. */
  readonly progress: readonly string[];
}

/** What a test wants otherwise. */
export interface CollectingOptions {
  readonly writer?: MemoryWriter;
  readonly settings?: Partial<CollectSettings>;
  readonly connection?: Partial<AwsConnection>;
  readonly earlier?: EarlierBundle;
  readonly now?: Instant;
}

/** Begins to collect account 111122223333; attempts are not repeated, unless the options say so. */
export async function collecting(
  answer: (request: WireRequest) => WireAnswer | Promise<WireAnswer>,
  options: CollectingOptions = {},
): Promise<Collecting> {
  const now = () => options.now ?? testNow;
  const { session, wire, connection } = await sessionTo(answer, { maxAttempts: 1, now, ...options.connection });
  const writer = options.writer ?? memoryWriter({ now });
  const gaps: Gap[] = [];
  const progress: string[] = [];
  const context = collectContext({
    session,
    writer,
    folder,
    settings: { ...plainSettings, ...options.settings },
    ...(options.earlier === undefined ? {} : { earlier: options.earlier }),
    now,
    signal: connection.signal,
    limited: (work) => work(),
    progress: (part, done, total) => progress.push(`${part} ${done}/${total}`),
    gaps,
  });
  return {
    context,
    writer,
    wire,
    connection,
    gaps,
    progress,
    calls: () =>
      Object.fromEntries(
        connection.calls
          .counts()
          .filter(({ operation }) => operation !== 'GetCallerIdentity')
          .map(({ operation, calls }) => [operation, calls]),
      ),
  };
}

/** `AccessDenied GetCredentialReport: not authorized`. */
export function gapTexts(gaps: readonly Gap[]): readonly string[] {
  return gaps.map(({ operation, errorCode, message }) => `${errorCode} ${operation}: ${message}`);
}

/** A page of a proxy that the parser of XML does not take. */
export const oddPage = '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>Sign in<br></body></html>';

/** A page of a proxy that is well-formed, and so an answer without any field. */
export const evenPage = '<html><body>Sign in</body></html>';
