import type { LogSetting } from '../../../core/model/collect-settings.ts';
import { ConfigError } from '../../../core/model/errors.ts';
import { reasonText } from '../../../core/model/gap.ts';
import { type AwsFailure, credentialsErrorOf, failureOf, isAbort } from '../failure.ts';
import type { AwsSession } from '../session.ts';

/** What trying a permission told. `untried`: it cannot be tried; `not-needed`: there is nothing that it would be for. */
export type ProbeState = 'allowed' | 'refused' | 'unknown' | 'untried' | 'not-needed';

/** A permission, and what trying it told. */
export interface ProbeResult {
  readonly action: string;
  readonly state: ProbeState;
  /** Why it is not simply allowed: AWS's code and message, or our reason. Absent where there is nothing to say. */
  readonly reason?: string;
}

/** Where log files lie, as far as probes ask it. */
export interface LogPlace {
  readonly bucket: string;
  /** What stands before `AWSLogs/`: empty, or ends with `/`. */
  readonly prefix: string;
}

/** What probes ask with, and what was found before. */
export interface ProbeContext {
  readonly session: AwsSession;
  /** Who reads the log files: the session, or that of the role configured for it. */
  readonly logSession: AwsSession;
  readonly signal: AbortSignal;
  readonly logs: LogSetting;
  /** Where log files lie: configured, or where a trail delivers; `undefined`: nowhere that is known. */
  readonly logPlace: LogPlace | undefined;
  /** The ARN of IAM Identity Center's instance; `undefined`: there is none here, or it cannot be asked. Asked once. */
  identityCenter(): Promise<string | undefined>;
}

/** A permission that one cheap call tries, and that starts nothing which lasts. */
export interface AskedProbe {
  readonly action: string;
  /** Asks AWS: an answer means allowed. Gives `Untold` where it cannot tell. */
  ask(context: ProbeContext): Promise<unknown>;
  /** Codes of errors that AWS gives only after it has allowed the call, beside those for a thing that is not there. */
  readonly allowedBy?: readonly string[];
}

/** A permission that cannot be tried. */
export interface UnaskedProbe {
  readonly action: string;
  /** Why, as a clause: `a query costs money`. */
  readonly cannot: string;
}

/** How a permission is tried, or why it is not. */
export type Probe = AskedProbe | UnaskedProbe;

/** What an `ask` gives that could not try the permission. */
export class Untold {
  readonly state: 'not-needed' | 'unknown';
  readonly reason: string;

  constructor(state: Untold['state'], reason: string) {
    this.state = state;
    this.reason = reason;
  }
}

/** Tries a permission. Throws what ends the run: an interruption, credentials that AWS does not know. */
export async function probed(probe: Probe, context: ProbeContext): Promise<ProbeResult> {
  const { action } = probe;
  if ('cannot' in probe) return { action, state: 'untried', reason: probe.cannot };
  try {
    const answer = await probe.ask(context);
    return answer instanceof Untold
      ? { action, state: answer.state, reason: answer.reason }
      : { action, state: 'allowed' };
  } catch (error) {
    if (isAbort(error)) throw error;
    // A setting that names what is not there, such as a bucket.
    if (error instanceof ConfigError) return { action, state: 'unknown', reason: error.message };
    const failure = failureOf(error);
    const [service = '', operation = ''] = action.split(':');
    if (failure.kind === 'credentials')
      throw credentialsErrorOf(error, { service, operation, account: context.session.accountId });
    return resultOf(probe, failure);
  }
}

function resultOf({ action, allowedBy = [] }: AskedProbe, { kind, code, message }: AwsFailure): ProbeResult {
  const reason = reasonText(code, message);
  if (code === 'AWSOrganizationsNotInUseException')
    return { action, state: 'not-needed', reason: 'the account is in no organization' };
  if (kind === 'refused') return { action, state: 'refused', reason };
  // What does not exist was looked for, and so was allowed to be asked for. Not so where no service of AWS answered at all.
  if (kind === 'missing' || allowedBy.includes(code)) return { action, state: 'allowed' };
  return { action, state: 'unknown', reason };
}
