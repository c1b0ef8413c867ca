import { describe, expect, it } from 'vitest';
import type { EarlierBundle } from '../../../../src/adapters/aws/collect/collect-part.ts';
import { newLastAccessedPart } from '../../../../src/adapters/aws/collect/last-accessed.ts';
import { assumedSession } from '../../../../src/adapters/aws/session.ts';
import { joinedReports, lastAccessedPageOf } from '../../../../src/adapters/bundle/last-accessed.ts';
import type { Instant } from '../../../../src/core/model/time.ts';
import { testNow } from '../connection.ts';
import { type MemoryWriter, memoryWriter } from '../memory-writer.ts';
import { type WireAnswer, type WireRequest, xmlAnswer, xmlError } from '../wire.ts';
import { collecting, evenPage, folder, gapTexts, oddPage } from './collecting.ts';

const generate = 'GenerateServiceLastAccessedDetails';
const get = 'GetServiceLastAccessedDetails';
const answers = `${folder}/last-accessed/`;

const roleArn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const inline = [{ PolicyName: 'p', PolicyDocument: '%7B%7D' }];
const used = { LastUsedDate: '2026-11-20T00:00:00Z', Region: 'eu-central-1' };

const role = (name: string, more: object = {}) => ({
  Path: '/',
  RoleName: name,
  RoleId: `AROA${name}`,
  Arn: roleArn(name),
  RolePolicyList: inline,
  RoleLastUsed: used,
  ...more,
});

const user = (name: string, more: object = {}) => ({
  Path: '/',
  UserName: name,
  UserId: `AIDA${name}`,
  Arn: `arn:aws:iam::111122223333:user/${name}`,
  UserPolicyList: inline,
  ...more,
});

/** A bundle with authorization details. */
function bundleOf(details: object, more: Readonly<Record<string, unknown>> = {}): MemoryWriter {
  return memoryWriter({ files: { [`${folder}/authorization-details.json`]: details, ...more } });
}

const rolesNamed = (...names: readonly string[]) => bundleOf({ RoleDetailList: names.map((name) => role(name)) });

const begun = (id: string) => xmlAnswer(generate, `<JobId>${id.padEnd(36, '0')}</JobId>`);
const dates =
  '<JobCreationDate>2026-11-21T12:00:00Z</JobCreationDate><JobCompletionDate>2026-11-21T12:00:01Z</JobCompletionDate>';

function completed(services: readonly string[], marker?: string): WireAnswer {
  const list = services
    .map(
      (name) =>
        `<member><ServiceName>${name}</ServiceName><ServiceNamespace>${name}</ServiceNamespace><TrackedActionsLastAccessed><member><ActionName>ListThings</ActionName></member></TrackedActionsLastAccessed></member>`,
    )
    .join('');
  const more = marker === undefined ? 'false</IsTruncated>' : `true</IsTruncated><Marker>${marker}</Marker>`;
  return xmlAnswer(
    get,
    `<JobStatus>COMPLETED</JobStatus><JobType>ACTION_LEVEL</JobType>${dates}<ServicesLastAccessed>${list}</ServicesLastAccessed><IsTruncated>${more}`,
  );
}

const inProgress = xmlAnswer(
  get,
  '<JobStatus>IN_PROGRESS</JobStatus><JobCreationDate>2026-11-21T12:00:00Z</JobCreationDate>',
);

/** Every job ends at once, with one service. */
function answering({ operation }: WireRequest): WireAnswer {
  return operation === generate ? begun('job') : completed(['s3']);
}

/** The part, with pauses that only note how long they would be. */
function unhurried() {
  const pauses: number[] = [];
  const part = newLastAccessedPart(async (ms) => {
    pauses.push(ms);
  });
  return { part, pauses };
}

const { part: plainPart } = unhurried();

const askedIn = (requests: readonly WireRequest[]) =>
  requests
    .filter(({ operation }) => operation === generate)
    .map(({ parameters }) => String(parameters.Arn).split(':')[5])
    .sort();

