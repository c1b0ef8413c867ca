import type { Examination } from '../../adapters/aws/doctor/examine.ts';
import type { LogListing } from '../../adapters/aws/doctor/log-listing.ts';
import type { JsonObject } from '../../core/model/json-object.ts';
import { counted } from '../progress.ts';

/** The source of logs that fits an account. */
export interface RecommendedLogs {
  readonly source: 'changes-only' | 'event-history' | 's3' | 'athena';
  /** Sentences. */
  readonly why: readonly string[];
  /** What to write into the configuration. */
  readonly configuration: JsonObject;
}

/** From so many accounts on one machine should not read all files. */
const manyAccounts = 50;

/** So many bytes of one account, region and day are 90 GB a window and region. */
const hugeDayBytes = 1_000_000_000;

/** With so many roles and users at most the event history is read in minutes or a few hours, not in days. */
const smallAccount = 150;

/** Chooses a source of logs by what could be seen. */
export function recommendedLogs(examination: Examination): RecommendedLogs {
  const { logs, accounts, size } = examination;
  const { place, listing } = logs;
  if (place !== undefined && listing?.state === 'listed' && listing.files > 0) {
    const location = `s3://${place.bucket}${place.prefix === '' ? '' : `/${place.prefix.replace(/\/$/, '')}`}`;
    const seen = `The log files in ${location} can be listed: ${filesText(listing)} of yesterday in ${examination.caller.homeRegion}.`;
    if (listing.isCapped || listing.bytes >= hugeDayBytes || accounts.others >= manyAccounts) {
      const reason =
        accounts.others >= manyAccounts
          ? `${counted(accounts.others + 1)} accounts are more than one machine should read.`
          : 'That is much for one machine.';
      return {
        source: 'athena',
        why: [seen, `${reason} Athena counts them where they lie; each query costs money by the bytes it reads.`],
        configuration: collecting({ source: 'athena', location, region: listing.region }),
      };
    }
    return {
      source: 's3',
      why: [seen, 'They tell every recorded call, data events too where the trail records them.'],
      configuration: collecting({ source: 's3', location }),
    };
  }
  const unreachable = unreachableWhy(examination);
  const principals = size === undefined ? undefined : size.principals;
  if (principals !== undefined && principals <= smallAccount && accounts.others === 0) {
    return {
      source: 'event-history',
      why: [
        unreachable,
        `With ${counted(principals)} roles and users the account is small enough for its event history: 90 days of management events, at two requests a second a region.`,
      ],
      configuration: collecting({ source: 'event-history' }),
    };
  }
  return {
    source: 'changes-only',
    why: [
      unreachable,
      accounts.others > 0
        ? 'Reading the event histories of several accounts takes many hours.'
        : principals === undefined
          ? 'How large the account is could not be told, and the event history of a large one takes many hours.'
          : `With ${counted(principals)} roles and users the event history would take many hours.`,
      'What AWS says of the last use, and the changes of IAM, answer in minutes; data events, and actions that AWS does not track, stay unobservable.',
    ],
    configuration: collecting({ source: 'changes-only' }),
  };
}

function collecting(logs: JsonObject): JsonObject {
  return { collect: { logs } };
}

function filesText({ files, bytes, isCapped }: Extract<LogListing, { state: 'listed' }>): string {
  return `${isCapped ? 'more than ' : ''}${files === 1 ? 'one file' : `${counted(files)} files`} (${sizeText(bytes)})`;
}

/** `3.4 MB`. */
function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const [unit, size] = bytes >= 1e9 ? ['GB', 1e9] : bytes >= 1e6 ? ['MB', 1e6] : ['kB', 1e3];
  return `${(bytes / Number(size)).toFixed(1)} ${unit}`;
}

function unreachableWhy({ trails, logs, caller }: Examination): string {
  const { place, listing } = logs;
  if (place === undefined)
    return trails.gaps.length > 0 && trails.trails.length === 0
      ? 'Whether there is a trail is not known.'
      : 'No trail delivers log files anywhere that is known.';
  if (listing?.state === 'listed')
    return `The bucket ${place.bucket} can be listed, but holds no log file of account ${caller.accountId} of yesterday in ${caller.homeRegion}.`;
  return `The bucket ${place.bucket} cannot be listed (${listing?.reason ?? 'not asked'}).`;
}
