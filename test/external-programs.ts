import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Where a program is on the PATH; `undefined` where it is not. */
export function pathOf(program: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Whether a program is on the PATH. */
export function isInstalled(program: string): boolean {
  return pathOf(program) !== undefined;
}

/**
 * Tests that need programs which no package of npm brings. Where one is missing they are skipped, and the title says so; with
 * `IAM_DRIFT_EXTERNAL_CHECKS=1`, as CI sets it, that is a failure. Tests that take long (`onlyInCi`) run with it alone, so that `npm test` stays quick.
 */
export function describeWith(
  programs: readonly string[],
  title: string,
  tests: () => void,
  { onlyInCi = false }: { readonly onlyInCi?: boolean } = {},
): void {
  if (onlyInCi && process.env.IAM_DRIFT_EXTERNAL_CHECKS !== '1') {
    describe.skip(`${title} (skipped: takes long; IAM_DRIFT_EXTERNAL_CHECKS=1 runs it)`, tests);
    return;
  }
  const missing = programs.filter((program) => !isInstalled(program));
  if (missing.length === 0) {
    describe(title, tests);
    return;
  }
  const why = `${missing.join(', ')} not installed`;
  if (process.env.IAM_DRIFT_EXTERNAL_CHECKS === '1') {
    it(`${title} needs what tools/external-checks.txt names`, () => expect.fail(why));
    return;
  }
  describe.skip(`${title} (skipped: ${why})`, tests);
}