describe('who is asked about', () => {
  it('is every role with permissions that was used, or of which nothing is told', async () => {
    const writer = bundleOf({
      RoleDetailList: [
        role('used'),
        role('never', { RoleLastUsed: {} }),
        role('untold', { RoleLastUsed: undefined }),
        role('attached', { RolePolicyList: [], AttachedManagedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/X' }] }),
        role('boundary', {
          RolePolicyList: [],
          PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/X' },
        }),
        role('linked', { Path: '/aws-service-role/x.amazonaws.com/' }),
      ],
    });
    const { context, wire, writer: bundle } = await collecting(answering, { writer });
    await plainPart.collect(context);
    expect(askedIn(wire.requests)).toEqual(['role/attached', 'role/untold', 'role/used']);
    expect(wire.of(generate)[0]?.parameters).toMatchObject({ Granularity: 'ACTION_LEVEL' });
    expect(Object.keys(bundle.jsonUnder(answers))).toHaveLength(3);
  });

  const report = [
    'user,arn,password_enabled,password_last_used,access_key_1_last_used_date,access_key_2_last_used_date,cert_1_active,cert_2_active',
    ...[
      ['password', '2026-01-01T00:00:00+00:00,N/A,N/A'],
      ['key', 'no_information,N/A,2025-01-01T00:00:00+00:00'],
      ['never', 'no_information,N/A,N/A'],
      ['untold', 'N/A,not_supported,N/A'],
      ['api', 'N/A,N/A,N/A'],
      ['without', '2026-01-01T00:00:00+00:00,N/A,N/A'],
    ].map(([name, cells]) => `${name},arn:aws:iam::111122223333:user/${name},true,${cells},false,false`),
  ].join('\n');

  const users = {
    UserDetailList: [
      ...['password', 'key', 'never', 'untold', 'api', 'newer'].map((name) => user(name)),
      user('without', { UserPolicyList: [] }),
      user('grouped', { UserPolicyList: [], GroupList: ['writers'] }),
      user('idle', { UserPolicyList: [], GroupList: ['empty'] }),
      user('lost', { UserPolicyList: [], GroupList: ['not-told'] }),
    ],
    GroupDetailList: [{ GroupName: 'writers', GroupPolicyList: inline }, { GroupName: 'empty' }],
  };

  it('is every user with permissions of whom the credential report does not say that nothing was ever used', async () => {
    const writer = bundleOf(users, {
      [`${folder}/credential-report.csv`]: report,
      [`${folder}/service-specific-credentials.json`]: { ServiceSpecificCredentials: [{ UserName: 'api' }] },
    });
    const { context, wire } = await collecting(answering, { writer });
    await plainPart.collect(context);
    const names = ['api', 'grouped', 'key', 'lost', 'newer', 'password', 'untold'];
    expect(askedIn(wire.requests)).toEqual(names.map((name) => `user/${name}`));
  });

  it('is every user with permissions where it is not known who has credentials that the report leaves out', async () => {
    const { context, wire } = await collecting(answering, {
      writer: bundleOf(users, { [`${folder}/credential-report.csv`]: report }),
    });
    await plainPart.collect(context);
    expect(wire.of(generate)).toHaveLength(8);
  });

  it('is every user with permissions where there is no credential report', async () => {
    const { context, wire } = await collecting(answering, { writer: bundleOf(users) });
    await plainPart.collect(context);
    expect(wire.of(generate)).toHaveLength(8);
  });

  it('is nobody without authorization details', async () => {
    const { context, calls, gaps } = await collecting(answering);
    await plainPart.collect(context);
    expect([calls(), gaps]).toEqual([{}, []]);
  });
});

describe('an answer', () => {
  it('is the last answer of AWS with the ARN, all pages joined, in one file', async () => {
    const { context, writer, wire, gaps } = await collecting(
      ({ operation, parameters }) => {
        if (operation === generate) return begun('job');
        return parameters.Marker === undefined ? completed(['ec2', 's3'], 'm2') : completed(['sqs']);
      },
      { writer: rolesNamed('app') },
    );
    await plainPart.collect(context);
    const [[file, answer] = []] = Object.entries(writer.jsonUnder(answers));
    expect(file).toMatch(/last-accessed\/role-app-[0-9a-f]{16}\.json$/);
    expect(answer).toMatchObject({
      Arn: roleArn('app'),
      JobStatus: 'COMPLETED',
      JobType: 'ACTION_LEVEL',
      JobCompletionDate: '2026-11-21T12:00:01.000Z',
      IsTruncated: false,
      ServicesLastAccessed: [{ ServiceNamespace: 'ec2' }, { ServiceNamespace: 's3' }, { ServiceNamespace: 'sqs' }],
    });
    expect(answer).not.toHaveProperty('Marker');
    expect(wire.of(get).map(({ parameters }) => [parameters.MaxItems, parameters.Marker])).toEqual([
      ['1000', undefined],
      ['1000', 'm2'],
    ]);
    expect(gaps).toEqual([]);

    const place = { account: '111122223333', file: 'f.json', gaps: [] };
    const page = lastAccessedPageOf(answer, place);
    expect(joinedReports(page === undefined ? [] : [page])).toMatchObject([
      { arn: roleArn('app'), services: [{ namespace: 'ec2' }, { namespace: 's3' }, { namespace: 'sqs' }] },
    ]);
    expect(place.gaps).toEqual([]);
  });

  it('costs two calls a principal, and one for each further page', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `r${10 + index}`);
    const { context, calls, writer, progress } = await collecting(
      ({ operation, parameters }) => {
        if (operation === generate) return begun(String(parameters.Arn).split('/')[1] ?? '');
        const isPaged = String(parameters.JobId).startsWith('r17') && parameters.Marker === undefined;
        return completed(['s3'], isPaged ? 'm2' : undefined);
      },
      { writer: rolesNamed(...names) },
    );
    await plainPart.collect(context);
    expect(calls()).toEqual({ [generate]: 40, [get]: 41 });
    expect(writer.filesUnder(answers)).toHaveLength(40);
    expect([progress[0], progress.at(-1)]).toEqual(['last-accessed 0/40', 'last-accessed 40/40']);
  });

  it('that is there is not asked for again', async () => {
    const writer = rolesNamed('a', 'b');
    const first = await collecting(
      (request) =>
        request.parameters.Arn === roleArn('b') ? xmlError(404, 'NoSuchEntity', 'gone') : answering(request),
      { writer },
    );
    await plainPart.collect(first.context);
    const second = await collecting(answering, { writer });
    await plainPart.collect(second.context);
    expect(askedIn(second.wire.requests)).toEqual(['role/b']);
    expect(second.progress[0]).toBe('last-accessed 1/2');
  });

  it('has a file of its own for principals whose names are alike', async () => {
    const paths = ['a/b', 'a-b', 'a.b', 'A/b', 'a_b'];
    const writer = bundleOf({ RoleDetailList: paths.map((path) => role('b', { Arn: roleArn(path) })) });
    const { context } = await collecting(answering, { writer });
    await plainPart.collect(context);
    const files = writer.filesUnder(answers).map((file) => file.toLowerCase());
    expect(new Set(files).size).toBe(5);
    expect(files.every((file) => /^[a-z0-9-]+\.json$/.test(file.slice(answers.length)))).toBe(true);
  });

  it('is not written when a page is missing: a marker comes back', async () => {
    const { context, writer, gaps } = await collecting(
      ({ operation }) => (operation === generate ? begun('job') : completed(['s3'], 'm2')),
      { writer: rolesNamed('app') },
    );
    await plainPart.collect(context);
    expect(gaps.map(({ errorCode, operation }) => [errorCode, operation])).toEqual([['RepeatedPage', get]]);
    expect(writer.filesUnder(answers)).toEqual([]);
  });
});

