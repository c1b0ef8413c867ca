import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { reportersFor } from '../src/adapters/report/index.ts';
import { configSchema } from '../src/cli/config/schema.ts';
import { evidenceNames } from '../src/core/detect/detector.ts';
import { detectors } from '../src/core/detect/index.ts';
import {
  type Checkout,
  type DetectorFacts,
  foldersNotMapped,
  keysNotShown,
  missingOfDetectors,
  missingOfReporters,
} from './complete-rules.ts';

const root = join(import.meta.dirname, '..');
const here: Checkout = {
  list: (folder) => (existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : []),
  read: (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined),
};
const facts = detectors.map((detector) => ({
  ...detector,
  needs: detector.needs.map((need) => evidenceNames[need]),
}));

describe('the checkout', () => {
  it('has a file, a page, cases and a row in the index for every detector', () => {
    expect(facts.length).toBeGreaterThan(0);
    expect(missingOfDetectors(facts, here).join('\n')).toBe('');
  });

  it('has a test for every reporter', () => {
    const formats = reportersFor({ colors: false, width: 80 }).map(({ format }) => format);
    expect(missingOfReporters(formats, here).join('\n')).toBe('');
  });

  it('shows every key of the configuration in config.example.json', () => {
    const example: unknown = JSON.parse(here.read('config.example.json') ?? '');
    const missing = keysNotShown(z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }), [example]);
    expect(missing.map((key) => `config.example.json: show \`${key}\`, with a sensible value`).join('\n')).toBe('');
  });

  it('names every folder of sources in the map of CONTRIBUTING.md', () => {
    const folders = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.parentPath !== join(root, 'src'))
      .map((entry) => entry.parentPath.slice(root.length + 1).replaceAll(sep, '/'));
    expect(foldersNotMapped([...new Set(folders)], here.read('CONTRIBUTING.md') ?? '').join('\n')).toBe('');
  });
});

/** A checkout of a few files. */
function checkoutOf(files: Readonly<Record<string, string>>): Checkout {
  return {
    list: (folder) => [
      ...new Set(
        Object.keys(files)
          .filter((path) => path.startsWith(`${folder}/`))
          .map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''),
      ),
    ],
    read: (path) => files[path],
  };
}

const lost: DetectorFacts = {
  id: 'lost-key',
  title: 'Key lost',
  severity: 'low',
  attack: ['T1552'],
  needs: ['key.csv'],
};
const whole: Readonly<Record<string, string>> = {
  'src/core/detect/lost-key.ts': '',
  'docs/detectors/README.md': '| [`lost-key`](lost-key.md) | Key lost |',
  'docs/detectors/lost-key.md':
    '# Key lost\n\n| id | `lost-key` |\n| severity | low |\n| needs | key.csv |\n| ATT&CK | T1552 |\n\n[a](../../test/cases/detectors/lost-key/found.one/)',
  'test/cases/detectors/lost-key/found.one/expected.json': '',
  'test/cases/detectors/lost-key/ok.two/expected.json': '',
};

describe('missingOfDetectors', () => {
  it('finds nothing missing where all is there', () => {
    expect(missingOfDetectors([lost], checkoutOf(whole))).toEqual([]);
  });

  it('says of each thing that is missing what to do', () => {
    for (const [path, teaches] of [
      ['src/core/detect/lost-key.ts', 'rename the file or the id'],
      ['docs/detectors/README.md', 'add a row for `lost-key`'],
      ['docs/detectors/lost-key.md', 'write the page'],
      ['test/cases/detectors/lost-key/ok.two/expected.json', 'looks guilty and is not'],
    ] as const) {
      const { [path]: _, ...rest } = whole;
      expect(missingOfDetectors([lost], checkoutOf(rest)).join('\n')).toContain(teaches);
    }
  });

  it('holds the page to the title, severity, techniques and needs of the code', () => {
    const changed: DetectorFacts = {
      id: 'lost-key',
      title: 'Key gone',
      severity: 'high',
      attack: ['T1'],
      needs: ['b.csv'],
    };
    expect(missingOfDetectors([changed], checkoutOf(whole))).toEqual([
      "docs/detectors/lost-key.md: begin it with the detector's title, `# Key gone`",
      'docs/detectors/lost-key.md: the row `severity` of its table has to say `high`',
      'docs/detectors/lost-key.md: the row `needs` of its table has to say `b.csv`',
    ]);
  });

  it('finds pages and cases that no detector owns, and cases that would never run', () => {
    const files = { ...whole, 'docs/detectors/old.md': '', 'test/cases/detectors/lost-key/maybe/expected.json': '' };
    expect(missingOfDetectors([lost], checkoutOf(files))).toEqual([
      'test/cases/detectors/lost-key/maybe: name it found.<case> or ok.<case>, or it is never run',
      'docs/detectors/old.md: no detector of src/core/detect/index.ts has that id; add its line, or delete it',
    ]);
  });

  it('does not take a page with open ends for written', () => {
    const page = `${whole['docs/detectors/lost-key.md']}\nTODO: what it misses`;
    const files = { ...whole, 'docs/detectors/lost-key.md': page };
    expect(missingOfDetectors([lost], checkoutOf(files))).toEqual([
      'docs/detectors/lost-key.md: still to write: TODO: what it misses',
    ]);
  });
});

describe('keysNotShown', () => {
  it('looks into objects, records and lists', () => {
    const inner = { properties: { a: {}, b: {} } };
    const schema = { properties: { plain: {}, record: { additionalProperties: inner }, list: { items: inner } } };
    expect(keysNotShown(schema, [{ plain: 1, record: { x: { a: 1 }, y: { b: 2 } }, list: [{ a: 1 }] }])).toEqual([
      'list[].b',
    ]);
    expect(keysNotShown(schema, [{}])).toEqual(['plain', 'record', 'list']);
  });
});

describe('foldersNotMapped', () => {
  it('names the folder that the map lacks', () => {
    expect(foldersNotMapped(['src/cli', 'src/new'], '| `src/cli` | commands |')).toEqual([
      'CONTRIBUTING.md: say in its table what `src/new` holds',
    ]);
  });
});
