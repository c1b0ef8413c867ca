import { describe, expect, it } from 'vitest';
import { type LiveOptions, liveSettings, maxAttemptsIn } from '../../src/cli/collect-options.ts';
import { parseConfig } from '../../src/cli/config.ts';
import { ConfigError } from '../../src/core/model/errors.ts';

function configOf(collect: object = {}) {
  return parseConfig(JSON.stringify({ collect }), 'c.json', []);
}

function settingsOf(options: Partial<LiveOptions>, collect: object = {}) {
  return liveSettings(configOf(collect), { account: [], cloudtrail: [], ...options });
}

const s3 = { source: 's3', location: 's3://trail/a', roleArn: 'arn:aws:iam::999900001111:role/logs' };

describe('liveSettings', () => {
  it('leaves the configuration as it is where the command line says nothing', () => {
    expect(settingsOf({})).toStrictEqual({ config: configOf(), accounts: [] });
  });

  it('takes accounts, profile and region, each account once', () => {
    const account = ['111122223333', '444455556666', '111122223333'];
    expect(settingsOf({ account, profile: 'audit', region: 'eu-central-1' })).toMatchObject({
      accounts: ['111122223333', '444455556666'],
      profile: 'audit',
      region: 'eu-central-1',
    });
  });

  it('takes all accounts of the organization, and those that the configuration chooses of it', () => {
    const nobody = { ids: [], units: [], tags: {} };
    expect(settingsOf({ organization: true }).config.collect.accounts).toStrictEqual({
      kind: 'organization',
      include: nobody,
      exclude: nobody,
    });
    const chosen = { accounts: { organization: { exclude: { units: ['ou-ab12-cdef'] } } } };
    expect(settingsOf({ organization: true }, chosen).config.collect.accounts).toStrictEqual({
      kind: 'organization',
      include: nobody,
      exclude: { ...nobody, units: ['ou-ab12-cdef'] },
    });
  });

  it('takes another role and external id, and keeps what is not said', () => {
    const role = { name: 'audit', externalId: 'one' };
    expect(settingsOf({ roleName: 'other' }, { role }).config.collect.role).toStrictEqual({
      name: 'other',
      externalId: 'one',
    });
    expect(settingsOf({ externalId: 'two' }, { role }).config.collect.role).toStrictEqual({
      name: 'audit',
      externalId: 'two',
    });
  });

  it('reads every place of --cloudtrail in S3, with the role that is configured for logs', () => {
    expect(settingsOf({ cloudtrail: ['s3://trail', 's3://other/b'] }, { logs: s3 }).logs).toStrictEqual([
      { source: 's3', location: 's3://trail', verifyDigests: false, roleArn: s3.roleArn },
      { source: 's3', location: 's3://other/b', verifyDigests: false, roleArn: s3.roleArn },
    ]);
  });

  it('takes the configured place for another source', () => {
    expect(settingsOf({ logs: 'athena' }, { logs: s3 }).logs).toStrictEqual([
      {
        source: 'athena',
        location: 's3://trail/a',
        workgroup: 'primary',
        database: 'default',
        table: 'iam_drift_cloudtrail',
        roleArn: s3.roleArn,
      },
    ]);
    expect(settingsOf({ logs: 'event-history' }, { logs: s3 }).logs).toStrictEqual([{ source: 'event-history' }]);
  });

  it('verifies the digests of what is read in S3, where it is configured and where it is named', () => {
    const own = settingsOf({ verifyDigests: true }, { accountLogs: { '111122223333': s3 } });
    expect(own.logs).toBeUndefined();
    expect(own.config.collect.accountLogs['111122223333']).toMatchObject({ verifyDigests: true });
    expect(own.config.collect.logs).toStrictEqual({ source: 'changes-only' });
    expect(settingsOf({ verifyDigests: true, cloudtrail: ['s3://trail'] }).logs).toMatchObject([
      { verifyDigests: true },
    ]);
  });

  it.each<[string, Partial<LiveOptions>, string, string]>([
    ['an account that is none', { account: ['12'] }, '`--account 12` is no account id', 'twelve digits'],
    ['a region that is none', { region: 'eu central' }, '`--region eu central` is no region', 'eu-central-1'],
    ['a role by its ARN', { roleName: 'arn:aws:iam::1:role/a' }, 'is no name of a role', 'give its name'],
    ['an unknown source', { logs: 'event-histroy' }, '`--logs event-histroy`: expected one of', '`event-history`'],
    ['S3 without a place', { logs: 's3' }, '`--logs s3` without the place', '--cloudtrail s3://BUCKET/PREFIX'],
    ['Athena without a place', { logs: 'athena' }, '`--logs athena` without the place', '--cloudtrail s3://'],
    [
      'Athena over two places',
      { logs: 'athena', cloudtrail: ['s3://trail', 's3://other'] },
      '`--logs athena` with several places',
      'once',
    ],
    ['a place that is not read', { logs: 'changes-only', cloudtrail: ['s3://trail'] }, 'beside each other', '--logs'],
    ['a folder', { cloudtrail: ['logs'] }, '`--cloudtrail logs` is no place in S3', 'iam-drift audit --from'],
    ['a bucket that can be none', { cloudtrail: ['s3://A'] }, '`--cloudtrail s3://A` is no place', 's3://BUCKET'],
    ['digests of nothing', { verifyDigests: true }, '`--verify-digests` without log files', '--cloudtrail'],
    [
      'digests of the event history',
      { verifyDigests: true, logs: 'event-history' },
      '`--verify-digests` without log files',
      '--cloudtrail',
    ],
  ])('refuses %s, and says what to give', (_, options, message, hint) => {
    let error: unknown;
    try {
      settingsOf(options);
    } catch (thrown) {
      error = thrown;
    }
    if (!(error instanceof ConfigError)) throw new Error('no ConfigError', { cause: error });
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
  });
});

describe('maxAttemptsIn', () => {
  it('is what the environment says, else 8', () => {
    expect(maxAttemptsIn({})).toBe(8);
    expect(maxAttemptsIn({ AWS_MAX_ATTEMPTS: '' })).toBe(8);
    expect(maxAttemptsIn({ AWS_MAX_ATTEMPTS: '3' })).toBe(3);
  });

  it.each(['0', '-1', 'many', '1e3'])('refuses %s', (text) => {
    expect(() => maxAttemptsIn({ AWS_MAX_ATTEMPTS: text })).toThrow(`AWS_MAX_ATTEMPTS is \`${text}\``);
  });
});
