import { accessKeyFunctions } from './script-access-keys.ts';
import { baseFunctions } from './script-base.ts';
import { deletionFunctions } from './script-deletions.ts';
import { permissionSetFunctions } from './script-permission-sets.ts';
import { policyFunctions } from './script-policies.ts';
import { quarantineFunctions } from './script-quarantine.ts';
import { versionFunctions } from './script-versions.ts';

/**
 * The bash functions of the scripts, one a change and those that they stand on. They run under `set -euo pipefail`, in bash 3.2 and later,
 * and read the variables `work` (a folder of their own), `here` (the script's folder), `mode` (`check`: look only; `change`), `force`,
 * `only_check` and `made_at` (the moment that the plan knows, to the second).
 *
 * A function that changes something first looks at what is there: where that is already as wanted it says so and is done, so that a run
 * that was broken off is run again; where it is something that the plan does not know (the arguments after the new document), it refuses.
 */
const functions: ReadonlyMap<string, string> = new Map(
  [
    baseFunctions,
    policyFunctions,
    versionFunctions,
    quarantineFunctions,
    accessKeyFunctions,
    permissionSetFunctions,
    deletionFunctions,
  ].flatMap(Object.entries<string>),
);

/** The text of every function that a script names, and of those that these name: a script holds no more than its reader has to read. */
export function functionsFor(script: string): string {
  const needed = new Set<string>();
  const texts = [script];
  for (const text of texts) {
    for (const [word] of text.matchAll(/\b[a-z_]+\b/g)) {
      const body = functions.get(word);
      if (body === undefined || needed.has(word)) continue;
      needed.add(word);
      texts.push(body);
    }
  }
  return [...functions]
    .filter(([name]) => needed.has(name))
    .map(([, body]) => `${body.trim()}\n`)
    .join('\n');
}
