import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { visible } from '../../adapters/markup/visible.ts';
import { ConfigError } from '../../core/model/errors.ts';
import type { PolicyInput } from '../../core/policy/request.ts';

/** Far past any policy: the largest document that AWS takes has 20,480 characters. */
const mostBytes = 1_048_576;

/** Where AWS's answers hold a document: `get-policy-version`, `get-role-policy`, `get-role`, `describe-policy`, `get-bucket-policy`. */
const documentPlaces: readonly (readonly string[])[] = [
  ['PolicyVersion', 'Document'],
  ['PolicyDocument'],
  ['Document'],
  ['AssumeRolePolicyDocument'],
  ['Role', 'AssumeRolePolicyDocument'],
  ['Policy', 'Content'],
  ['Policy'],
];

/** The policy in a file. `name` is how messages and reports call it. Throws `ConfigError`. */
export async function readPolicyFile(path: string, name: string = path): Promise<PolicyInput> {
  const about = await stat(path).catch((error: unknown) => {
    throw unreadable(name, error);
  });
  if (about.size > mostBytes) throw tooLarge(name, about.size);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw unreadable(name, error);
  });
  return policyOf(bytes, name);
}

/** The policies of all files below a folder whose names end in `.json`, sorted; names that begin with a dot are left out. Throws `ConfigError`. */
export async function readPolicyFolder(folder: string): Promise<readonly PolicyInput[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  const names = entries
    .filter((entry) => !entry.isDirectory() && /\.json$/i.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => !name.split('/').some((part) => part.startsWith('.')))
    .sort();
  if (names.length === 0) {
    throw new ConfigError(
      `no policies in the folder \`${folder}\`: looked for files \`*.json\`, and for a bundle's \`accounts/\` and \`manifest.json\``,
      'name a policy file, a folder of policy files, or a bundle',
    );
  }
  const policies: PolicyInput[] = [];
  for (const name of names) policies.push(await readPolicyFile(join(folder, name), `${withoutEnd(folder)}/${name}`));
  return policies;
}

/** The policy that a stream holds to its end. Throws `ConfigError`. */
export async function readPolicyStream(stream: AsyncIterable<Uint8Array | string>, name: string): Promise<PolicyInput> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > mostBytes) throw tooLarge(name, size);
    chunks.push(bytes);
  }
  return policyOf(Buffer.concat(chunks), name);
}

/** The policy in the bytes of a file: a bare document, or one of AWS's answers that hold one. Throws `ConfigError`. */
export function policyOf(bytes: Uint8Array, name: string): PolicyInput {
  const text = textOf(bytes, name);
  if (text.trim() === '')
    throw new ConfigError(`\`${visible(name)}\` is empty`, 'a policy is a JSON object with `Statement`');
  // As the API hands them out: the parser decodes it.
  if (/^\s*%7B/i.test(text)) return { name, document: text.trim() };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const hint = text.trimStart().startsWith('<')
      ? 'the file holds markup'
      : 'JSON has no comments and no trailing commas';
    throw new ConfigError(`\`${visible(name)}\` is not JSON`, hint, { cause: error });
  }
  if (typeof value === 'string') return { name, document: value };
  // As text: the parser sees names that stand twice, of which JSON keeps the last, and says lines.
  if (hasField(value, 'Statement')) return { name, document: text };
  for (const place of documentPlaces) {
    const document = place.reduce<unknown>(fieldOf, value);
    const isDocument = typeof document === 'string' ? document.trim() !== '' : hasField(document, 'Statement');
    if (isDocument) return { name, document };
  }
  throw noPolicy(value, name);
}

function textOf(bytes: Uint8Array, name: string): string {
  // As PowerShell redirects.
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch (error) {
    throw notText(name, error);
  }
  throw notText(name);
}

/** Letter case aside, as the parser takes it. */
function hasField(value: unknown, name: string): boolean {
  return isObject(value) && Object.keys(value).some((key) => key.toLowerCase() === name.toLowerCase());
}

function fieldOf(value: unknown, name: string): unknown {
  return isObject(value) ? Reflect.get(value, name) : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function noPolicy(value: unknown, name: string): ConfigError {
  const isDetails = ['RoleDetailList', 'UserDetailList', 'Policies'].some((key) => hasField(value, key));
  return new ConfigError(
    `\`${visible(name)}\` holds no policy: it has no \`Statement\``,
    isDetails
      ? 'this is an answer about an account: put it into a bundle, and name that (`docs/bundle.md`)'
      : 'a policy is a JSON object with `Statement`, or what `aws iam get-policy-version` and `get-role-policy` print',
  );
}

function notText(name: string, cause?: unknown): ConfigError {
  return new ConfigError(`\`${visible(name)}\` is not text`, 'a policy is a JSON file in UTF-8', { cause });
}

function tooLarge(name: string, size: number): ConfigError {
  const megabytes = (size / 1_048_576).toFixed(1);
  return new ConfigError(
    `\`${visible(name)}\` is too large for a policy: ${megabytes} MB or more, and 1 MB is the most`,
    'AWS takes no document of more than 20,480 characters; check that it is the right file',
  );
}

function unreadable(name: string, error: unknown): ConfigError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const what =
    code === 'ENOENT' || code === 'ENOTDIR' ? 'there is no such file or folder' : `it cannot be read (${code})`;
  return new ConfigError(
    `no policy at \`${visible(name)}\`: ${what}`,
    'see `iam-drift diff --help` for what can be compared',
    {
      cause: error,
    },
  );
}

function withoutEnd(folder: string): string {
  return folder.replace(/[/\\]+$/, '');
}
