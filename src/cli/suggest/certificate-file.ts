import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { visible } from '../../adapters/markup/visible.ts';
import { suggestionSchema } from '../../adapters/report/suggestion-schema.ts';
import { ConfigError } from '../../core/model/errors.ts';
import type { Suggestion } from '../../core/model/suggestion.ts';

/** A certificate's file, as it lies beside the files of a suggestion. */
export const certificateFileSchema = z
  .object({ schemaVersion: z.literal(1), suggestion: suggestionSchema })
  .describe('A suggestion with its certificate, as iam-drift writes it beside the files of the suggestion');

const where = 'it is the `certificate.json` beside the files of a suggestion: `iam-drift suggest PRINCIPAL --out DIR`';

/** The suggestion in a certificate's file. Throws `ConfigError`. */
export async function readCertificate(path: string): Promise<Suggestion> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const what = isAbsent ? 'there is no such file' : 'it cannot be read';
    throw new ConfigError(`no certificate at \`${visible(path)}\`: ${what}`, where, { cause: error });
  });
  return parseCertificate(text, path);
}

/** The suggestion in a certificate's text; `file` is its name in messages. Throws `ConfigError`. */
export function parseCertificate(text: string, file: string): Suggestion {
  const name = visible(file);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new ConfigError(`\`${name}\` is not JSON`, where, { cause: error });
  }
  const version = field(value, 'schemaVersion');
  if (version !== undefined && version !== 1) {
    throw new ConfigError(
      `\`${name}\` is a certificate of version \`${shown(version)}\`, and this is 1`,
      'check it with the version of iam-drift that wrote it, or make the suggestion anew',
    );
  }
  const parsed = certificateFileSchema.safeParse(value);
  if (parsed.success) return parsed.data.suggestion;
  const [issue] = parsed.error.issues;
  const place = (issue?.path ?? []).reduce<string>(
    (path, step) => (typeof step === 'number' ? `${path}[${step}]` : `${path}${path === '' ? '' : '.'}${String(step)}`),
    '',
  );
  const about = place === '' ? 'its content' : `\`${visible(place)}\``;
  throw new ConfigError(
    `\`${name}\` is no certificate: ${about}: ${visible(issue?.message ?? 'is wrong').slice(0, 120)}`,
    where,
    {
      cause: parsed.error,
    },
  );
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function shown(value: unknown): string {
  return visible(JSON.stringify(value) ?? '').slice(0, 40);
}
