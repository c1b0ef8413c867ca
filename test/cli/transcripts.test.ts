import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGolden } from './golden.ts';
import { run } from './run-command.ts';
import { logFileOf, smallAccount, writeSmallBundle } from './small-bundle.ts';

/** One run of the command, held in `test/golden/cli/<file>.txt`. Arguments are parted by spaces. */
interface Case {
  readonly says: string;
  readonly file: string;
  readonly args: string;
}

const usage: readonly Case[] = [
  { says: 'the help names commands, examples and exit codes', file: 'help', args: '--help' },
  { says: 'the help of audit names every option and what a bundle is', file: 'audit-help', args: 'audit --help' },
  { says: 'the version is that of the package', file: 'version', args: '--version' },
  { says: 'without a command the help is the answer, and the code that of wrong usage', file: 'no-command', args: '' },
  { says: 'an unknown command is answered with the nearest one', file: 'unknown-command', args: 'audti' },
  { says: 'a command that resembles none is answered with the help', file: 'foreign-command', args: 'frobnicate' },
  { says: 'an unknown option is answered with the nearest one', file: 'unknown-option', args: 'audit --form clean' },
  { says: 'a folder without its option is told the option', file: 'bare-folder', args: 'audit clean' },
  { says: 'an option without its value is named', file: 'option-without-value', args: 'audit --from' },
  { says: 'the help of collect names every option, and what it asks', file: 'collect-help', args: 'collect --help' },
  {
    says: 'the help of doctor names every option, and the groups of permissions',
    file: 'doctor-help',
    args: 'doctor --help',
  },
  { says: 'the help of init names every option', file: 'init-help', args: 'init --help' },
  { says: 'audit without a bundle and without credentials says what there is to do', file: 'no-bundle', args: 'audit' },
  { says: 'a live audit has no other time than now', file: 'live-as-of', args: 'audit --as-of 2026-10-31' },
  {
    says: 'an option of asking AWS is not taken for a bundle',
    file: 'live-option-with-bundle',
    args: 'audit --from clean --organization',
  },
  {
    says: 'log files in S3 are not taken for a bundle',
    file: 's3-logs-with-bundle',
    args: 'audit --from clean --cloudtrail s3://trail/prefix',
  },
  { says: 'collect without a folder says how to name one', file: 'collect-nowhere', args: 'collect' },
  {
    says: 'collect without credentials says how to sign in',
    file: 'collect-no-credentials',
    args: 'collect --bundle b',
  },
  {
    says: 'an unknown source of logs is answered with the nearest one',
    file: 'unknown-logs',
    args: 'collect --bundle b --logs athene',
  },
  { says: 'init without a terminal says how to go on', file: 'init-no-terminal', args: 'init' },
  { says: 'init writes the defaults, and explains them', file: 'init-yes', args: 'init --yes --config defaults.json' },
  { says: 'init does not write over a file', file: 'init-is-there', args: 'init --yes --config syntax.json' },
  {
    says: 'an unknown format is answered with the nearest one',
    file: 'unknown-format',
    args: 'audit --from clean --format markdow',
  },
  {
    says: 'an unknown severity is answered with the nearest one',
    file: 'unknown-severity',
    args: 'audit --from clean --fail-on hihg',
  },
  { says: 'a window of no days is refused', file: 'window-zero', args: 'audit --from clean --window-days 0' },
  {
    says: 'a window that is no number is refused',
    file: 'window-not-a-number',
    args: 'audit --from clean --window-days abc',
  },
];

const nothing: readonly Case[] = [
  { says: 'a folder that is not there is nothing to audit', file: 'no-such-folder', args: 'audit --from nowhere' },
  {
    says: 'an empty folder is nothing to audit, and it says what was looked for',
    file: 'empty-folder',
    args: 'audit --from empty',
  },
  {
    says: 'a manifest without accounts is nothing to audit',
    file: 'manifest-only',
    args: 'audit --from manifest-only',
  },
  { says: 'a file is no bundle', file: 'file-as-bundle', args: 'audit --from a-file' },
  { says: 'a folder that cannot be read is told so', file: 'unreadable-folder', args: 'audit --from loop' },
  { says: 'accounts without users and roles are no pass', file: 'no-principals', args: 'audit --from nobody --quiet' },
];

