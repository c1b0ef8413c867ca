import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pathOf } from '../external-programs.ts';

/** The AWS CLI in a folder of its own, to be put first on the PATH. */
export interface WarmAwsCli {
  stop(): void;
}

const serverFile = fileURLToPath(new URL('./warm-aws-cli.py', import.meta.url));

/** Commands that moto does not know, and what they answer here: a permission set reaches its accounts at once. */
const unknownToMoto = `case "$*" in
  *describe-permission-set-provisioning-status*)
    echo SUCCEEDED
    exit
    ;;
  *list-service-specific-credentials*) exit ;;
esac`;

/**
 * Writes a program `aws` into a folder. Where `python3` has the AWS CLI as a package, it is loaded once and forked for each call; else each
 * call starts it. `env` is what it runs under.
 */
export async function startAwsCli(folder: string, env: Readonly<Record<string, string>>): Promise<WarmAwsCli> {
  mkdirSync(folder, { recursive: true });
  const found = spawnSync('python3', ['-c', 'import sys, awscli.clidriver; print(sys.executable)'], {
    encoding: 'utf8',
  });
  if (found.status !== 0) {
    writeProgram(folder, `exec '${pathOf('aws')}' "$@"`);
    return { stop: () => undefined };
  }
  const python = found.stdout.trim();
  const socket = join(folder, 'socket');
  const server = spawn(python, [serverFile, socket], { env: { ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((resolve, reject) => {
    server.stdout.once('data', () => resolve());
    server.once('close', (code) => reject(new Error(`the AWS CLI could not be loaded: ${code}`)));
  });
  const client = [
    'import json, socket, sys',
    'server = socket.socket(socket.AF_UNIX)',
    'server.connect(sys.argv[1])',
    'socket.send_fds(server, [json.dumps(sys.argv[2:]).encode()], [0, 1, 2])',
    'sys.exit(server.recv(1)[0])',
  ].join('; ');
  writeProgram(folder, `exec '${python}' -I -S -c '${client}' '${socket}' "$@"`);
  return { stop: () => server.kill() };
}

function writeProgram(folder: string, last: string): void {
  writeFileSync(join(folder, 'aws'), `#!/usr/bin/env bash\n${unknownToMoto}\n${last}\n`, { mode: 0o755 });
}
