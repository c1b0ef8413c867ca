import type { Outcome, Refusal } from '../../core/model/usage.ts';
import { type JsonObject, objectOf, textOf } from './record.ts';

/**
 * Error codes that mean "refused for want of permission", lower case, without EC2's `Client.`, each with its reason.
 *
 * When in doubt a code is not here: a call that failed for another reason counts as use, so a mistake hides a finding and never makes
 * one. Weighed and left out: `AuthFailure` (EC2: bad credentials, or a resource of another owner), `NotAuthorizedException` (Cognito:
 * wrong password), `UnauthorizedException`, `UnauthorizedAccess`, `ForbiddenException` and `OperationNotPermitted` (services' own rules as well as IAM), `KMSAccessDeniedException`
 * (Lambda: the call was permitted, a call it depends on was not), `DryRunOperation` (would have succeeded), and failures to
 * authenticate (`InvalidClientTokenId`, `SignatureDoesNotMatch`, `ExpiredToken`). Of those, one whose message is IAM's own
 * "not authorized to perform" is a refusal nevertheless, but for KMS.
 */
export const refusalCodes: ReadonlyMap<string, string> = new Map([
  ['accessdenied', 'IAM, STS, S3, SQS and the other services with XML answers'],
  ['accessdeniedexception', 'services with JSON answers'],
  ['accessdeniedfault', 'DMS'],
  ['unauthorizedoperation', 'EC2 and what is built on it'],
  ['authorizationerror', 'SNS'],
  ['authorizationerrorexception', 'SNS, newer events'],
  ['notauthorized', 'older services with XML answers: the caller lacks permission for the action'],
  ['vpceaccessdenied', 'network activity events: refused by the policy of a VPC endpoint'],
]);

const ownWords = /not authorized to perform: ?([a-z0-9-]+:[A-Za-z0-9*]+)/;

/** The error of a call; some services put it into `responseElements`. `undefined` when it went well. */
export interface CallError {
  readonly code: string;
  readonly message: string;
}

/** The error of a record, from wherever the service put it. */
export function errorOf(record: JsonObject): CallError | undefined {
  const code = textOf(record.errorCode);
  const message = textOf(record.errorMessage);
  if (code !== '' || message !== '') return { code, message };
  if (record.responseElements === null || record.responseElements === undefined) return undefined;
  const response = objectOf(record.responseElements);
  const inner = textOf(response?.errorCode);
  if (inner !== '') return { code: inner, message: textOf(response?.errorMessage) || textOf(response?.message) };
  // Sign-in events tell a failure as their result.
  if (response?.ConsoleLogin === 'Failure') return { code: 'Failure', message: '' };
  return undefined;
}

/** What became of a call. */
export function outcomeOf(error: CallError | undefined): Outcome {
  if (error === undefined) return 'allowed';
  return isRefusal(error) ? 'denied' : 'failed';
}

function isRefusal(error: CallError): boolean {
  const code = error.code.toLowerCase().replace(/^(?:client|server)\./, '');
  const last = code.slice(code.lastIndexOf('.') + 1);
  if (refusalCodes.has(last)) return true;
  // Here the message tells of a call to KMS that the permitted call depends on.
  return !last.startsWith('kms') && ownWords.test(error.message);
}

/** How the messages of IAM name the layers of policy. */
const layers: readonly (readonly [RegExp, Refusal['layer']])[] = [
  [/service control polic/, 'scp'],
  [/resource control polic/, 'rcp'],
  [/permissions boundar/, 'boundary'],
  [/session polic/, 'session'],
  [/vpc ?endpoint polic/, 'vpc-endpoint'],
  [/resource-based polic/, 'resource'],
  [/identity-based polic/, 'identity'],
];

/** Reads the refused action and the layer that refused it from the message of a refused call. */
export function refusalOf(error: CallError): Refusal {
  const { message } = error;
  const action = ownWords.exec(message)?.[1] ?? '';
  if (error.code === 'VpceAccessDenied') return { action, layer: 'vpc-endpoint' };
  // The layer stands after the verdict; before it may be names that read like one.
  const verdict = /(?:with an explicit deny|because no) .*$/s.exec(message)?.[0].toLowerCase() ?? '';
  const named = layers.filter(([pattern]) => pattern.test(verdict)).map(([, layer]) => layer);
  const [layer] = named;
  return { action, layer: layer !== undefined && named.length === 1 ? layer : 'unknown' };
}