const wrong: readonly Case[] = [
  {
    says: 'an unknown account is answered with the nearest one',
    file: 'unknown-account',
    args: 'audit --from clean --account 111122223334',
  },
  {
    says: 'an account far from every known one is told those there are',
    file: 'foreign-account',
    args: 'audit --from clean --account 999999999999',
  },
  {
    says: 'log files that are not there are told so',
    file: 'no-such-logs',
    args: 'audit --from clean --cloudtrail nowhere',
  },
  { says: 'a time that is no date is refused', file: 'as-of-no-date', args: 'audit --from clean --as-of yesterday' },
  { says: 'a time in the future is refused', file: 'as-of-future', args: 'audit --from clean --as-of 2999-01-01' },
  { says: 'a bundle without a date asks for one', file: 'as-of-unknown', args: 'audit --from undated' },
  {
    says: 'a configuration that is not there is told so',
    file: 'config-missing',
    args: 'audit --from clean --config nowhere.json',
  },
  {
    says: 'an unknown key in the configuration is answered with the nearest one',
    file: 'config-unknown-key',
    args: 'audit --from clean --config unknown-key.json',
  },
  {
    says: 'a wrong value in the configuration is shown with what was expected',
    file: 'config-wrong-value',
    args: 'audit --from clean --config wrong-value.json',
  },
  {
    says: 'a configuration that is not JSON is told the place',
    file: 'config-syntax',
    args: 'audit --from clean --config syntax.json',
  },
  {
    says: 'an unknown detector in the configuration is answered with the nearest one',
    file: 'config-unknown-detector',
    args: 'audit --from clean --config unknown-detector.json',
  },
  {
    says: 'reports that cannot be written are told so',
    file: 'unwritable-out',
    args: 'audit --from clean --out a-file/reports',
  },
];

const audits: readonly Case[] = [
  { says: 'nothing found is told with what was looked at', file: 'clean', args: 'audit --from clean' },
  { says: 'a finding is told, and why the run fails', file: 'guilty', args: 'audit --from guilty' },
  { says: 'only what is asked for is written', file: 'markdown-only', args: 'audit --from clean --format markdown' },
  { says: 'quiet says nothing, whatever was found', file: 'quiet', args: 'audit --from guilty --quiet' },
  {
    says: 'a finding below the threshold passes',
    file: 'below-threshold',
    args: 'audit --from guilty --quiet --fail-on critical',
  },
  {
    says: 'findings do not fail a run that never fails for them',
    file: 'fail-on-never',
    args: 'audit --from guilty --quiet --fail-on never',
  },
  {
    says: 'a bundle that lacks nothing passes where completeness is required',
    file: 'complete',
    args: 'audit --from clean --quiet --require-complete',
  },
  {
    says: 'a log file that cannot be read is a gap, and the rest is read',
    file: 'broken-log',
    args: 'audit --from broken-log',
  },
  {
    says: 'gaps fail where completeness is required',
    file: 'incomplete',
    args: 'audit --from broken-log --require-complete --format json',
  },
  {
    says: 'gaps come before findings where both hold',
    file: 'gaps-and-findings',
    args: 'audit --from guilty-with-gap --quiet --require-complete',
  },
  {
    says: 'account details cut short are a gap, and nothing passes for read',
    file: 'truncated-details',
    args: 'audit --from truncated',
  },
  {
    says: 'an account whose folder cannot be listed is a gap',
    file: 'unreadable-account',
    args: 'audit --from unreadable-account --quiet --require-complete',
  },
];

const example = fileURLToPath(new URL('../../example/bundle', import.meta.url));
const gates: readonly { readonly args: string; readonly code: number }[] = [
  { args: '--fail-on critical', code: 1 },
  { args: '--fail-on high', code: 1 },
  { args: '--fail-on never', code: 0 },
  { args: '--fail-on high --require-complete', code: 4 },
];

const golden = fileURLToPath(new URL('../golden/cli', import.meta.url));
const all = [usage, nothing, wrong, audits].flat();
let temp = '';

