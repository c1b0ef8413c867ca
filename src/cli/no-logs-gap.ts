import type { BundleReader } from '../core/model/bundle-reader.ts';
import type { Gap } from '../core/model/gap.ts';

/**
 * What to tell where no log file was read: where they were looked for; of a collection that was to read none, what it was to read instead. `undefined`: it
 * was to read the whole event history in place of files, and what of that is missing is told by itself.
 */
export function noLogsGap(
  { accounts, collection }: Pick<BundleReader, 'accounts' | 'collection'>,
  folders: readonly string[],
): Gap | undefined {
  const sources = folders.length > 0 ? [] : (collection?.logs ?? []);
  const isOfNoFiles =
    sources.length > 0 && sources.every(({ source }) => source === 'changes-only' || source === 'event-history');
  if (isOfNoFiles && !sources.some(({ source }) => source === 'changes-only')) return undefined;
  const where = ['`cloudtrail/` and `usage/` of the bundle', ...folders.map((folder) => `\`${folder}\``)].join(', ');
  const some = sources.length > 1 ? 'of some accounts ' : '';
  return {
    service: 'logs',
    operation: 'read',
    account: accounts.length === 1 ? (accounts[0]?.id ?? '') : '',
    errorCode: 'Missing',
    message: isOfNoFiles
      ? `${some}only changes of IAM were to be read, from the event history, and no CloudTrail log file (the source of logs is \`changes-only\`)`
      : `no CloudTrail log file was read; looked in ${where}`,
  };
}
