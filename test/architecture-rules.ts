/** One file under `src/`, its path relative to the repository: `src/core/policy/parse.ts`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A broken rule: where, and what to do about it. */
export interface Breach {
  readonly path: string;
  readonly teaches: string;
}

const coreFolders = ['model', 'catalog', 'policy', 'inventory', 'evidence', 'reach', 'detect', 'suggest', 'track'];
const adapterFolders = [
  'aws',
  'bundle',
  'cloudtrail',
  'catalog',
  'iac',
  'store',
  'markup',
  'remediation',
  'report',
  'tickets',
];

const judging = ['model', 'catalog', 'policy', 'inventory'].map(core);

/** What each place may import besides itself; `anything` for the two that wire the parts together. */
const mayImport: ReadonlyMap<string, readonly string[] | 'anything'> = new Map<string, readonly string[] | 'anything'>([
  ['core/model', []],
  ['core/catalog', ['model'].map(core)],
  ['core/policy', ['model', 'catalog'].map(core)],
  ['core/inventory', ['model', 'catalog', 'policy'].map(core)],
  ['core/evidence', judging],
  ['core/reach', judging],
  ['core/detect', [...judging, 'core/evidence', 'core/reach']],
  ['core/suggest', [...judging, 'core/evidence', 'core/reach']],
  ['core/track', [...judging, 'core/evidence', 'core/reach']],
  ['audit.ts', coreFolders.map(core)],
  ...adapterFolders.map((folder): [string, readonly string[]] => [
    `adapters/${folder}`,
    ['core/model', 'adapters/markup'],
  ]),
  ['adapters/aws', ['core/model', 'core/catalog', 'adapters/markup']],
  ['adapters/cloudtrail', ['core/model', 'core/catalog', 'adapters/markup']],
  ['adapters/catalog', ['core/model', 'core/catalog', 'adapters/markup']],
  ['adapters/tickets', ['core/model', 'core/track', 'adapters/markup']],
  ['cli', 'anything'],
  ['index.ts', 'anything'],
]);

/** Files past 300 lines, or folders of them (ending in `/`), each with the reason why it is not two. */
export const longFiles: ReadonlyMap<string, string> = new Map<string, string>([
  ['src/core/catalog/tables/', 'tables of facts about AWS, one row a fact: they are looked up, not read through'],
]);

/** Foreign languages that one place alone speaks, by the beginning of the package's name. */
const spokenOnlyIn: readonly (readonly [prefix: string, place: string])[] = [
  ['@aws-sdk/', 'adapters/aws'],
  ['@smithy/', 'adapters/aws'],
  ['@duckdb/', 'adapters/store'],
];

const mostLines = 300;

const forbiddenNames = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'manager', 'service', 'data', 'info'];

