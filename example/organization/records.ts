import { type Account, homeRegion } from './accounts.ts';
import type { Call, Caller } from './definitions.ts';
import { randomOf, uuidOf } from './random.ts';

/** A CloudTrail record, its fields in AWS's order. */
export type LogRecord = Readonly<Record<string, unknown>>;

/** A call as it happens. */
export interface Happening {
  readonly account: Account;
  readonly region: string;
  readonly at: string;
  readonly caller: Caller;
  readonly call: Call;
}

const readNames = /^(AssumeRole|BatchGet|Decrypt|Describe|Generate|Get|Head|List|Lookup|Search)/;
const globalSources: ReadonlySet<string> = new Set(['iam', 'cloudfront', 'organizations', 'route53', 'ce']);

/** The region in which a call is recorded: the global services' is the home region. */
export function regionOf(call: Call, region: string): string {
  return globalSources.has(call.source) ? homeRegion : region;
}

/** The record of a call; `occasion` decides its event id. */
export function recordOf({ account, region, at, caller, call }: Happening, occasion: string): LogRecord {
  const identity = call.invokedBy === undefined ? caller.identity : { ...caller.identity, invokedBy: call.invokedBy };
  const next = randomOf(`event/${account.key}/${region}/${at}/${occasion}`);
  return {
    eventVersion: '1.11',
    userIdentity: identity,
    eventTime: at,
    eventSource: `${call.source}.amazonaws.com`,
    eventName: call.name,
    awsRegion: region,
    sourceIPAddress: call.invokedBy ?? caller.address,
    userAgent: call.invokedBy ?? caller.agent,
    ...(call.refused === undefined ? {} : refusalOf(call.refused, String(caller.identity.arn))),
    ...(call.failed === undefined ? {} : { errorCode: call.failed.code, errorMessage: call.failed.message }),
    requestParameters: call.parameters ?? null,
    responseElements: call.refused === undefined ? (call.response ?? null) : null,
    requestID: uuidOf(next),
    eventID: uuidOf(next),
    readOnly: readNames.test(call.name),
    ...(call.resources === undefined ? {} : { resources: resourcesOf(call, account) }),
    eventType: call.source === 'signin' ? 'AwsConsoleSignIn' : 'AwsApiCall',
    managementEvent: call.isData !== true,
    recipientAccountId: account.id,
    eventCategory: call.isData === true ? 'Data' : 'Management',
    ...(caller.agent.startsWith('Mozilla/') && call.source !== 'sts' && call.source !== 'signin'
      ? { sessionCredentialFromConsole: 'true' }
      : {}),
  };
}

function refusalOf({ code, action, resource, because }: NonNullable<Call['refused']>, arn: string): LogRecord {
  return {
    errorCode: code,
    errorMessage: `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} ${because}`,
  };
}

function resourcesOf(call: Call, account: Account): readonly LogRecord[] {
  // An object names no account, as AWS writes it; everything else does.
  return (call.resources ?? []).map((resource) =>
    resource.type === 'AWS::S3::Object' ? resource : { accountId: account.id, ...resource },
  );
}
