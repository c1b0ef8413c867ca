import { describe, expect, it } from 'vitest';
import { ownSession } from '../../../src/adapters/aws/session.ts';
import { parseConfig } from '../../../src/cli/config.ts';
import { collectAccounts } from '../../../src/cli/live/collect-accounts.ts';
import { quietCollectProgress } from '../../../src/cli/live/collect-progress.ts';
import { connectionTo, testNow } from '../../adapters/aws/connection.ts';
import { memoryWriter } from '../../adapters/aws/memory-writer.ts';
import { type WireAnswer, wireOf, xmlAnswer, xmlError } from '../../adapters/aws/wire.ts';

const identity = xmlAnswer(
  'GetCallerIdentity',
  '<Arn>arn:aws:iam::111122223333:user/auditor</Arn><UserId>AIDAEXAMPLE</UserId><Account>111122223333</Account>',
);
const ids = ['444455556666', '777788889999'];

/** What comes of two other accounts, both of which answer so to who would enter them. */
async function entering(answer: WireAnswer): Promise<unknown> {
  const wire = wireOf(({ operation }) => (operation === 'GetCallerIdentity' ? identity : answer));
  const connection = connectionTo(wire, { maxAttempts: 1 });
  const request = {
    bundle: 'bundle',
    config: parseConfig('{}', 'test.json', []),
    fresh: false,
    accounts: ids,
    now: () => testNow,
    signal: connection.signal,
    progress: quietCollectProgress,
    maxAttempts: 1,
  };
  const accounts = ids.map((id) => ({ id }));
  const manifest = {
    schemaVersion: 1 as const,
    collectedBy: 'iam-drift',
    accounts,
    collectedAt: '2026-11-21T12:00:00Z',
  };
  return collectAccounts(await ownSession(connection), accounts, manifest, {
    writer: memoryWriter(),
    request,
    connection,
  });
}

describe('accounts of which none can be entered', () => {
  it('end the run with why the first refused, and how many more', async () => {
    await expect(entering(xmlError(403, 'AccessDenied', 'not authorized to perform sts:AssumeRole'))).rejects.toThrow(
      /^no account could be entered: account 444455556666: AssumeRole: AccessDenied: .*not authorized to perform sts:AssumeRole; .* \(and 1 account more\)$/,
    );
  });

  it('name no code of ours where what answered was not AWS', async () => {
    const page = { ...xmlAnswer('AssumeRole', ''), status: 502, body: '<html>Bad Gateway</html>' };
    await expect(entering(page)).rejects.toThrow(/^(?!.*Http).*AssumeRole: .*502/);
  });
});
