import { dataEventRows } from './traces/data-events.ts';
import { listedRows } from './traces/listed.ts';
import { recordedServices } from './traces/recorded-services.ts';
import { renamedRows } from './traces/renamed.ts';
import { type TraceRow, traceRowsOf } from './traces/row.ts';
import { unrecordedRows } from './traces/unrecorded.ts';
import { actionsWithoutOperation } from './traces/without-operation.ts';

const recorded = "the service's guide: CloudTrail captures all API calls as events";
const noOperation = 'AWS SDK models (botocore 1.43.11, Apache-2.0): no control-plane operation of this name';

/**
 * What a trail holds of each action; later rows win, and an action that no row matches is unknown.
 *
 * Safety hangs on it: an action may be `management` only if every call of it leaves a management event by which it is known again. So the rows
 * begin with services that say they record their whole API, take out whatever is no control-plane operation of the AWS SDK, and then what is
 * known or feared to be recorded otherwise. A false `management` would name a used permission as unused; a false `unknown` only keeps silent.
 */
export const traceRows: readonly TraceRow[] = [
  ...recordedServices.map((service) => ({
    pattern: `${service}:*`,
    trace: 'management' as const,
    source: recorded,
  })),
  ...Object.entries(actionsWithoutOperation).flatMap(([service, actions]) =>
    traceRowsOf(service, actions, 'unknown', noOperation),
  ),
  ...listedRows,
  ...renamedRows,
  ...unrecordedRows,
  ...dataEventRows,
];