describe('a job', () => {
  it('is asked for at once, and then with growing pauses', async () => {
    const { part, pauses } = unhurried();
    const { context, wire, writer } = await collecting(
      ({ operation }) => {
        if (operation === generate) return begun('job');
        return wire.of(get).length < 4 ? inProgress : completed(['s3']);
      },
      { writer: rolesNamed('app') },
    );
    await part.collect(context);
    expect(pauses).toEqual([1000, 2000, 4000]);
    expect(writer.filesUnder(answers)).toHaveLength(1);
  });

  it('that stays in progress is a gap after two minutes', async () => {
    const { part, pauses } = unhurried();
    const { context, gaps, calls, writer } = await collecting(
      ({ operation }) => (operation === generate ? begun('job') : inProgress),
      { writer: rolesNamed('app') },
    );
    await part.collect(context);
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBe(120_000);
    expect(calls()).toEqual({ [generate]: 1, [get]: 8 });
    expect(gapTexts(gaps)).toEqual([
      `JobInProgress ${get}: no answer about role/app: the job did not end within two minutes`,
    ]);
    expect(writer.filesUnder(answers)).toEqual([]);
  });

  it('that fails is a gap with what AWS says, and the others go on', async () => {
    const failed = xmlAnswer(
      get,
      `<JobStatus>FAILED</JobStatus>${dates}<Error><Code>Oops</Code><Message>not today</Message></Error>`,
    );
    const { context, gaps, writer } = await collecting(
      ({ operation, parameters }) => {
        if (operation === generate) return begun(String(parameters.Arn).split('/')[1] ?? '');
        return String(parameters.JobId).startsWith('bad') ? failed : completed(['s3']);
      },
      { writer: rolesNamed('bad1', 'bad2', 'bad3', 'bad4', 'bad5', 'bad6', 'good') },
    );
    await plainPart.collect(context);
    expect(gapTexts(gaps)).toEqual([
      `Oops ${get}: no answer about 6 roles and users (role/bad1, role/bad2, role/bad3 …): the job failed: not today`,
    ]);
    expect(writer.filesUnder(answers)).toHaveLength(1);
  });

  it('about a principal that is gone is a gap that says so, and the others go on', async () => {
    const { context, gaps, calls } = await collecting(
      (request) =>
        request.parameters.Arn === roleArn('gone')
          ? xmlError(404, 'NoSuchEntity', 'ARN not found')
          : answering(request),
      { writer: rolesNamed('gone', 'here') },
    );
    await plainPart.collect(context);
    expect(gapTexts(gaps)).toEqual([
      `NoSuchEntityException ${generate}: no answer about role/gone: not there any more: deleted while it was collected`,
    ]);
    expect(calls()).toEqual({ [generate]: 2, [get]: 1 });
  });

  it('that is lost is begun once more, and then a gap', async () => {
    const { context, gaps, calls } = await collecting(
      ({ operation }) => (operation === generate ? begun('job') : xmlError(404, 'NoSuchEntity', 'no such job')),
      { writer: rolesNamed('app') },
    );
    await plainPart.collect(context);
    expect(calls()).toEqual({ [generate]: 2, [get]: 2 });
    expect(gapTexts(gaps)).toEqual([`NoSuchEntityException ${get}: no answer about role/app: no such job`]);
  });

  it('is begun again with the new credentials when the old ones expire in the middle', async () => {
    let keys = 0;
    const jobs = new Map<string, string>();
    const { connection, context, writer, gaps, wire } = await collecting(
      ({ operation, accessKeyId, parameters }) => {
        if (operation === 'AssumeRole') {
          keys += 1;
          return xmlAnswer(
            operation,
            `<Credentials><AccessKeyId>ASIA${keys}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2026-11-21T13:00:00Z</Expiration></Credentials>`,
          );
        }
        if (operation === generate) {
          const id = `${accessKeyId}-${jobs.size}-`.padEnd(36, '0');
          jobs.set(id, accessKeyId);
          return xmlAnswer(generate, `<JobId>${id}</JobId>`);
        }
        if (accessKeyId === 'ASIA1' && wire.of(get).length > 1) return xmlError(403, 'ExpiredToken', 'expired');
        // A job is known to the session that began it alone.
        return jobs.get(String(parameters.JobId)) === accessKeyId
          ? completed(['s3'])
          : xmlError(404, 'NoSuchEntity', 'no such job');
      },
      { writer: rolesNamed('a', 'b', 'c'), settings: { concurrency: { accounts: 1, calls: 1, lastAccessed: 1 } } },
    );
    const session = await assumedSession(context.session, { arn: roleArn('iam-drift-auditor') }, connection);
    await plainPart.collect({ ...context, session });
    expect(gaps).toEqual([]);
    expect(writer.filesUnder(answers)).toHaveLength(3);
    expect(keys).toBe(2);
    expect([...jobs.values()]).toEqual(['ASIA1', 'ASIA1', 'ASIA2', 'ASIA2']);
  });

  it('is not begun with credentials that may end before it', async () => {
    const kept: number[] = [];
    const { context } = await collecting(answering, { writer: rolesNamed('a', 'b') });
    const session = {
      ...context.session,
      keepFor: async (ms: number) => {
        kept.push(ms);
      },
    };
    await plainPart.collect({ ...context, session });
    expect(kept).toEqual([600_000, 600_000]);
  });
});

