/** The files of a checkout, paths relative to it. */
export interface Checkout {
  /** Names in a folder; empty where there is none. */
  list(folder: string): readonly string[];
  /** A file's text; `undefined` where there is none. */
  read(path: string): string | undefined;
}

/** What of a detector its page has to say. */
export interface DetectorFacts {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  readonly attack: readonly string[];
  /** In the words of the report. */
  readonly needs: readonly string[];
}

/** What is missing around the detectors, a line each that says what to do. */
export function missingOfDetectors(detectors: readonly DetectorFacts[], checkout: Checkout): readonly string[] {
  const index = checkout.read('docs/detectors/README.md') ?? '';
  return [
    ...detectors.flatMap((detector) => [
      ...missingFile(detector, checkout),
      ...missingPage(detector, checkout),
      ...missingCases(detector, checkout),
      ...(index.includes(`[\`${detector.id}\`](${detector.id}.md)`)
        ? []
        : [`docs/detectors/README.md: add a row for \`${detector.id}\` that links to ${detector.id}.md`]),
    ]),
    ...strays(detectors, checkout),
  ];
}

function missingFile({ id }: DetectorFacts, checkout: Checkout): readonly string[] {
  const path = `src/core/detect/${id}.ts`;
  const text = checkout.read(path);
  if (text !== undefined) return stillToWrite(path, text);
  if (checkout.list('src/core/detect').includes(id)) return [];
  return [`${path}: the list has \`${id}\`, so its file has that name; rename the file or the id`];
}

function stillToWrite(path: string, text: string): readonly string[] {
  return [...text.matchAll(/\bTODO\b.*/g)].map(([mark]) => `${path}: still to write: ${mark}`);
}

function missingPage({ id, title, severity, attack, needs }: DetectorFacts, checkout: Checkout): readonly string[] {
  const path = `docs/detectors/${id}.md`;
  const page = checkout.read(path);
  if (page === undefined) return [`${path}: write the page; \`npm run new detector\` makes one from its template`];
  const missing: string[] = [];
  if (!page.startsWith(`# ${title}\n`)) missing.push(`${path}: begin it with the detector's title, \`# ${title}\``);
  const said = (row: string, value: string): void => {
    const line = page.split('\n').find((one) => one.startsWith(`| ${row} |`));
    if (line?.includes(value) !== true)
      missing.push(`${path}: the row \`${row}\` of its table has to say \`${value}\``);
  };
  said('id', id);
  said('severity', severity);
  for (const technique of attack) said('ATT&CK', technique);
  for (const need of needs) said('needs', need);
  const links = [...page.matchAll(/\]\(\.\.\/\.\.\/(test\/cases\/detectors\/[^)#]+?)\/?\)/g)].map(
    ([, link]) => link ?? '',
  );
  if (links.length === 0) missing.push(`${path}: link the example to a folder of test/cases/detectors/${id}/`);
  for (const link of links) {
    if (checkout.list(link).length === 0) missing.push(`${path}: it links to ${link}, which is not there`);
  }
  return [...missing, ...stillToWrite(path, page)];
}

function missingCases({ id }: DetectorFacts, checkout: Checkout): readonly string[] {
  const folder = `test/cases/detectors/${id}`;
  const cases = checkout.list(folder);
  const missing: string[] = [];
  if (!cases.some((name) => name.startsWith('found.')))
    missing.push(`${folder}/found.<case>/: add an account in which the detector has to speak`);
  if (!cases.some((name) => name.startsWith('ok.')))
    missing.push(`${folder}/ok.<case>/: add an account that looks guilty and is not`);
  for (const name of cases) {
    if (!/^(?:found|ok)\.[a-z0-9-]+$/.test(name))
      missing.push(`${folder}/${name}: name it found.<case> or ok.<case>, or it is never run`);
    else if (!checkout.list(`${folder}/${name}`).includes('expected.json'))
      missing.push(`${folder}/${name}/expected.json: write what the detector has to say of it`);
  }
  return missing;
}

/** Pages and folders of cases that no detector of the list owns, for instance after a renaming. */
function strays(detectors: readonly DetectorFacts[], checkout: Checkout): readonly string[] {
  const ids = new Set(detectors.map(({ id }) => id));
  const pages = checkout
    .list('docs/detectors')
    .filter((name) => name !== 'README.md' && !ids.has(name.replace(/\.md$/, '')))
    .map((name) => `docs/detectors/${name}`);
  const cases = checkout
    .list('test/cases/detectors')
    .filter((name) => !ids.has(name))
    .map((name) => `test/cases/detectors/${name}`);
  return [...pages, ...cases].map(
    (path) => `${path}: no detector of src/core/detect/index.ts has that id; add its line, or delete it`,
  );
}

/** Reporters without a test; a reporter's file and its test are named after its format. */
export function missingOfReporters(formats: readonly string[], checkout: Checkout): readonly string[] {
  return formats.flatMap((format) => [
    ...(checkout.list('src/adapters/report').includes(`${format}.ts`)
      ? []
      : [`src/adapters/report/${format}.ts: the list has \`${format}\`, so its file has that name`]),
    ...(checkout.list('test/adapters/report').includes(`${format}.test.ts`)
      ? []
      : [`test/adapters/report/${format}.test.ts: write it, with a whole output in test/golden/`]),
  ]);
}

type JsonObject = Readonly<Record<string, unknown>>;

/** Keys that the JSON Schema of the configuration knows and the example does not show, as dotted paths. */
export function keysNotShown(schema: unknown, examples: readonly unknown[], path = ''): readonly string[] {
  if (!isObject(schema)) return [];
  const objects = examples.filter(isObject);
  const properties = isObject(schema.properties) ? schema.properties : {};
  const missing = Object.entries(properties).flatMap(([key, inner]) => {
    const name = path === '' ? key : `${path}.${key}`;
    const values = objects.filter((object) => Object.hasOwn(object, key)).map((object) => object[key]);
    return values.length === 0 ? [name] : keysNotShown(inner, values, name);
  });
  return [
    ...missing,
    ...keysNotShown(schema.additionalProperties, objects.flatMap(Object.values), `${path}.*`),
    ...keysNotShown(schema.items, examples.filter(Array.isArray).flat(), `${path}[]`),
  ];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Folders of sources, each with files of its own, that the map in CONTRIBUTING.md does not name. */
export function foldersNotMapped(folders: readonly string[], contributing: string): readonly string[] {
  return folders
    .filter((folder) => !contributing.includes(`\`${folder}\``))
    .map((folder) => `CONTRIBUTING.md: say in its table what \`${folder}\` holds`);
}
