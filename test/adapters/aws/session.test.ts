import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { describe, expect, it, vi } from 'vitest';
import { type AwsConnection, assumedSession, ownSession } from '../../../src/adapters/aws/session.ts';
import { connectionTo } from './connection.ts';
import { wireOf, xmlAnswer, xmlError } from './wire.ts';

const identity = xmlAnswer(
  'GetCallerIdentity',
  '<Arn>arn:aws:iam::111122223333:user/auditor</Arn><UserId>AIDAEXAMPLE</UserId><Account>111122223333</Account>',
);

const keysOf = (id: string) =>
  xmlAnswer(
    'AssumeRole',
    `<Credentials><AccessKeyId>${id}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2026-11-21T13:00:00Z</Expiration></Credentials>`,
  );

describe('ownSession', () => {
  it('knows its account, partition and caller', async () => {
    const wire = wireOf(() => identity);
    const session = await ownSession(connectionTo(wire));
    expect(session).toMatchObject({ accountId: '111122223333', partition: 'aws', homeRegion: 'us-east-1' });
  });

  it('takes no other credentials than those of the profile that was named', async () => {
    const connection = { ...connectionTo(wireOf(() => identity)), profile: 'nobody-has-this' };
    await expect(ownSession(connection)).rejects.toThrow(/no credentials: .*using profile: \[nobody-has-this\]/);
  });

  it('asks in the region of the profile, so that other partitions know its credentials', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'iam-drift-')), 'config');
    await writeFile(file, '[profile china]\nregion = cn-north-1\naws_access_key_id = A\naws_secret_access_key = S\n');
    const wire = wireOf(() => identity);
    const connection = connectionTo(wire, { profile: 'china' });
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION']) vi.stubEnv(name, undefined);
    vi.stubEnv('AWS_CONFIG_FILE', file);
    await ownSession(connection);
    expect(wire.requests[0]).toMatchObject({ region: 'cn-north-1' });
    vi.unstubAllEnvs();
  });

  it('says that AWS does not accept the credentials, in one line', async () => {
    const wire = wireOf(() => xmlError(403, 'InvalidClientTokenId', 'The security token is invalid'));
    await expect(ownSession(connectionTo(wire))).rejects.toThrow(
      'AWS does not accept the credentials: sts:GetCallerIdentity in us-east-1: InvalidClientTokenId',
    );
  });
});

describe('a session', () => {
  it('counts calls, retries and throttlings', async () => {
    const wire = wireOf((request) => {
      if (request.operation === 'GetCallerIdentity') return identity;
      if (request.attempt < 3) return xmlError(400, 'Throttling', 'Rate exceeded');
      return xmlAnswer('ListRoles', '<Roles/><IsTruncated>false</IsTruncated>');
    });
    const connection = connectionTo(wire);
    const session = await ownSession(connection);
    await session.client(IAMClient).send(new ListRolesCommand({}));
    expect(connection.calls.counts()).toEqual([
      { service: 'iam', operation: 'ListRoles', calls: 1, retries: 2, throttled: 2 },
      { service: 'sts', operation: 'GetCallerIdentity', calls: 1, retries: 0, throttled: 0 },
    ]);
  });

  it('asks again with new credentials when the old ones expire before their time', async () => {
    let keys = 0;
    const wire = wireOf((request) => {
      if (request.operation === 'GetCallerIdentity') return identity;
      if (request.operation === 'AssumeRole') return keysOf(`ASIA${++keys}`);
      return request.accessKeyId === 'ASIA1'
        ? xmlError(403, 'ExpiredToken', 'The security token included in the request is expired')
        : xmlAnswer('ListRoles', '<Roles/><IsTruncated>false</IsTruncated>');
    });
    const connection = connectionTo(wire);
    const role = { arn: 'arn:aws:iam::444455556666:role/iam-drift-auditor', externalId: 'known to both' };
    const session = await assumedSession(await ownSession(connection), role, connection);
    await session.client(IAMClient).send(new ListRolesCommand({}));
    expect(wire.of('ListRoles').map(({ accessKeyId }) => accessKeyId)).toEqual(['ASIA1', 'ASIA2']);
    expect(wire.of('AssumeRole')[0]?.parameters).toMatchObject({
      RoleArn: role.arn,
      RoleSessionName: 'iam-drift',
      ExternalId: 'known to both',
    });
  });

  it('stops at its next attempt when the run is ended', async () => {
    const ending = new AbortController();
    const wire = wireOf((request) => {
      if (request.operation === 'GetCallerIdentity') return identity;
      ending.abort(new Error('interrupted'));
      return xmlError(500, 'InternalFailure', 'once more');
    });
    const connection: AwsConnection = { ...connectionTo(wire), signal: ending.signal };
    const session = await ownSession(connection);
    await expect(session.client(IAMClient).send(new ListRolesCommand({}))).rejects.toThrow('interrupted');
    expect(wire.of('ListRoles')).toHaveLength(1);
  });
});
