import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll } from 'vitest';

/** What a file of a test bundle holds: text or bytes as they are, anything else as JSON. */
export type Content = string | Uint8Array | object | number | boolean | null;

/**
 * Writes a bundle into a new temporary folder and gives its path. Keys are file names relative to the bundle; what is text or bytes
 * is written as it is, anything else as JSON; a name that ends in `.gz` is compressed (bytes are not, so that broken archives can be
 * written). The folders are removed after the tests of the file.
 */
export async function writeBundle(files: Readonly<Record<string, Content>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'iam-drift-bundle-'));
  written.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytesOf(name, content));
  }
  return folder;
}

/** The files of one account, with the account's folder before their names. */
export function accountFiles(id: string, files: Readonly<Record<string, Content>>): Record<string, Content> {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`accounts/${id}/${name}`, content]));
}

/** An authorization-details answer with the given lists, the others empty. */
export function detailsWith(lists: {
  readonly users?: readonly object[];
  readonly roles?: readonly object[];
  readonly groups?: readonly object[];
  readonly policies?: readonly object[];
}): object {
  return {
    UserDetailList: lists.users ?? [],
    RoleDetailList: lists.roles ?? [],
    GroupDetailList: lists.groups ?? [],
    Policies: lists.policies ?? [],
  };
}

/** A role as GetAccountAuthorizationDetails prints it, trusted by EC2; `over` replaces or adds fields. */
export function roleNamed(name: string, over: object = {}): object {
  return {
    Path: '/',
    RoleName: name,
    RoleId: `AROA${name.toUpperCase()}`,
    Arn: `arn:aws:iam::111122223333:role/${name}`,
    CreateDate: '2025-01-01T00:00:00+00:00',
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    InstanceProfileList: [],
    RolePolicyList: [],
    AttachedManagedPolicies: [],
    Tags: [],
    RoleLastUsed: {},
    ...over,
  };
}

function bytesOf(name: string, content: Content): Uint8Array {
  if (content instanceof Uint8Array) return content;
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return name.endsWith('.gz') ? gzipSync(text) : Buffer.from(text);
}

const written: string[] = [];

afterAll(async () => {
  for (const folder of written.splice(0)) await rm(folder, { recursive: true, force: true });
});
