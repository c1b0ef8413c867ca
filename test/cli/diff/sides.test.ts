import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sideNamed } from '../../../src/cli/diff/sides.ts';

const policy = '{ "Version": "2012-10-17", "Statement": [] }';
let temp = '';

beforeAll(() => {
  temp = mkdtempSync(join(tmpdir(), 'iam-drift-sides-'));
  for (const folder of ['bundle', 'odd#bundle']) {
    mkdirSync(join(temp, folder, 'accounts/111122223333'), { recursive: true });
    writeFileSync(join(temp, folder, 'accounts/111122223333/authorization-details.json'), '{ "RoleDetailList": [] }');
  }
  mkdirSync(join(temp, 'policies/accounts'), { recursive: true });
  writeFileSync(join(temp, 'policies/accounts/all.json'), policy);
  writeFileSync(join(temp, 'bundle#file.json'), policy);
});

afterAll(() => rmSync(temp, { recursive: true }));

async function sideOf(name: string, principal?: string) {
  const side = await sideNamed(name === '-' ? name : join(temp, name), principal, Readable.from([policy]));
  return {
    kind: side.kind,
    ...(side.kind === 'principal' ? { principal: side.principal } : {}),
    ...(side.kind === 'policies'
      ? { policies: side.policies.length }
      : { bundle: side.bundle.path.slice(temp.length + 1) }),
  };
}

describe('sideNamed', () => {
  it.each([
    ['a bundle', 'bundle', { kind: 'bundle', bundle: 'bundle' }],
    ['a principal of a bundle', 'bundle#deploy', { kind: 'principal', principal: 'deploy', bundle: 'bundle' }],
    [
      'a principal whose path has a #',
      'bundle#role/a#b/c',
      { kind: 'principal', principal: 'role/a#b/c', bundle: 'bundle' },
    ],
    ['a bundle whose name has a #', 'odd#bundle', { kind: 'bundle', bundle: 'odd#bundle' }],
    ['a principal of such a bundle', 'odd#bundle#x', { kind: 'principal', principal: 'x', bundle: 'odd#bundle' }],
    ['a file whose name looks like a principal', 'bundle#file.json', { kind: 'policies', policies: 1 }],
    ['a folder of policies with a folder `accounts`', 'policies', { kind: 'policies', policies: 1 }],
    ['standard input', '-', { kind: 'policies', policies: 1 }],
  ])('finds %s', async (_, name, expected) => {
    expect(await sideOf(name)).toEqual(expected);
  });

  it('takes the principal of the option for bundles alone', async () => {
    expect(await sideOf('bundle', 'deploy')).toEqual({ kind: 'principal', principal: 'deploy', bundle: 'bundle' });
    expect(await sideOf('policies', 'deploy')).toEqual({ kind: 'policies', policies: 1 });
  });

  it('refuses standard input that never ends long before it fills the memory', async () => {
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(100_000);
      })(),
    );
    await expect(sideNamed('-', undefined, endless)).rejects.toThrow('too large for a policy');
  });
});
