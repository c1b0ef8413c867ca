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
  /** What the client was made with, and what it was filled up with. */
  readonly config: object;
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
  endWith(client, signal);
  const stack = stackOf(client);
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
          // The SDK has an error of its own for it.
          signal.throwIfAborted();
          if (failureOf(error).kind === 'throttled') calls.throttled(service, operation);
          throw error;
        }
      };
    },
    { step: 'finalizeRequest', priority: 'low', name: 'iamDriftAttempt' },
  );
}

/** Handlers that end with the run already: several clients may share one. */
const ending = new WeakSet<object>();

/** Lets the network end what is under way when the run ends; the SDK takes a signal for each single call only. */
function endWith({ config }: AwsClient, signal: AbortSignal): void {
  const handler: unknown = 'requestHandler' in config ? config.requestHandler : undefined;
  if (!isHandler(handler) || ending.has(handler)) return;
  ending.add(handler);
  const handle = handler.handle.bind(handler);
  // After the run has ended only what cleans up behind it still asks.
  handler.handle = (request, options) =>
    handle(request, signal.aborted ? options : { ...options, abortSignal: signal });
}

interface Handler {
  handle(request: unknown, options?: object): Promise<unknown>;
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'object' && value !== null && 'handle' in value && typeof value.handle === 'function';
}

/** The steps that every call of a client goes through. */
export function stackOf({ middlewareStack: stack }: AwsClient): MiddlewareStack<object, MetadataBearer> {
  if (!isStack(stack)) throw new InternalError('a client of the SDK without a middleware stack');
  return stack;
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
