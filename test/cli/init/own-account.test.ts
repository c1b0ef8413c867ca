import { describe, expect, it } from 'vitest';
import { ownAccount } from '../../../src/cli/init/own-account.ts';
import { connectionTo, testNow } from '../../adapters/aws/connection.ts';
import { type WireAnswer, wireOf, xmlAnswer, xmlError } from '../../adapters/aws/wire.ts';

const caller = xmlAnswer(
  'GetCallerIdentity',
  '<Arn>arn:aws:iam::111122223333:user/me</Arn><UserId>AIDAEXAMPLE</UserId><Account>111122223333</Account>',
);

function asked(answers: Readonly<Record<string, WireAnswer>>) {
  const wire = wireOf(({ operation }) => answers[operation] ?? xmlError(403, 'AccessDenied', 'not authorized'));
  const { requestHandler } = connectionTo(wire);
  return ownAccount({ now: () => testNow, signal: new AbortController().signal }, requestHandler);
}

describe('ownAccount', () => {
  it('tells id and alias', async () => {
    const aliases = '<AccountAliases><member>shop</member></AccountAliases><IsTruncated>false</IsTruncated>';
    expect(
      await asked({ GetCallerIdentity: caller, ListAccountAliases: xmlAnswer('ListAccountAliases', aliases) }),
    ).toStrictEqual({ id: '111122223333', alias: 'shop' });
  });

  it('does without the alias', async () => {
    expect(await asked({ GetCallerIdentity: caller })).toStrictEqual({ id: '111122223333' });
  });

  it('says why it is not known', async () => {
    expect(await asked({ GetCallerIdentity: xmlError(403, 'InvalidClientTokenId', 'not valid') })).toMatchObject({
      unknown: expect.stringContaining('InvalidClientTokenId'),
    });
  });
});
