import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { bundleSchema } from '../src/adapters/bundle/bundle-schema.ts';
import { configSchema } from '../src/cli/config/schema.ts';

/** The published JSON Schemas that are written from zod, by their paths from the root of the repository. */
export function schemaFiles(): Readonly<Record<string, string>> {
  return {
    'schema/configuration.json': textOf(z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' })),
    'schema/bundle.json': textOf(bundleSchema()),
  };
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
