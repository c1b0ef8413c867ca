import { type Day, dayMs } from '../../core/model/time.ts';

/**
 * What a path says of a log file. `sibling`: what CloudTrail delivers beside the logs and what is no log (insights, aggregated
 * events). Account and region are empty, and the day `undefined`, when neither the name nor the folders are AWS's.
 */
export interface LogName {
  readonly kind: 'log' | 'digest' | 'sibling';
  readonly accountId: string;
  readonly region: string;
  readonly day?: Day;
}

const logFile = /^(\d{12})_CloudTrail_([a-z0-9-]+)_(\d{8})T\d{4}Z_/;
const digestFile = /^(\d{12})_CloudTrail-Digest_([a-z0-9-]+)_.*_(\d{8})T\d{6}Z/;
const siblingFile = /^\d{12}_CloudTrail-[A-Za-z]/;
const folders = /(?:^|\/)(\d{12})\/CloudTrail(-[A-Za-z-]+)?\/([a-z0-9-]+)\/(\d{4})\/(\d{2})\/(\d{2})\//;

/** Reads account, region and delivery day from a log file's name, or else from AWS's folder layout around it. */
export function logNameOf(path: string): LogName {
  const normal = path.replaceAll('\\', '/');
  const name = normal.slice(normal.lastIndexOf('/') + 1);
  const log = logFile.exec(name);
  if (log !== null) return named('log', log[1], log[2], log[3]);
  const digest = digestFile.exec(name);
  if (digest !== null) return named('digest', digest[1], digest[2], digest[3]);
  const folder = folders.exec(normal);
  if (folder !== null) {
    const [, account, suffix, region, year, month, date] = folder;
    const kind = suffix === undefined ? 'log' : suffix === '-Digest' ? 'digest' : 'sibling';
    return named(kind, account, region, `${year}${month}${date}`);
  }
  if (siblingFile.test(name) || /(?:^|\/)CloudTrail-(?!Digest)[A-Za-z-]+\//.test(normal)) return unnamed('sibling');
  return unnamed(/(?:^|\/)CloudTrail-Digest\//.test(normal) ? 'digest' : 'log');
}

function named(kind: LogName['kind'], account = '', region = '', date = ''): LogName {
  const at = Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}T00:00:00Z`);
  if (Number.isNaN(at)) return { kind, accountId: account, region };
  return { kind, accountId: account, region, day: at / dayMs };
}

function unnamed(kind: LogName['kind']): LogName {
  return { kind, accountId: '', region: '' };
}
