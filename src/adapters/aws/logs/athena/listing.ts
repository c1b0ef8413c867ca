import type { Gap } from '../../../../core/model/gap.ts';
import type { ObjectStore, StoredObject } from '../../../../core/model/object-store.ts';
import { type Day, dayMs, type TimeWindow } from '../../../../core/model/time.ts';
import type { LogObject } from '../../../../core/model/usage.ts';

const fileName = /\/(\d{12})_CloudTrail(-Digest)?_([a-z0-9-]+)_(?:.*_)?(\d{8})T\d{4}(?:\d{2})?Z/;

/** A file as its name tells it. */
interface NamedFile {
  readonly object: StoredObject;
  readonly kind: 'log' | 'digest';
  readonly accountId: string;
  readonly region: string;
  readonly day: Day;
}

/** How many bytes of log files there are, as they are stored: what Athena reads of them, and what is paid. */
export async function bytesOf(
  store: ObjectStore,
  accounts: readonly string[],
  window: TimeWindow,
): Promise<{ readonly bytes: number; readonly gaps: readonly Gap[] }> {
  const gaps: Gap[] = [];
  let bytes = 0;
  for await (const item of store.list({ accounts }, window)) {
    if ('errorCode' in item) gaps.push(item);
    else if (namedFile(item)?.kind !== 'digest') bytes += item.bytes;
  }
  return { bytes, gaps };
}

/**
 * Days on which accounts did nothing, as the trail attests it: those of `missing` (`account day`) with a digest and without a log file. A day
 * with log files of which no query answered is not among them: it was not read.
 */
export async function quietDays(
  store: ObjectStore,
  accounts: readonly string[],
  window: TimeWindow,
  missing: ReadonlySet<string>,
): Promise<{ readonly objects: readonly LogObject[]; readonly gaps: readonly Gap[] }> {
  const gaps: Gap[] = [];
  const digests = new Map<string, LogObject>();
  const withLogs = new Set<string>();
  for await (const item of store.list({ accounts }, window)) {
    if ('errorCode' in item) {
      // The other days were read, whatever could not be listed of them.
      const days = [...new Set([...missing].map((key) => Number(key.split(' ')[1])))];
      gaps.push({ ...item, days: days.filter((day) => item.days?.includes(day) !== false) });
      continue;
    }
    const file = namedFile(item);
    if (file === undefined) continue;
    const key = `${file.accountId} ${file.day}`;
    if (file.kind === 'log') withLogs.add(key);
    else if (missing.has(key) && !digests.has(key)) digests.set(key, logObjectOf(file));
  }
  return { objects: [...digests].filter(([key]) => !withLogs.has(key)).map(([, object]) => object), gaps };
}

function namedFile(object: StoredObject): NamedFile | undefined {
  const match = fileName.exec(object.path);
  if (match === null) return undefined;
  const [, accountId = '', digest, region = '', date = ''] = match;
  const at = Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T00:00:00Z`);
  if (Number.isNaN(at)) return undefined;
  return { object, kind: digest === undefined ? 'log' : 'digest', accountId, region, day: at / dayMs };
}

function logObjectOf({ object, accountId, region, day }: NamedFile): LogObject {
  return { path: object.path, kind: 'digest', accountId, region, day, records: 0, contents: [] };
}
