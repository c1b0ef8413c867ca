import { z } from 'zod';
import type { Trail } from '../../core/model/bundle.ts';
import { defaultEventSelectors, eventSelectorsOf } from '../../core/model/event-selectors.ts';
import { awsDate, instantIn, looseList, optional, type Place, shaped } from './shape.ts';

const trail = z.object({
  TrailARN: z.string(),
  Name: z.string(),
  HomeRegion: z.string(),
  S3BucketName: z.string(),
  S3KeyPrefix: z.string().nullish(),
  IsMultiRegionTrail: z.boolean(),
  IsOrganizationTrail: z.boolean().nullish(),
  IncludeGlobalServiceEvents: z.boolean().nullish(),
  HasCustomEventSelectors: z.boolean().nullish(),
});

const status = z.object({ IsLogging: z.boolean().nullish(), StartLoggingTime: awsDate, StopLoggingTime: awsDate });

/** `trails.json` in full, for the published schema. Names are read in any letter case. */
export const trailsSchema = z.looseObject({
  trailList: z.array(trail),
  status: z.record(z.string(), status).nullish(),
  eventSelectors: z
    .record(z.string(), z.looseObject({ EventSelectors: looseList, AdvancedEventSelectors: looseList }))
    .nullish(),
});

const answer = z.looseObject({
  trailList: z.array(z.unknown()),
  status: z.record(z.string(), z.unknown()).nullish(),
  eventSelectors: z.record(z.string(), z.unknown()).nullish(),
});

/** The trails of `trails.json`; `undefined` when it is no such file. Status and selectors that it lacks are `undefined`. */
export function trailsOf(value: unknown, place: Place): readonly Trail[] | undefined {
  const file = shaped(answer, withNames(value, ['trailList', 'status', 'eventSelectors']), '', place);
  return file?.trailList.flatMap((item, index) => {
    const raw = shaped(trail, withNames(item, Object.keys(trail.shape)), `trailList[${index}]`, place);
    if (raw === undefined) return [];
    // Either map may be keyed by the trail's name, as the AWS CLI is often asked by it.
    const ofTrail = (map: Readonly<Record<string, unknown>> | null | undefined) =>
      own(map, raw.TrailARN) ?? own(map, raw.Name);
    return [
      {
        arn: raw.TrailARN,
        name: raw.Name,
        homeRegion: raw.HomeRegion,
        bucket: raw.S3BucketName,
        prefix: raw.S3KeyPrefix ?? '',
        isMultiRegion: raw.IsMultiRegionTrail,
        isOrganization: raw.IsOrganizationTrail ?? false,
        includesGlobalServices: raw.IncludeGlobalServiceEvents ?? false,
        ...statusOf(ofTrail(file.status), `status[${raw.TrailARN}]`, place),
        ...optional(
          'selectors',
          selectorsOf(ofTrail(file.eventSelectors), raw.HasCustomEventSelectors, raw.Name, place),
        ),
      },
    ];
  });
}

function statusOf(
  value: unknown,
  path: string,
  place: Place,
): Pick<Trail, 'isLogging' | 'startedLoggingAt' | 'stoppedLoggingAt'> {
  if (value === undefined) {
    addMissingAnswer(place, 'GetTrailStatus', `\`${path}\` is not there`);
    return {};
  }
  const raw = shaped(status, withNames(value, Object.keys(status.shape)), path, place);
  if (raw === undefined) return {};
  return {
    ...optional('isLogging', raw.IsLogging ?? undefined),
    ...optional('startedLoggingAt', instantIn(raw.StartLoggingTime, `${path}.StartLoggingTime`, place)),
    ...optional('stoppedLoggingAt', instantIn(raw.StopLoggingTime, `${path}.StopLoggingTime`, place)),
  };
}

function selectorsOf(
  value: unknown,
  hasCustom: boolean | null | undefined,
  name: string,
  place: Place,
): Trail['selectors'] {
  const selectors = eventSelectorsOf(value);
  if (selectors !== undefined) return selectors;
  // DescribeTrails itself says that such a trail has AWS's default, which is every management event.
  if (hasCustom === false) return defaultEventSelectors;
  addMissingAnswer(place, 'GetEventSelectors', `the event selectors of \`${name}\` are not there`);
  return undefined;
}

/** As for a missing part: the call that would give it. */
function addMissingAnswer(place: Place, operation: string, message: string): void {
  place.gaps.push({
    service: 'cloudtrail',
    operation,
    account: place.account,
    errorCode: 'Missing',
    message,
    path: place.file,
  });
}

function own(map: Readonly<Record<string, unknown>> | null | undefined, key: string): unknown {
  return map !== null && map !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** The object with the given names in place of the same names in another letter case. */
function withNames(value: unknown, names: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const known = new Map(names.map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [known.get(key.toLowerCase()) ?? key, item]));
}
