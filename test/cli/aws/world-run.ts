import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Ended, hurried, run } from '../run-command.ts';

/** Runs `iam-drift` against a stand-in for AWS. */
export function runAgainst(
  url: string,
  args: readonly string[],
  { cwd, onStart }: { readonly cwd: string; readonly onStart?: (kill: () => void) => void },
): Promise<Ended> {
  return run(args, {
    cwd,
    node: hurried,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
    },
    ...(onStart === undefined ? {} : { onStart: (child) => onStart(() => child.kill('SIGKILL')) }),
  });
}

/** Writes the files of a bundle into a folder. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array | object>>) {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    const isWhole = typeof content === 'string' || content instanceof Uint8Array;
    await writeFile(path, isWhole ? content : JSON.stringify(content));
  }
}