describe('an account in trouble', () => {
  const many = Array.from({ length: 100 }, (_, index) => `r${100 + index}`);
  const oneByOne = { settings: { concurrency: { accounts: 1, calls: 1, lastAccessed: 1 } } };

  it.each([
    ['may not be asked', xmlError(403, 'AccessDenied', 'not authorized'), 'AccessDenied'],
    ['does not know the operation', xmlError(400, 'InvalidAction', 'not authorized'), 'InvalidAction'],
    ['answers with an odd page', { status: 500, body: oddPage }, 'Http500'],
  ])('that %s is asked once, and one gap says of how many nothing is known', async (_, answer, code) => {
    const { context, gaps, calls, writer } = await collecting(() => answer, {
      writer: rolesNamed(...many),
      ...oneByOne,
    });
    await plainPart.collect(context);
    expect(calls()).toEqual({ [generate]: 1 });
    expect(gaps).toMatchObject([{ service: 'iam', operation: generate, account: '111122223333', errorCode: code }]);
    expect(gaps[0]?.message).toMatch(
      /^no answer about 100 roles and users \(role\/r100, role\/r101, role\/r102 …\): .*; 99 of them were not asked about after that$/,
    );
    expect(writer.filesUnder(answers)).toEqual([]);
  });

  it('that refuses the answers is asked for two jobs, in case the first was lost', async () => {
    const { context, gaps, calls } = await collecting(
      ({ operation }) => (operation === generate ? begun('job') : xmlError(403, 'AccessDenied', 'not authorized')),
      { writer: rolesNamed(...many), ...oneByOne },
    );
    await plainPart.collect(context);
    expect(calls()).toEqual({ [generate]: 2, [get]: 2 });
    expect(gaps.map(({ errorCode, operation }) => [errorCode, operation])).toEqual([['AccessDenied', get]]);
  });

  it('is left alone after five failures in a row', async () => {
    const { context, gaps, calls } = await collecting(() => ({ body: evenPage }), {
      writer: rolesNamed(...many),
      ...oneByOne,
    });
    await plainPart.collect(context);
    expect(calls()).toEqual({ [generate]: 5 });
    expect(gaps.map(({ errorCode }) => errorCode)).toEqual(['WrongShape']);
  });

  it('that throttles is asked again', async () => {
    const { context, gaps, writer, connection } = await collecting(
      (request) =>
        request.attempt === 1 && request.parameters.Arn === roleArn('b')
          ? xmlError(400, 'Throttling', 'Rate exceeded')
          : answering(request),
      { writer: rolesNamed('a', 'b'), connection: { maxAttempts: 3 } },
    );
    await plainPart.collect(context);
    expect(gaps).toEqual([]);
    expect(writer.filesUnder(answers)).toHaveLength(2);
    expect(connection.calls.counts()[0]).toMatchObject({ operation: generate, calls: 2, retries: 1, throttled: 1 });
  }, 20_000);

  it('ends the run where AWS does not know the credentials', async () => {
    const { context, gaps } = await collecting(() => xmlError(403, 'InvalidClientTokenId', 'invalid'), {
      writer: rolesNamed(...many),
    });
    await expect(plainPart.collect(context)).rejects.toThrow(`iam:${generate} in account 111122223333`);
    expect(gaps).toEqual([]);
  });

  it('is not waited for when the run is to end', async () => {
    const ending = new AbortController();
    const { context, writer } = await collecting(
      ({ operation }) => {
        if (operation === generate) return begun('job');
        setTimeout(() => ending.abort(new Error('interrupted')), 10);
        return inProgress;
      },
      { writer: rolesNamed(...many), connection: { signal: ending.signal } },
    );
    const { lastAccessedPart } = await import('../../../../src/adapters/aws/collect/last-accessed.ts');
    await expect(lastAccessedPart.collect(context)).rejects.toThrow('interrupted');
    expect(writer.filesUnder(answers)).toEqual([]);
  });
});

