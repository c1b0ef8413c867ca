import { type ActionSet, emptySet, fullSet, intersection, subtractInto, uniteInto } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { OrganizationParts, OrganizationPolicy } from '../model/bundle.ts';
import type { Instant } from '../model/time.ts';
import { isInForce } from '../policy/date-condition.ts';
import type { DocumentStore } from './documents.ts';
import { isEveryResource } from './permissions.ts';

/**
 * The actions that the service control policies leave to an account: at every level from the root down something must allow them, and
 * no unconditional Deny on all resources may name them. `undefined` where nothing is known to limit the account: no policies in
 * the bundle, no way from the account up to a root, or the management account, which they do not bind.
 *
 * Only what is certainly blocked is taken away: conditions and resources count as letting through.
 */
export function organizationLimitOf(
  accountId: string,
  organization: OrganizationParts,
  documents: DocumentStore,
  asOf: Instant,
  catalog: Catalog,
): ActionSet | undefined {
  const { serviceControlPolicies: policies, managementAccountId } = organization;
  const levels = levelsOf(accountId, organization);
  if (policies === undefined || levels === undefined || accountId === managementAccountId) return undefined;
  return levels.reduce((left, level) => {
    const attached = policies.filter(({ targets }) => targets.includes(level));
    // Every level has at least one policy where they are in force: none here means that the answer lacks some.
    return attached.length === 0 ? left : intersection(left, letThrough(attached, documents, asOf, catalog));
  }, fullSet(catalog.size));
}

/** From the root down to the account; `undefined` where a parent is not known. */
function levelsOf(accountId: string, { parents }: OrganizationParts): readonly string[] | undefined {
  const levels = [accountId];
  for (let at = parents?.get(accountId); at !== undefined && levels.length < 10; at = parents?.get(at))
    levels.unshift(at);
  return levels[0]?.startsWith('r-') ? levels : undefined;
}

function letThrough(
  policies: readonly OrganizationPolicy[],
  documents: DocumentStore,
  asOf: Instant,
  catalog: Catalog,
): ActionSet {
  const allowed = emptySet(catalog.size);
  const denied = emptySet(catalog.size);
  for (const { document } of policies) {
    const parsed = documents.read(document);
    // A policy that was not read whole may allow anything.
    if (parsed.document.unparsed.length > 0) return fullSet(catalog.size);
    for (const [place, statement] of parsed.document.statements.entries()) {
      const actions = parsed.actions[place];
      if (actions === undefined || !isInForce(statement, asOf)) continue;
      if (statement.effect === 'Allow') uniteInto(allowed, actions);
      else if (statement.conditions.length === 0 && isEveryResource(statement.resources)) uniteInto(denied, actions);
    }
  }
  subtractInto(allowed, denied);
  return allowed;
}
