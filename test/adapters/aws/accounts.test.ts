import { describe, expect, it } from 'vitest';
import { accountSession, chosenAccounts, roleArnIn } from '../../../src/adapters/aws/accounts.ts';
import { ownSession } from '../../../src/adapters/aws/session.ts';
import type { AccountFilter, AccountsSetting } from '../../../src/core/model/collect-settings.ts';
import { type Answers, answering, htmlPage, refused } from './collect/json-wire.ts';
import { members, organizationAnswers, root, tests, workloads } from './collect/organization-answers.ts';
import { connectionTo, sessionTo } from './connection.ts';
import { memoryWriter } from './memory-writer.ts';
import { jsonError, wireOf, xmlAnswer, xmlError } from './wire.ts';

const all: AccountFilter = { ids: [], units: [], tags: {} };
const organization = (include: Partial<AccountFilter>, exclude: Partial<AccountFilter> = {}): AccountsSetting => ({
  kind: 'organization',
  include: { ...all, ...include },
  exclude: { ...all, ...exclude },
});

/** The accounts' environments, as tags say them, the second page holds the tag. */
const tagged: Answers = {
  ...organizationAnswers,
  ListTagsForResource: ({ ResourceId, NextToken }) => {
    if (NextToken === undefined) return { Tags: [{ Key: 'team', Value: 'one' }], NextToken: 'more' };
    return { Tags: [{ Key: 'stage', Value: ResourceId === '444455556666' ? 'test-7' : 'production' }] };
  },
};

async function choose(
  setting: AccountsSetting,
  answers: Answers = organizationAnswers,
  files: Record<string, unknown> = {},
) {
  const { session, connection } = await sessionTo(answering(answers), { maxAttempts: 1 });
  const using = { signal: connection.signal, writer: memoryWriter({ files }) };
  const chosen = await chosenAccounts(session, setting, using);
  const calls = Object.fromEntries(connection.calls.counts().map(({ operation, calls: count }) => [operation, count]));
  return { ...chosen, ids: chosen.accounts.map(({ id }) => id), calls };
}

describe('the accounts to collect', () => {
  it('are the own one, or those listed, without a call', async () => {
    expect(await choose({ kind: 'own' }, {})).toMatchObject({ ids: ['111122223333'], calls: { GetCallerIdentity: 1 } });
    const list = await choose({ kind: 'list', ids: ['444455556666', '333344445555', '444455556666'] }, {});
    expect(list).toMatchObject({ ids: ['333344445555', '444455556666'], calls: { GetCallerIdentity: 1 } });
  });

  it('are those of the organization that are open, and those that are not are told', async () => {
    const { accounts, leftOut, gaps, calls } = await choose(organization({}));
    expect(accounts).toEqual([
      { id: '111122223333', name: 'management' },
      { id: '333344445555', name: 'shop' },
      { id: '444455556666', name: 'shop-test' },
    ]);
    expect(leftOut).toEqual([{ id: '222233334444', name: 'old', why: 'the account is suspended' }]);
    expect([gaps, calls]).toEqual([[], { GetCallerIdentity: 1, ListAccounts: 2 }]);
  });

  it('are all below a unit, with the way to them', async () => {
    const { accounts } = await choose(organization({ units: [workloads] }));
    expect(accounts).toEqual([
      { id: '333344445555', name: 'shop', organizationPath: `${root}/${workloads}` },
      { id: '444455556666', name: 'shop-test', organizationPath: `${root}/${workloads}/${tests}` },
    ]);
    expect((await choose(organization({ units: [workloads] }, { units: [tests] }))).ids).toEqual(['333344445555']);
    expect((await choose(organization({ units: [root] }, { ids: ['111122223333'] }))).ids).toEqual([
      '333344445555',
      '444455556666',
    ]);
  });

  it('are those that any list names, by id, unit or tags, and tags are asked for where they decide', async () => {
    const included = await choose(organization({ ids: ['111122223333'], tags: { stage: 'test-*' } }), tagged);
    expect(included.ids).toEqual(['111122223333', '444455556666']);
    // Of the account that is named the tags decide nothing.
    expect(included.calls.ListTagsForResource).toBe(6);
    const excluded = await choose(
      organization({}, { ids: ['333344445555'], tags: { stage: 'test-?', team: 'one' } }),
      tagged,
    );
    expect(excluded.ids).toEqual(['111122223333']);
    expect(await choose(organization({ tags: { stage: 'test-*', team: 'two' } }, {}), tagged).catch(String)).toMatch(
      /none is to be collected/,
    );
  });

  it('are without one whose tags are not known', async () => {
    const { ids, gaps } = await choose(organization({}, { tags: { stage: 'x' } }), {
      ...tagged,
      ListTagsForResource: ({ ResourceId }) =>
        ResourceId === '333344445555' ? jsonError(400, 'TargetNotFoundException', 'no such target') : { Tags: [] },
    });
    expect(ids).toEqual(['111122223333', '444455556666']);
    expect(gaps).toMatchObject([
      {
        operation: 'ListTagsForResource',
        errorCode: 'TargetNotFoundException',
        message: 'the account 333344445555 is left out, its tags are not known: no such target',
      },
    ]);
  });

  it('are taken from the bundle where it has the organization', async () => {
    const files = {
      'organization/accounts.json': { Accounts: members },
      'organization/organizational-units.json': {
        Roots: [{ Id: root }],
        OrganizationalUnits: [{ Id: workloads, ParentId: root }],
        AccountParents: { '333344445555': workloads },
      },
    };
    const { accounts, calls } = await choose(organization({ units: [workloads] }), {}, files);
    expect(accounts).toEqual([{ id: '333344445555', name: 'shop', organizationPath: `${root}/${workloads}` }]);
    expect(calls).toEqual({ GetCallerIdentity: 1 });
  });

  it('are told where the configuration names what is not there', async () => {
    const { ids, gaps } = await choose(
      organization({ ids: ['999999999999', '111122223333'], units: ['ou-ab12-nowhere0'] }),
    );
    expect(ids).toEqual(['111122223333']);
    expect(gaps.map(({ message }) => message)).toEqual([
      'the unit `ou-ab12-nowhere0` of the configuration is not in the organization',
      'the account `999999999999` of the configuration is not in the organization',
    ]);
  });

  it.each([
    ['the account is in no organization', () => jsonError(400, 'AWSOrganizationsNotInUseException', 'no')],
    ['AccessDeniedException: not authorized to perform this', () => refused()],
    ['what answered (HTTP status 200) is not AWS', () => htmlPage],
  ])('end the run, in one line, where they cannot be found: %s', async (words, ListAccounts) => {
    const failing = choose(organization({}), { ListAccounts });
    await expect(failing).rejects.toMatchObject({
      name: 'ConfigError',
      hint: expect.stringMatching(/collect\.accounts/),
    });
    await expect(failing).rejects.toThrow(
      `the accounts of the organization cannot be found: organizations:ListAccounts in account 111122223333, us-east-1: ${words}`,
    );
  });

  it('end the run where tags are to choose, and are refused', async () => {
    await expect(
      choose(organization({ tags: { stage: '*' } }), { ...tagged, ListTagsForResource: () => refused() }),
    ).rejects.toThrow('organizations:ListTagsForResource in account 111122223333');
  });
});

