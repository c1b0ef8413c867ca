import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeEarlierBundle } from './earlier-bundle.ts';
import { expectGolden } from './golden.ts';
import { asTerminal, command, run } from './run-command.ts';
import { writeSmallBundle } from './small-bundle.ts';

/** One run of `iam-drift diff`, held in `test/golden/diff/<file>.txt`. Arguments are parted by spaces. */
interface Case {
  readonly says: string;
  readonly file: string;
  readonly args: string;
}

const policies: readonly Case[] = [
  { says: 'the help says what a side can be', file: 'help', args: '--help' },
  {
    says: 'what a policy gains comes first, with its path and an example, and fails where that is asked for',
    file: 'gained',
    args: 'old.json new.json --fail-on gained',
  },
  { says: 'a gain fails nothing by itself', file: 'gained-no-gate', args: 'old.json new.json' },
  {
    says: 'a narrower policy passes the gate',
    file: 'narrower',
    args: 'old.json narrow.json --fail-on gained',
  },
  {
    says: 'other words with the same meaning are equal',
    file: 'equal',
    args: 'old.json same-in-other-words.json --fail-on gained',
  },
  {
    says: 'a policy that cannot be wholly read is undecided, and does not pass the gate',
    file: 'undecided',
    args: 'old.json strange.json --fail-on gained',
  },
  { says: 'a folder is all its policies together', file: 'folders', args: 'policies-before policies-after' },
  {
    says: 'a pull request gets Markdown, and the log of the job the reason',
    file: 'markdown',
    args: 'old.json new.json --format markdown --fail-on gained',
  },
  {
    says: 'quiet prints nothing, and the exit code tells',
    file: 'quiet',
    args: 'old.json new.json -q --fail-on gained',
  },
];

const principals: readonly Case[] = [
  {
    says: 'a principal is compared with the policy that is to replace its own',
    file: 'principal-and-policy',
    args: 'bundle#arn:aws:iam::111122223333:role/github-deploy deploy-narrow.json --fail-on gained',
  },
  {
    says: 'two principals of one bundle are compared, with who may assume them',
    file: 'two-principals',
    args: 'bundle#media-library bundle#role/ml-notebook',
  },
  {
    says: 'two bundles tell who gained what in a month, and through which grant',
    file: 'bundles',
    args: 'bundle-a-month-earlier bundle --fail-on gained',
  },
  {
    says: 'one principal of two bundles tells of that alone',
    file: 'principal-of-bundles',
    args: 'bundle-a-month-earlier bundle --principal role/payments-api',
  },
  { says: 'a bundle is equal to itself', file: 'same-bundle', args: 'bundle bundle --fail-on gained' },
  {
    says: 'an account that was read in part is undecided, and does not pass the gate',
    file: 'bundle-in-part',
    args: 'bundle-clean bundle-in-part --fail-on gained',
  },
];

