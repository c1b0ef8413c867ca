import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { JsonObject } from '../../src/core/model/json-object.ts';

/** A stand-in for AWS, as a process of its own. */
export interface MotoServer {
  readonly url: string;
  /** Asks IAM: the result of the action. */
  iam(action: string, parameters?: Readonly<Record<string, string>>): Promise<JsonObject>;
  /** Asks IAM Identity Center. */
  identityCenter(action: string, parameters?: JsonObject): Promise<JsonObject>;
  /** Forgets all accounts. */
  reset(): Promise<void>;
  stop(): void;
}

/** Starts moto on a free port and waits until it answers. */
export async function startMoto(): Promise<MotoServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' },
    stdio: 'ignore',
  });
  await untilAnswered(url, child);
  return {
    url,
    iam: (action, parameters = {}) => askIam(url, action, parameters),
    identityCenter: (action, parameters = {}) => askIdentityCenter(url, action, parameters),
    reset: async () => {
      await fetch(`${url}/moto-api/reset`, { method: 'POST' });
    },
    stop: () => child.kill(),
  };
}

async function askIam(url: string, action: string, parameters: Readonly<Record<string, string>>): Promise<JsonObject> {
  const body = new URLSearchParams({ Action: action, Version: '2010-05-08', ContentType: 'JSON', ...parameters });
  const answer = await fetch(url, { method: 'POST', headers: signedFor('iam'), body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${action}: ${text}`);
  if (!text.startsWith('{')) return {};
  const response: unknown = JSON.parse(text)[`${action}Response`];
  return objectOf(objectOf(response)[`${action}Result`]);
}

async function askIdentityCenter(url: string, action: string, parameters: JsonObject): Promise<JsonObject> {
  const headers = {
    ...signedFor('sso'),
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `SWBExternalService.${action}`,
  };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(parameters) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${action}: ${text}`);
  return objectOf(text === '' ? {} : JSON.parse(text));
}

/** Moto tells the service by the scope of a signature, which it does not check. */
function signedFor(service: string): Record<string, string> {
  const scope = `Credential=test/20260101/us-east-1/${service}/aws4_request`;
  return { authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=none` };
}

/** What a JSON value has to be: an object; anything else is an empty one. */
export function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** The objects of a list in a JSON value. */
export function objectsOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function untilAnswered(url: string, child: ChildProcess): Promise<void> {
  for (let turn = 0; turn < 300; turn++) {
    if (child.exitCode !== null) throw new Error(`moto_server ended with ${child.exitCode}`);
    const isUp = await fetch(`${url}/moto-api/`).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  child.kill();
  throw new Error('moto_server did not answer within a minute');
}
