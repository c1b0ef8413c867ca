import { describe, expect, it } from 'vitest';
import { accessAnalyzerReviewer, reviewerPermissions } from '../../../src/adapters/aws/access-analyzer-reviewer.ts';
import type { JsonObject } from '../../../src/core/model/json-object.ts';
import { htmlPage } from './collect/json-wire.ts';
import { sessionTo } from './connection.ts';
import { jsonAnswer, jsonError, type WireAnswer, type WireRequest } from './wire.ts';

const statement = (Action: string, more: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more });
const policy = (...Statement: readonly object[]): JsonObject => ({ Version: '2012-10-17', Statement });
const read = policy(statement('s3:GetObject', { Sid: 'Read' }));
const write = policy(statement('s3:PutObject', { Sid: 'Read' }));

async function reviewing(answer: (request: WireRequest) => WireAnswer, region?: string) {
  const { session, wire } = await sessionTo(answer, { maxAttempts: 1 });
  return { reviewer: accessAnalyzerReviewer(session, region), wire };
}

/** What was compared, parsed. */
function comparedIn({ parameters }: WireRequest | { parameters: Readonly<Record<string, unknown>> }) {
  const { existingPolicyDocument, newPolicyDocument, policyType } = parameters;
  return {
    policyType,
    existing: JSON.parse(String(existingPolicyDocument)),
    wanted: JSON.parse(String(newPolicyDocument)),
  };
}

const compare = async (answer: WireAnswer, before: readonly JsonObject[], after: readonly JsonObject[]) => {
  const { reviewer, wire } = await reviewing(() => answer);
  const said = await reviewer.checkNoNewAccess?.(before, after);
  const asked = wire.requests.filter(({ path }) => path === '/policy/check-no-new-access');
  return { said, asked: asked.map(comparedIn) };
};
const pass = jsonAnswer({ result: 'PASS', message: 'no new access' });

describe('a policy that Access Analyzer validates', () => {
  it('has the findings of all pages, in our words for how bad they are', async () => {
    const finding = (findingType: string) => ({
      findingType,
      issueCode: `${findingType}_CODE`,
      findingDetails: `This is a ${findingType}.`,
      learnMoreLink: 'https://docs.aws.amazon.com/x',
      locations: [],
    });
    const { reviewer, wire } = await reviewing(({ query }) =>
      query.nextToken === undefined
        ? jsonAnswer({ findings: [finding('ERROR'), finding('SECURITY_WARNING')], nextToken: 'more' })
        : jsonAnswer({ findings: [finding('WARNING'), finding('SUGGESTION'), finding('NEW_LEVEL')] }),
    );
    const said = await reviewer.validate(read);
    expect(said).toMatchObject([
      { level: 'error', code: 'ERROR_CODE', message: 'This is a ERROR.', learnMore: 'https://docs.aws.amazon.com/x' },
      { level: 'security-warning' },
      { level: 'warning' },
      { level: 'suggestion' },
      { level: 'warning', code: 'NEW_LEVEL_CODE' },
    ]);
    const asked = wire.requests.filter(({ path }) => path === '/policy/validation');
    expect(asked.map(({ parameters, region }) => [parameters.policyType, parameters.policyDocument, region])).toEqual(
      Array(2).fill(['IDENTITY_POLICY', JSON.stringify(read), 'us-east-1']),
    );
  });

  it('is asked about where it is said, and not again once that is refused', async () => {
    const { reviewer, wire } = await reviewing(() => jsonError(403, 'AccessDeniedException', 'no'), 'eu-west-1');
    const first = await reviewer.validate(read);
    expect(first).toEqual({
      service: 'access-analyzer',
      operation: 'ValidatePolicy',
      account: '111122223333',
      region: 'eu-west-1',
      errorCode: 'AccessDeniedException',
      message: 'no',
    });
    expect(await reviewer.validate(write)).toBe(first);
    expect(wire.requests.filter(({ path }) => path === '/policy/validation')).toHaveLength(1);
    // That one call is refused says nothing of the other.
    await reviewer.checkNoNewAccess?.([read], [read]);
    expect(wire.requests.filter(({ path }) => path === '/policy/check-no-new-access')).toHaveLength(1);
  });

  it('is a gap where what answers is not AWS, or its answer is empty', async () => {
    for (const answer of [htmlPage, jsonAnswer({})])
      expect(await (await reviewing(() => answer)).reviewer.validate(read)).toMatchObject({
        operation: 'ValidatePolicy',
      });
  });
});

