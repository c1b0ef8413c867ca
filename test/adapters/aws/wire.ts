import { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import type { RequestHandler } from '../../../src/adapters/aws/client.ts';

/** A request as it goes over the wire, read far enough to answer it. */
export interface WireRequest {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** `ListRoles`: from the query protocol's `Action` or the JSON protocol's target; empty for REST. */
  readonly operation: string;
  /** Parameters of the query protocol, or the JSON body. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** From the scope of the signature: `us-east-1`, `iam`. */
  readonly region: string;
  readonly service: string;
  /** The access key id that signed. */
  readonly accessKeyId: string;
  /** The attempt of the call, from 1. */
  readonly attempt: number;
}

/** An answer: status 200 and no headers where nothing else is said. */
export interface WireAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A network that answers as told, and keeps what was asked. */
export interface Wire {
  readonly handler: RequestHandler;
  readonly requests: readonly WireRequest[];
  /** The requests of one operation. */
  of(operation: string): readonly WireRequest[];
}

/** A network in which `answer` answers every request; what it throws is a broken connection. */
export function wireOf(answer: (request: WireRequest) => WireAnswer | Promise<WireAnswer>): Wire {
  const requests: WireRequest[] = [];
  return {
    requests,
    of: (operation) => requests.filter((request) => request.operation === operation),
    handler: {
      async handle(request: unknown) {
        if (!(request instanceof HttpRequest)) throw new Error('not a request');
        const read = requestOf(request);
        requests.push(read);
        const { status = 200, headers = {}, body = '' } = await answer(read);
        const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
        const { Readable } = await import('node:stream');
        return {
          response: new HttpResponse({ statusCode: status, headers: { ...headers }, body: Readable.from([bytes]) }),
        };
      },
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
    },
  };
}

/** An answer of the query protocol (IAM, STS). */
export function xmlAnswer(operation: string, result: string): WireAnswer {
  const body = `<${operation}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${operation}Result>${result}</${operation}Result><ResponseMetadata><RequestId>0d8f4b0e-0000-4000-8000-000000000000</RequestId></ResponseMetadata></${operation}Response>`;
  return { headers: { 'content-type': 'text/xml' }, body };
}

/** An error of the query protocol. */
export function xmlError(status: number, code: string, message: string): WireAnswer {
  const body = `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>0d8f4b0e-0000-4000-8000-000000000000</RequestId></ErrorResponse>`;
  return { status, headers: { 'content-type': 'text/xml' }, body };
}

/** An answer of the JSON protocols. */
export function jsonAnswer(value: unknown): WireAnswer {
  return { headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(value) };
}

/** An error of the JSON protocols. */
export function jsonError(status: number, code: string, message: string): WireAnswer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message }),
  };
}

function requestOf(request: HttpRequest): WireRequest {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const body = typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body ?? undefined);
  const [, accessKeyId = '', region = '', service = ''] =
    /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  const target = headers['x-amz-target'] ?? '';
  const isForm = (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const parameters: Record<string, unknown> = isForm
    ? Object.fromEntries(new URLSearchParams(body))
    : body.startsWith('{')
      ? JSON.parse(body)
      : {};
  return {
    host: request.hostname,
    method: request.method,
    path: request.path,
    query: request.query ?? {},
    headers,
    body,
    operation: target === '' ? String(parameters.Action ?? '') : (target.split('.').at(-1) ?? ''),
    parameters,
    region,
    service,
    accessKeyId,
    attempt: Number(/attempt=(\d+)/.exec(headers['amz-sdk-request'] ?? '')?.[1] ?? 1),
  };
}
