// Writes what a new detector or reporter consists of: `npm run new detector <id>`, `npm run new reporter <format>`.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError } from '../src/core/model/errors.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A file to write: its path in the checkout, and its text. */
interface Step {
  readonly path: string;
  readonly text: string;
}

const usage = 'npm run new detector <id>, or npm run new reporter <format>';

try {
  const [kind = '', id = '', ...rest] = process.argv.slice(2);
  const steps = rest.length === 0 ? planOf(kind, id) : undefined;
  if (steps === undefined) throw new ConfigError('what to make is not clear', usage);
  for (const { path, text } of steps) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(path);
  }
  console.log(nextOf(kind, id));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(`${error.message}\n  ${error.hint}`);
  process.exitCode = 2;
}

/** Everything is planned before anything is written, so that a refusal leaves the checkout as it was. */
function planOf(kind: string, id: string): readonly Step[] | undefined {
  if (kind === 'detector') return detectorSteps(id);
  return kind === 'reporter' ? reporterSteps(id) : undefined;
}

function nextOf(kind: string, id: string): string {
  if (kind === 'detector') {
    return [
      '',
      'Now write the case that looks guilty and is not, then the detector, then its page; replace every TODO:',
      `  npx vitest run --project core test/core/detect/cases.test.ts -t ${id}`,
      '  npx vitest run --project core test/complete.test.ts',
      'Detectors change the example organization and its outputs: npm run check tells which.',
    ].join('\n');
  }
  return `\nNow write it, and add its file to test/adapters/report/index.test.ts:\n  npx vitest run --project adapters test/adapters/report/${id}.test.ts -u`;
}

function detectorSteps(id: string): readonly Step[] {
  assertKebab(id, 'a detector', 'wide-trust');
  const list = 'src/core/detect/index.ts';
  const index = 'docs/detectors/README.md';
  const folder = `test/cases/detectors/${id}`;
  assertAbsent([`src/core/detect/${id}.ts`, `src/core/detect/${id}`, `docs/detectors/${id}.md`, folder]);
  const names = { __ID__: id, __NAME__: camelCase(id), __TITLE__: titleOf(id) };
  const cases = ['found.in-the-open', 'ok.looks-guilty'].flatMap((name): readonly Step[] => [
    from(`detector/${name}/case.json`, `${folder}/${name}/case.json`, names),
    from(`detector/${name}/expected.json`, `${folder}/${name}/expected.json`, names),
    from('detector/account.json', `${folder}/${name}/accounts/111122223333/authorization-details.json`, names),
  ]);
  return [
    from('detector/detector.ts', `src/core/detect/${id}.ts`, names),
    { path: list, text: withEntry(withImport(read(list), names.__NAME__, id, list), names.__NAME__, list) },
    from('detector/page.md', `docs/detectors/${id}.md`, names),
    {
      path: index,
      text: withRow(read(index), `| [\`${id}\`](${id}.md) | ${names.__TITLE__} | medium | authorization-details |`),
    },
    ...cases,
  ];
}

function reporterSteps(format: string): readonly Step[] {
  assertKebab(format, 'a format', 'csv');
  const list = 'src/adapters/report/index.ts';
  const options = 'src/cli/audit-options.ts';
  const test = `test/adapters/report/${format}.test.ts`;
  assertAbsent([`src/adapters/report/${format}.ts`, test]);
  const names = { __ID__: format, __NAME__: camelCase(format), __TITLE__: format };
  const reporter = `${names.__NAME__}Reporter`;
  return [
    from('reporter/reporter.ts', `src/adapters/report/${format}.ts`, names),
    {
      path: list,
      text: changed(withImport(read(list), reporter, format, list), /(return \[[^\]]*)\]/, `$1, ${reporter}]`, list),
    },
    { path: options, text: changed(read(options), /(const knownFormats = \[[^\]]*)\]/, `$1, '${format}']`, options) },
    from('reporter/reporter.test.ts', test, names),
  ];
}

function assertKebab(id: string, what: string, example: string): void {
  if (/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id)) return;
  throw new ConfigError(
    id === '' ? `the name of ${what} is missing` : `\`${id}\` cannot be the name of ${what}`,
    `lower case words with hyphens, such as \`${example}\`: ${usage}`,
  );
}

function assertAbsent(paths: readonly string[]): void {
  const there = paths.find((path) => existsSync(join(root, path)));
  if (there === undefined) return;
  const near = readdirSync(join(root, dirname(there)))
    .slice(0, 40)
    .join(', ');
  throw new ConfigError(`${there} is there already`, `choose another name; taken are ${near}`);
}

/** `lost-key` as the name of a constant. */
function camelCase(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function titleOf(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function from(template: string, path: string, names: Readonly<Record<string, string>>): Step {
  const text = read(`tools/templates/${template}.txt`);
  return { path, text: text.replace(/__(?:ID|NAME|TITLE)__/g, (mark) => names[mark] ?? mark) };
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The import at its place in the order of paths, which the linter holds. */
function withImport(text: string, name: string, file: string, path: string): string {
  const lines = text.split('\n');
  const isAfter = (line: string): boolean => {
    const other = /^import .* from '\.\/(.+)\.ts';$/.exec(line)?.[1];
    return other !== undefined && other < file;
  };
  const last = lines.findLastIndex((line) => line.startsWith('import '));
  if (last < 0) throw new ConfigError(`${path} has no imports to add one to`, 'add the line by hand');
  const own = lines.findLastIndex(isAfter);
  const place = own < 0 ? lines.findIndex((line) => /^import .* from '\.\//.test(line)) : own + 1;
  lines.splice(place < 0 ? last + 1 : place, 0, `import { ${name} } from './${file}.ts';`);
  return lines.join('\n');
}

function withEntry(text: string, name: string, path: string): string {
  return changed(text, /(detectors: readonly Detector\[\] = \[\n(?: {2}\w+,\n)*)\];/, `$1  ${name},\n];`, path);
}

function changed(text: string, pattern: RegExp, replacement: string, path: string): string {
  const result = text.replace(pattern, replacement);
  if (result !== text) return result;
  throw new ConfigError(`the list in ${path} does not look as it did`, 'add the line by hand, and mend tools/new.ts');
}

/** After the last row of the table. */
function withRow(text: string, row: string): string {
  const lines = text.split('\n');
  lines.splice(lines.findLastIndex((line) => line.startsWith('| [')) + 1, 0, row);
  return lines.join('\n');
}
