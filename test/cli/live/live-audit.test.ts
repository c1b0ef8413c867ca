import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ended, hurried, run } from '../run-command.ts';
import { type FakeAws, startFakeAws } from './fake-aws.ts';

const example = fileURLToPath(new URL('../../../example/bundle', import.meta.url));
let cwd = '';
let aws: FakeAws | undefined;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'iam-drift-live-audit-'));
});

afterEach(async () => {
  await aws?.close();
  aws = undefined;
  rmSync(cwd, { recursive: true });
});

async function audit(args: string, answers: Parameters<typeof startFakeAws>[0] = {}): Promise<Ended> {
  aws ??= await startFakeAws(answers);
  return run(`audit ${args}`.trim().split(' '), { cwd, node: hurried, env: aws.env });
}

function bundles(state = 'state'): readonly string[] {
  return readdirSync(join(cwd, state, 'bundles')).sort();
}

interface Findings {
  readonly scan: {
    readonly id: string;
    readonly gaps: readonly { readonly service: string; readonly operation: string }[];
  };
  readonly findings: readonly object[];
  readonly suggestions: readonly object[];
}

function findingsIn(out: string): Findings {
  const [scan = ''] = readdirSync(join(cwd, out));
  return JSON.parse(readFileSync(join(cwd, out, scan, 'findings.json'), 'utf8'));
}

describe('a live audit', () => {
  it('collects into the state folder, and reports what an audit of that bundle reports', async () => {
    const { code, stdout, stderr } = await audit('--format json');
    expect(code).toBe(1);
    const [name = ''] = bundles();
    expect(name).toMatch(/^\d{8}T\d{6}Z$/);
    expect(stdout).toMatch(/^\d+ calls of AWS \(iam /m);
    expect(stdout).toContain(`kept: ${join('state', 'bundles', name)}, the BUNDLE to name with --from`);
    expect(stderr).toMatch(/^collecting one account\ncollected 111122223333 /);
    await run(['audit', '--from', join('state', 'bundles', name), '--format', 'json', '--out', 'again'], { cwd });
    const [live, again] = [findingsIn('reports'), findingsIn('again')];
    expect(live.findings).toEqual(again.findings);
    expect(live.scan.id).toBe(again.scan.id);
  });

  it('keeps as many bundles as the configuration says, and leaves alone what it did not make', async () => {
    mkdirSync(join(cwd, 'elsewhere/bundles/20200101T000000Z'), { recursive: true });
    mkdirSync(join(cwd, 'elsewhere/bundles/mine'));
    writeFileSync(join(cwd, 'iam-drift.config.json'), '{ "collect": { "keepBundles": 1 } }');
    await audit('--quiet --state elsewhere');
    const [, first = ''] = bundles('elsewhere');
    // Names are whole seconds.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await audit('--quiet --state elsewhere');
    expect(bundles('elsewhere')).toEqual(['20200101T000000Z', expect.stringMatching(/^\d{8}T\d{6}Z$/), 'mine']);
    expect(bundles('elsewhere')).not.toContain(first);
  });

  it('goes on with a bundle that was broken off less than a day ago', async () => {
    const path = join(cwd, 'state/bundles/20261121T000000Z');
    mkdirSync(path, { recursive: true });
    const manifest = {
      schemaVersion: 1,
      collectedAt: new Date(Date.now() - 3_600_000).toISOString(),
      collectedBy: 'iam-drift 0.1.0',
      accounts: [{ id: '111122223333' }],
    };
    writeFileSync(join(path, 'manifest.json'), JSON.stringify(manifest));
    const { stderr } = await audit('--format text');
    expect(stderr).toContain(`resuming, 0 files are there, in ${join('state', 'bundles', '20261121T000000Z')}\n`);
    expect(bundles()).toEqual(['20261121T000000Z']);
  });

  it('refuses a time in the configuration, and a folder of logs that is not there, before it asks anything', async () => {
    writeFileSync(join(cwd, 'replay.json'), '{ "asOf": "2026-10-31" }');
    expect(await audit('--config replay.json')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('`asOf` in the configuration (2026-10-31T00:00:00Z) without `--from`'),
    });
    expect(await audit('--cloudtrail nowhere')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no log files at `nowhere`'),
    });
    expect(aws?.asked).toEqual([]);
    expect(existsSync(join(cwd, 'state'))).toBe(false);
  });

  it('exits 3 where users and roles could not be read', async () => {
    const { code } = await audit('--quiet', { GetAccountAuthorizationDetails: undefined });
    expect(code).toBe(3);
  });

  it('asks Access Analyzer about the suggestions of a bundle with --second-opinion, and only then', async () => {
    await audit(`--from ${example} --quiet --format json --out without`);
    expect(aws?.asked).toEqual([]);
    await audit(`--from ${example} --quiet --format json --out with --second-opinion`);
    expect(aws?.asked.some((operation) => operation.startsWith('POST /policy/validation'))).toBe(true);
    expect(aws?.asked.some((operation) => operation.startsWith('POST /policy/check-no-new-access'))).toBe(true);
    // It was refused: that is told, and our own proof is shown.
    const [before, after] = [findingsIn('without'), findingsIn('with')];
    const refused = after.scan.gaps.filter(({ service }) => service === 'access-analyzer');
    expect(refused.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(['ValidatePolicy', 'CheckNoNewAccess']),
    );
    expect(before.scan.gaps.some(({ operation }) => operation === 'ValidatePolicy')).toBe(false);
    expect(after.suggestions.length).toBe(before.suggestions.length);
  });
});
