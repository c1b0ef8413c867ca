import type { Day } from '../model/time.ts';
import type { LogObject } from '../model/usage.ts';

/** What was read of one account's logs. Files are counted, not kept: an organization has millions. */
export interface AccountLogs {
  /** Days with a log or digest file, in any region. */
  readonly days: Set<Day>;
  readonly regions: Set<string>;
  /** The distinct beginnings of the files' paths, up to the account's folder: where a trail delivers. */
  readonly roots: Set<string>;
  files: number;
  records: number;
}

/** Adds one file to the account it names, or, when its name says nothing, to those whose records it holds. */
export function addLogObject(logs: Map<string, AccountLogs>, object: LogObject): void {
  if (object.day !== undefined) {
    const own = logsOf(logs, object.accountId);
    own.days.add(object.day);
    if (object.region !== '') own.regions.add(object.region);
    addFile(own, object, object.records);
    return;
  }
  for (const contents of object.contents) {
    const own = logsOf(logs, contents.accountId);
    for (const day of contents.days) own.days.add(day);
    own.regions.add(contents.region);
    addFile(own, object, 0);
  }
}

function addFile(own: AccountLogs, { path }: LogObject, records: number): void {
  own.files++;
  own.records += records;
  const region = path.search(/\/CloudTrail(?:-Digest)?\/[a-z0-9-]+\//);
  own.roots.add(`/${path.slice(0, (region < 0 ? path.lastIndexOf('/') : region) + 1)}`);
}

function logsOf(logs: Map<string, AccountLogs>, accountId: string): AccountLogs {
  const known = logs.get(accountId);
  if (known !== undefined) return known;
  const created: AccountLogs = { days: new Set(), regions: new Set(), roots: new Set(), files: 0, records: 0 };
  logs.set(accountId, created);
  return created;
}
