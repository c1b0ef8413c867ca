import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { chosenAccounts } from '../../../src/adapters/aws/accounts.ts';
import { accountParts, collectParts, organizationParts } from '../../../src/adapters/aws/collect/collect-account.ts';
import { newCredentialReportPart } from '../../../src/adapters/aws/collect/credential-report.ts';
import { newLastAccessedPart } from '../../../src/adapters/aws/collect/last-accessed.ts';
import { trailsFound } from '../../../src/adapters/aws/doctor/trail-views.ts';
import { pagesOf } from '../../../src/adapters/aws/pages.ts';
import { ownSession } from '../../../src/adapters/aws/session.ts';
import { ConfigError, CredentialsError, UserError } from '../../../src/core/model/errors.ts';
import type { Gap } from '../../../src/core/model/gap.ts';
import { dayMs } from '../../../src/core/model/time.ts';
import { account, evenPage, folder, plainSettings } from './collect/collecting.ts';
import { connectionTo, sessionTo, testNow } from './connection.ts';
import { honestAnswer, isQuery, operationOf, operationsAsked } from './honest-answers.ts';
import { type MemoryWriter, memoryWriter } from './memory-writer.ts';
import { jsonAnswer, jsonError, type WireAnswer, type WireRequest, wireOf, xmlAnswer, xmlError } from './wire.ts';

/** The parts of an account, without their waits. */
const parts = accountParts.map((part) => {
  if (part.id === 'credential-report') return newCredentialReportPart(async () => undefined);
  return part.id === 'last-accessed' ? newLastAccessedPart(async () => undefined) : part;
});

interface Outcome {
  readonly gaps: readonly Gap[];
  readonly writer: MemoryWriter;
  /** Calls by operation. */
  readonly calls: ReadonlyMap<string, number>;
  readonly ended?: unknown;
}

/** Collects an account and its organization, of which one operation answers oddly. */
async function collected(
  operation: string,
  odd: (request: WireRequest) => WireAnswer,
  { writer = memoryWriter() }: { readonly writer?: MemoryWriter } = {},
): Promise<Outcome> {
  const { session, wire, connection } = await sessionTo(
    (request) => (operationOf(request) === operation ? odd(request) : honestAnswer(request)),
    { maxAttempts: 1 },
  );
  const surroundings = {
    session,
    writer,
    settings: plainSettings,
    now: () => testNow,
    signal: connection.signal,
    limited: <T>(work: () => Promise<T>) => work(),
    progress: () => undefined,
  };
  const calls = new Map<string, number>();
  const outcome = await (async () => {
    try {
      const ofOrganization = await collectParts(organizationParts, { ...surroundings, folder: 'organization' });
      return { gaps: [...ofOrganization, ...(await collectParts(parts, { ...surroundings, folder }))] };
    } catch (ended) {
      return { gaps: [], ended };
    }
  })();
  for (const request of wire.requests) calls.set(operationOf(request), (calls.get(operationOf(request)) ?? 0) + 1);
  return { ...outcome, writer, calls };
}

/** Without the regions of the account that asks: they are asked for only where they are needed to find Identity Center. */
function filesOf(writer: MemoryWriter | undefined): readonly (readonly [string, string])[] {
  return [...(writer?.files ?? [])].filter(([name]) => name !== 'organization/regions.json').sort();
}

function refusalOf(request: WireRequest): WireAnswer {
  return isQuery(request)
    ? xmlError(403, 'AccessDenied', 'not authorized')
    : jsonError(400, 'AccessDeniedException', 'not authorized');
}

/** Calls that stand for another, or whose refusal is an answer in itself. */
const withoutGap = new Set(['GenerateCredentialReport', 'ListTagsForResource']);

const asked = operationsAsked.filter((operation) => !withoutGap.has(operation));

let honest: Outcome | undefined;

beforeAll(async () => {
  honest = await collected('', honestAnswer);
});