const wrong: readonly Case[] = [
  { says: 'without sides it says what to give', file: 'no-sides', args: '' },
  { says: 'one side is not enough', file: 'one-side', args: 'old.json' },
  { says: 'three sides are too many', file: 'three-sides', args: 'old.json new.json narrow.json' },
  { says: 'a file that is not there is named', file: 'missing-file', args: 'old.json nowhere.json' },
  { says: 'a file that is not JSON is named', file: 'not-json', args: 'old.json broken.json' },
  { says: 'markup is told as such', file: 'markup', args: 'old.json page.json' },
  { says: 'an empty file is told as such', file: 'empty-file', args: 'old.json empty.json' },
  { says: 'a folder without policies says what was looked for', file: 'empty-folder', args: 'old.json empty' },
  { says: 'a binary file is no policy', file: 'binary', args: 'old.json binary.json' },
  { says: 'a file of ten megabytes is no policy', file: 'too-large', args: 'old.json large.json' },
  { says: 'JSON without statements is no policy', file: 'no-policy', args: 'old.json package.json' },
  {
    says: 'account details are answered with what a bundle is',
    file: 'account-details',
    args: 'old.json details.json',
  },
  { says: 'a file in a folder that is no policy is named', file: 'folder-with-other', args: 'old.json mixed' },
  { says: 'a bundle against a policy asks for the principal', file: 'bundle-and-policy', args: 'bundle old.json' },
  {
    says: 'a bundle against a principal asks for the principal',
    file: 'bundle-and-principal',
    args: 'bundle#github-docs bundle',
  },
  {
    says: 'a mistyped principal is answered with the nearest',
    file: 'unknown-principal',
    args: 'bundle#github-doc old.json',
  },
  {
    says: 'an ARN without its path is answered with the whole one',
    file: 'unknown-arn',
    args: 'bundle#arn:aws:iam::111122223333:role/AWSServiceRoleForOrganizations old.json',
  },
  {
    says: 'a name of several principals asks for the ARN',
    file: 'ambiguous-principal',
    args: 'bundle#OrganizationAccountAccessRole old.json',
  },
  { says: 'a file has no principals', file: 'principal-of-file', args: 'old.json#deploy new.json' },
  { says: 'two policies have no principal', file: 'principal-of-files', args: 'old.json new.json --principal deploy' },
  {
    says: 'a principal named twice is refused',
    file: 'principal-twice',
    args: 'bundle#github-docs bundle --principal x',
  },
  { says: 'standard input is one side', file: 'input-twice', args: '- -' },
  { says: 'standard input without anything is told as such', file: 'input-empty', args: 'old.json -' },
  {
    says: 'a mistyped gate is answered with the nearest',
    file: 'unknown-gate',
    args: 'old.json new.json --fail-on gaind',
  },
  {
    says: 'a mistyped format is answered with the nearest',
    file: 'unknown-format',
    args: 'old.json new.json --format markdwn',
  },
  { says: 'two formats at once are refused', file: 'two-formats', args: 'old.json new.json --json --format markdown' },
  { says: 'bundles of nobody are no pass', file: 'nobody', args: 'bundle-of-nobody bundle-of-nobody' },
];

const golden = fileURLToPath(new URL('../golden/diff', import.meta.url));
const example = fileURLToPath(new URL('../../example/bundle', import.meta.url));
const all = [policies, principals, wrong].flat();
let temp = '';

const statement = (Sid: string, Action: unknown, Resource: unknown, more: object = {}): object => ({
  Sid,
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const billing = ['arn:aws:s3:::billing-invoices', 'arn:aws:s3:::billing-invoices/*'];
const queue = 'arn:aws:sqs:eu-central-1:111122223333:invoices';

beforeAll(async () => {
  temp = realpathSync(mkdtempSync(join(tmpdir(), 'iam-drift-diff-')));
  const read = statement('Read', ['s3:GetObject', 's3:ListBucket'], billing);
  const send = statement('Send', 'sqs:SendMessage', queue);
  const [old = '', young = ''] = jsonBlocks();
  write('old.json', old);
  write('new.json', young);
  policy('narrow.json', [statement('Read', 's3:GetObject', billing)]);
  policy('same-in-other-words.json', [
    send,
    statement('List', 'S3:LISTBUCKET', billing),
    statement('Get', ['s3:GetObject', 's3:getobject'], [...billing].reverse()),
  ]);
  policy('strange.json', [read, { ...send, Conditions: {} }]);
  for (const folder of ['policies-before', 'policies-after/queues', 'empty', 'mixed']) {
    mkdirSync(join(temp, folder), { recursive: true });
  }
  policy('policies-before/read.json', [read]);
  policy('policies-after/read.json', [read]);
  policy('policies-after/queues/send.json', [send]);
  policy('mixed/read.json', [read]);
  write('mixed/settings.json', '{ "theme": "dark" }');
  write('broken.json', '{ "Statement": [ ');
  write('page.json', '<html></html>');
  write('empty.json', '');
  write('binary.json', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0xff]));
  write('large.json', Buffer.alloc(10 * 1024 * 1024, ' '));
  write('package.json', '{ "name": "shop" }');
  write('details.json', '{ "RoleDetailList": [] }');
  policy('deploy-narrow.json', [
    statement(
      'Deploy',
      [
        'ecr:GetAuthorizationToken',
        'ecr:PutImage',
        'ecs:DescribeServices',
        'ecs:RegisterTaskDefinition',
        'ecs:UpdateService',
      ],
      '*',
    ),
  ]);
  cpSync(example, join(temp, 'bundle'), { recursive: true, filter: (path) => basename(path) !== 'cloudtrail' });
  writeEarlierBundle(join(temp, 'bundle-a-month-earlier'), 30);
  await writeSmallBundle(join(temp, 'bundle-clean'), { isGuilty: false });
  write('bundle-in-part/accounts/111122223333/authorization-details.json', '{ "RoleDetailList": [');
  write('bundle-of-nobody/accounts/111122223333/authorization-details.json', '{ "RoleDetailList": [] }');
});

