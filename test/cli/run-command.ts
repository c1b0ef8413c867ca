import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The built command; `npm test` builds it. */
export const command = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** How a process ended, and what it printed. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to start the command. */
export interface Start {
  readonly cwd: string;
  /** Options of Node itself. */
  readonly node?: readonly string[];
  /** Variables beside the caller's own; of AWS there are none but these. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the process as soon as there is one. */
  readonly onStart?: (child: ChildProcess) => void;
  /** Called with every piece of stderr, to act while the process works. */
  readonly onStderr?: (text: string, child: ChildProcess) => void;
}

/** Makes stderr pass for a terminal, so that progress is shown: hands on what a test waits for without a pseudo-terminal. */
export const asTerminal = ['--import', 'data:text/javascript,process.stderr.isTTY=true'] as const;

/** Waits of the program's own (the pace of the event history) end at once: the stand-in has no limits, and tests have little time. */
export const hurried = [
  '--import',
  `data:text/javascript,${encodeURIComponent(`
    import timers from 'node:timers/promises';
    import { syncBuiltinESMExports } from 'node:module';
    const wait = timers.setTimeout;
    timers.setTimeout = (ms, ...rest) => wait(Math.min(ms, 5), ...rest);
    syncBuiltinESMExports();
  `)}`,
] as const;

/** No credentials anywhere: no files of the AWS CLI, and no machine that is asked for its role. */
const withoutAws = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nowhere/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials',
};

/**
 * Runs `iam-drift` with these arguments as a process of its own, without colors, and without the caller's environment settings of ours and
 * of AWS.
 */
export function run(
  args: readonly string[],
  { cwd, node = [], env: more = {}, onStart, onStderr }: Start,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const { NO_COLOR: _, FORCE_COLOR: __, NODE_OPTIONS: ___, ...rest } = process.env;
    const env = Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith('AWS_')));
    const child = spawn(process.execPath, [...node, command, ...args], {
      cwd,
      env: { ...env, TERM: 'xterm', ...withoutAws, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onStart?.(child);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      onStderr?.(text, child);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
