import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './run-command.ts';
import { writeSmallBundle } from './small-bundle.ts';

/** Tells on stderr of every module of the SDK that is loaded, ours that speak to it among them. */
const hook = `import { writeSync } from 'node:fs';
export async function load(url, context, next) {
  if (/@aws-sdk|@smithy|adapters\\/aws\\//.test(url)) writeSync(2, 'LOADED ' + url + '\\n');
  return next(url, context);
}`;
const asData = (text: string): string => `data:text/javascript,${encodeURIComponent(text)}`;
const telling = [
  '--import',
  asData(`import { register } from 'node:module'; register(${JSON.stringify(asData(hook))});`),
] as const;

const example = fileURLToPath(new URL('../../example/bundle', import.meta.url));
let temp = '';

beforeAll(async () => {
  temp = mkdtempSync(join(tmpdir(), 'iam-drift-sdk-loading-'));
  await writeSmallBundle(join(temp, 'clean'), { isGuilty: false });
});

afterAll(() => rmSync(temp, { recursive: true }));

async function loadedBy(args: string): Promise<{ readonly code: number | null; readonly loaded: readonly string[] }> {
  const { code, stderr } = await run(args.split(' '), { cwd: temp, node: telling });
  return { code, loaded: stderr.split('\n').filter((line) => line.startsWith('LOADED ')) };
}

describe('the SDK of AWS', () => {
  it.each([
    '--help',
    'collect --help',
    'demo --quiet',
    'init --yes --quiet',
    'audit --from clean --quiet',
    'diff clean clean --quiet',
    `suggest --all --quiet --from ${example}`,
  ])('is not loaded by %s', async (args) => {
    expect(await loadedBy(args)).toEqual({ code: 0, loaded: [] });
  });

  it('is loaded where AWS is asked, and says nothing of Node', async () => {
    const { code, stderr } = await run(['collect', '--bundle', 'b'], { cwd: temp, node: telling });
    expect(code).toBe(2);
    expect(stderr).toContain('@aws-sdk/client-sts');
    expect(stderr).not.toMatch(/Warning|will require node/i);
  });
});
