import { z } from 'zod';
import type { SeededWorld } from './seed-world.ts';
import { daysBefore, homeRegion, regions, roleArnOf, userArnOf, type WorldService } from './world.ts';
import { changesOf } from './world-logs.ts';

/** A call as it came over the wire. */
export interface CallOfWorld {
  readonly account: string;
  /** As the signature names it: `iam`, `eks`, `access-analyzer`. */
  readonly service: string;
  readonly region: string;
  /** The operation; of a REST service the method and the path. */
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly status: number;
}

/** An answer that moto does not have. */
export interface OwnAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Answers, in the shapes that AWS documents, what moto does not know: last-accessed jobs, regions, the event history of changes, Access Analyzer (none),
 * Pod Identity (none), credentials for single services and delegation requests (none). Gives `undefined` for all else.
 */
export function whatMotoLacks(world: SeededWorld, newId: () => string): (call: CallOfWorld) => OwnAnswer | undefined {
  const jobs = new Map<string, string>();
  return (call) => {
    const { service, operation } = call;
    if (service === 'iam') return iamAnswer(call, world, jobs, newId);
    if (service === 'account' && /listRegions$/i.test(operation)) {
      return json({ Regions: regions.map((RegionName) => ({ RegionName, RegionOptStatus: 'ENABLED_BY_DEFAULT' })) });
    }
    if (operation === 'LookupEvents') return json({ Events: eventsFor(call, world) });
    if (service === 'access-analyzer') return json(/\/analyzer/.test(operation) ? { analyzers: [] } : {});
    if (service === 'eks' && /pod-identity-associations/.test(operation)) return json({ associations: [] });
    return undefined;
  };
}

/** In the home region, what was changed; by name and time, as it is asked for. */
function eventsFor({ account, region, parameters }: CallOfWorld, { accounts, seeded }: SeededWorld): readonly object[] {
  if (region !== homeRegion) return [];
  const attribute = z
    .array(z.object({ AttributeKey: z.string(), AttributeValue: z.string() }))
    .default([])
    .parse(parameters.LookupAttributes);
  const names = attribute.filter(({ AttributeKey: key }) => key === 'EventName').map((one) => one.AttributeValue);
  const asked = accounts.find(({ id }) => id === account);
  return (asked === undefined ? [] : changesOf(asked, seeded.from))
    .map((record) => ({
      EventId: record.eventID,
      EventName: record.eventName,
      EventSource: record.eventSource,
      EventTime: Date.parse(record.eventTime) / 1000,
      CloudTrailEvent: JSON.stringify(record),
    }))
    .filter(({ EventName: name, EventTime: at }) => {
      const isNamed = names.length === 0 || names.includes(name);
      return isNamed && at >= Number(parameters.StartTime ?? 0) && at <= Number(parameters.EndTime ?? Infinity);
    });
}

function iamAnswer(
  { operation, parameters }: CallOfWorld,
  world: SeededWorld,
  jobs: Map<string, string>,
  newId: () => string,
): OwnAnswer | undefined {
  switch (operation) {
    case 'GenerateServiceLastAccessedDetails': {
      const id = newId();
      jobs.set(id, String(parameters.Arn));
      return xml(operation, `<JobId>${id}</JobId>`);
    }
    case 'GetServiceLastAccessedDetails':
      return xml(operation, lastAccessed(jobs.get(String(parameters.JobId)) ?? '', world));
    case 'ListServiceSpecificCredentials':
      return xml(operation, '<ServiceSpecificCredentials/><IsTruncated>false</IsTruncated>');
    case 'ListDelegationRequests':
      return xml(operation, '<DelegationRequests/><isTruncated>false</isTruncated>');
    default:
      return undefined;
  }
}

function lastAccessed(arn: string, world: SeededWorld): string {
  const services = servicesOf(arn, world).map(({ namespace, name, daysAgo, actions }) => {
    const used = daysAgo === undefined ? '' : authenticated(arn, daysBefore(world.seeded.from, daysAgo));
    const tracked = Object.entries(actions)
      .map(
        ([action, ago]) =>
          `<member><ActionName>${action}</ActionName>${ago === null ? '' : accessed(arn, daysBefore(world.seeded.from, ago))}</member>`,
      )
      .join('');
    return `<member><ServiceName>${name}</ServiceName><ServiceNamespace>${namespace}</ServiceNamespace><TotalAuthenticatedEntities>${daysAgo === undefined ? 0 : 1}</TotalAuthenticatedEntities>${used}<TrackedActionsLastAccessed>${tracked}</TrackedActionsLastAccessed></member>`;
  });
  const at = new Date(world.seeded.to).toISOString();
  return `<JobStatus>COMPLETED</JobStatus><JobType>ACTION_LEVEL</JobType><JobCreationDate>${at}</JobCreationDate><ServicesLastAccessed>${services.join('')}</ServicesLastAccessed><JobCompletionDate>${at}</JobCompletionDate><IsTruncated>false</IsTruncated>`;
}

function authenticated(arn: string, at: string): string {
  return `<LastAuthenticated>${at}</LastAuthenticated><LastAuthenticatedEntity>${arn}</LastAuthenticatedEntity><LastAuthenticatedRegion>${homeRegion}</LastAuthenticatedRegion>`;
}

function accessed(arn: string, at: string): string {
  return `<LastAccessedEntity>${arn}</LastAccessedEntity><LastAccessedTime>${at}</LastAccessedTime><LastAccessedRegion>${homeRegion}</LastAccessedRegion>`;
}

function servicesOf(arn: string, { accounts }: SeededWorld): readonly WorldService[] {
  return accounts.flatMap(({ id, roles, users }) => [
    ...roles.filter((role) => roleArnOf(id, role) === arn).flatMap(({ services }) => services),
    ...users.filter((user) => userArnOf(id, user) === arn).flatMap(({ services = [] }) => services),
  ]);
}

function xml(operation: string, result: string): OwnAnswer {
  const text = `<${operation}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${operation}Result>${result}</${operation}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></${operation}Response>`;
  return { headers: { 'content-type': 'text/xml' }, body: Buffer.from(text) };
}

function json(value: object): OwnAnswer {
  return { headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) };
}
