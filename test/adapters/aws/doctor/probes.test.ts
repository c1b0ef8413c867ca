import { describe, expect, it } from 'vitest';
import { type Probe, type ProbeContext, probed } from '../../../../src/adapters/aws/doctor/probe.ts';
import { probes } from '../../../../src/adapters/aws/doctor/probes.ts';
import { neededPermissions } from '../../../../src/adapters/aws/permissions/needed-permissions.ts';
import { sessionTo } from '../connection.ts';
import { jsonError, type WireAnswer, type WireRequest, xmlAnswer, xmlError } from '../wire.ts';

const instance = 'arn:aws:sso:::instance/ssoins-1111222233334444';

async function contextTo(answer: (request: WireRequest) => WireAnswer) {
  const { session, wire, connection } = await sessionTo(answer, { maxAttempts: 1 });
  const context: ProbeContext = {
    session,
    logSession: session,
    signal: connection.signal,
    logs: {
      source: 'athena',
      location: 's3://logs',
      workgroup: 'primary',
      database: 'default',
      table: 'iam_drift_cloudtrail',
    },
    logPlace: { bucket: 'logs', prefix: '' },
    identityCenter: async () => instance,
  };
  return { context, wire };
}

/** A refusal in the protocol of the request. */
function refusal({ headers, operation }: WireRequest): WireAnswer {
  const isXml = operation === '' || (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  if (isXml && headers['content-type'] !== 'application/json')
    return xmlError(403, 'AccessDenied', 'User: arn:aws:iam::111122223333:user/auditor is not authorized');
  return jsonError(400, 'AccessDeniedException', 'User: arn:aws:iam::111122223333:user/auditor is not authorized');
}

const asked = probes.filter((probe) => 'ask' in probe);

describe('the probes', () => {
  it('try each permission that is needed, once, or say why they cannot', () => {
    const actions = probes.map(({ action }) => action);
    expect([...actions].sort()).toEqual(neededPermissions().map(({ action }) => action));
    for (const probe of probes) if ('cannot' in probe) expect(probe.cannot).toMatch(/^.{15,}[^.]$/);
  });

  it('start nothing that lasts, costs or writes', async () => {
    const { context, wire } = await contextTo(refusal);
    for (const probe of asked) await probed(probe, context);
    const names = new Set(wire.requests.map(({ operation }) => operation));
    for (const name of ['StartQueryExecution', 'AssumeRole', 'CheckNoNewAccess']) expect(names).not.toContain(name);
    expect(
      wire.requests.filter(({ method, service }) => service === 's3' && method !== 'GET' && method !== 'HEAD'),
    ).toEqual([]);
    // Of nobody that is there: no job begins.
    for (const { parameters } of wire.of('GenerateServiceLastAccessedDetails'))
      expect(parameters.Arn).toBe('arn:aws:iam::111122223333:role/iam-drift-doctor-looks-for-nothing');
    expect(wire.requests.length).toBeLessThan(asked.length * 2);
  });

  it('tell a refusal of each', async () => {
    const { context } = await contextTo(refusal);
    const states: Record<string, string> = {};
    for (const probe of asked) {
      const { action, state } = await probed(probe, context);
      if (state !== 'refused') states[action] = state;
    }
    expect(states).toEqual({
      // Nobody can be refused it, and the session has it by then.
      'sts:GetCallerIdentity': 'allowed',
      // The files come after the listing.
      's3:GetObject': 'unknown',
      'kms:Decrypt': 'unknown',
    });
  });
});

const probeOf = (action: string): Probe => {
  const found = probes.find((probe) => probe.action === action);
  if (found === undefined) throw new Error(action);
  return found;
};

describe('probed', () => {
  it('takes an answer about a thing that is not there for a permission', async () => {
    const { context } = await contextTo(() => xmlError(404, 'NoSuchEntity', 'no such role'));
    expect(await probed(probeOf('iam:GenerateServiceLastAccessedDetails'), context)).toEqual({
      action: 'iam:GenerateServiceLastAccessedDetails',
      state: 'allowed',
    });
  });

  it('takes a report that is not there yet for a permission', async () => {
    const { context } = await contextTo(() => xmlError(410, 'ReportNotPresent', 'generate one first'));
    expect(await probed(probeOf('iam:GetCredentialReport'), context)).toMatchObject({ state: 'allowed' });
  });

  it('takes a page that is none of AWS for nothing', async () => {
    const { context } = await contextTo(() => ({
      status: 404,
      headers: { 'content-type': 'text/html' },
      body: '<html><title>404 Not Found</title></html>',
    }));
    const { state, reason } = await probed(probeOf('eks:ListPodIdentityAssociations'), context);
    expect({ state, reason }).toEqual({ state: 'unknown', reason: expect.stringContaining('HTTP status 404') });
  });

  it('says that a bucket is not there, and goes on', async () => {
    const { context } = await contextTo(() => ({
      status: 404,
      headers: { 'content-type': 'application/xml' },
      body: '<?xml version="1.0"?><Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message></Error>',
    }));
    const { state, reason } = await probed(probeOf('s3:ListBucket'), context);
    expect({ state, reason }).toEqual({ state: 'unknown', reason: expect.stringContaining('`logs` does not exist') });
  });

  it('needs no organization where there is none', async () => {
    const { context } = await contextTo(() => jsonError(400, 'AWSOrganizationsNotInUseException', 'not a member'));
    expect(await probed(probeOf('organizations:ListRoots'), context)).toEqual({
      action: 'organizations:ListRoots',
      state: 'not-needed',
      reason: 'the account is in no organization',
    });
  });

  it('tells a key that may not be used apart from a file that may not be read', async () => {
    const listing =
      '<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>AWSLogs/a.json.gz</Key><Size>9</Size></Contents></ListBucketResult>';
    const { context } = await contextTo(({ query }) =>
      'list-type' in query
        ? { headers: { 'content-type': 'application/xml' }, body: listing }
        : {
            status: 403,
            headers: { 'content-type': 'application/xml' },
            body: '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>User is not authorized to perform: kms:Decrypt on resource</Message></Error>',
          },
    );
    expect(await probed(probeOf('s3:GetObject'), context)).toMatchObject({ state: 'allowed' });
    expect(await probed(probeOf('kms:Decrypt'), context)).toMatchObject({ state: 'refused' });
  });

  it('ends where AWS does not know the credentials', async () => {
    const { context } = await contextTo(() => xmlError(403, 'InvalidClientTokenId', 'no such key'));
    await expect(probed(probeOf('iam:ListRoles'), context)).rejects.toThrow('does not accept the credentials');
  });

  it('answers for a permission that was granted', async () => {
    const { context } = await contextTo(() => xmlAnswer('ListRoles', '<Roles/><IsTruncated>false</IsTruncated>'));
    expect(await probed(probeOf('iam:ListRoles'), context)).toEqual({ action: 'iam:ListRoles', state: 'allowed' });
  });
});
