import { CredentialsError, UserError } from '../../core/model/errors.ts';
import { type Gap, reasonText } from '../../core/model/gap.ts';
import { visible } from '../markup/visible.ts';

/** What kind of failure a call ended in. */
export type FailureKind = 'refused' | 'credentials' | 'throttled' | 'missing' | 'network' | 'other';

/** Why a call failed, in AWS's code and in one line. */
export interface AwsFailure {
  readonly kind: FailureKind;
  readonly code: string;
  readonly message: string;
}

/** A call, as messages name it. */
export interface AwsCall {
  /** The IAM prefix: `iam`, `access-analyzer`. */
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly region?: string;
}

const refused = /^(?:AccessDenied\w*|UnauthorizedOperation|AuthorizationError\w*|NotAuthorized\w*|Forbidden)$/;
const throttled =
  /^(?:Throttl\w*|TooManyRequests\w*|RequestLimitExceeded|LimitExceededException|SlowDown|BandwidthLimitExceeded|PriorRequestNotComplete|EC2ThrottledException|RequestThrottled\w*)$/;
const credentials =
  /^(?:Expired\w*|InvalidClientTokenId|UnrecognizedClient\w*|InvalidAccessKeyId|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken\w*|RequestExpired|RequestTimeTooSkewed|InvalidSignature\w*|InvalidToken|TokenRefreshRequired|CredentialsProviderError|CredentialsError|TokenProviderError|AuthFailure)$/;
const missing =
  /^(?:NoSuch\w*|\w*NotFound(?:Exception|Fault)?|AWSOrganizationsNotInUseException|ReportNotPresent|NotFound)$/;
const network =
  /^(?:TimeoutError|NetworkingError|ECONN\w+|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|UnknownEndpoint)$/;

/** Reads an error of the SDK. */
export function failureOf(error: unknown): AwsFailure {
  if (!(error instanceof Error)) return { kind: 'other', code: 'Unknown', message: oneLine(String(error)) };
  const own = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const status = statusOf(error);
  const name = error.name === 'Error' || error.name === '' ? own : error.name;
  // A body that is no answer of AWS (an HTML page of a proxy) leaves the parser's error, and the status.
  const isNoAnswer =
    name === 'SyntaxError' ||
    name === '' ||
    name === 'UnknownError' ||
    name === 'Unknown' ||
    messageOf(error).includes('Deserialization error: to see the raw response');
  const code = isNoAnswer ? `Http${status ?? ''}` : codeIn(name);
  const message = isNoAnswer ? noAnswerText(status) : oneLine(messageOf(error));
  return { kind: kindOf(code, own, status), code, message };
}

/** The parser's own words tell about markup, and nothing of what happened. */
function noAnswerText(status: number | undefined): string {
  const answer = status === undefined ? 'what answered' : `what answered (HTTP status ${status})`;
  return `${answer} is not AWS: a proxy, or an endpoint that does not know the operation`;
}

function kindOf(code: string, own: string, status: number | undefined): FailureKind {
  if (credentials.test(code)) return 'credentials';
  if (refused.test(code)) return 'refused';
  if (throttled.test(code) || status === 429) return 'throttled';
  if (missing.test(code)) return 'missing';
  if (network.test(code) || network.test(own)) return 'network';
  return status === 403 ? 'refused' : 'other';
}

function statusOf(error: Error): number | undefined {
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata ? metadata.httpStatusCode : 0;
  return typeof status === 'number' && status !== 0 ? status : undefined;
}

/** What stands in messages of AWS and belongs into no report: encoded authorization messages, tokens. */
const secret =
  /(Encoded authorization failure message: )\S+|((?:token|secret|signature)\w*["']?\s*[:=]\s*["']?)[^\s"',]+/gi;

/** The SDK hands on what the answer says, also where that is no text. */
function messageOf({ message }: Error): string {
  return String(message);
}

/** AWS's codes are short words; what an endpoint that is not AWS's puts in their place goes into messages, and onto terminals. */
function codeIn(name: string): string {
  return /^[\w.:-]{1,80}$/.test(name) ? name : 'Unknown';
}

/** One line, at most 300 characters, without what must not be written down, or moves a cursor. */
function oneLine(message: string): string {
  const text = visible(message.slice(0, 10_000).replace(secret, '$1$2…').replace(/\s+/g, ' ').trim());
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}

/** `iam:ListRoles in account 111122223333, us-east-1`. */
export function callText({ service, operation, account, region }: AwsCall): string {
  const place = [...(account === '' ? [] : [`account ${account}`]), ...(region === undefined ? [] : [region])];
  return place.length === 0 ? `${service}:${operation}` : `${service}:${operation} in ${place.join(', ')}`;
}

/**
 * What a failed call is: a gap, where others can go on. Throws what ends the run: an interruption, an error that is ours already, and
 * `CredentialsError` where AWS does not know the credentials.
 */
export function gapOfFailure(error: unknown, call: AwsCall): Gap {
  if (isAbort(error) || error instanceof UserError) throw error;
  const { kind, code, message } = failureOf(error);
  if (kind === 'credentials') throw credentialsErrorOf(error, call);
  const { service, operation, account, region } = call;
  return { service, operation, account, ...(region === undefined ? {} : { region }), errorCode: code, message };
}

/** Says whose credentials AWS refused, where, and what to do. */
export function credentialsErrorOf(error: unknown, call: AwsCall): CredentialsError {
  const { code, message } = failureOf(error);
  const what = /^(?:Expired|RequestExpired|TokenRefresh)/.test(code)
    ? 'the credentials have expired'
    : /Skewed/.test(code)
      ? "this machine's clock differs from AWS's"
      : /Provider/.test(code)
        ? 'there are no credentials'
        : 'AWS does not accept the credentials';
  const hint = /Skewed/.test(code)
    ? 'set the clock, then run again'
    : /using profile: \[/.test(message)
      ? '`aws configure list-profiles` names the profiles that there are; with SSO, sign in by `aws sso login --profile NAME`'
      : 'sign in again (`aws sso login`), set AWS_PROFILE or `--profile`, or the AWS_ACCESS_KEY_ID variables; then run the same command: what is collected is kept';
  return new CredentialsError(`${what}: ${callText(call)}: ${reasonText(code, message)}`, hint, { cause: error });
}

/** Whether an error is that of a call that was ended by us. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.message === 'interrupted');
}
