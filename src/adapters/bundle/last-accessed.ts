import { z } from 'zod';
import type { LastAccessedReport, LastAccessedService } from '../../core/model/bundle.ts';
import type { Instant } from '../../core/model/time.ts';
import { addGap, awsDate, instantIn, isTruncated, looseList, optional, type Place, shaped } from './shape.ts';

const action = z.object({ ActionName: z.string(), LastAccessedTime: awsDate });

const service = z.object({
  ServiceNamespace: z.string(),
  LastAuthenticated: awsDate,
  TrackedActionsLastAccessed: looseList,
});

const answer = z.looseObject({
  Arn: z.string(),
  JobStatus: z.string().nullish(),
  JobType: z.string().nullish(),
  JobCreationDate: awsDate,
  JobCompletionDate: awsDate,
  ServicesLastAccessed: looseList,
});

/** `last-accessed/*.json` in full, for the published schema. */
export const lastAccessedSchema = answer.extend({
  ServicesLastAccessed: z.array(service.extend({ TrackedActionsLastAccessed: z.array(action).nullish() })).nullish(),
  IsTruncated: z.boolean().nullish(),
});

/** One page of one job. */
export interface LastAccessedPage extends LastAccessedReport {
  /** The same for all pages of a job. */
  readonly job: string;
  readonly isTruncated: boolean;
  readonly place: Place;
}

/** One page of one finished job; a job that did not end well is a gap and `undefined`. */
export function lastAccessedPageOf(value: unknown, place: Place): LastAccessedPage | undefined {
  const page = shaped(answer, value, '', place);
  if (page === undefined) return undefined;
  if (page.JobStatus !== 'COMPLETED') {
    addGap(place, 'Unparsed', `the job's status is \`${page.JobStatus ?? 'not told'}\`, not \`COMPLETED\``);
    return undefined;
  }
  if (!Array.isArray(page.ServicesLastAccessed)) {
    addGap(place, 'WrongShape', '`ServicesLastAccessed`: expected array, found nothing');
    return undefined;
  }
  const completedAt = instantIn(page.JobCompletionDate, 'JobCompletionDate', place);
  return {
    arn: page.Arn,
    ...optional('completedAt', completedAt),
    services: page.ServicesLastAccessed.flatMap((item, index) =>
      servicesOf(item, `ServicesLastAccessed[${index}]`, place),
    ),
    path: place.file,
    job: [page.Arn, page.JobType, page.JobCreationDate, page.JobCompletionDate].join('\n'),
    isTruncated: isTruncated(page),
    place,
  };
}

/**
 * The pages joined by job: by ARN, and of one ARN the newest first. A job whose last page is missing is a gap; what is there is kept,
 * since services that are not listed count as not covered.
 */
export function joinedReports(pages: readonly LastAccessedPage[]): readonly LastAccessedReport[] {
  const jobs = new Map<string, LastAccessedPage[]>();
  for (const page of pages) {
    const known = jobs.get(page.job);
    if (known === undefined) jobs.set(page.job, [page]);
    else known.push(page);
  }
  const reports = [...jobs.values()].flatMap((parts) => {
    const [first] = parts;
    if (first === undefined) return [];
    if (parts.every((part) => part.isTruncated)) {
      addGap(first.place, 'Truncated', `the answer for \`${first.arn}\` says that more follows, and no file holds it`);
    }
    const services = joinedServices(parts.flatMap((part) => part.services));
    const { arn, completedAt, path } = first;
    return [{ arn, ...optional('completedAt', completedAt), services, path }];
  });
  return reports.sort((a, b) => {
    if (a.arn !== b.arn) return a.arn < b.arn ? -1 : 1;
    return (b.completedAt ?? 0) - (a.completedAt ?? 0) || (a.path < b.path ? -1 : 1);
  });
}

/**
 * A service whose date cannot be read is left out: without a date it would say "not used". So is an action.
 */
function servicesOf(item: unknown, path: string, place: Place): readonly LastAccessedService[] {
  const raw = shaped(service, item, path, place);
  if (raw === undefined) return [];
  const dated = datedOf(raw.LastAuthenticated, `${path}.LastAuthenticated`, place);
  if (dated === undefined) return [];
  const tracked = raw.TrackedActionsLastAccessed;
  if (!Array.isArray(tracked)) return [{ namespace: raw.ServiceNamespace, ...dated }];
  const actions = tracked.flatMap((entry, index) => {
    const where = `${path}.TrackedActionsLastAccessed[${index}]`;
    const known = shaped(action, entry, where, place);
    const at = known === undefined ? undefined : datedOf(known.LastAccessedTime, `${where}.LastAccessedTime`, place);
    return known === undefined || at === undefined ? [] : [{ name: known.ActionName, ...at }];
  });
  return [{ namespace: raw.ServiceNamespace, ...dated, actions }];
}

function datedOf(
  value: z.infer<typeof awsDate>,
  path: string,
  place: Place,
): { readonly lastAt?: Instant } | undefined {
  if (value === undefined || value === null) return {};
  const lastAt = instantIn(value, path, place);
  return lastAt === undefined ? undefined : { lastAt };
}

/** A service that two pages hold is one: the later date, and the actions of both. */
function joinedServices(services: readonly LastAccessedService[]): readonly LastAccessedService[] {
  const found = new Map<string, LastAccessedService>();
  for (const next of services) {
    const known = found.get(next.namespace);
    found.set(next.namespace, known === undefined ? next : merged(known, next));
  }
  return [...found.values()];
}

function merged(a: LastAccessedService, b: LastAccessedService): LastAccessedService {
  return {
    namespace: a.namespace,
    ...optional('lastAt', laterOf(a.lastAt, b.lastAt)),
    ...optional('actions', a.actions === undefined ? b.actions : joinedActions(a.actions, b.actions ?? [])),
  };
}

type Actions = NonNullable<LastAccessedService['actions']>;

function joinedActions(a: Actions, b: Actions): Actions {
  const dates = new Map(a.map((action) => [action.name, action.lastAt]));
  for (const action of b) dates.set(action.name, laterOf(dates.get(action.name), action.lastAt));
  return [...dates].map(([name, lastAt]) => ({ name, ...optional('lastAt', lastAt) }));
}

function laterOf(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.max(a, b);
}
