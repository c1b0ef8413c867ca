import { setImmediate } from 'node:timers/promises';
import { visible } from '../../adapters/markup/visible.ts';
import type { Catalog } from '../../core/catalog/catalog.ts';
import { inventoryOf } from '../../core/inventory/inventory.ts';
import {
  type ComparedAccount,
  comparedAccount,
  type PrincipalSide,
  sideOf,
} from '../../core/inventory/principal-diff.ts';
import type { BundleReader } from '../../core/model/bundle-reader.ts';
import { ConfigError } from '../../core/model/errors.ts';
import type { AuditSettings } from '../../core/model/settings.ts';
import { nearestName } from '../nearest-name.ts';

/** An account of a bundle, read and joined. */
export async function readComparedAccount(
  bundle: BundleReader,
  id: string,
  settings: AuditSettings,
  catalog: Catalog,
): Promise<ComparedAccount> {
  const parts = await bundle.readAccount(id);
  return comparedAccount(parts, inventoryOf(parts, settings, catalog));
}

/**
 * The principal of a bundle that is meant: by ARN, by name, or by the end of the ARN (`role/deploy`). Throws `ConfigError` where there is none,
 * with the nearest name, or more than one.
 */
export async function findPrincipal(
  bundle: BundleReader,
  wanted: string,
  settings: AuditSettings,
  catalog: Catalog,
  signal: AbortSignal,
): Promise<PrincipalSide> {
  const account = /^arn:[^:]*:iam::(\d{12}):/.exec(wanted)?.[1];
  const ids = bundle.accounts.map(({ id }) => id).filter((id) => account === undefined || id === account);
  const found: { readonly arn: string; readonly side: PrincipalSide }[] = [];
  const known: { readonly arn: string; readonly name: string }[] = [];
  for (const id of ids) {
    const compared = await readComparedAccount(bundle, id, settings, catalog);
    for (const principal of compared.inventory.principals) {
      const { arn, name } = principal;
      known.push({ arn, name });
      if (arn === wanted || name === wanted || arn.endsWith(`:${wanted}`)) {
        found.push({ arn, side: sideOf(principal, compared) });
      }
    }
    await setImmediate();
    signal.throwIfAborted();
  }
  const [first, ...others] = found;
  if (first === undefined) throw unknownPrincipal(wanted, bundle, known);
  if (others.length > 0) {
    const arns = found.slice(0, 10).map(({ arn }) => `\`${visible(arn)}\``);
    const more = found.length > arns.length ? ` and ${found.length - arns.length} more` : '';
    throw new ConfigError(
      `\`${wanted}\` names ${found.length} principals of the bundle \`${bundle.path}\``,
      `give the ARN: ${arns.join(', ')}${more}`,
    );
  }
  return first.side;
}

function unknownPrincipal(
  wanted: string,
  { path, accounts }: BundleReader,
  known: readonly { readonly arn: string; readonly name: string }[],
): ConfigError {
  const last = wanted.slice(wanted.lastIndexOf('/') + 1);
  // Of an ARN mostly the path is forgotten.
  const nearest = wanted.includes('/')
    ? known.find(({ name }) => name === last)?.arn
    : nearestName(wanted, [...new Set(known.map(({ name }) => name))]);
  return new ConfigError(
    `no principal \`${wanted}\` in the bundle \`${path}\``,
    nearest === undefined
      ? `looked at the roles and users of ${accounts.length === 1 ? 'its account' : `its ${accounts.length} accounts`}; give a name or an ARN`
      : `did you mean \`${visible(nearest)}\`?`,
  );
}
