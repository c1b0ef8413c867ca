import {
  type Account,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  type OrganizationalUnit,
  OrganizationsClient,
  type Root,
} from '@aws-sdk/client-organizations';
import type { NeededPermission } from '../needed-permission.ts';
import { itemsOf } from '../pages.ts';
import type { AwsSession } from '../session.ts';
import { listIn } from './asking.ts';

/** A call of Organizations that failed; `cause` is what the SDK threw. */
export class OrganizationCallError extends Error {
  readonly operation: string;

  constructor(operation: string, cause: unknown) {
    super(`organizations:${operation}`, { cause });
    this.name = 'OrganizationCallError';
    this.operation = operation;
  }
}

/** Asks Organizations something; a failure tells which operation failed. */
export async function callOrganizations<T>(operation: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new OrganizationCallError(operation, error);
  }
}

/** Whether a failure says that the account is in no organization. */
export function isWithoutOrganization(error: unknown): boolean {
  const cause = error instanceof OrganizationCallError ? error.cause : error;
  return cause instanceof Error && cause.name === 'AWSOrganizationsNotInUseException';
}

/** Where the accounts of an organization stand, as `organizational-units.json` holds it. */
export interface OrganizationTree {
  readonly Roots: readonly Root[];
  readonly OrganizationalUnits: readonly (OrganizationalUnit & { readonly ParentId: string })[];
  /** Id of the unit or root by account id. */
  readonly AccountParents: Readonly<Record<string, string>>;
}

/** What the accounts and their places need. */
export const organizationTreePermissions: readonly NeededPermission[] = [
  {
    action: 'organizations:ListAccounts',
    without: "accounts are not found by themselves, and every account but a role's own counts as outside",
  },
  {
    action: 'organizations:ListRoots',
    without:
      'which service and resource control policies bind an account is not known, and what they block counts as granted',
  },
  {
    action: 'organizations:ListOrganizationalUnitsForParent',
    without:
      'which service and resource control policies bind an account is not known, and what they block counts as granted',
  },
  {
    action: 'organizations:ListAccountsForParent',
    without:
      'which service and resource control policies bind an account is not known, and what they block counts as granted',
  },
];

/** All accounts of the organization. Throws `OrganizationCallError`. */
export function organizationAccounts(session: AwsSession): Promise<readonly Account[]> {
  const client = session.client(OrganizationsClient);
  return callOrganizations('ListAccounts', () =>
    itemsOf(
      (NextToken) => client.send(new ListAccountsCommand(NextToken === undefined ? {} : { NextToken })),
      (page) => page.NextToken,
      (page) => listIn(page.Accounts, 'Accounts'),
    ),
  );
}

/**
 * The tree of units with their accounts: two calls a unit, and their further pages, level by level. Throws `OrganizationCallError` where a call fails,
 * since a policy attached to an unread unit would bind nobody.
 */
export async function organizationTree(
  session: AwsSession,
  limited: <T>(work: () => Promise<T>) => Promise<T>,
): Promise<OrganizationTree> {
  const client = session.client(OrganizationsClient);
  const Roots = await callOrganizations('ListRoots', () =>
    itemsOf(
      (NextToken) => client.send(new ListRootsCommand(NextToken === undefined ? {} : { NextToken })),
      (page) => page.NextToken,
      (page) => listIn(page.Roots, 'Roots'),
    ),
  );
  const units: (OrganizationalUnit & { readonly ParentId: string })[] = [];
  const parents = new Map<string, string>();
  const seen = new Set<string>();
  let level = Roots.flatMap(({ Id }) => (Id ? [Id] : []));
  while (level.length > 0) {
    for (const id of level) seen.add(id);
    const below = await Promise.all(level.map((id) => limited(() => childrenOf(client, id))));
    for (const { parent, unitsThere, accounts } of below) {
      for (const unit of unitsThere) units.push({ ...unit, ParentId: parent });
      for (const { Id } of accounts) if (Id) parents.set(Id, parent);
    }
    const next = below.flatMap(({ unitsThere }) => unitsThere.flatMap(({ Id }) => (Id ? [Id] : [])));
    // An answer that names a unit twice must not send us in circles.
    level = [...new Set(next)].filter((id) => !seen.has(id));
  }
  return {
    Roots,
    OrganizationalUnits: units.sort((a, b) => ((a.Id ?? '') < (b.Id ?? '') ? -1 : 1)),
    AccountParents: Object.fromEntries([...parents].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

async function childrenOf(client: OrganizationsClient, ParentId: string) {
  const unitsThere = await callOrganizations('ListOrganizationalUnitsForParent', () =>
    itemsOf(
      (NextToken) =>
        client.send(
          new ListOrganizationalUnitsForParentCommand({ ParentId, ...(NextToken === undefined ? {} : { NextToken }) }),
        ),
      (page) => page.NextToken,
      (page) => listIn(page.OrganizationalUnits, 'OrganizationalUnits'),
    ),
  );
  const accounts = await callOrganizations('ListAccountsForParent', () =>
    itemsOf(
      (NextToken) =>
        client.send(new ListAccountsForParentCommand({ ParentId, ...(NextToken === undefined ? {} : { NextToken }) })),
      (page) => page.NextToken,
      (page) => listIn(page.Accounts, 'Accounts'),
    ),
  );
  return { parent: ParentId, unitsThere, accounts };
}
