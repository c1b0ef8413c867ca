import { describe, expect, it } from 'vitest';
import { assumedSession, ownSession } from '../../../src/adapters/aws/session.ts';
import { gapOfLostSession } from '../../../src/cli/live/lost-session.ts';
import { CredentialsError } from '../../../src/core/model/errors.ts';
import { connectionTo } from '../../adapters/aws/connection.ts';
import { type WireAnswer, wireOf, xmlAnswer, xmlError } from '../../adapters/aws/wire.ts';

const role = { arn: 'arn:aws:iam::444455556666:role/iam-drift-auditor' };
const identity = xmlAnswer(
  'GetCallerIdentity',
  '<Arn>arn:aws:iam::111122223333:user/auditor</Arn><UserId>AIDAEXAMPLE</UserId><Account>111122223333</Account>',
);
const keysFor = (account: string): WireAnswer =>
  xmlAnswer(
    'AssumeRole',
    `<Credentials><AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2026-11-21T13:00:00Z</Expiration></Credentials><AssumedRoleUser><Arn>arn:aws:sts::${account}:assumed-role/iam-drift-auditor/iam-drift</Arn><AssumedRoleId>AROA:iam-drift</AssumedRoleId></AssumedRoleUser>`,
  );

async function sessions(ownAnswer: () => WireAnswer, entered = '444455556666') {
  const wire = wireOf(({ operation }) => (operation === 'GetCallerIdentity' ? ownAnswer() : keysFor(entered)));
  const connection = connectionTo(wire, { maxAttempts: 1 });
  const own = await ownSession(connection);
  return { own, other: await assumedSession(own, role, connection) };
}

const refused = new CredentialsError('AWS does not accept the credentials: iam:ListRoles in account 444455556666');

describe('a session whose keys are refused in the middle', () => {
  it('is a gap of its account while our own keys are good', async () => {
    const { own, other } = await sessions(() => identity);
    expect(await gapOfLostSession(refused, other, own)).toMatchObject({
      service: 'sts',
      operation: 'AssumeRole',
      account: '444455556666',
      errorCode: 'SessionLost',
    });
  });

  it('ends the run when our own keys are refused too', async () => {
    let answer = identity;
    const { own, other } = await sessions(() => answer);
    answer = xmlError(403, 'ExpiredToken', 'The security token included in the request is expired');
    await expect(gapOfLostSession(refused, other, own)).rejects.toThrow('the credentials have expired');
  });

  it('ends the run when it is our own, and for every other error', async () => {
    const { own, other } = await sessions(() => identity);
    await expect(gapOfLostSession(refused, own, own)).rejects.toBe(refused);
    const bug = new Error('a bug');
    await expect(gapOfLostSession(bug, other, own)).rejects.toBe(bug);
  });
});

describe('a role that enters another account than it names', () => {
  it('is not believed', async () => {
    await expect(sessions(() => identity, '999900001111')).rejects.toThrow('entered account 999900001111');
  });
});