describe('an answer of an earlier bundle', () => {
  const policyArn = 'arn:aws:iam::111122223333:policy/p';
  const detailsOf = (version: string, more: object = {}) => ({
    RoleDetailList: [role('app', { AttachedManagedPolicies: [{ PolicyArn: policyArn }], ...more })],
    Policies: [{ Arn: policyArn, PolicyId: 'ANPA1', DefaultVersionId: version, AttachmentCount: 1 }],
  });

  /** The bundle of a collection three days ago, in which everything listed was used a week ago. */
  async function earlierBundle(details: object): Promise<EarlierBundle> {
    const at = (days: number) => new Date(testNow - days * 86_400_000).toISOString();
    const answer = xmlAnswer(
      get,
      `<JobStatus>COMPLETED</JobStatus><JobType>ACTION_LEVEL</JobType><JobCreationDate>${at(3)}</JobCreationDate><JobCompletionDate>${at(3)}</JobCompletionDate><ServicesLastAccessed><member><ServiceNamespace>s3</ServiceNamespace><LastAuthenticated>${at(7)}</LastAuthenticated></member></ServicesLastAccessed>`,
    );
    const { context, writer } = await collecting(({ operation }) => (operation === generate ? begun('job') : answer), {
      writer: bundleOf(details),
    });
    await plainPart.collect(context);
    return { readJson: (file) => writer.readJson(file), windowDays: 90 };
  }

  it('serves again where it shows nothing but use, and the grants are the same', async () => {
    const earlier = await earlierBundle(detailsOf('v1'));
    const { context, calls, writer } = await collecting(answering, { writer: bundleOf(detailsOf('v1')), earlier });
    await plainPart.collect(context);
    expect(calls()).toEqual({});
    const [file = ''] = writer.filesUnder(answers);
    expect(writer.json(file)).toEqual(await earlier.readJson(file));
  });

  it.each<[string, object, { now?: Instant }]>([
    ['a policy has another version', detailsOf('v2'), {}],
    ['a policy was added', detailsOf('v1', { RolePolicyList: [...inline, { PolicyName: 'q' }] }), {}],
    ['the role was made again', detailsOf('v1', { RoleId: 'AROANEW' }), {}],
    ['a policy is not told', { RoleDetailList: detailsOf('v1').RoleDetailList }, {}],
    ['it is more than a week old', detailsOf('v1'), { now: testNow + 5 * 86_400_000 }],
  ])('does not serve where %s', async (_, details, options) => {
    const earlier = await earlierBundle(detailsOf('v1'));
    const { context, calls } = await collecting(answering, { writer: bundleOf(details), earlier, ...options });
    await plainPart.collect(context);
    expect(calls()).toEqual({ [generate]: 1, [get]: 1 });
  });
});
