import type { STSClientConfig } from '@aws-sdk/client-sts';
import type { MetadataBearer, MiddlewareStack } from '@smithy/types';
import { InternalError } from '../../core/model/errors.ts';
import type { CallCounter } from './call-counter.ts';
import { failureOf } from './failure.ts';

/** What answers requests in place of the network: for tests. */
export type RequestHandler = NonNullable<STSClientConfig['requestHandler']>;

/** How every client is made. */
export interface ClientSettings {
  readonly region: string;
  readonly credentials: NonNullable<STSClientConfig['credentials']>;
  readonly retryMode: string;
  readonly maxAttempts: number;
  readonly customUserAgent: string;
  readonly requestHandler?: RequestHandler;
}

/** A client of the SDK, as far as all of them are the same. */
export interface AwsClient {
  /** The steps that every call of the client goes through. */
  readonly middlewareStack: object;
}

/** The class of a client. */
export type ClientType<Client extends AwsClient> = new (settings: ClientSettings) => Client;

/** The names of services in IAM that are not those of the SDK's clients in small letters. */
const prefixes: Readonly<Record<string, string>> = { accessanalyzer: 'access-analyzer', ssoadmin: 'sso' };

/** The IAM prefix of a client: `AccessAnalyzerClient` is `access-analyzer`. */
export function serviceOfClient(clientName: string): string {
  const name = clientName.replace(/Client$/, '').toLowerCase();
  return prefixes[name] ?? name;
}

/**
 * Counts the calls of a client, their attempts and throttlings; ends them when the run ends; and asks once more with new credentials where
 * the old ones were refused as expired before their time.
 */
export function observe(client: AwsClient, calls: CallCounter, signal: AbortSignal, renew: () => void): void {
  const stack = client.middlewareStack;
  if (!isStack(stack)) throw new InternalError('a client of the SDK without a middleware stack');
  stack.add(
    (next, context) => async (args) => {
      const { service, operation } = nameOf(context);
      calls.begin(service, operation);
      try {
        return await next(args);
      } catch (error) {
        if (!/^(?:Expired\w*|TokenRefreshRequired)$/.test(failureOf(error).code)) throw error;
        renew();
        calls.begin(service, operation);
        return await next(args);
      }
    },
    { step: 'initialize', priority: 'high', name: 'iamDriftCall' },
  );
  stack.add(
    (next, context) => {
      const { service, operation } = nameOf(context);
      return async (args) => {
        // The SDK would go on to repeat a call after Ctrl-C, and wait for minutes.
        signal.throwIfAborted();
        calls.attempt(service, operation, attemptOf(args));
        try {
          return await next(args);
        } catch (error) {
          if (failureOf(error).kind === 'throttled') calls.throttled(service, operation);
          throw error;
        }
      };
    },
    { step: 'finalizeRequest', priority: 'low', name: 'iamDriftAttempt' },
  );
}

/** The stacks of all clients are alike; their types differ in what goes through them, which we do not look at. */
function isStack(value: object): value is MiddlewareStack<object, MetadataBearer> {
  return 'add' in value && typeof value.add === 'function';
}

interface StepContext {
  readonly clientName?: string;
  readonly commandName?: string;
}

function nameOf({ clientName = '', commandName = '' }: StepContext): { service: string; operation: string } {
  return { service: serviceOfClient(clientName), operation: commandName.replace(/Command$/, '') };
}

/** The retry step counts the attempts in a header: `attempt=2; max=8`. */
function attemptOf(args: { readonly request?: unknown }): number {
  const request = args.request;
  if (typeof request !== 'object' || request === null || !('headers' in request)) return 1;
  const headers = request.headers;
  if (typeof headers !== 'object' || headers === null || !('amz-sdk-request' in headers)) return 1;
  return Number(/attempt=(\d+)/.exec(String(headers['amz-sdk-request']))?.[1] ?? 1);
}
