import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** The folder of the example. */
export const exampleFolder: string = fileURLToPath(new URL('../../example', import.meta.url));

/** The committed bundle. */
export const bundleFolder = `${exampleFolder}/bundle`;

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; what is no list has none. */
export function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** A field that is an object; an empty one where it is not. */
export function objectOf(value: unknown): Json {
  return isJson(value) ? value : {};
}

/** A file of the bundle, unzipped. */
export function readText(path: string): string {
  const content = readFileSync(`${bundleFolder}/${path}`);
  return path.endsWith('.gz') ? gunzipSync(content).toString('utf8') : content.toString('utf8');
}

/** A JSON file of the bundle. */
export function readJson(path: string): Json {
  return objectOf(JSON.parse(readText(path)));
}

/** Paths of all files below a folder of the bundle, relative to the bundle. */
export function filesBelow(folder: string): readonly string[] {
  const full = `${bundleFolder}/${folder}`;
  if (!existsSync(full)) return [];
  return readdirSync(full, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(`${full}/${name}`).isFile())
    .map((name) => (folder === '' ? name : `${folder}/${name}`));
}

/** Bytes of all files below a folder. */
export function bytesBelow(folder: string): number {
  return filesBelow(folder).reduce((sum, path) => sum + statSync(`${bundleFolder}/${path}`).size, 0);
}

/** Every record of the logs, once. */
export function allRecords(): readonly Json[] {
  return filesBelow('cloudtrail').flatMap((path) => listOf(readJson(path).Records));
}

/** The accounts of the bundle. */
export const accountIds: readonly string[] = listOf(readJson('manifest.json').accounts).map(({ id }) => String(id));

/** All pages of an account's authorization details, joined. */
export function detailsOf(
  accountId: string,
): Readonly<Record<'roles' | 'users' | 'groups' | 'policies', readonly Json[]>> {
  const pages = filesBelow(`accounts/${accountId}`)
    .filter((path) => path.includes('/authorization-details'))
    .map(readJson);
  const all = (key: string): readonly Json[] => pages.flatMap((page) => listOf(page[key]));
  return {
    roles: all('RoleDetailList'),
    users: all('UserDetailList'),
    groups: all('GroupDetailList'),
    policies: all('Policies'),
  };
}
