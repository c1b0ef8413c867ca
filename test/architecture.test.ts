import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { breachesOf, importsOf, longFiles, type SourceFile } from './architecture-rules.ts';

const root = join(import.meta.dirname, '..');

function sourceFiles(): readonly SourceFile[] {
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: file.slice(root.length + 1).replaceAll(sep, '/'),
      text: readFileSync(file, 'utf8'),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What the rules say about one file. */
function taught(path: string, text: string): string {
  return breachesOf([{ path, text }], new Map())
    .map((breach) => breach.teaches)
    .join('\n');
}

describe('the source', () => {
  it('keeps the rules of the house', () => {
    const files = sourceFiles();
    expect(files.length).toBeGreaterThan(20);
    const breaches = breachesOf(files).map(({ path, teaches }) => `${path}: ${teaches}`);
    expect(breaches.join('\n')).toBe('');
  });

  it('gives a reason for every long file', () => {
    for (const reason of longFiles.values()) expect(reason.length).toBeGreaterThan(20);
  });
});

describe('importsOf', () => {
  it('reads every way of naming a module', () => {
    const text = [
      "import { a } from './a.ts';",
      "import type { B } from './b.ts';",
      "import {\n  c,\n  type C,\n} from '../c.ts';",
      "export { d } from './d.ts';",
      "export * from './e.ts';",
      "import './f.ts';",
      "const g = await import('./g.ts');",
      "type H = import('./h.ts').H;",
      "import * as i from 'node:fs';",
      "import j, { k } from 'j';",
    ].join('\n');
    expect(importsOf(text)).toEqual([
      './a.ts',
      './b.ts',
      '../c.ts',
      './d.ts',
      './e.ts',
      './f.ts',
      './g.ts',
      './h.ts',
      'node:fs',
      'j',
    ]);
  });

  it('takes no plain export or text for an import', () => {
    const text = [
      "export const text = 'from';",
      "export type Kind = 'a' | 'b';",
      'const note = "import x from \'./x.ts\'";',
    ];
    expect(importsOf(text.join('\n'))).toEqual([]);
  });
});

describe('the rules', () => {
  it.each([
    ['src/core/model/a.ts', "import { b } from '../policy/b.ts';", 'core/model may not import core/policy'],
    [
      'src/core/policy/a.ts',
      "import type { B } from '../inventory/b.ts';",
      'core/policy may not import core/inventory',
    ],
    ['src/core/detect/a.ts', "import { b } from '../suggest/b.ts';", 'core/detect may not import core/suggest'],
    ['src/core/track/a.ts', "export { b } from '../detect/b.ts';", 'core/track may not import core/detect'],
    ['src/core/policy/a.ts', "const b = await import('../../adapters/bundle/b.ts');", 'core knows no adapter'],
    ['src/adapters/report/a.ts', "import { b } from '../bundle/b.ts';", 'an adapter knows no other'],
    [
      'src/adapters/report/a.ts',
      "import { b } from '../../core/track/b.ts';",
      'adapters/report may not import core/track',
    ],
    ['src/adapters/bundle/a.ts', "import { b } from '../../cli/b.ts';", 'the arrow points inward'],
    ['src/audit.ts', "import { b } from './adapters/bundle/b.ts';", 'core knows no adapter'],
    ['src/core/policy/a.ts', "import { z } from 'zod';", 'core imports no packages: `zod`'],
    ['src/core/policy/a.ts', "import { readFileSync } from 'node:fs';", 'core imports no packages: `node:fs`'],
    ['src/adapters/report/a.ts', "import { S3Client } from '@aws-sdk/client-s3';", 'only adapters/aws speaks'],
    ['src/core/policy/a.ts', 'export const now = Date.now();', '`Date.now(` in core'],
    ['src/core/policy/a.ts', "export const home = process.env['HOME'];", '`process.` in core'],
    ['src/core/policy/a.ts', 'export default 1;', 'export by name'],
    ['src/core/policy/a.ts', 'const a = 1;\nexport { a as default };', 'export by name'],
    ['src/core/policy/utils.ts', '', 'says nothing'],
    ['src/cli/helpers/a.ts', '', 'says nothing'],
    ['src/core/policy/parsePolicy.ts', '', 'kebab-case'],
    ['src/core/lib/a.ts', '', 'import rules'],
    ['src/adapters/jira/a.ts', '', 'import rules'],
    ['src/other.ts', '', 'import rules'],
    ['src/core/policy/a.ts', "import { b } from '../../../test/b.ts';", 'outside of the house'],
    ['src/core/policy/a.ts', "import { b } from './b.js';", 'write the extension'],
    ['src/core/policy/a.ts', '\n'.repeat(301), '301 lines'],
  ])('catch %s with %j', (path, text, lesson) => {
    expect(taught(path, text)).toContain(lesson);
  });

  it.each([
    ['src/core/policy/a.ts', "import { b } from './b.ts';\nimport type { C } from '../model/c.ts';"],
    ['src/core/suggest/a.ts', "import { b } from '../evidence/b.ts';\nimport { c } from '../reach/c.ts';"],
    ['src/adapters/report/a.ts', "import pc from 'picocolors';\nimport { b } from '../markup/b.ts';"],
    ['src/adapters/aws/collect/a.ts', "import { S3Client } from '@aws-sdk/client-s3';"],
    ['src/adapters/tickets/a.ts', "import { b } from '../../core/track/b.ts';"],
    ['src/adapters/cloudtrail/a.ts', "import { b } from '../../core/catalog/b.ts';"],
    ['src/cli/a.ts', "import { b } from '../adapters/aws/collect/b.ts';\nimport { c } from '../audit.ts';"],
    ['src/core/model/time.ts', 'export const iso = new Date(0);\n// never Date.now() here\n/* process.env neither */'],
    ['src/core/policy/a.ts', '\n'.repeat(300)],
  ])('let %s with %j pass', (path, text) => {
    expect(taught(path, text)).toBe('');
  });

  it('notice an allowance for a file that is no longer long', () => {
    const path = 'src/core/policy/a.ts';
    const allowed = new Map([[path, 'it was one table once']]);
    expect(breachesOf([{ path, text: '\n'.repeat(301) }], allowed)).toEqual([]);
    expect(breachesOf([{ path, text: '' }], allowed)).toHaveLength(1);
    expect(breachesOf([], allowed)).toHaveLength(1);
  });

  it('let a folder of tables be long, and only that folder', () => {
    const allowed = new Map([['src/core/catalog/tables/', 'tables']]);
    const table = { path: 'src/core/catalog/tables/a.ts', text: '\n'.repeat(301) };
    expect(breachesOf([table], allowed)).toEqual([]);
    expect(breachesOf([table, { ...table, path: 'src/core/catalog/a.ts' }], allowed)).toHaveLength(1);
    expect(breachesOf([{ ...table, text: '' }], allowed)).toHaveLength(1);
  });
});
