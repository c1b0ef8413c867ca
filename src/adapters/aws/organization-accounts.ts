import { z } from 'zod';
import type { BundleWriter } from '../../core/model/bundle-writer.ts';
import { WrongAnswerError } from './collect/asking.ts';
import { OrganizationCallError, organizationAccounts, organizationTree } from './collect/organization-tree.ts';
import type { AwsSession } from './session.ts';

/** The accounts of an organization, and where they stand. */
export interface KnownOrganization {
  /** By id. */
  readonly accounts: readonly { readonly id: string; readonly name: string; readonly status: string }[];
  /** Ids of roots and units; empty where units were not asked for. */
  readonly units: ReadonlySet<string>;
  /** From the root down to the unit the account stands in; empty where that is not known. */
  pathOf(accountId: string): readonly string[];
}

const accountList = z.object({
  Accounts: z.array(
    z.object({
      // It names a role to assume, and a folder of the bundle.
      Id: z.string().regex(/^\d{12}$/),
      Name: z.string().nullish(),
      Status: z.string().nullish(),
      State: z.string().nullish(),
    }),
  ),
});

const tree = z.object({
  Roots: z.array(z.object({ Id: z.string() })),
  OrganizationalUnits: z.array(z.object({ Id: z.string(), ParentId: z.string() })),
  AccountParents: z.record(z.string(), z.string()),
});

/**
 * The organization as the bundle has it already, else as AWS tells it; where units are not needed they are not asked for. Throws `OrganizationCallError`.
 */
export async function knownOrganization(
  session: AwsSession,
  { writer, limited }: { readonly writer?: BundleWriter; limited<T>(work: () => Promise<T>): Promise<T> },
  needsUnits: boolean,
): Promise<KnownOrganization> {
  const listed = accountList.safeParse(await writer?.readJson('organization/accounts.json')).data;
  // An empty list is that of an account without an organization: asking says so.
  const accounts =
    listed !== undefined && listed.Accounts.length > 0
      ? listed
      : fitting(accountList, 'ListAccounts', {
          Accounts: (await organizationAccounts(session)).filter(({ Id }) => Id !== undefined),
        });
  const there = tree.safeParse(await writer?.readJson('organization/organizational-units.json')).data;
  const places =
    there !== undefined && (there.Roots.length > 0 || !needsUnits)
      ? there
      : needsUnits
        ? fitting(tree, 'ListOrganizationalUnitsForParent', await organizationTree(session, limited))
        : undefined;
  const parents = new Map([
    ...(places?.OrganizationalUnits ?? []).map(({ Id, ParentId }) => [Id, ParentId] as const),
    ...Object.entries(places?.AccountParents ?? {}),
  ]);
  return {
    accounts: accounts.Accounts.map(({ Id, Name, Status, State }) => ({
      id: Id,
      name: Name ?? '',
      // `State` says more than `Status`, which it replaces.
      status: State ?? Status ?? '',
    })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    units: new Set([...(places?.Roots ?? []), ...(places?.OrganizationalUnits ?? [])].map(({ Id }) => Id)),
    pathOf(accountId) {
      const path: string[] = [];
      for (let at = parents.get(accountId); at !== undefined && !path.includes(at); at = parents.get(at))
        path.unshift(at);
      return path;
    },
  };
}

/** What was answered, if it has the shape that AWS documents. Throws `OrganizationCallError`. */
function fitting<T>(schema: z.ZodType<T>, operation: string, answer: unknown): T {
  const { data } = schema.safeParse(answer);
  if (data !== undefined) return data;
  throw new OrganizationCallError(
    operation,
    new WrongAnswerError('the answer has fields of another kind than AWS documents'),
  );
}
