import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGolden } from './golden.ts';
import { asTerminal, run } from './run-command.ts';
import { smallAccount, writeSmallBundle } from './small-bundle.ts';

/** One run of `iam-drift suggest`, held in `test/golden/suggest/<file>.txt`. Arguments are parted by spaces. */
interface Case {
  readonly says: string;
  readonly file: string;
  readonly args: string;
}

/** By ARN, so that only its account is read. */
const builder = 'arn:aws:iam::444455556666:role/preview-builder';

const pages: readonly Case[] = [
  { says: 'the help says who is a principal, and has examples', file: 'help', args: '--help' },
  {
    says: 'a pipeline with AdministratorAccess gets what it used, and keeps what nobody could judge',
    file: 'administrator',
    args: 'github-deploy --from bundle',
  },
  {
    says: 'a role of few permissions has a row for each',
    file: 'few',
    args: `${builder} --from bundle`,
  },
  {
    says: 'a role that nobody uses gets a plan to take it out of service',
    file: 'retire',
    args: 'old-admin --from guilty',
  },
  {
    says: 'a role that uses all it has is told so, and that is no failure',
    file: 'nothing-unused',
    args: 'orders --from guilty',
  },
  {
    says: 'a pattern tells all whom it fits, those without a suggestion after the others',
    file: 'pattern',
    args: 'AWSServiceRole* --from bundle --account 777788889999',
  },
  { says: 'all is an overview, and their files are written', file: 'all', args: '--all --from bundle' },
  {
    says: 'the files of one are written where that is asked for',
    file: 'out',
    args: 'old-admin --from guilty --out files',
  },
  { says: 'quiet says nothing', file: 'quiet', args: 'old-admin --from guilty --quiet' },
  {
    says: 'a language is printed alone, to be piped',
    file: 'language-json',
    args: `${builder} --from bundle --language json`,
  },
  {
    says: 'why there is nothing to print goes beside what is piped',
    file: 'language-nothing',
    args: 'orders --from guilty --language json',
  },
  {
    says: 'who is to be retired has no policy to print',
    file: 'language-retire',
    args: 'old-admin --from guilty --language json',
  },
  {
    says: 'a certificate that still holds passes',
    file: 'verify-holds',
    args: '--verify few.json --from bundle',
  },
  {
    says: 'a certificate whose policies were changed since does not pass',
    file: 'verify-changed',
    args: '--verify retire.json --from changed',
  },
  {
    says: 'a certificate of a role that is gone does not pass',
    file: 'verify-gone',
    args: '--verify retire.json --from clean',
  },
  {
    says: 'who comes from Terraform is told so, with the address; what of the state could not be read too',
    file: 'terraform-state',
    args: 'old-admin --from guilty --terraform-state state.tfstate',
  },
  {
    says: 'a plan goes on within the list that it was begun with',
    file: 'frozen',
    args: '--frozen narrow-list.json --from bundle --language json',
  },
];

const wrong: readonly Case[] = [
  { says: 'somebody has to be named', file: 'nobody', args: '--from guilty' },
  { says: 'a bundle has to be named', file: 'no-bundle', args: 'old-admin' },
  { says: 'an unknown principal is answered with the nearest one', file: 'unknown', args: 'old-admni --from guilty' },
  { says: 'a name with several principals is asked for its ARN', file: 'several', args: 'checkout-api --from bundle' },
  { says: 'one is named at a time', file: 'two', args: 'orders old-admin --from guilty' },
  { says: 'a name and all are one too many', file: 'name-and-all', args: 'orders --all --from guilty' },
  {
    says: 'an unknown language is answered with the nearest one',
    file: 'unknown-language',
    args: 'old-admin --from guilty --language terrafrom',
  },
  {
    says: 'an unknown scope is told those there are',
    file: 'unknown-scope',
    args: 'old-admin --from guilty --scope everything',
  },
  {
    says: 'a language is printed for one at a time',
    file: 'language-several',
    args: 'role/* --from bundle --account 444455556666 --language cli',
  },
  { says: 'a certificate has to be there', file: 'verify-missing', args: '--verify nowhere.json --from guilty' },
  { says: 'a file that is no certificate is told so', file: 'verify-other', args: '--verify other.json --from guilty' },
  { says: 'a broken certificate is told where', file: 'verify-broken', args: '--verify broken.json --from guilty' },
  {
    says: 'a certificate of an account that is not in the bundle is bad input',
    file: 'verify-elsewhere',
    args: '--verify elsewhere.json --from guilty',
  },
  {
    says: 'a frozen list of somebody else does not count',
    file: 'frozen-other',
    args: 'orders --from guilty --frozen retire.json',
  },
  {
    says: 'a Terraform state has to be there',
    file: 'no-state',
    args: 'old-admin --from guilty --terraform-state nowhere.tfstate',
  },
];

const example = fileURLToPath(new URL('../../example/bundle', import.meta.url));
const golden = fileURLToPath(new URL('../golden/suggest', import.meta.url));
const all = [...pages, ...wrong];
let temp = '';

