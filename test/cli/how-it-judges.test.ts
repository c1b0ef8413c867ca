import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/how-it-judges.md'), 'utf8');
const out = mkdtempSync(join(tmpdir(), 'iam-drift-judges-'));
const account = '111122223333';

afterAll(() => rmSync(out, { recursive: true }));

const verdictRow = z.object({ action: z.string(), verdict: z.string(), reason: z.string() });
const result = z.object({
  principals: z.array(z.object({ arn: z.string(), verdicts: z.array(verdictRow) })),
  findings: z.array(z.object({ subject: z.object({ arn: z.string() }), permissions: z.array(z.string()) })),
});

function audited(): z.infer<typeof result> {
  const options = ['--from', join(root, 'example/bundle'), '--account', account, '--fail-on', 'never', '--out', out];
  const command = [join(root, 'dist/cli/main.js'), 'audit', ...options, '--verdicts', '--json'];
  return result.parse(JSON.parse(execFileSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 2 ** 28 })));
}

describe('the page on how it judges', () => {
  const { principals, findings } = audited();
  const table = /<!-- verdicts: begin -->(.*)<!-- verdicts: end -->/s.exec(page)?.[1] ?? '';
  const rows = [...table.matchAll(/^\| `(\S+)` \| `(\S+)` \| `(\S+)` \| (.+) \|$/gm)];

  it('has an example of every verdict', () => {
    expect([...new Set(rows.map(([, , , verdict]) => verdict))].toSorted()).toEqual([
      'denied-only',
      'too-recent',
      'unobservable',
      'unused',
      'used',
    ]);
  });

  it.each(rows.map(([, ...cells]) => cells))('says of %s and %s what the audit says: %s', (name, action, ...told) => {
    const verdicts = principals.find(({ arn }) => arn.endsWith(`/${name}`))?.verdicts;
    const found = verdicts?.find((row) => row.action === action);
    expect([found?.verdict, found?.reason]).toEqual(told);
  });

  it('says rightly which of them are in a finding', () => {
    const ofRole = (name: string) => findings.filter(({ subject }) => subject.arn.endsWith(`role/${name}`));
    const told = ofRole('checkout-api').flatMap(({ permissions }) => permissions);
    expect(told).toEqual(expect.arrayContaining(['s3:PutBucketPolicy', 'lambda:UpdateFunctionCode']));
    expect(ofRole('invoice-quarterly')).toEqual([]);
  });
});
