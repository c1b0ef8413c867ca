import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { configSchema } from '../../src/cli/config/schema.ts';
import { loadConfig, parseConfig } from '../../src/cli/config.ts';
import { ConfigError } from '../../src/core/model/errors.ts';

const detectorIds = ['unused-role', 'unused-permission', 'temporary-grant'];

const defaults = {
  windowDays: 90,
  accounts: {},
  coverage: { toleratedGapDays: 0, dataEvents: [] },
  keyFigures: { unusedDays: 60 },
  suggest: { minCoverageDays: 30, keepUsedDays: 400, includeDenied: false, scope: 'actions' },
  detectors: {},
  breakGlass: { principals: [], tags: {} },
  foundationRoles: [],
  ownerTags: ['owner', 'team', 'service-owner', 'contact'],
  sensitiveData: [],
  trustedAccounts: [],
  failOn: 'high',
  requireComplete: false,
  collect: {
    accounts: { kind: 'own' },
    role: { name: 'iam-drift-auditor' },
    concurrency: { accounts: 4, calls: 6, lastAccessed: 3 },
    policyTags: true,
    logs: { source: 'changes-only' },
    accountLogs: {},
    keepBundles: 7,
  },
};

const folders: string[] = [];

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'iam-drift-config-'));
  folders.push(folder);
  return folder;
}

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