const keys = xmlAnswer(
  'AssumeRole',
  '<Credentials><AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2026-11-21T13:00:00Z</Expiration></Credentials>',
);

describe('the session of an account', () => {
  it('is the own one for the own account, without assuming anything', async () => {
    const { session, connection, wire } = await sessionTo(() => xmlError(500, 'Unexpected', ''));
    expect(await accountSession(session, '111122223333', { name: 'auditor' }, connection)).toBe(session);
    expect(wire.of('AssumeRole')).toEqual([]);
  });

  it.each([
    ['arn:aws-cn:iam::111122223333:user/auditor', 'cn-north-1', 'arn:aws-cn:iam::444455556666:role/security/auditor'],
    [
      'arn:aws-us-gov:iam::111122223333:user/auditor',
      'us-gov-west-1',
      'arn:aws-us-gov:iam::444455556666:role/security/auditor',
    ],
    ['arn:aws:iam::111122223333:user/auditor', 'us-east-1', 'arn:aws:iam::444455556666:role/security/auditor'],
  ])("is that of the role in the caller's partition: %s", async (Arn, homeRegion, role) => {
    const wire = wireOf(({ operation }) =>
      operation === 'AssumeRole'
        ? keys
        : xmlAnswer('GetCallerIdentity', `<Arn>${Arn}</Arn><UserId>AIDA</UserId><Account>111122223333</Account>`),
    );
    const connection = connectionTo(wire, { region: homeRegion });
    const own = await ownSession(connection);
    const session = await accountSession(
      own,
      '444455556666',
      { name: '/security/auditor', externalId: 'both' },
      connection,
    );
    expect(session).toMatchObject({ accountId: '444455556666', homeRegion });
    expect(wire.of('AssumeRole')[0]).toMatchObject({
      region: homeRegion,
      parameters: { RoleArn: role, ExternalId: 'both', RoleSessionName: 'iam-drift' },
    });
  });

  it('is a gap that says what to look at where the role refuses', async () => {
    const { session, connection } = await sessionTo(
      () =>
        xmlError(
          403,
          'AccessDenied',
          'User: arn:aws:iam::111122223333:user/auditor is not authorized to perform: sts:AssumeRole',
        ),
      { maxAttempts: 1 },
    );
    expect(await accountSession(session, '444455556666', { name: 'auditor' }, connection)).toEqual({
      service: 'sts',
      operation: 'AssumeRole',
      account: '444455556666',
      region: 'us-east-1',
      errorCode: 'AccessDenied',
      message:
        'arn:aws:iam::444455556666:role/auditor: User: arn:aws:iam::111122223333:user/auditor is not authorized to perform: sts:AssumeRole; check that the role exists, that its trust policy names arn:aws:iam::111122223333:user/auditor and asks for no external id, and that the caller may assume it',
    });
  });

  it('ends the run where it is the caller whom AWS does not know', async () => {
    const { session, connection } = await sessionTo(() => xmlError(403, 'InvalidClientTokenId', 'unknown'), {
      maxAttempts: 1,
    });
    await expect(accountSession(session, '444455556666', { name: 'auditor' }, connection)).rejects.toThrow(
      'AWS does not accept the credentials: sts:AssumeRole in account 444455556666',
    );
  });

  it('names a role whatever path it has', () => {
    expect(roleArnIn('aws', '444455556666', 'a/b/c')).toBe('arn:aws:iam::444455556666:role/a/b/c');
  });
});