describe('policies that Access Analyzer compares', () => {
  it('are joined into one on each side, each Sid kept once', async () => {
    const { said, asked } = await compare(pass, [read, write], [read]);
    expect(said).toEqual([]);
    expect(asked).toEqual([
      {
        policyType: 'IDENTITY_POLICY',
        existing: policy(statement('s3:GetObject', { Sid: 'Read' }), statement('s3:PutObject')),
        wanted: read,
      },
    ]);
  });

  it('are an error a reason where there is new access, by the statement', async () => {
    const after = [read, policy(statement('iam:PassRole'))];
    const fail = jsonAnswer({
      result: 'FAIL',
      message: 'The modified permissions grant new access compared to your existing policy.',
      reasons: [
        { description: 'New access in the statement with index: 1.', statementIndex: 1 },
        { description: 'New access.', statementId: 'Read' },
      ],
    });
    expect((await compare(fail, [read], after)).said).toEqual([
      {
        level: 'error',
        code: 'NEW_ACCESS',
        message: 'New access in the statement with index: 1. (statement 2 of the policies after)',
      },
      { level: 'error', code: 'NEW_ACCESS', message: 'New access. (Read)' },
    ]);
    expect((await compare(jsonAnswer({ result: 'FAIL' }), [read], after)).said).toEqual([
      { level: 'error', code: 'NEW_ACCESS', message: 'the policies after allow what those before do not' },
    ]);
  });

  it('are compared with one that allows nothing where there was none', async () => {
    const { asked } = await compare(pass, [], [read]);
    expect(asked[0]?.existing).toEqual(policy({ Effect: 'Deny', Action: '*', Resource: '*' }));
  });

  it('are a gap, and never a pass, where they are too long or the answer says neither', async () => {
    const tooLong = jsonError(400, 'InvalidParameterException', 'The policy is too long');
    expect((await compare(tooLong, [read], [write])).said).toMatchObject({ errorCode: 'InvalidParameterException' });
    expect((await compare(jsonAnswer({}), [read], [write])).said).toMatchObject({ errorCode: 'WrongShape' });
    expect((await compare(htmlPage, [read], [write])).said).toMatchObject({ errorCode: 'Http200' });
  });

  it('are a gap where joining them would change what they mean', async () => {
    const old: JsonObject = { Statement: statement('s3:GetObject', { Resource: `arn:aws:s3:::b/\${aws:username}` }) };
    const { said, asked } = await compare(pass, [old, read], [read]);
    expect([said, asked]).toMatchObject([
      {
        errorCode: 'NotJoined',
        message: expect.stringMatching(/^the policies before: a policy of version 2008-10-17/),
      },
      [],
    ]);
    // Alone, or without variables, it keeps its meaning.
    expect((await compare(pass, [old], [read])).asked[0]?.existing.Version).toBe('2008-10-17');
    const plain: JsonObject = { Statement: statement('s3:GetObject') };
    expect((await compare(pass, [plain, write], [read])).asked[0]?.existing).toMatchObject({
      Version: '2012-10-17',
      Statement: [{ Action: 's3:GetObject' }, { Sid: 'Read' }],
    });
    expect((await compare(pass, [{ Version: '2012-10-17' }], [read])).said).toMatchObject({ errorCode: 'NotJoined' });
  });
});

describe('the reviewer', () => {
  it('names the permissions that it needs', async () => {
    const { reviewer } = await reviewing(() => pass);
    expect(reviewer.actions).toEqual(reviewerPermissions.map(({ action }) => action));
  });
});