beforeAll(async () => {
  temp = realpathSync(mkdtempSync(join(tmpdir(), 'iam-drift-transcripts-')));
  await writeSmallBundle(join(temp, 'clean'), { isGuilty: false });
  await writeSmallBundle(join(temp, 'guilty'), { isGuilty: true });
  const manifest = { schemaVersion: 1, collectedAt: '2026-10-31T06:00:00Z', accounts: [] };
  mkdirSync(join(temp, 'empty'));
  mkdirSync(join(temp, 'manifest-only'));
  writeFileSync(join(temp, 'manifest-only/manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(temp, 'a-file'), '');
  // Unreadable for the superuser too, as no permission bits are.
  symlinkSync('loop', join(temp, 'loop'));
  copyOf('clean', 'nobody');
  writeFileSync(detailsIn('nobody'), '{ "RoleDetailList": [] }');
  copyOf('clean', 'undated');
  rmSync(join(temp, 'undated/manifest.json'));
  copyOf('clean', 'broken-log');
  const log = logFileOf(join(temp, 'broken-log'), 40);
  writeFileSync(`${log}.gz`, gzipSync(await readFile(log)).subarray(0, 200));
  rmSync(log);
  copyOf('guilty', 'guilty-with-gap');
  writeFileSync(join(temp, 'guilty-with-gap/accounts', smallAccount, 'policy-tags.json'), 'not JSON');
  copyOf('clean', 'truncated');
  const details = await readFile(detailsIn('truncated'), 'utf8');
  writeFileSync(detailsIn('truncated'), details.slice(0, -40));
  copyOf('clean', 'unreadable-account');
  symlinkSync('444455556666', join(temp, 'unreadable-account/accounts/444455556666'));
  writeFileSync(join(temp, 'unknown-key.json'), '{ "windowDay": 30 }');
  writeFileSync(join(temp, 'wrong-value.json'), '{ "windowDays": "thirty" }');
  writeFileSync(join(temp, 'syntax.json'), '{\n  "windowDays": 30,\n}\n');
  writeFileSync(join(temp, 'unknown-detector.json'), '{ "detectors": { "unused-rolle": { "enabled": false } } }');
});

afterAll(() => rmSync(temp, { recursive: true, force: true }));

function copyOf(bundle: string, name: string): void {
  cpSync(join(temp, bundle), join(temp, name), { recursive: true });
}

function detailsIn(bundle: string): string {
  return join(temp, bundle, 'accounts', smallAccount, 'authorization-details.json');
}

/** What was typed, printed on stdout, printed on stderr, and the exit code; what changes from run to run as placeholders. */
async function transcriptOf(args: string): Promise<string> {
  const { code, stdout, stderr } = await run(args.split(' ').filter(Boolean), { cwd: temp });
  const parts = [`$ iam-drift ${args}`.trimEnd(), stdout, stderr === '' ? '' : `--- stderr\n${stderr}`, `exit ${code}`];
  return `${parts
    .map((part) => part.trimEnd())
    .filter(Boolean)
    .join('\n')}\n`
    .replaceAll(temp, '<temp>')
    .replace(/scan [0-9a-f]{16}\b/g, 'scan <scan id>')
    .replace(/reports\/[0-9a-f]{16}\b/g, 'reports/<scan id>');
}

describe.concurrent('the command line', () => {
  it.each(all)('$says', async ({ file, args }) => {
    await expectGolden(await transcriptOf(args), join(golden, `${file}.txt`));
  });

  it.each(gates)('exits $code on the example with $args', async ({ args, code }) => {
    const ended = await run(['audit', '--from', example, '--quiet', '--format', 'markdown', ...args.split(' ')], {
      cwd: temp,
    });
    expect(ended).toEqual({ code, signal: null, stdout: '', stderr: '' });
  });

  it('exits 0 from the demo although there are findings', async () => {
    const { code, stdout, stderr } = await run(['demo', '--format', 'text'], { cwd: temp });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/ 1\. CRITICAL/);
  });
});

describe('the transcripts', () => {
  it('has a case for every transcript, and a transcript for every case', () => {
    expect(readdirSync(golden).sort()).toEqual(all.map(({ file }) => `${file}.txt`).sort());
  });
});
