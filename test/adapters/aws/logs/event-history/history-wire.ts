import { jsonAnswer, type WireAnswer, type WireRequest } from '../../wire.ts';

/** One event of a region's history. */
export interface HistoryEvent {
  readonly id: string;
  readonly at: string;
  readonly source: string;
  readonly name: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** An event as `LookupEvents` answers it: times as seconds, the record as text. */
export function wireEvent({ id, at, source, name, parameters = {} }: HistoryEvent, region: string): object {
  const record = {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROAADMIN:ada',
      arn: 'arn:aws:sts::111122223333:assumed-role/admin/ada',
      accountId: '111122223333',
      accessKeyId: 'ASIAEXAMPLE',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AROAADMIN',
          arn: 'arn:aws:iam::111122223333:role/admin',
          accountId: '111122223333',
          userName: 'admin',
        },
      },
    },
    eventTime: at,
    eventSource: source,
    eventName: name,
    awsRegion: region,
    sourceIPAddress: '192.0.2.1',
    userAgent: 'aws-cli/2.15.0',
    requestParameters: parameters,
    responseElements: null,
    eventID: id,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
  };
  return {
    EventId: id,
    EventName: name,
    EventTime: Date.parse(at) / 1000,
    EventSource: source,
    CloudTrailEvent: JSON.stringify(record),
  };
}

/**
 * Answers `LookupEvents` as AWS does: by region, name and time, the latest first, `pageSize` a page, tokens that say where to go on.
 */
export function historyAnswer(
  { region, parameters }: WireRequest,
  events: Readonly<Record<string, readonly HistoryEvent[]>>,
  pageSize = 50,
): WireAnswer {
  const from = Number(parameters.StartTime) * 1000;
  const to = Number(parameters.EndTime) * 1000;
  const wanted = wantedName(parameters);
  const found = (events[region] ?? [])
    .filter(({ at, name }) => Date.parse(at) >= from && Date.parse(at) <= to && (wanted ?? name) === name)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const start = Number(parameters.NextToken ?? 0);
  const page = found.slice(start, start + pageSize).map((event) => wireEvent(event, region));
  const end = start + pageSize;
  return jsonAnswer({ Events: page, ...(end < found.length ? { NextToken: String(end) } : {}) });
}

/** The event name that a lookup asks for. */
export function wantedName(parameters: WireRequest['parameters']): string | undefined {
  const [attribute]: readonly unknown[] = Array.isArray(parameters.LookupAttributes) ? parameters.LookupAttributes : [];
  return typeof attribute === 'object' && attribute !== null && 'AttributeValue' in attribute
    ? String(attribute.AttributeValue)
    : undefined;
}

/** A clock that only pauses move, and that counts them. */
export function testClock(start: number): {
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
  readonly pauses: readonly number[];
} {
  let now = start;
  const pauses: number[] = [];
  return {
    now: () => now,
    pauses,
    async pause(ms) {
      pauses.push(ms);
      now += ms;
    },
  };
}