/** What core must not reach for: clock, chance, disk, network, process and output are arguments or an adapter's. */
const ambient =
  /\b(?:Date\.now\(|new Date\(\)|Math\.random\(|performance\.|process\.|console\.|globalThis\b|fetch\(|setTimeout\(|setInterval\()/;

/**
 * Every module a file names: `import … from`, `import type`, `export … from`, `import '…'` and `import('…')`. It reads formatted files:
 * one statement begins a line, quotes are single.
 */
const moduleName = /^(?:import|export)\s(?:[^'";]*?\sfrom\s)?'([^']+)'|\bimport\(\s*'([^']+)'\s*,?\s*\)/gm;

/** The modules that a file imports, in their order. */
export function importsOf(text: string): readonly string[] {
  return [...text.matchAll(moduleName)].map(([, fromClause, call]) => fromClause ?? call ?? '');
}

/** Everything in which a set of files breaks the rules of the house. */
export function breachesOf(
  files: readonly SourceFile[],
  allowedLong: ReadonlyMap<string, string> = longFiles,
): readonly Breach[] {
  return [...files.flatMap((file) => breachesOfFile(file, allowedLong)), ...staleAllowances(files, allowedLong)];
}

function breachesOfFile(file: SourceFile, allowedLong: ReadonlyMap<string, string>): readonly Breach[] {
  const { path, text } = file;
  const place = placeOf(path);
  const code = withoutComments(text);
  const breaches = [...nameBreaches(path), ...lengthBreaches(file, allowedLong)];
  if (/^export default\b|\bexport \{[^}]*\bas default\b/m.test(code)) {
    breaches.push({ path, teaches: 'export by name: a default export has another name in every file that imports it' });
  }
  if (place === undefined) {
    const known = [...mayImport.keys()].join(', ');
    return [
      ...breaches,
      {
        path,
        teaches: `put it into a place that has import rules (under src/: ${known}), or give its folder a line in mayImport and in the design`,
      },
    ];
  }
  if (isCore(place) && ambient.test(code)) {
    const [what] = ambient.exec(code) ?? [''];
    breaches.push({
      path,
      teaches: `\`${what}\` in core: the clock, chance and the outside world are arguments, or an adapter's work`,
    });
  }
  return [...breaches, ...importsOf(text).flatMap((module) => importBreaches(path, place, module))];
}

function importBreaches(path: string, place: string, module: string): readonly Breach[] {
  const allowed = mayImport.get(place);
  if (!module.startsWith('.')) {
    const home = spokenOnlyIn.find(([prefix]) => module.startsWith(prefix))?.[1];
    if (!isCore(place) && home !== undefined && home !== place && place !== 'cli') {
      return [
        {
          path,
          teaches: `only ${home} speaks \`${module}\`: take a type of core/model, and let cli/ pass the thing in`,
        },
      ];
    }
    if (!isCore(place)) return [];
    return [
      {
        path,
        teaches: `core imports no packages: \`${module}\` belongs into an adapter, and what it gives comes in as an argument`,
      },
    ];
  }
  const target = resolved(path, module);
  if (!module.endsWith('.ts') && !module.endsWith('.json')) {
    return [{ path, teaches: `write the extension: \`${module}.ts\`` }];
  }
  const targetPlace = placeOf(target);
  if (targetPlace === undefined) return [{ path, teaches: `\`${module}\` lies outside of the house (${target})` }];
  if (allowed === 'anything' || targetPlace === place || allowed?.includes(targetPlace) === true) return [];
  return [
    {
      path,
      teaches: `${place} may not import ${targetPlace} (\`${module}\`): ${adviceFor(place, targetPlace, allowed ?? [])}`,
    },
  ];
}

function adviceFor(place: string, target: string, allowed: readonly string[]): string {
  if (place.startsWith('adapters/') && target.startsWith('adapters/')) {
    return 'an adapter knows no other; make what it needs a type in core/model and let cli/ pass it in';
  }
  if (target === 'cli' || target === 'index.ts' || target === 'audit.ts')
    return 'the arrow points inward; pass it in as an argument';
  if (isCore(place) && target.startsWith('adapters/'))
    return 'core knows no adapter; take a value or a function of a core type';
  return allowed.length === 0
    ? 'it imports nothing but itself'
    : `it may import ${allowed.join(', ')}; move the function to the noun it is about`;
}

function nameBreaches(path: string): readonly Breach[] {
  const names = path.split('/').slice(1);
  return names.flatMap((name) => {
    const stem = name.replace(/\.ts$/, '');
    if (forbiddenNames.includes(stem))
      return [{ path, teaches: `name \`${name}\` after the concept in it: \`${stem}\` says nothing` }];
    return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(stem) ? [] : [{ path, teaches: `write \`${name}\` in kebab-case` }];
  });
}

function lengthBreaches({ path, text }: SourceFile, allowedLong: ReadonlyMap<string, string>): Breach[] {
  const lines = text.split('\n').length - 1;
  if (lines <= mostLines || [...allowedLong.keys()].some((allowed) => isAllowance(allowed, path))) return [];
  return [{ path, teaches: `${lines} lines: split it by concept, or write the reason into longFiles` }];
}

function staleAllowances(files: readonly SourceFile[], allowedLong: ReadonlyMap<string, string>): readonly Breach[] {
  return [...allowedLong.keys()]
    .filter(
      (allowed) =>
        !files.some((file) => isAllowance(allowed, file.path) && file.text.split('\n').length - 1 > mostLines),
    )
    .map((allowed) => ({ path: allowed, teaches: 'it is no longer past 300 lines: take it out of longFiles' }));
}

function isAllowance(allowed: string, path: string): boolean {
  return allowed.endsWith('/') ? path.startsWith(allowed) : path === allowed;
}

/** The place of a path in the table: `core/policy`, `adapters/report`, `cli`, `audit.ts`. */
function placeOf(path: string): string | undefined {
  const [root, first = '', second = ''] = path.split('/');
  if (root !== 'src') return undefined;
  const place = first === 'core' || first === 'adapters' ? `${first}/${second}` : first;
  return mayImport.has(place) ? place : undefined;
}

function resolved(path: string, module: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const step of module.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

function isCore(place: string): boolean {
  return place.startsWith('core/') || place === 'audit.ts';
}

function core(folder: string): string {
  return `core/${folder}`;
}

/** Comments may name what code may not use. Strings are left as they are: none of ours holds a comment sign before code. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