beforeAll(async () => {
  temp = realpathSync(mkdtempSync(join(tmpdir(), 'iam-drift-suggest-')));
  cpSync(example, join(temp, 'bundle'), { recursive: true });
  await writeSmallBundle(join(temp, 'clean'), { isGuilty: false });
  await writeSmallBundle(join(temp, 'guilty'), { isGuilty: true });
  cpSync(join(temp, 'guilty'), join(temp, 'changed'), { recursive: true });
  const details = join(temp, 'changed/accounts', smallAccount, 'authorization-details.json');
  writeFileSync(details, readFileSync(details, 'utf8').replaceAll('ec2.amazonaws.com', 'lambda.amazonaws.com'));
  await certificateOf(builder, 'bundle', 'few.json');
  await certificateOf('old-admin', 'guilty', 'retire.json');
  const few = certificate('few.json');
  const [first] = few.suggestion.removed;
  writeCertificate('narrow-list.json', { ...few.suggestion, removed: [first] });
  writeFileSync(join(temp, 'other.json'), '{ "windowDays": 90 }');
  writeCertificate('broken.json', { ...few.suggestion, kept: [{ action: 's3:*', why: 'because', reason: '' }] });
  const role = { arn: `arn:aws:iam::${smallAccount}:role/old-admin` };
  const managed = { mode: 'managed', type: 'aws_iam_role', name: 'old', provider: 'provider["aws"]' };
  const resources = [{ ...managed, instances: [{ index_key: 0, attributes: role }] }, { mode: 'managed' }];
  writeFileSync(join(temp, 'state.tfstate'), JSON.stringify({ version: 4, resources }));
  const elsewhere = readFileSync(join(temp, 'retire.json'), 'utf8').replaceAll(smallAccount, '999999999999');
  writeFileSync(join(temp, 'elsewhere.json'), elsewhere);
});

afterAll(() => rmSync(temp, { recursive: true, force: true }));

async function certificateOf(principal: string, from: string, file: string): Promise<void> {
  const { code, stderr } = await run(['suggest', principal, '--from', from, '--out', 'made', '--quiet'], { cwd: temp });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const made = readdirSync(join(temp, 'made'), { recursive: true, encoding: 'utf8' });
  cpSync(join(temp, 'made', made.find((path) => path.endsWith('certificate.json')) ?? ''), join(temp, file));
  rmSync(join(temp, 'made'), { recursive: true });
}

function certificate(file: string): { readonly suggestion: { readonly removed: readonly string[] } } {
  return JSON.parse(readFileSync(join(temp, file), 'utf8'));
}

function writeCertificate(file: string, suggestion: object): void {
  writeFileSync(join(temp, file), JSON.stringify({ schemaVersion: 1, suggestion }));
}

function suggest(args: string, node: readonly string[] = []) {
  return run(['suggest', ...args.split(' ').filter(Boolean)], { cwd: temp, node });
}

async function transcriptOf(args: string): Promise<string> {
  const { code, stdout, stderr } = await suggest(args);
  const parts = [`$ iam-drift suggest ${args}`, stdout, stderr === '' ? '' : `--- stderr\n${stderr}`, `exit ${code}`];
  return `${parts
    .map((part) => part.trimEnd())
    .filter(Boolean)
    .join('\n')}\n`
    .replaceAll(temp, '<temp>')
    .replace(/\b(reports|files|DIR)\/[0-9a-f]{16}\b/g, '$1/<scan id>');
}

describe.concurrent('iam-drift suggest', () => {
  it.each(all)('$says', async ({ file, args }) => {
    await expectGolden(await transcriptOf(args), join(golden, `${file}.txt`));
  });

  it('prints JSON that fits the published schema, as findings.json has it', async () => {
    const { code, stdout } = await suggest('* --from bundle --json');
    expect(code).toBe(0);
    const { suggestions, noSuggestions } = JSON.parse(stdout);
    expect(suggestions.length).toBeGreaterThan(5);
    const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
    formats.default(ajv);
    const schema = JSON.parse(readFileSync(new URL('../../schema/findings.json', import.meta.url), 'utf8'));
    for (const [name, rows] of Object.entries({ suggestion: suggestions, noSuggestion: noSuggestions })) {
      const validate = ajv.compile({ $ref: `#/$defs/${name}`, $defs: schema.$defs });
      for (const row of rows) expect(validate(row), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  it('writes for all what it writes for each', async () => {
    await suggest('--all --from guilty --out both --quiet');
    await suggest('old-admin --from guilty --out one --quiet');
    const filesIn = (folder: string): readonly string[] =>
      readdirSync(join(temp, folder), { recursive: true, encoding: 'utf8' }).sort();
    expect(filesIn('both')).toEqual(filesIn('one'));
    expect(filesIn('one').filter((path) => path.endsWith('certificate.json'))).toHaveLength(1);
  });

  it.each([
    ['json', 'after/01-preview.json'],
    ['terraform', 'terraform/main.tf'],
    ['cloudformation', 'cloudformation.template.json'],
    ['cli', 'remediate.sh'],
  ])('prints as %s what it writes to %s, and nothing else', async (language, file) => {
    const out = `written-${language}`;
    const { code, stdout, stderr } = await suggest(`${builder} --from bundle --language ${language} --out ${out}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const written = readdirSync(join(temp, out), { recursive: true, encoding: 'utf8' });
    const path = written.find((each) => each.endsWith(`/role-preview-builder/${file}`));
    expect(stdout).toBe(readFileSync(join(temp, out, path ?? ''), 'utf8'));
  });

  it('shows progress on a terminal only, and clears it', async () => {
    const { stderr } = await suggest('old-admin --from guilty', asTerminal);
    expect(stderr).toContain(`auditing account ${smallAccount} (1/1)`);
    expect(stderr.endsWith('\r\u001B[2K')).toBe(true);
  });
});

describe('the transcripts of suggest', () => {
  it('has a case for every transcript, and a transcript for every case', () => {
    expect(readdirSync(golden).sort()).toEqual(all.map(({ file }) => `${file}.txt`).sort());
  });
});
