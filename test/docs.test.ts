import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { has } from '../src/core/catalog/action-set.ts';
import { knownCatalog } from './core/catalog/tables/known-catalog.ts';

const root = join(import.meta.dirname, '..');

/** Files below a folder of the repository, relative to it, with `/`. */
function filesIn(folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .map((path) => path.replaceAll(sep, '/'))
    .sort();
}

/** The pages written for people; not what tests compare outputs with. */
const pages = [
  ...readdirSync(root),
  ...['docs', 'bench', 'deploy', 'schema'].flatMap(filesIn),
  'example/README.md',
].filter((path) => path.endsWith('.md'));

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** A page without its code, in which brackets are no links. */
function proseOf(path: string): string {
  return read(path)
    .replace(/^ *```.*?^ *```$/gms, '')
    .replace(/`[^`\n]*`/g, '');
}

/** Where a page's links lead inside the repository. */
function linksOf(path: string): readonly string[] {
  return [...proseOf(path).matchAll(/\]\(([^)\s]+)[^)]*\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^(?:[a-z]+:|#)/i.test(target))
    .map((target) => decodeURIComponent(target.replace(/#.*$/, '')));
}

describe('the pages', () => {
  it('are there', () => {
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']));
    expect(linksOf('README.md').length).toBeGreaterThan(10);
  });

  it.each(pages)('%s links only to what is there', (page) => {
    const broken = linksOf(page).filter((target) => !existsSync(join(root, dirname(page), target)));
    expect(broken).toEqual([]);
  });

  it('use no word in a heading that the vocabulary replaces by another', () => {
    const replaced = ['entitlement', 'actor', 'dump', 'snapshot', 'whitelist', 'mute', 'violation', 'alert', 'login'];
    const vocabulary = read('docs/vocabulary.md');
    for (const word of replaced) expect(vocabulary).toContain(word);
    const pattern = new RegExp(`^#+ .*\\b(?:${replaced.join('|')})s?\\b.*$`, 'gim');
    const wrong = pages.flatMap((page) => (proseOf(page).match(pattern) ?? []).map((line) => `${page}: ${line}`));
    expect(wrong).toEqual([]);
  });
});

describe('docs/permissions.md', () => {
  const page = read('docs/permissions.md');
  const actionsIn = (text: string): readonly string[] => [
    ...new Set([...text.matchAll(/"([a-z0-9-]+:[A-Za-z0-9]+)"/g)].map(([, name = '']) => name)),
  ];

  it('asks for actions that exist', async () => {
    const { catalog } = await knownCatalog();
    const actions = actionsIn(page);
    expect(actions.length).toBeGreaterThan(20);
    expect(actions.filter((name) => catalog.byName.get(name.toLowerCase())?.name !== name)).toEqual([]);
  });

  it('asks for nothing elevated but to take the role, and to write where Athena works', async () => {
    const { catalog } = await knownCatalog();
    // Reading log files is reading data, and is elevated only where configured.
    const elevated = actionsIn(page).filter((name) => {
      const action = catalog.byName.get(name.toLowerCase());
      return action !== undefined && has(catalog.elevated, action.index);
    });
    expect(elevated.filter((name) => name !== 'sts:AssumeRole')).toEqual([]);
  });

  it('asks for all that the commands for a bundle call', () => {
    const sources: Readonly<Record<string, string>> = { 'sso-admin': 'sso' };
    const commands = [...read('docs/bundle.md').matchAll(/\b(?:aws ([a-z-]+)|ask) ([a-z]+-[a-z0-9-]+)/g)];
    const called = commands
      .filter(([, service]) => service !== 'sts')
      .map(([, service = 'sso-admin', operation = '']) => {
        const name = operation.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
        return `${sources[service] ?? service}:${name}`.toLowerCase();
      });
    expect(called.length).toBeGreaterThan(20);
    const asked = new Set(actionsIn(page).map((name) => name.toLowerCase()));
    expect(called.filter((name) => !asked.has(name))).toEqual([]);
  });
});
