import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { detectors } from '../core/detect/index.ts';
import { ConfigError } from '../core/model/errors.ts';
import { parseConfig } from './config.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { configurationText, defaultAnswers, explanations, type InitAnswers, type InitOptions } from './init/answers.ts';
import { clackAsker, GaveUp } from './init/clack-asker.ts';
import { askedAnswers, type OwnAccount } from './init/questions.ts';
import type { Terminal } from './terminal.ts';

/** The JSON Schema of the configuration that the package holds; from `src` and from `dist` alike. */
const schemaFile = fileURLToPath(new URL('../../schema/configuration.json', import.meta.url));

/** Writes a configuration file by asking, or with `--yes` the defaults. Throws `ConfigError` where it is there already, or nobody can be asked. */
export async function runInit(options: InitOptions, terminal: Terminal, stdin: NodeJS.ReadStream): Promise<ExitCode> {
  const { stdout, stderr } = terminal;
  const file = options.config;
  await checkFree(file, options.force === true);
  if (options.yes !== true && (stdin.isTTY !== true || stdout.isTTY !== true)) {
    throw new ConfigError('`init` asks, and there is no terminal', 'give `--yes` to write the defaults, and edit them');
  }
  let answers: InitAnswers;
  try {
    answers = options.yes === true ? defaultAnswers : await asked(options, terminal, stdin);
  } catch (error) {
    if (!(error instanceof GaveUp)) throw error;
    stderr.write('interrupted; nothing was written\n');
    return exitCodes.interrupted;
  }
  const schema = schemaLink(file);
  const text = configurationText(answers, schema);
  // What we write, we must be able to read.
  parseConfig(
    text,
    file,
    detectors.map(({ id }) => id),
  );
  await write(file, text, options.force === true);
  if (options.quiet !== true) stdout.write(`${closing(file, answers, schema).join('\n')}\n`);
  return exitCodes.ok;
}

async function asked({ profile }: InitOptions, terminal: Terminal, stdin: NodeJS.ReadStream): Promise<InitAnswers> {
  const { stdout, signal } = terminal;
  const asker = clackAsker(stdin, stdout, signal);
  stdout.write('looking for credentials of AWS …\n');
  // The SDK is large, and only loaded where AWS is asked.
  const { ownAccount } = await import('./init/own-account.ts');
  const found = await ownAccount({ ...(profile === undefined ? {} : { profile }), now: terminal.now, signal });
  const own: OwnAccount | undefined = 'id' in found ? found : undefined;
  stdout.write(
    'id' in found ? `signed in to account ${found.id}\n` : `not signed in, which is no matter here: ${found.unknown}\n`,
  );
  return askedAnswers(asker, own);
}

function closing(file: string, answers: InitAnswers, schema: string): readonly string[] {
  return [
    `written: ${file}`,
    '',
    ...explanations(answers),
    '',
    ...(schema.startsWith('file:')
      ? ['"$schema" leads to the package on this machine, for editors; take it out where others share the', 'file']
      : []),
    'A tracker for tickets cannot be configured yet. Every key: config.example.json of the package.',
    ...(file === 'iam-drift.config.json' ? [] : [`give \`--config ${file}\` to every command`]),
    'next: iam-drift doctor tells what it may read; iam-drift audit does it (put state/ and reports/ into',
    '.gitignore)',
  ];
}

/** Relative where package and file move together, as in `node_modules`; else a URL of this machine. */
function schemaLink(file: string): string {
  const folder = dirname(resolve(file));
  const root = dirname(dirname(schemaFile));
  const isTogether = isWithin(schemaFile, folder) || isWithin(folder, root);
  if (!isTogether) return pathToFileURL(schemaFile).href;
  const path = relative(folder, schemaFile).replaceAll(sep, '/');
  return path.startsWith('.') ? path : `./${path}`;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

async function checkFree(file: string, isForced: boolean): Promise<void> {
  const about = await stat(file).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT') return undefined;
    throw cannotWrite(file, error);
  });
  if (about === undefined) return;
  if (!about.isFile()) throw new ConfigError(`\`${file}\` is there, and is no file`, 'name another with `--config`');
  if (!isForced) throw isThere(file);
}

function isThere(file: string): ConfigError {
  return new ConfigError(
    `\`${file}\` is there already`,
    'give `--force` to write over it, or another name with `--config`',
  );
}

/** Whole or not at all; without force, never over a file that came while we asked. */
async function write(file: string, text: string, isForced: boolean): Promise<void> {
  try {
    if (!isForced) return await writeFile(file, text, { flag: 'wx' });
    const temporary = join(dirname(file), `.${process.pid}.iam-drift-init.tmp`);
    await writeFile(temporary, text);
    await rename(temporary, file).catch(async (error: unknown) => {
      await rm(temporary, { force: true });
      throw error;
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw isThere(file);
    throw cannotWrite(file, error);
  }
}

function cannotWrite(file: string, error: unknown): ConfigError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  const why = code === 'ENOENT' ? 'there is no such folder' : code;
  return new ConfigError(`cannot write \`${file}\`: ${why}`, 'name another with `--config`', { cause: error });
}
