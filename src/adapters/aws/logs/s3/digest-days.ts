import type { Gap } from '../../../../core/model/gap.ts';
import type { StoredObject } from '../../../../core/model/object-store.ts';
import { type Day, dateOf, startOfDay } from '../../../../core/model/time.ts';
import { type AccountFolder, dayFolder, placeGap } from './log-layout.ts';
import type { S3Bucket } from './s3-bucket.ts';

/**
 * For each of some days without a log file, one digest of an account's folder if there is any: then nothing was recorded that day, and that is
 * known. Asks for the days of a month by one listing a region, and for no further region once all days are found.
 */
export async function* digestsOfQuietDays(
  bucket: S3Bucket,
  folder: AccountFolder,
  days: readonly Day[],
): AsyncGenerator<StoredObject | Gap> {
  if (days.length === 0) return;
  const base = `${folder.path}CloudTrail-Digest/`;
  let regions: readonly string[];
  try {
    regions = await bucket.folders(base);
  } catch (error) {
    yield placeGap(error, folder.accountId, `s3://${bucket.name}/${base}`, undefined, days);
    return;
  }
  for (const [month, daysOfMonth] of byMonth(days)) {
    const missing = new Set(daysOfMonth);
    const failures: Gap[] = [];
    for (const region of regions) {
      if (missing.size === 0) break;
      const prefix = `${base}${region}/${month}`;
      try {
        const there = new Set(await bucket.folders(prefix));
        for (const day of [...missing].filter((each) => there.has(dayFolder(each).slice(8, 10)))) {
          for await (const { Contents = [] } of bucket.pages({
            prefix: `${base}${region}/${dayFolder(day)}`,
            most: 1,
          })) {
            const [{ Key = '', Size = 0 } = {}] = Contents;
            if (Key === '') continue;
            missing.delete(day);
            yield { path: `s3://${bucket.name}/${Key}`, bytes: Size };
          }
        }
      } catch (error) {
        failures.push(placeGap(error, folder.accountId, `s3://${bucket.name}/${prefix}`, region));
      }
    }
    // Which region's digests could not be listed matters only where no other region had one.
    if (missing.size === 0) continue;
    for (const gap of failures) yield { ...gap, days: [...missing] };
  }
}

/** `2026/08/` and its days. */
function byMonth(days: readonly Day[]): ReadonlyMap<string, readonly Day[]> {
  const months = new Map<string, Day[]>();
  for (const day of days) {
    const month = `${dateOf(startOfDay(day)).slice(0, 7).replace('-', '/')}/`;
    months.set(month, [...(months.get(month) ?? []), day]);
  }
  return months;
}
