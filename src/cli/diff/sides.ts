import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openBundle } from '../../adapters/bundle/open-bundle.ts';
import type { BundleReader } from '../../core/model/bundle-reader.ts';
import { ConfigError } from '../../core/model/errors.ts';
import type { PolicyInput } from '../../core/policy/request.ts';
import { readPolicyFile, readPolicyFolder, readPolicyStream } from './policy-files.ts';

/** One side as it was asked for, read as far as needed to know what it is. */
export type Side =
  | { readonly kind: 'policies'; readonly name: string; readonly policies: readonly PolicyInput[] }
  | { readonly kind: 'bundle'; readonly name: string; readonly bundle: BundleReader }
  | { readonly kind: 'principal'; readonly name: string; readonly bundle: BundleReader; readonly principal: string };

/** What `-` stands for. */
export type Input = AsyncIterable<Uint8Array | string>;

/**
 * The side that an argument names: `-`, a policy file, a folder of them, a bundle, or `BUNDLE#PRINCIPAL`. `principal` is that of
 * `--principal`, for a bundle. What is there under the whole argument goes before what a `#` in it may mean. Throws `ConfigError`.
 */
export async function sideNamed(argument: string, principal: string | undefined, input: Input): Promise<Side> {
  if (argument === '-') {
    const name = 'standard input';
    return { kind: 'policies', name, policies: [await readPolicyStream(input, name)] };
  }
  const { path, picked } = await splitArgument(argument);
  if (!(await isBundle(path))) {
    if (picked !== undefined) {
      throw new ConfigError(
        `\`${path}\` is no bundle, so there is no principal \`${picked}\` in it`,
        'only a bundle has principals; without `#` it is compared as policies',
      );
    }
    const isFolder = await stat(path).then(
      (about) => about.isDirectory(),
      () => false,
    );
    const policies = isFolder ? await readPolicyFolder(path) : [await readPolicyFile(path)];
    return { kind: 'policies', name: argument, policies };
  }
  if (picked !== undefined && principal !== undefined) {
    throw new ConfigError(
      `\`${argument}\` names a principal, and so does \`--principal ${principal}\``,
      'give one of them: `BUNDLE#PRINCIPAL` is for one side, `--principal` for both',
    );
  }
  const bundle = await openBundle(path);
  const wanted = picked ?? principal;
  return wanted === undefined
    ? { kind: 'bundle', name: argument, bundle }
    : { kind: 'principal', name: picked === undefined ? `${argument}#${wanted}` : argument, bundle, principal: wanted };
}

/** Paths and the paths of principals may both hold a `#`: it parts at the first one that something lies before. */
async function splitArgument(argument: string): Promise<{ readonly path: string; readonly picked?: string }> {
  if (!argument.includes('#') || (await isThere(argument))) return { path: argument };
  for (let at = argument.indexOf('#'); at >= 0; at = argument.indexOf('#', at + 1)) {
    const path = argument.slice(0, at);
    if (path !== '' && (await isThere(path))) return { path, picked: argument.slice(at + 1) };
  }
  return { path: argument };
}

async function isBundle(path: string): Promise<boolean> {
  if ((await isThere(join(path, 'manifest.json'))) || (await isThere(join(path, 'manifest.json.gz')))) return true;
  const accounts = join(path, 'accounts');
  if (!(await isThere(accounts)) || !(await stat(accounts)).isDirectory()) return false;
  return (await readdir(accounts)).some((name) => /^\d{12}$/.test(name));
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
