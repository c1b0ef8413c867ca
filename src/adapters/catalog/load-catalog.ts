import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { buildCatalog } from '../../core/catalog/build.ts';
import type { Catalog } from '../../core/catalog/catalog.ts';
import { type CompactCatalog, compactFormat } from '../../core/catalog/compact-shape.ts';
import { UserError } from '../../core/model/errors.ts';

/** Found from `dist` and, because both lie equally deep, from `src` under the test runner too. */
const catalogFile = new URL('../../../dist/catalog.json', import.meta.url);

/** Only the tag is looked at: the file is made by our own build, and a full check would cost more than loading it. */
const compactCatalog = z.custom<CompactCatalog>(
  (value) => typeof value === 'object' && value !== null && 'format' in value && value.format === compactFormat,
);

const nextStep = 'run `npm run build` in a checkout, or install iam-drift again';

/** Loads the action catalog that the build made. Throws when it is absent or of another version, saying what to do. */
export async function loadCatalog(file: URL = catalogFile): Promise<Catalog> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw absent(file, cause);
  }
  return parse(text, file);
}

/** As `loadCatalog`, for callers that cannot wait: tests and benchmarks. */
export function loadCatalogSync(file: URL = catalogFile): Catalog {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw absent(file, cause);
  }
  return parse(text, file);
}

function parse(text: string, file: URL): Catalog {
  const path = fileURLToPath(file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UserError(`the action catalog \`${path}\` is no JSON`, nextStep, { cause });
  }
  const compact = compactCatalog.safeParse(value);
  if (!compact.success) throw new UserError(`the action catalog \`${path}\` is of another version`, nextStep);
  return buildCatalog(compact.data);
}

function absent(file: URL, cause: unknown): UserError {
  return new UserError(`cannot read the action catalog \`${fileURLToPath(file)}\``, nextStep, { cause });
}
