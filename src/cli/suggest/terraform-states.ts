import { readFile } from 'node:fs/promises';
import { addressesByArn, readTerraformState } from '../../adapters/iac/terraform-state.ts';
import { visible } from '../../adapters/markup/visible.ts';
import { ConfigError } from '../../core/model/errors.ts';
import type { Gap } from '../../core/model/gap.ts';

/** What Terraform states say: the address by ARN, of two states the first that knows it; and what of them could not be read. */
export interface TerraformStates {
  readonly addresses: ReadonlyMap<string, string>;
  readonly gaps: readonly Gap[];
}

/** Reads Terraform states. Throws `ConfigError` for a file that is none. */
export async function readTerraformStates(paths: readonly string[]): Promise<TerraformStates> {
  const addresses = new Map<string, string>();
  const gaps: Gap[] = [];
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      const what = isAbsent ? 'there is no such file' : 'it cannot be read';
      throw new ConfigError(`no Terraform state at \`${visible(path)}\`: ${what}`, 'check `--terraform-state`', {
        cause: error,
      });
    });
    const state = readTerraformState(text, path);
    gaps.push(...state.gaps);
    for (const [arn, address] of addressesByArn(state.entries)) {
      if (!addresses.has(arn)) addresses.set(arn, address);
    }
  }
  return { addresses, gaps };
}