describe('collecting', () => {
  it('has no gap where AWS answers as it does', () => {
    expect(honest?.gaps).toEqual([]);
    expect(honest?.ended).toBeUndefined();
    // Whatever is asked is in the tables below.
    expect([...(honest?.calls.keys() ?? [])].filter((operation) => !operationsAsked.includes(operation))).toEqual([
      'GetCallerIdentity',
    ]);
  });

  it.each(asked)(
    'tells in one family of gaps that %s was refused, asks it no more, and mends it later',
    async (name) => {
      const writer = memoryWriter();
      const { gaps, calls, ended } = await collected(name, refusalOf, { writer });
      expect(ended).toBeUndefined();
      expect([...new Set(gaps.map(({ operation }) => operation))]).toEqual([name]);
      // A lost job is begun once more.
      expect(calls.get(name)).toBeLessThanOrEqual(Math.max(2, honest?.calls.get(name) ?? 0));
      const { gaps: later } = await collected('', honestAnswer, { writer });
      expect(later).toEqual([]);
      expect(filesOf(writer)).toEqual(filesOf(honest?.writer));
    },
  );

  it.each([
    ['a well-formed page of a proxy', { headers: { 'content-type': 'text/html' }, body: evenPage }],
    ['nothing at all', { body: '' }],
    ['an empty object', { body: '{}' }],
    ['half an answer', { body: '{"Regions":[{"RegionNa' }],
  ])('takes %s for no answer of AWS', async (_, answer: WireAnswer) => {
    // An empty object may be the answer of a permission set that has no such policy.
    const optional = ['GetInlinePolicyForPermissionSet', 'GetPermissionsBoundaryForPermissionSet'];
    for (const operation of asked.filter((name) => !optional.includes(name))) {
      const { gaps, ended } = await collected(operation, () => answer);
      expect({ operation, ended, families: [...new Set(gaps.map((gap) => gap.operation))] }).toEqual({
        operation,
        ended: undefined,
        families: [operation],
      });
    }
  });

  it('ends in gaps or an error that the user can mend, whatever a service answers', async () => {
    const odd = fc.oneof(
      fc.json().map((body) => ({ body })),
      fc.constantFrom(...oddValues).map((value) => ({ value })),
      fc.record({ status: fc.constantFrom(400, 403, 404, 500), code: fc.string(), message: fc.string() }),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...asked), odd, async (operation, how) => {
        const { gaps, ended, writer } = await collected(operation, (request) => oddAnswer(request, how));
        if (ended !== undefined) expect(ended).toBeInstanceOf(UserError);
        for (const { message, errorCode } of gaps) {
          expect(`${errorCode} ${message}`).not.toMatch(unprintable);
          expect(message.length).toBeLessThan(1000);
          expect(errorCode).not.toMatch(/^(?:Type|Range|Reference|Zod|Internal)Error$/);
        }
        for (const file of writer.files.keys()) expect(file).toMatch(/^(?:[\w-]+\/)+[\w-]+\.(?:json|csv)$/);
      }),
      { numRuns: 60 },
    );
  });
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const unprintable = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** Put in place of every value of an answer. */
const oddValues: readonly unknown[] = [
  null,
  7,
  '',
  {},
  [],
  [null],
  '../../../etc/passwd',
  '\u001b[2J\u202eevil\n',
  'x'.repeat(10_000),
  '.hidden',
  'a/b\\c\0',
  'clusters',
];

type How =
  | { readonly body: string }
  | { readonly value: unknown }
  | { readonly status: number; readonly code: string; readonly message: string };

function oddAnswer(request: WireRequest, how: How): WireAnswer {
  if ('body' in how) return how;
  if ('code' in how) {
    const error = isQuery(request) ? xmlError : jsonError;
    // An answer's headers hold no control characters.
    const code = isQuery(request) ? how.code.replace(/[<&]/g, '') : how.code;
    return { ...error(how.status, code, how.message.replace(/[<&]/g, '')), headers: {} };
  }
  const { body = '', ...rest } = honestAnswer(request);
  const text = String(body);
  if (!isQuery(request)) return { ...rest, body: JSON.stringify(withValue(JSON.parse(text), how.value)) };
  const value = String(how.value)
    .replace(/[<&\0]/g, '')
    .replaceAll('\u001b', '&#27;');
  return { ...rest, body: text.replace(/>([^<>]+)</g, () => `>${value}<`) };
}

/** The same object, with a value in place of each that is no object or list. */
function withValue(of: unknown, value: unknown): unknown {
  if (Array.isArray(of)) return of.map((item: unknown) => withValue(item, value));
  if (typeof of !== 'object' || of === null) return value;
  return Object.fromEntries(Object.entries(of).map(([name, item]) => [name, withValue(item, value)]));
}

describe('a session', () => {
  it.each([
    ['no account', '<Arn>arn:aws:iam::111122223333:user/auditor</Arn>'],
    ['an account that is a path', '<Arn>arn:aws:iam::1:user/a</Arn><Account>../../x</Account>'],
    ['no ARN', '<Account>111122223333</Account>'],
  ])('does not begin where AWS names %s', async (_, result) => {
    const wire = wireOf(() => xmlAnswer('GetCallerIdentity', result));
    await expect(ownSession(connectionTo(wire))).rejects.toThrow(
      /^AWS could not be asked who we are: sts:GetCallerIdentity in us-east-1: .*names no account/,
    );
  });
});

