import { randomUUID } from 'node:crypto';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { SeededWorld } from './seed-world.ts';
import { type CallOfWorld, whatMotoLacks } from './what-moto-lacks.ts';
import { ageDays, daysBefore, type WorldRole } from './world.ts';

/** A stand-in for AWS: moto, what moto lacks, and dates as if the world were old. */
export interface WorldFront {
  readonly url: string;
  /** Every call that was answered, in order. */
  readonly calls: readonly CallOfWorld[];
  /** Called when an answer was sent; the number counts from 1 since it was set. */
  onAnswer(act: ((number: number) => void) | undefined): void;
  forget(): void;
  stop(): Promise<void>;
}

/** Stands in front of a moto that holds the world. */
export async function startFront(moto: string, world: SeededWorld): Promise<WorldFront> {
  const calls: CallOfWorld[] = [];
  const accounts = new Map<string, string>();
  const lacking = whatMotoLacks(world, randomUUID);
  let act: ((number: number) => void) | undefined;
  let number = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bytesOf(request);
    const call = callOf(request, body, accounts, world);
    const own = lacking(call);
    const { status, headers, bytes } =
      own === undefined ? await passOn(moto, request, body) : { status: 200, headers: own.headers, bytes: own.body };
    const text = isText(call) ? Buffer.from(bytes).toString('utf8') : undefined;
    if (text !== undefined) rememberKeys(call, text, accounts);
    const sent = text === undefined || own !== undefined ? bytes : Buffer.from(aged(call, text, world));
    calls.push({ ...call, status });
    const { 'content-length': _, 'transfer-encoding': __, ...kept } = headers;
    response.writeHead(status, { ...kept, 'content-length': sent.length });
    response.end(request.method === 'HEAD' ? undefined : sent, () => {
      number += 1;
      act?.(number);
    });
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(599).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    calls,
    onAnswer(next) {
      act = next;
      number = 0;
    },
    forget() {
      calls.length = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly bytes: Uint8Array;
}

function passOn(moto: string, { method, url, headers }: IncomingMessage, body: Uint8Array): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(`${moto}${url}`, { method, headers: { ...headers, host: new URL(moto).host } });
    asked.on('error', reject);
    asked.on('response', (response) => {
      bytesOf(response).then(
        (bytes) => resolve({ status: response.statusCode ?? 500, headers: response.headers, bytes }),
        reject,
      );
    });
    asked.end(body);
  });
}

/** Reads the call from the request, as far as the tests ask about it. */
function callOf(
  { method = '', url = '', headers }: IncomingMessage,
  body: Uint8Array,
  accounts: ReadonlyMap<string, string>,
  { accounts: [management] }: SeededWorld,
): CallOfWorld {
  const scope = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? '');
  const [, key = '', region = '', service = ''] = scope ?? [];
  const text = Buffer.from(body).toString('utf8');
  const form = /urlencoded/.test(headers['content-type'] ?? '') ? new URLSearchParams(text) : undefined;
  const target = String(headers['x-amz-target'] ?? '');
  const operation = form?.get('Action') ?? (target === '' ? `${method} ${url}` : (target.split('.').at(-1) ?? ''));
  const parameters = form === undefined ? jsonOf(text) : Object.fromEntries(form);
  return { account: accounts.get(key) ?? management?.id ?? '', service, region, operation, parameters, status: 0 };
}

function jsonOf(text: string): Readonly<Record<string, unknown>> {
  if (!text.startsWith('{')) return {};
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Log files are passed on as they are. */
function isText({ service }: CallOfWorld): boolean {
  return service !== 's3';
}

/** Who holds the keys that were just given out. */
function rememberKeys({ operation, parameters }: CallOfWorld, text: string, accounts: Map<string, string>): void {
  if (operation !== 'AssumeRole') return;
  const key = /<AccessKeyId>([^<]+)</.exec(text)?.[1];
  const account = String(parameters.RoleArn ?? '').split(':')[4];
  if (key !== undefined && account !== undefined) accounts.set(key, account);
}

/** As if all that was seeded had been made long ago, and some roles been used since. */
function aged({ account, service, operation }: CallOfWorld, text: string, world: SeededWorld): string {
  if (service === 'cloudtrail' && operation === 'GetTrailStatus') {
    return text.replace(
      /("StartLoggingTime": ?)([\d.]+)/,
      (_, name: string, at: string) => `${name}${Number(at) - ageDays * 86_400}`,
    );
  }
  if (service !== 'iam') return text;
  if (operation === 'GetCredentialReport') {
    return text.replace(/(<Content>)([^<]+)/, (_, tag: string, content: string) => {
      const report = Buffer.from(content, 'base64').toString('utf8');
      return tag + Buffer.from(older(report, world)).toString('base64');
    });
  }
  // Moto does not count where a policy is a boundary; AWS always does.
  const old = older(text, world).replace(
    /(<AttachmentCount>\d+<\/AttachmentCount>)(?!\s*<PermissionsBoundaryUsageCount>)/g,
    '$1<PermissionsBoundaryUsageCount>0</PermissionsBoundaryUsageCount>',
  );
  if (operation !== 'GetAccountAuthorizationDetails' && operation !== 'ListRoles') return old;
  const roles = new Map(world.accounts.find(({ id }) => id === account)?.roles.map((role) => [role.name, role]) ?? []);
  return old.replace(
    /<RoleName>([^<]+)<\/RoleName>(?:(?!<RoleName>)[\s\S])*?<RoleLastUsed\s*(?:\/>|><\/RoleLastUsed>)/g,
    (whole, name: string) =>
      whole.replace(/<RoleLastUsed\s*(?:\/>|><\/RoleLastUsed>)$/, lastUsed(roles.get(name), world)),
  );
}

function lastUsed(role: WorldRole | undefined, world: SeededWorld): string {
  if (role?.lastUsedDaysAgo === undefined) return '<RoleLastUsed/>';
  return `<RoleLastUsed><LastUsedDate>${daysBefore(world.seeded.from, role.lastUsedDaysAgo)}</LastUsedDate><Region>us-east-1</Region></RoleLastUsed>`;
}

/** Moves the dates of the seeding back. */
function older(text: string, { seeded }: SeededWorld): string {
  return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)/g, (date) => {
    const at = Date.parse(date);
    const isSeeded = at >= seeded.from && at <= seeded.to;
    return isSeeded ? new Date(at - ageDays * 86_400_000).toISOString() : date;
  });
}
