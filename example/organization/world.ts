import { type Account, type AccountKey, accounts } from './accounts.ts';
import { awsManagedPolicies } from './aws-managed-policies.ts';
import { instantOf, loggedDays } from './calendar.ts';
import { changesOf, type TimedChange } from './changes.ts';
import type {
  GroupDefinition,
  Part,
  PermissionSetDefinition,
  PolicyDefinition,
  RoleDefinition,
  UserDefinition,
  VisitDefinition,
} from './definitions.ts';
import { foundation } from './foundation.ts';
import { identityCenter } from './identity-center.ts';
import { permissionAge } from './permission-age.ts';
import { productionCheckout } from './production-checkout.ts';
import { productionCluster } from './production-cluster.ts';
import { productionJobs } from './production-jobs.ts';
import { productionLeftovers } from './production-leftovers.ts';
import { productionMedia } from './production-media.ts';
import { productionOutsiders } from './production-outsiders.ts';
import { productionPeople } from './production-people.ts';
import { productionPipelines } from './production-pipelines.ts';
import { productionReleases } from './production-releases.ts';
import { hexOf, randomOf, uniqueId, wholeNumber } from './random.ts';
import { sandbox } from './sandbox.ts';
import { staging } from './staging.ts';
import { visitors } from './visitors.ts';

/** A definition with its account, unique id, ARN and date of creation. */
export interface Placed<Definition> {
  readonly definition: Definition;
  readonly account: Account;
  readonly id: string;
  readonly arn: string;
  readonly createdAt: string;
}

/** A role or user, placed. */
export type PlacedPrincipal = Placed<RoleDefinition> | Placed<UserDefinition>;

/** A permission set with its ARN. */
export interface PlacedPermissionSet {
  readonly definition: PermissionSetDefinition;
  readonly arn: string;
}

/** The whole organization, with ids and dates. */
export interface World {
  readonly roles: readonly Placed<RoleDefinition>[];
  readonly users: readonly Placed<UserDefinition>[];
  readonly groups: readonly Placed<GroupDefinition>[];
  readonly policies: readonly Placed<PolicyDefinition>[];
  readonly permissionSets: readonly PlacedPermissionSet[];
  readonly changes: readonly TimedChange[];
  readonly visits: readonly VisitDefinition[];
}

const parts: readonly Part[] = [
  productionCheckout,
  productionMedia,
  productionJobs,
  productionLeftovers,
  permissionAge,
  productionPipelines,
  productionCluster,
  productionOutsiders,
  productionPeople,
  productionReleases,
  visitors,
  staging,
  sandbox,
  identityCenter,
  foundation,
];

interface Placeable {
  readonly account: AccountKey;
  readonly name: string;
  readonly path?: string;
}

function placed<Definition extends Placeable>(
  kind: string,
  prefix: string,
  definition: Definition,
  createdDaysAgo: number,
  changes: readonly TimedChange[],
): Placed<Definition> {
  const account = accounts[definition.account];
  const name = `${definition.account}/${kind}/${definition.name}`;
  const made = createdDaysAgo <= loggedDays ? changes.find(({ creates }) => creates === name) : undefined;
  return {
    definition,
    account,
    id: uniqueId(prefix, name),
    arn: `arn:aws:iam::${account.id}:${kind}${definition.path ?? '/'}${definition.name}`,
    createdAt: made?.at ?? instantOf(createdDaysAgo, 28_800 + wholeNumber(randomOf(`created/${name}`), 30_000)),
  };
}

/** Puts the parts together: the same world every time. */
export function makeWorld(): World {
  const changes = changesOf(parts);
  const roles = parts.flatMap((part) => part.roles ?? []);
  const users = parts.flatMap((part) => part.users ?? []);
  const groups = parts.flatMap((part) => part.groups ?? []);
  const policies = parts.flatMap((part) => part.policies ?? []);
  return {
    roles: roles.map((role) => placed('role', 'AROA', role, role.createdDaysAgo, changes)),
    users: users.map((user) => placed('user', 'AIDA', user, user.createdDaysAgo, changes)),
    groups: groups.map((group) => placed('group', 'AGPA', group, group.createdDaysAgo, changes)),
    policies: policies.map((policy) => placed('policy', 'ANPA', policy, policy.versions[0]?.daysAgo ?? 0, changes)),
    permissionSets: parts
      .flatMap((part) => part.permissionSets ?? [])
      .map((definition) => ({
        definition,
        arn: `arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-${hexOf(randomOf(`permission-set/${definition.name}`), 16)}`,
      })),
    changes,
    visits: parts.flatMap((part) => part.visits ?? []),
  };
}

/** ARN of a policy by its name: AWS's own, or the account's. */
export function policyArn(account: Account, name: string): string {
  const managed = awsManagedPolicies[name];
  return managed === undefined
    ? `arn:aws:iam::${account.id}:policy/${name}`
    : `arn:aws:iam::aws:policy${managed.path}${name}`;
}

/** What one account holds of a list. */
export function inAccount<Thing extends { readonly account: Account }>(
  things: readonly Thing[],
  account: Account,
): readonly Thing[] {
  return things.filter((thing) => thing.account.key === account.key);
}
