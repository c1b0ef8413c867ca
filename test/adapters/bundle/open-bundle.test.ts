import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBundle } from '../../../src/adapters/bundle/open-bundle.ts';
import { NothingCollectedError } from '../../../src/core/model/errors.ts';
import { accountFiles, detailsWith, roleNamed, writeBundle } from './write-bundle.ts';

const account = '111122223333';
const other = '444455556666';
const details = { 'authorization-details.json': detailsWith({ roles: [roleNamed('app')] }) };

describe('openBundle', () => {
  it.each([
    ['a folder that is not there', async () => '/nowhere/bundle', 'there is no such folder'],
    ['a file', async () => join(await writeBundle({ 'x.json': {} }), 'x.json'), 'it is a file, not a folder'],
    ['an empty folder', () => writeBundle({}), 'looked for `accounts/<account id>/` and `manifest.json`'],
    [
      'a folder with other things',
      () => writeBundle({ 'notes.txt': 'x' }),
      'looked for `accounts/<account id>/` and `manifest.json`',
    ],
    [
      'a manifest alone',
      () => writeBundle({ 'manifest.json': { schemaVersion: 1, accounts: [{ id: account }] } }),
      'looked for folders `accounts/<12 digits>/`',
    ],
    [
      'no account among the folders',
      () => writeBundle({ 'accounts/prod/authorization-details.json': {} }),
      'looked for folders `accounts/<12 digits>/`',
    ],
  ])('refuses %s, saying what it looked for', async (_, path, text) => {
    const error: unknown = await openBundle(await path()).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(NothingCollectedError);
    expect(error).toMatchObject({ message: expect.stringContaining(text), hint: expect.stringMatching(/./) });
  });

  it('refuses account folders that are all empty', async () => {
    const path = await writeBundle({ 'manifest.json': { schemaVersion: 1 } });
    await mkdir(join(path, 'accounts', account), { recursive: true });
    await expect(openBundle(path)).rejects.toThrow(NothingCollectedError);
  });

  it('takes the accounts from the folders where there is no manifest', async () => {
    const path = await writeBundle({ ...accountFiles(other, details), ...accountFiles(account, details) });
    const bundle = await openBundle(path);
    expect(bundle.accounts).toStrictEqual([{ id: account }, { id: other }]);
    expect(bundle.gaps).toStrictEqual([]);
    expect(bundle).not.toHaveProperty('collectedAt');
  });

  it('unites the accounts of the manifest with those of the folders', async () => {
    const path = await writeBundle({
      'manifest.json': {
        schemaVersion: 1,
        collectedAt: '2026-11-20T02:00:00Z',
        accounts: [
          { id: account, alias: 'prod', environment: 'production', organizationPath: 'o-1/r-1/ou-1', extra: 1 },
          { id: '777788889999' },
        ],
      },
      ...accountFiles(account, details),
      ...accountFiles(other, details),
    });
    const bundle = await openBundle(path);
    expect(bundle.collectedAt).toBe(Date.UTC(2026, 10, 20, 2));
    expect(bundle.accounts).toStrictEqual([
      { id: account, alias: 'prod', environment: 'production', organizationPath: 'o-1/r-1/ou-1' },
      { id: other },
      { id: '777788889999' },
    ]);
    const absent = await bundle.readAccount('777788889999');
    expect(absent.details).toStrictEqual({ users: [], roles: [], groups: [], policies: [], isComplete: false });
    expect(absent.gaps).toStrictEqual([
      {
        service: 'bundle',
        operation: 'read',
        account: '777788889999',
        errorCode: 'Missing',
        message: 'the account has no folder in the bundle, or an empty one',
        path: 'accounts/777788889999',
      },
    ]);
  });

  it('says what collecting it cost, where a collection of ours made it', async () => {
    const calls = [{ service: 'iam', operation: 'ListRoles', calls: 2, retries: 1, throttled: 1 }];
    const read = async (collection: object) =>
      openBundle(await writeBundle({ 'collection.json': collection, ...accountFiles(account, details) }));
    const bundle = await read({ tool: 'iam-drift 0.1.0', calls, later: 'ignored' });
    expect(bundle.collection).toStrictEqual({ tool: 'iam-drift 0.1.0', calls });
    expect(bundle.gaps).toStrictEqual([]);
    const broken = await read({
      tool: 'iam-drift 0.1.0',
      calls: [{ service: 'iam', operation: 'ListRoles', calls: -1 }],
    });
    expect(broken).not.toHaveProperty('collection');
    expect(broken.gaps).toMatchObject([{ errorCode: 'WrongShape', path: 'collection.json' }]);
  });

  it('says what is wrong in a manifest and reads on without it', async () => {
    const path = await writeBundle({
      'manifest.json': {
        schemaVersion: 1,
        collectedAt: 'yesterday',
        accounts: [{ id: '../../etc' }, { id: account, environment: 'prod' }, { id: 111122223333 }, 'x'],
      },
      ...accountFiles(account, details),
    });
    const bundle = await openBundle(path);
    expect(bundle.accounts).toStrictEqual([{ id: account }]);
    expect(bundle.gaps.map(({ message }) => message)).toStrictEqual([
      '`collectedAt`: not a date: `yesterday`',
      '`accounts[0].id`: expected twelve digits',
      '`accounts[2].id`: expected string, found number',
      '`accounts[3]`: expected object, found string',
      expect.stringContaining(`\`accounts[${account}].environment\``),
    ]);
    expect(bundle.gaps.every((gap) => gap.path === 'manifest.json')).toBe(true);
  });

  it.each([
    ['{', 'Truncated'],
    ['', 'Truncated'],
    ['<html>', 'NotJson'],
    ['[]', 'WrongShape'],
    ['{"schemaVersion":2}', 'WrongShape'],
  ])('reads the folders when the manifest is %j', async (text, errorCode) => {
    const bundle = await openBundle(await writeBundle({ 'manifest.json': text, ...accountFiles(account, details) }));
    expect(bundle.accounts).toStrictEqual([{ id: account }]);
    expect(bundle.gaps).toMatchObject([{ errorCode, path: 'manifest.json' }]);
  });

  it('takes the newest date of collected.json where the manifest tells none', async () => {
    const path = await writeBundle({
      'collected.json.gz': { 'a.json': '2026-11-19T00:00:00Z', 'b.json': '2026-11-20T00:00:00Z', 'c.json': 'x' },
      ...accountFiles(account, details),
    });
    const bundle = await openBundle(path);
    expect(bundle.collectedAt).toBe(Date.UTC(2026, 10, 20));
    expect(bundle.gaps).toMatchObject([{ errorCode: 'Unparsed', path: 'collected.json.gz' }]);
  });

  it('shows folders beside the accounts that are none', async () => {
    const path = await writeBundle({
      ...accountFiles(account, details),
      'accounts/prod/x.json': {},
      'accounts/1.txt': 'x',
    });
    const bundle = await openBundle(path);
    expect(bundle.gaps.map((gap) => gap.path)).toStrictEqual(['accounts/1.txt', 'accounts/prod']);
  });

  it('refuses to read an account that is not in the bundle', async () => {
    const bundle = await openBundle(await writeBundle(accountFiles(account, details)));
    await expect(bundle.readAccount('../secret')).rejects.toThrow('is not in the bundle');
  });

  it('reads a hundred accounts one at a time and keeps none', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => String(100000000000 + index));
    const bundle = await openBundle(
      await writeBundle(Object.assign({}, ...ids.map((id) => accountFiles(id, details)))),
    );
    expect(bundle.accounts).toHaveLength(100);
    const first = await bundle.readAccount('100000000000');
    const again = await bundle.readAccount('100000000000');
    expect(again).toStrictEqual(first);
    expect(again.details).not.toBe(first.details);
  });

  it('refuses a bundle whose accounts cannot be listed', async () => {
    const path = await writeBundle({ 'manifest.json': { schemaVersion: 1 } });
    await symlink('accounts', join(path, 'accounts'));
    await expect(openBundle(path)).rejects.toThrow('the folder `accounts` cannot be listed');
  });

  it('reads on where the manifest and one account cannot be opened', async () => {
    const path = await writeBundle(accountFiles(account, details));
    await symlink('manifest.json', join(path, 'manifest.json'));
    await symlink(other, join(path, 'accounts', other));
    const bundle = await openBundle(path);
    expect(bundle.gaps).toMatchObject([{ errorCode: 'Unreadable', path: 'manifest.json' }]);
    expect((await bundle.readAccount(other)).gaps).toMatchObject([
      { errorCode: 'Unreadable', account: other, path: `accounts/${other}` },
      { errorCode: 'Missing', account: other },
    ]);
  });

  it('follows links but not in circles', async () => {
    const path = await writeBundle(accountFiles(account, details));
    await symlink(path, join(path, 'accounts', account, 'circle'));
    await symlink('/nowhere', join(path, 'accounts', account, 'broken.json'));
    const parts = await (await openBundle(path)).readAccount(account);
    expect(parts.details.roles).toHaveLength(1);
    expect(parts.gaps).toContainEqual(
      expect.objectContaining({ errorCode: 'Unreadable', path: `accounts/${account}/broken.json` }),
    );
  });
});

