import type { Account } from './accounts.ts';
import { awsManagedPolicies } from './aws-managed-policies.ts';
import { cliDate, collectedAt } from './calendar.ts';
import type { Document } from './definitions.ts';
import type { LastUse } from './last-use.ts';
import { isRole } from './logs.ts';
import { allServices, services, type TrackedService } from './services.ts';
import { inAccount, type PlacedPrincipal, type World } from './world.ts';

type Answer = Readonly<Record<string, unknown>>;

/** The action-level answers of GetServiceLastAccessedDetails of an account, by file name. */
export function lastAccessedOf(world: World, account: Account, lastUse: LastUse): ReadonlyMap<string, Answer> {
  const principals: readonly PlacedPrincipal[] = [
    ...inAccount(world.roles, account),
    ...inAccount(world.users, account),
  ];
  return new Map(
    principals.map((principal) => {
      const name = `last-accessed/${isRole(principal) ? 'role' : 'user'}-${principal.definition.name}.json.gz`;
      return [name, answerFor(world, principal, lastUse)];
    }),
  );
}

function answerFor(world: World, principal: PlacedPrincipal, lastUse: LastUse): Answer {
  const patterns = identityDocuments(world, principal).flatMap(allowPatterns);
  // Of the few services that a policy names, those that the example tells of; of a policy for everything, every service, as AWS does.
  const known = patterns.some(({ isWide }) => isWide) ? allServices : services;
  const listed = [...known].filter(([prefix]) => patterns.some((pattern) => pattern.mayName(prefix)));
  const completed = cliDate(collectedAt);
  return {
    JobStatus: 'COMPLETED',
    JobType: 'ACTION_LEVEL',
    JobCreationDate: completed,
    ServicesLastAccessed: listed.map(([prefix, service]) =>
      serviceAnswer(principal, prefix, service, patterns, lastUse),
    ),
    JobCompletionDate: completed,
    IsTruncated: false,
    Arn: principal.arn,
  };
}

function serviceAnswer(
  { id, arn }: PlacedPrincipal,
  prefix: string,
  { name, actions }: TrackedService,
  patterns: readonly AllowPattern[],
  lastUse: LastUse,
): Answer {
  const use = lastUse.ofService(id, prefix);
  const allowed = actions.filter((action) => patterns.some((pattern) => pattern.matches(`${prefix}:${action}`)));
  return {
    ServiceName: name,
    ...(use === undefined ? {} : { LastAuthenticated: cliDate(use.at) }),
    ServiceNamespace: prefix,
    ...(use === undefined ? {} : { LastAuthenticatedEntity: arn, LastAuthenticatedRegion: use.region }),
    TotalAuthenticatedEntities: use === undefined ? 0 : 1,
    TrackedActionsLastAccessed: allowed.map((action) => {
      const last = lastUse.ofAction(id, `${prefix}:${action}`);
      if (last === undefined) return { ActionName: action };
      return {
        ActionName: action,
        LastAccessedEntity: arn,
        LastAccessedTime: cliDate(last.at),
        LastAccessedRegion: last.region,
      };
    }),
  };
}

/** The policies that AWS looks at: the principal's own, attached and its groups'. */
function identityDocuments(world: World, { definition, account }: PlacedPrincipal): readonly Document[] {
  const memberOf = 'groups' in definition ? (definition.groups ?? []) : [];
  const groups = inAccount(world.groups, account).filter((group) => memberOf.includes(group.definition.name));
  const names = [...(definition.attached ?? []), ...groups.flatMap((group) => group.definition.attached)];
  return [...Object.values(definition.inline ?? {}), ...names.map((name) => documentNamed(world, account, name))];
}

function documentNamed(world: World, account: Account, name: string): Document {
  const own = inAccount(world.policies, account).find((policy) => policy.definition.name === name);
  const document = own?.definition.versions.at(-1)?.document ?? awsManagedPolicies[name]?.document;
  if (document === undefined) throw new Error(`no policy \`${name}\` in ${account.key}`);
  return document;
}

interface AllowPattern {
  /** Whether it reaches services that it does not name. */
  readonly isWide: boolean;
  matches(action: string): boolean;
  mayName(prefix: string): boolean;
}

function allowPatterns(document: Document): readonly AllowPattern[] {
  return document.Statement.filter(({ Effect }) => Effect === 'Allow').map(({ Action, NotAction }) => {
    const isNot = Action === undefined;
    const patterns = [Action ?? NotAction].flat().map(String);
    const expressions = patterns.map((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'i'));
    const isNamed = (action: string): boolean => expressions.some((expression) => expression.test(action));
    const names = (prefix: string): boolean =>
      patterns.some((pattern) => pattern === '*' || pattern.startsWith(`${prefix}:`));
    return {
      isWide: isNot || patterns.includes('*'),
      matches: (action) => isNamed(action) !== isNot,
      // What NotAction leaves of a service that it does not take out whole is still listed.
      mayName: (prefix) => (isNot ? !patterns.includes(`${prefix}:*`) : names(prefix)),
    };
  });
}
