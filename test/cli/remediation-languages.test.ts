import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloudFormationWriter } from '../../src/adapters/remediation/cloudformation.ts';
import { hclText, jsonEncoded } from '../../src/adapters/remediation/hcl.ts';
import { terraformWriter } from '../../src/adapters/remediation/terraform.ts';
import { hostileNames, statedSuggestions } from '../adapters/remediation/stated-suggestions.ts';
import { suggestions } from '../adapters/remediation/suggestions.ts';
import { describeWith, isInstalled } from '../external-programs.ts';

const all = [...statedSuggestions, ...suggestions.map((one, index) => [`suggestion-${index}`, one] as const)];

let folder = '';
const written: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iam-drift-languages-'));
  for (const [name, suggestion] of all) {
    for (const writer of [terraformWriter, cloudFormationWriter]) {
      for (const { path, chunks } of writer.write(suggestion)) {
        const file = join(folder, name, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, [...chunks].join(''));
        written.push(file);
      }
    }
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeWith(['hcl2tojson'], 'the Terraform modules, read by python-hcl2', () => {
  it('are HCL', () => {
    const modules = written.filter((file) => file.endsWith('.tf'));
    expect(modules.length).toBeGreaterThan(10);
    for (const file of modules) {
      const { status, stderr } = spawnSync('hcl2tojson', [file], { encoding: 'utf8' });
      expect(status, `${file}: ${stderr}`).toBe(0);
    }
  });
});

describeWith(['cfn-lint'], 'the CloudFormation templates, read by cfn-lint', () => {
  it('have no error and no warning but that no account has such names as the hostile ones', () => {
    const templates = written.filter((file) => file.endsWith('.template.json'));
    expect(templates.length).toBeGreaterThan(8);
    const lines = spawnSync('cfn-lint', ['--format', 'parseable', ...templates], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter((line) => line !== '');
    const isHostileName = (line: string) => line.includes('/hostile-names/') && line.includes(':E3031:');
    expect(lines.filter((line) => !isHostileName(line))).toEqual([]);
    // It does complain where there is something to complain of.
    expect(lines.length).toBeGreaterThan(0);
  });
});

// Terraform is under no free license: nobody has to install it for our tests.
const hasTerraform = isInstalled('terraform');

describe.skipIf(!hasTerraform)(
  `the Terraform modules, read by Terraform${hasTerraform ? '' : ' (skipped: terraform not installed)'}`,
  () => {
    const options = {
      encoding: 'utf8',
      env: { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null', CHECKPOINT_DISABLE: '1' },
    } as const;

    it('are formatted as it formats', () => {
      const { status, stdout, stderr } = spawnSync(
        'terraform',
        ['fmt', '-check', '-diff', '-recursive', folder],
        options,
      );
      expect(stdout + stderr).toBe('');
      expect(status).toBe(0);
    });

    it('mean the documents that they were given', () => {
      const documents = all.flatMap(([, suggestion]) =>
        [...suggestion.before, ...suggestion.after].map(({ document }) => document),
      );
      expect(documents).toContainEqual(hostileNames().after[0]?.document);
      const place = join(folder, 'documents');
      mkdirSync(place);
      const body = documents.map((document, index) => ({ name: `d${index}`, value: jsonEncoded(document) }));
      writeFileSync(join(place, 'main.tf'), hclText([{ block: 'locals', labels: [], body }]));
      const names = documents.map((_, index) => `local.d${index}`).join(',');
      const answer = execFileSync('terraform', ['console'], {
        ...options,
        cwd: place,
        input: `base64encode(jsonencode([${names}]))\n`,
      });
      const texts: unknown = JSON.parse(Buffer.from(answer.trim().replaceAll('"', ''), 'base64').toString('utf8'));
      expect(Array.isArray(texts) ? texts.map((text) => JSON.parse(String(text))) : texts).toEqual(documents);
    });
  },
);
