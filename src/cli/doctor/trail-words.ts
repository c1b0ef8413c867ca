import type { Examination } from '../../adapters/aws/doctor/examine.ts';
import type { TrailView } from '../../adapters/aws/doctor/trail-views.ts';
import { listOf } from '../../adapters/markup/prose.ts';
import type { EventSelector } from '../../core/model/bundle.ts';
import { dateOf } from '../../core/model/time.ts';

/** What the trails of an account cannot see. */
export interface BlindSpots {
  /** Enabled regions in which no trail records management events, as far as is known. */
  readonly regions: readonly string[];
  /** Whether no trail records the events of global services, such as IAM's. */
  readonly isBlindToGlobalServices: boolean;
}

/** What no logging trail sees of these regions. A trail that may not be asked whether it logs counts as one that does. */
export function blindSpots({ trails: { trails }, regions, caller }: Examination): BlindSpots {
  const recording = trails.filter(
    ({ isLogging, selectors }) =>
      isLogging !== false && (selectors === undefined || selectors.some(({ category }) => category === 'management')),
  );
  const sees = (region: string) =>
    recording.some(({ isMultiRegion, homeRegion }) => isMultiRegion || homeRegion === region);
  return {
    regions: regions.names.filter((region) => !sees(region)),
    isBlindToGlobalServices: !recording.some(
      ({ isMultiRegion, homeRegion, includesGlobalServices }) =>
        includesGlobalServices && (isMultiRegion || homeRegion === caller.homeRegion),
    ),
  };
}

/** Whether a trail logs and since when, and where: `logging since 2024-01-01, in all regions, of the organization`. */
export function trailState({ isLogging, loggingSince, isMultiRegion, homeRegion, isOrganization }: TrailView): string {
  const since = loggingSince === undefined ? '' : ` since ${dateOf(loggingSince)}`;
  const state =
    isLogging === undefined ? 'whether it logs is not known' : isLogging ? `logging${since}` : 'NOT logging';
  const regions = isMultiRegion ? 'all regions' : `only ${homeRegion}`;
  return [state, regions, ...(isOrganization ? ['of the organization'] : [])].join(', ');
}

/** What a trail records, in words. */
export function recordsText({ selectors }: TrailView): string {
  if (selectors === undefined) return 'what it records is not known';
  const management = selectors.filter(({ category }) => category === 'management').map(managementText);
  const types = new Map<string, boolean>();
  for (const { category, resourceType, isPartial, readWrite } of selectors) {
    if (category !== 'data' || resourceType === '') continue;
    const isWhole = !isPartial && readWrite === 'all';
    types.set(resourceType, isWhole || types.get(resourceType) === true);
  }
  const data = [...types]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, isWhole]) => `${type}${isWhole ? '' : ' (in part)'}`);
  const others = selectors.some(({ category }) => category === 'network') ? ['network activity events'] : [];
  return [
    management.length === 0 ? 'no management events' : listOf(management),
    data.length === 0 ? 'no data events' : `data events of ${listOf(data)}`,
    ...others,
  ].join('; ');
}

function managementText({ readWrite, eventSources, eventNames, isPartial }: EventSelector): string {
  const which = readWrite === 'all' ? 'all management events' : `management events that ${readWrite}`;
  const but = eventSources?.not === true ? ` but those of ${listOf(eventSources.values)}` : '';
  const only = eventSources?.not === false ? ` of ${listOf(eventSources.values)}` : '';
  return `${which}${but}${only}${isPartial || eventNames !== undefined ? ' (in part)' : ''}`;
}

/** Where a trail delivers to, and how it went last. */
export function deliveryText({ bucket, prefix, key, lastDelivery, deliveryError }: TrailView): string {
  const place = `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}`;
  return [
    place,
    ...(key === undefined ? [] : [`encrypted with ${key}`]),
    ...(lastDelivery === undefined ? [] : [`last on ${dateOf(lastDelivery)}`]),
    ...(deliveryError === undefined ? [] : [`the last delivery FAILED: ${deliveryError}`]),
  ].join(', ');
}
