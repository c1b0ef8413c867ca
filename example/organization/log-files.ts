import { organization } from './accounts.ts';
import { dayOf } from './calendar.ts';
import type { PlacedRecord } from './logs.ts';
import { randomOf, textOf } from './random.ts';

/** The log files in AWS's own layout: path and text, one file an account, region and day with events. */
export function logFilesOf(records: readonly PlacedRecord[]): ReadonlyMap<string, string> {
  const files = new Map<string, PlacedRecord[]>();
  for (const placed of records) {
    const path = pathOf(placed);
    const file = files.get(path);
    if (file === undefined) files.set(path, [placed]);
    else file.push(placed);
  }
  return new Map(
    [...files].map(([path, placed]) => [
      path,
      `${JSON.stringify({ Records: placed.toSorted(byTime).map(({ record }) => record) })}`,
    ]),
  );
}

function byTime(a: PlacedRecord, b: PlacedRecord): number {
  return String(a.record.eventTime).localeCompare(String(b.record.eventTime), 'en');
}

function pathOf({ accountId, region, daysAgo }: PlacedRecord): string {
  const day = dayOf(daysAgo);
  // The name tells when the file was delivered, after its last event; the day of the collection is young.
  const delivered = daysAgo === 0 ? '0555' : '2355';
  const stamp = `${day.replaceAll('-', '')}T${delivered}Z`;
  const ending = textOf(randomOf(`file/${accountId}/${region}/${day}`), 16);
  const folder = `cloudtrail/AWSLogs/${organization.id}/${accountId}/CloudTrail/${region}/${day.replaceAll('-', '/')}`;
  return `${folder}/${accountId}_CloudTrail_${region}_${stamp}_${ending}.json.gz`;
}