describe("the bundle's digest", () => {
  const files = { ...accountFiles(account, details), 'cloudtrail/a/log.json': 'abc' };

  it('is the same for the same files elsewhere', async () => {
    const [a, b] = [await openBundle(await writeBundle(files)), await openBundle(await writeBundle(files))];
    expect(a.digest).toBe(b.digest);
    expect(a.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    [
      'a byte of a file',
      { 'accounts/111122223333/authorization-details.json': detailsWith({ roles: [roleNamed('apq')] }) },
    ],
    ['a new file', { 'accounts/111122223333/x.json': '' }],
    ['the size of a log', { 'cloudtrail/a/log.json': 'abcd' }],
    ['a new log', { 'cloudtrail/a/more.json': '' }],
  ])('changes with %s', async (_, change) => {
    const [before, after] = [
      await openBundle(await writeBundle(files)),
      await openBundle(await writeBundle({ ...files, ...change })),
    ];
    expect(after.digest).not.toBe(before.digest);
  });

  it('changes with the last byte of a large file', async () => {
    const [before, after] = await Promise.all(
      ['y', 'z'].map(async (end) =>
        openBundle(await writeBundle({ ...files, 'large.txt': 'x'.repeat(2 ** 21) + end })),
      ),
    );
    expect(after?.digest).not.toBe(before?.digest);
  });

  it('changes when a file is renamed, and not with hidden files or the bytes of a log', async () => {
    const path = await writeBundle(files);
    const before = (await openBundle(path)).digest;
    await writeFile(join(path, 'accounts', '.DS_Store'), 'x');
    await writeFile(join(path, 'cloudtrail/a/log.json'), 'xyz');
    expect((await openBundle(path)).digest).toBe(before);
    await rename(join(path, 'cloudtrail/a/log.json'), join(path, 'cloudtrail/a/lag.json'));
    expect((await openBundle(path)).digest).not.toBe(before);
  });
});
