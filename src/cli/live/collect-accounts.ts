import pLimit from 'p-limit';
import { accountSession, type ChosenAccount } from '../../adapters/aws/accounts.ts';
import { accountAliasIn } from '../../adapters/aws/collect/account-alias.ts';
import { accountParts, collectParts, writeGaps } from '../../adapters/aws/collect/collect-account.ts';
import type { AwsConnection, AwsSession } from '../../adapters/aws/session.ts';
import type { BundleWriter } from '../../core/model/bundle-writer.ts';
import { counted } from '../../core/model/counted.ts';
import { NothingCollectedError } from '../../core/model/errors.ts';
import { type Gap, reasonText } from '../../core/model/gap.ts';
import type { CollectRequest } from './collect-bundle.ts';
import { earlierBundle } from './earlier-bundle.ts';
import { gapOfLostSession } from './lost-session.ts';
import type { BundleManifest } from './manifest.ts';

/** What came of the accounts. */
export interface Entered {
  /** By account id, in the order of the accounts. */
  readonly entered: ReadonlyMap<string, AwsSession>;
  readonly refused: readonly Gap[];
  readonly gaps: readonly Gap[];
  /** The manifest's entries, with the aliases. */
  readonly named: BundleManifest['accounts'];
}

/** What accounts are collected with. */
export interface Surroundings {
  readonly writer: BundleWriter;
  readonly request: CollectRequest;
  readonly connection: AwsConnection;
}

/** Collects accounts side by side; one that refuses is a gap, and the others go on. Throws `NothingCollectedError` when none could be entered. */
export async function collectAccounts(
  own: AwsSession,
  accounts: readonly ChosenAccount[],
  { accounts: entries }: BundleManifest,
  surroundings: Surroundings,
): Promise<Entered> {
  const { config, progress } = surroundings.request;
  const limited = pLimit(config.collect.concurrency.accounts);
  const results = await Promise.all(
    accounts.map(({ id }) =>
      limited(async () => {
        surroundings.request.signal.throwIfAborted();
        const result = await collectAccount(own, id, surroundings);
        progress.end(id, 'session' in result ? 'collected' : 'refused');
        return { id, ...result };
      }),
    ),
  ).catch((error: unknown) => {
    limited.clearQueue();
    throw error;
  });
  const refused = results.flatMap((result) => ('refused' in result ? [result.refused] : []));
  const entered = new Map(results.flatMap((result) => ('session' in result ? [[result.id, result.session]] : [])));
  if (entered.size === 0) throw nothingCollected(refused);
  const aliases = new Map(results.flatMap((result) => ('alias' in result ? [[result.id, result.alias]] : [])));
  return {
    entered,
    refused,
    gaps: [...refused, ...results.flatMap((result) => ('gaps' in result ? result.gaps : []))],
    named: entries.map((entry) => {
      const alias = aliases.get(entry.id);
      return alias === undefined || entry.alias !== undefined ? entry : { ...entry, alias };
    }),
  };
}

type Collected =
  | { readonly session: AwsSession; readonly gaps: readonly Gap[]; readonly alias?: string }
  | { readonly refused: Gap };

async function collectAccount(
  own: AwsSession,
  id: string,
  { writer, request, connection }: Surroundings,
): Promise<Collected> {
  const { config, now, signal, progress, earlier } = request;
  const folder = `accounts/${id}`;
  const session = await accountSession(own, id, config.collect.role, connection);
  if ('errorCode' in session) {
    await writer.writeJson(`${folder}/gaps.json`, [session]);
    return { refused: session };
  }
  const limited = pLimit(config.collect.concurrency.calls);
  const gaps = await collectParts(accountParts, {
    session,
    writer,
    folder,
    settings: config.collect,
    now,
    signal,
    limited: (work) => limited(work),
    progress: (part, done, total) => progress.part(id, part, done, total),
    ...(earlier === undefined ? {} : { earlier: earlierBundle(earlier, config.windowDays) }),
  }).catch(async (error: unknown) => {
    // What was not asked any more is missing in the bundle; this says why.
    return writeGaps(writer, folder, [await gapOfLostSession(error, session, own)]);
  });
  const alias = await accountAliasIn(writer, folder);
  return { session, gaps, ...(alias === undefined ? {} : { alias }) };
}

/** An empty scan is not a pass: with no account entered, the first refusal says why. */
function nothingCollected(refused: readonly Gap[]): NothingCollectedError {
  const [first] = refused;
  const others = refused.length > 1 ? ` (and ${counted(refused.length - 1, 'account')} more)` : '';
  return new NothingCollectedError(
    `no account could be entered: account ${first?.account ?? ''}: ${first?.operation ?? ''}: ${reasonText(first?.errorCode ?? '', first?.message ?? '')}${others}`,
    'check `collect.role` in the configuration, `--role-name` and `--external-id`; `iam-drift doctor` tells which accounts refuse',
  );
}