function errorOf(text: string): ConfigError {
  try {
    parseConfig(text, 'c.json', detectorIds);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('no error');
}

describe('loadConfig', () => {
  it('answers all defaults where no file is named and none is there', async () => {
    expect(await loadConfig(undefined, detectorIds)).toStrictEqual(defaults);
  });

  it('refuses a named file that is not there', async () => {
    await expect(loadConfig('/nowhere/c.json', detectorIds)).rejects.toMatchObject({
      name: 'ConfigError',
      message: 'no configuration at `/nowhere/c.json`: there is no such file',
      hint: 'check `--config`',
    });
  });

  it('refuses a folder', async () => {
    const folder = await newFolder();
    await expect(loadConfig(folder, detectorIds)).rejects.toThrow('it cannot be read');
  });

  it('reads a file with a byte-order mark', async () => {
    const file = join(await newFolder(), 'c.json');
    await writeFile(file, '\ufeff{ "windowDays": 30 }');
    expect(await loadConfig(file, detectorIds)).toStrictEqual({ ...defaults, windowDays: 30 });
  });

  it('loads the example that comes with the tool, which shows every key', async () => {
    const config = await loadConfig('config.example.json', detectorIds);
    const shown: unknown = JSON.parse(await readFile('config.example.json', 'utf8'));
    expect(Object.keys(shown as object)).toStrictEqual(Object.keys(configSchema.shape));
    expect(config.accounts['111122223333']).toStrictEqual({
      environment: 'production',
      alias: 'shop-production',
      owner: 'team-shop',
    });
    expect(config.detectors['unused-role']).toStrictEqual({ enabled: true, severity: 'high' });
    expect(config.asOf).toBe(Date.UTC(2026, 10, 1));
  });
});

/** The settings of a section `collect`. */
function collectOf(collect: unknown) {
  return parseConfig(JSON.stringify({ collect }), 'c.json', detectorIds).collect;
}

describe('the section collect', () => {
  it('takes the own account, a list, or an organization with what is in and what is not', () => {
    expect(collectOf({ accounts: 'own' }).accounts).toStrictEqual({ kind: 'own' });
    expect(collectOf({ accounts: ['111122223333', '111122223333'] }).accounts).toStrictEqual({
      kind: 'list',
      ids: ['111122223333'],
    });
    expect(
      collectOf({ accounts: { organization: { include: { units: ['ou-ab12-cdef'], accounts: ['111122223333'] } } } })
        .accounts,
    ).toStrictEqual({
      kind: 'organization',
      include: { ids: ['111122223333'], units: ['ou-ab12-cdef'], tags: {} },
      exclude: { ids: [], units: [], tags: {} },
    });
  });

  it('fills in what an S3 or Athena source leaves out, and keeps absent what has no default', () => {
    expect(collectOf({ logs: { source: 's3', location: 's3://trail' } }).logs).toStrictEqual({
      source: 's3',
      location: 's3://trail',
      verifyDigests: false,
    });
    expect(
      collectOf({ accountLogs: { '111122223333': { source: 'athena', location: 's3://trail/a' } } }).accountLogs,
    ).toStrictEqual({
      '111122223333': {
        source: 'athena',
        location: 's3://trail/a',
        workgroup: 'primary',
        database: 'default',
        table: 'iam_drift_cloudtrail',
      },
    });
  });

  it.each([
    ['{ "acounts": "own" }', '`collect.acounts`', '`accounts`', 'did you mean `collect.accounts`?'],
    ['{ "accessKeyId": "AKIAIOSFODNN7EXAMPLE" }', '`collect.accessKeyId`', '`role`', 'take the key out'],
    [
      '{ "accounts": { "organization": { "includes": {} } } }',
      '`collect.accounts.organization.includes`',
      'one of `include`, `exclude`',
      'did you mean `collect.accounts.organization.include`?',
    ],
    [
      '{ "logs": { "source": "s3", "location": "s3://trail", "verifyDigest": true } }',
      '`collect.logs.verifyDigest`',
      'one of `source`, `location`, `roleArn`, `verifyDigests`',
      'did you mean `collect.logs.verifyDigests`?',
    ],
    [
      '{ "accountLogs": { "111122223333": { "source": "athena", "location": "s3://trail", "table_": "x" } } }',
      '`collect.accountLogs.111122223333.table_`',
      '`workgroup`, `database`, `table`',
      'did you mean `collect.accountLogs.111122223333.table`?',
    ],
  ])('names the unknown key of %s', (text, key, known, hint) => {
    const { message, hint: told } = errorOf(`{ "collect": ${text} }`);
    expect(message).toContain(`unknown key ${key} in`);
    expect(message).toContain(known);
    expect(told).toBe(hint);
  });

  it.each([
    ['{ "accounts": "all" }', '`collect.accounts` in `c.json`: expected `"own"`, a list of account ids, or', '`"all"`'],
    ['{ "accounts": [] }', '`collect.accounts` in', '`[]`'],
    ['{ "accounts": ["1"] }', '`collect.accounts[0]` in `c.json`: expected an account id', '`"1"`'],
    [
      '{ "accounts": { "organization": { "include": { "units": ["root"] } } } }',
      '`collect.accounts.organization.include.units[0]` in `c.json`: expected the id of a unit or root',
      '`"root"`',
    ],
    [
      '{ "logs": { "source": "cloudwatch" } }',
      '`collect.logs.source` in `c.json`: expected one of `changes-only`, `event-history`, `s3`, `athena`',
      '`"cloudwatch"`',
    ],
    ['{ "logs": "s3" }', '`collect.logs` in `c.json`: expected an object such as', '`"s3"`'],
    ['{ "logs": { "source": "s3" } }', '`collect.logs.location` in `c.json`: expected a place such as', 'nothing'],
    [
      '{ "logs": { "source": "s3", "location": "trail/a" } }',
      '`collect.logs.location` in `c.json`: expected a place such as',
      '`"trail/a"`',
    ],
    ['{ "regions": ["Frankfurt"] }', '`collect.regions[0]` in `c.json`: expected a region', '`"Frankfurt"`'],
    ['{ "concurrency": { "calls": 0 } }', '`collect.concurrency.calls` in `c.json`: expected a whole number', '`0`'],
    ['{ "role": { "name": "a:b" } }', '`collect.role.name` in `c.json`: expected the name of a role', '`"a:b"`'],
    ['{ "keepBundles": 0 }', '`collect.keepBundles` in', '`0`'],
  ])('says what is wrong in %s', (text, expected, found) => {
    const { message } = errorOf(`{ "collect": ${text} }`);
    expect(message).toContain(expected);
    expect(message).toContain(`found ${found}`);
  });
});

describe('parseConfig', () => {
  it('keeps absent what the file leaves out, and allows `$schema`', () => {
    const text = '{ "$schema": "x.json", "accounts": { "111122223333": {} }, "coverage": { "toleratedGapDays": 2 } }';
    expect(parseConfig(text, 'c.json', detectorIds)).toStrictEqual({
      ...defaults,
      accounts: { '111122223333': {} },
      coverage: { toleratedGapDays: 2, dataEvents: [] },
    });
  });

  it.each([
    ['{ "acounts": {} }', '`acounts`', '`accounts`', 'did you mean `accounts`?'],
    [
      '{ "coverage": { "toleratedgapdays": 1 } }',
      '`coverage.toleratedgapdays`',
      '`toleratedGapDays`, `dataEvents`',
      'did you mean `coverage.toleratedGapDays`?',
    ],
    [
      '{ "accounts": { "111122223333": { "enviroment": "test" } } }',
      '`accounts.111122223333.enviroment`',
      '`environment`, `alias`, `owner`',
      'did you mean `accounts.111122223333.environment`?',
    ],
    [
      '{ "foundationRoles": [{ "patern": "x" }] }',
      '`foundationRoles[0].patern`',
      '`pattern`, `trustedBy`',
      'did you mean `foundationRoles[0].pattern`?',
    ],
    [
      '{ "detectors": { "unused-rol": {} } }',
      '`detectors.unused-rol`',
      '`unused-role`, `unused-permission`, `temporary-grant`',
      'did you mean `detectors.unused-role`?',
    ],
    [
      '{ "detectors": { "unused-role": { "sevrity": "low" } } }',
      '`detectors.unused-role.sevrity`',
      '`enabled`, `severity`',
      'did you mean `detectors.unused-role.severity`?',
    ],
    ['{ "webhook": "x" }', '`webhook`', '`windowDays`', 'take the key out'],
    ['{ "__proto__": {} }', '`__proto__`', '`windowDays`', 'take the key out'],
  ])('names the unknown key of %s, what is known there, and the nearest', (text, key, known, hint) => {
    const error = errorOf(text);
    expect(error.message).toContain(`unknown key ${key} in \`c.json\`: expected one of`);
    expect(error.message).toContain(known);
    expect(error.hint).toBe(hint);
  });

  it.each([
    ['{ "windowDays": "90" }', '`windowDays` in `c.json`: expected a whole number from 1 to 400, found `"90"`'],
    ['{ "windowDays": 0 }', '`windowDays` in `c.json`: expected a whole number from 1 to 400, found `0`'],
    ['{ "windowDays": 401 }', '`windowDays` in `c.json`: expected a whole number from 1 to 400, found `401`'],
    ['{ "windowDays": 1.5 }', '`windowDays` in `c.json`: expected a whole number from 1 to 400, found `1.5`'],
    ['{ "windowDays": null }', '`windowDays` in `c.json`: expected a whole number from 1 to 400, found `null`'],
    [
      '{ "asOf": "yesterday" }',
      '`asOf` in `c.json`: expected a date such as `2026-01-31` or `2026-01-31T02:00:00Z`, found `"yesterday"`',
    ],
    ['{ "accounts": [] }', '`accounts` in `c.json`: expected an object, found `[]`'],
    [
      '{ "accounts": { "1234": {} } }',
      '`accounts` in `c.json`: expected an account id: a text of twelve digits, found `"1234"`',
    ],
    [
      '{ "accounts": { "111122223333": { "environment": "prod" } } }',
      '`accounts.111122223333.environment` in `c.json`: expected one of `production`, `shared`, `security`, `staging`, `test`, `development`, `sandbox`, found `"prod"`',
    ],
    ['{ "coverage": 3 }', '`coverage` in `c.json`: expected an object, found `3`'],
    ['{ "ownerTags": ["owner", 7] }', '`ownerTags[1]` in `c.json`: expected a text, found `7`'],
    ['{ "ownerTags": [""] }', '`ownerTags[0]` in `c.json`: expected a text that is not empty, found `""`'],
    [
      '{ "foundationRoles": [{ "pattern": "x" }] }',
      '`foundationRoles[0].trustedBy` in `c.json`: expected a list of texts, found nothing',
    ],
    [
      '{ "trustedAccounts": [111122223333] }',
      '`trustedAccounts[0]` in `c.json`: expected an account id: a text of twelve digits, found `111122223333`',
    ],
    [
      '{ "failOn": "always" }',
      '`failOn` in `c.json`: expected one of `critical`, `high`, `medium`, `low`, `info`, `never`, found `"always"`',
    ],
    ['{ "requireComplete": "yes" }', '`requireComplete` in `c.json`: expected `true` or `false`, found `"yes"`'],
    [
      '{ "detectors": { "unused-role": true } }',
      '`detectors.unused-role` in `c.json`: expected an object, found `true`',
    ],
    ['[]', '`the configuration` in `c.json`: expected an object, found `[]`'],
  ])('names path, expectation and find of %s', (text, message) => {
    expect(errorOf(text).message).toBe(message);
  });

  it('tells of the mistyped key before the value that is wrong because of it', () => {
    expect(errorOf('{ "foundationRoles": [{ "patern": "x", "trustedBy": [] }] }').message).toContain('unknown key');
  });

  it.each([
    ['', 1, 1],
    ['{', 1, 2],
    ['{\n  "windowDays": 90,\n}', 3, 1],
    ['{\n  "windowDays" 90\n}', 2, 16],
    ['{ "a": tru }', 1, 8],
    ['// comment\n{}', 1, 1],
    ['{}}', 1, 3],
    ['{ "a": "x\ny" }', 1, 10],
    ['{ "a": [1, 2 }', 1, 14],
    ['{ "a": "\\x" }', 1, 9],
    ['{ "a": 01 }', 1, 9],
  ])('names line and column of the syntax error in %j', (text, line, column) => {
    expect(errorOf(text).message).toBe(`\`c.json\` is not JSON: line ${line}, column ${column}`);
  });
});