describe('a region that does not know the credentials', () => {
  const unknown = () => jsonError(400, 'UnrecognizedClientException', 'The security token included is invalid');
  const inTwoRegions = async (foreign: string): Promise<Outcome> => {
    const regions = { RegionName: 'us-east-1' };
    const writer = memoryWriter({
      files: { [`${folder}/regions.json`]: { Regions: [regions, { RegionName: 'eu-west-1' }] } },
    });
    return collected('DescribeTrails', (request) => (request.region === foreign ? unknown() : honestAnswer(request)), {
      writer,
    });
  };

  it('is a gap, and the others go on', async () => {
    const { gaps, ended } = await inTwoRegions('eu-west-1');
    expect(ended).toBeUndefined();
    expect(gaps.map(({ operation, region, errorCode }) => `${operation} ${region} ${errorCode}`)).toEqual([
      'DescribeTrails eu-west-1 UnrecognizedClientException',
    ]);
    expect(gaps[0]?.message).toMatch(/^the region does not know the credentials, so it may not be enabled/);
  });

  it('ends the run where it is the home region', async () => {
    expect((await inTwoRegions('us-east-1')).ended).toBeInstanceOf(CredentialsError);
  });
});

describe('an answer about another account', () => {
  it('is a gap, and is not kept for that of this one', async () => {
    const operation = 'GetAccountAuthorizationDetails';
    const { gaps, writer, ended } = await collected(operation, (request) => {
      const { body = '', ...rest } = honestAnswer(request);
      return { ...rest, body: String(body).replaceAll(account, '999988887777') };
    });
    expect(ended).toBeUndefined();
    expect(gaps.map(({ message, errorCode }) => `${errorCode}: ${message}`)).toEqual([
      'WrongShape: the answer tells of the account 999988887777',
    ]);
    expect(writer.filesUnder(`${folder}/authorization-details`)).toEqual([]);
    expect(writer.filesUnder(`${folder}/last-accessed`)).toEqual([]);
  });
});

describe('finding accounts', () => {
  it.each([
    ['an id that is no text', { Accounts: [{ Id: 7 }] }],
    ['an id that is a path', { Accounts: [{ Id: '../../111122223333' }] }],
    ['a name that is no text', { Accounts: [{ Id: account, Name: {} }] }],
    ['null in place of an account', { Accounts: [null] }],
    ['no list', {}],
  ])('ends in an error that the user can mend where the organization gives %s', async (_, answer) => {
    const { session } = await sessionTo((request) =>
      request.operation === 'ListAccounts' ? jsonAnswer(answer) : honestAnswer(request),
    );
    const filter = { ids: [], units: [], tags: {} };
    const setting = { kind: 'organization', include: filter, exclude: filter } as const;
    const choosing = chosenAccounts(session, setting, { signal: new AbortController().signal });
    await expect(choosing).rejects.toBeInstanceOf(ConfigError);
    await expect(choosing).rejects.toThrow(/organizations:ListAccounts in account 111122223333.*: WrongShape: /);
  });
});

describe('looking for trails', () => {
  it.each([7, 'x', {}, { TrailARN: 7 }, { TrailARN: '../x' }])('finds none in %j', async (item) => {
    expect(await trailsIn([item])).toEqual([[], []]);
  });

  it('takes a list with null for no answer', async () => {
    expect(await trailsIn([null])).toEqual([[], ['WrongShape']]);
  });

  async function trailsIn(trailList: readonly unknown[]): Promise<readonly unknown[]> {
    const { session } = await sessionTo((request) =>
      request.operation === 'DescribeTrails' ? jsonAnswer({ trailList }) : honestAnswer(request),
    );
    const { trails, gaps } = await trailsFound(session, ['us-east-1'], (work) => work());
    return [trails, gaps.map(({ errorCode }) => errorCode)];
  }
});

describe('the clock', () => {
  it.each([
    ['ahead of', 'Sat, 14 Nov 2026 12:00:00 GMT', 7 * dayMs],
    ['behind', 'Sat, 28 Nov 2026 12:00:00 GMT', -7 * dayMs],
  ])('is known to be %s that of AWS by the date of its answer', async (_, date, skewMs) => {
    const result = `<Arn>arn:aws:iam::${account}:user/a</Arn><Account>${account}</Account>`;
    const wire = wireOf(() => ({ ...xmlAnswer('GetCallerIdentity', result), headers: { date } }));
    const { clockSkewMs = 0 } = await ownSession(connectionTo(wire));
    expect(Math.abs(clockSkewMs - skewMs)).toBeLessThan(1000);
  });

  it('is not known to be wrong where the answer has no date', async () => {
    const { session } = await sessionTo(honestAnswer);
    expect(session.clockSkewMs).toBeUndefined();
  });
});

describe('pages', () => {
  it('end also where each gives another token', async () => {
    let asked = 0;
    const read = async () => {
      for await (const _ of pagesOf(async () => ++asked, String)) if (asked > 20_000) break;
    };
    await expect(read()).rejects.toThrow('the answer says after 10000 pages that more follows');
  });

  it('do not go on with a token that is no text', async () => {
    const read = async () => {
      for await (const _ of pagesOf(
        async () => JSON.parse('{"NextToken":{}}'),
        (page) => page.NextToken,
      ));
    };
    await expect(read()).rejects.toThrow('the answer gives a page token that is no text');
  });
});