afterAll(() => rmSync(temp, { recursive: true, force: true }));

/** The policies that the page shows are the ones that are compared. */
function jsonBlocks(): readonly string[] {
  return [...page('docs/diff.md').matchAll(/^```json\n(.*?)^```$/gms)].map(([, text = '']) => text);
}

/** Transcripts that a page quotes. */
function quotesIn(path: string): readonly (readonly string[])[] {
  const blocks = [...page(path).matchAll(/^```text\n(\$ iam-drift diff .*?)^```$/gms)];
  return blocks.map(([, text = '']) => text.trimEnd().split('\n'));
}

function page(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(join(temp, path, '..'), { recursive: true });
  writeFileSync(join(temp, path), content);
}

function policy(path: string, statements: readonly object[]): void {
  write(path, JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2));
}

/** What was typed, printed on stdout, printed on stderr, and the exit code. */
async function transcriptOf(args: string): Promise<string> {
  const { code, stdout, stderr } = await run(['diff', ...args.split(' ').filter(Boolean)], { cwd: temp });
  const parts = [`$ iam-drift diff ${args}`, stdout, stderr === '' ? '' : `--- stderr\n${stderr}`, `exit ${code}`];
  return `${parts
    .map((part) => part.trimEnd())
    .filter(Boolean)
    .join('\n')}\n`;
}

describe.concurrent('iam-drift diff', () => {
  it.each(all)('$says', async ({ file, args }) => {
    await expectGolden(await transcriptOf(args), join(golden, `${file}.txt`));
  });

  it('prints JSON that fits its schema, for policies and for bundles', async () => {
    const schema = fileURLToPath(new URL('../../schema/diff.json', import.meta.url));
    const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
    formats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
    for (const sides of [
      ['old.json', 'new.json'],
      ['bundle-a-month-earlier', 'bundle'],
    ]) {
      const { code, stdout, stderr } = await run(['diff', ...sides, '--json'], { cwd: temp });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(validate(JSON.parse(stdout)) ? [] : validate.errors).toEqual([]);
    }
  });

  it('reads either side from standard input', () => {
    const text = (name: string) => readFileSync(join(temp, name), 'utf8');
    const diff = (args: readonly string[], input: string) =>
      execFileSync(process.execPath, [command, 'diff', ...args], { cwd: temp, input, encoding: 'utf8' });
    expect(diff(['-', 'old.json'], text('old.json'))).toContain('equal: ');
    expect(diff(['old.json', '-'], text('new.json'))).toContain('through policy standard input, statement Read');
  });

  it('shows progress on a terminal only, and clears it', async () => {
    const { stderr } = await run(['diff', 'bundle-a-month-earlier', 'bundle'], { cwd: temp, node: asTerminal });
    expect(stderr).toContain('comparing account 111122223333 (1/3)');
    expect(stderr.endsWith('\r\u001B[2K')).toBe(true);
  });

  it('takes the name of a file with a # for the file', async () => {
    policy('a#b.json', [statement('Read', 's3:GetObject', '*')]);
    expect((await run(['diff', 'a#b.json', 'a#b.json'], { cwd: temp })).stdout).toContain('equal: ');
  });
});

describe('the transcripts of diff', () => {
  it.each(['docs/diff.md', 'README.md'])('are quoted by %s word for word, but for what it leaves out', (path) => {
    const transcripts = readdirSync(golden).map((file) => readFileSync(join(golden, file), 'utf8').split('\n'));
    const quotes = quotesIn(path);
    expect(quotes.length).toBeGreaterThan(0);
    for (const quote of quotes) {
      const transcript = transcripts.find(([typed]) => typed === quote[0]) ?? [];
      let from = 0;
      for (const line of quote.filter((one) => one !== '' && one !== '…')) {
        const place = transcript.indexOf(line, from);
        expect(place, `${path} quotes what is not printed, or not there: ${line}`).toBeGreaterThanOrEqual(0);
        from = place + 1;
      }
    }
  });

  it('has a case for every transcript, and a transcript for every case', () => {
    expect(readdirSync(golden).sort()).toEqual(all.map(({ file }) => `${file}.txt`).sort());
  });
});
