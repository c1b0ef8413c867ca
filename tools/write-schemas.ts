import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { bundleSchema } from '../src/adapters/bundle/bundle-schema.ts';
import {
  noSuggestionSchema,
  suggestionFiguresSchema,
  suggestionSchema,
} from '../src/adapters/report/suggestion-schema.ts';
import { configSchema } from '../src/cli/config/schema.ts';
import { certificateFileSchema } from '../src/cli/suggest/certificate-file.ts';

/** The published JSON Schemas that are written from zod, by their paths from the root of the repository. */
export function schemaFiles(): Readonly<Record<string, string>> {
  return {
    'schema/configuration.json': textOf(z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' })),
    'schema/bundle.json': textOf(bundleSchema()),
    'schema/certificate.json': textOf(z.toJSONSchema(certificateFileSchema, { io: 'input' })),
    'schema/findings.json': textOf(findingsSchema()),
  };
}

/** Written by hand but for suggestions, which are read again too: their definitions are put in place of those that the file has. */
function findingsSchema(): object {
  const path = fileURLToPath(new URL('../schema/findings.json', import.meta.url));
  const schema: { readonly $defs: Readonly<Record<string, unknown>> } = JSON.parse(readFileSync(path, 'utf8'));
  const { $defs } = z.toJSONSchema(z.tuple([suggestionSchema, noSuggestionSchema, suggestionFiguresSchema]), {
    io: 'input',
  });
  return { ...schema, $defs: { ...schema.$defs, ...$defs } };
}

function textOf(schema: object): string {
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

async function writeSchemas(): Promise<void> {
  for (const [path, text] of Object.entries(schemaFiles())) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await writeSchemas();
