import { namesOf } from '../catalog/action-names.ts';
import {
  type ActionSet,
  emptySet,
  intersection,
  intersects,
  isEmpty,
  isSubset,
  setOf,
  subtractInto,
  uniteInto,
} from '../catalog/action-set.ts';
import type { Catalog, ElevatedClass } from '../catalog/catalog.ts';
import type { AccountView, JudgedPrincipal } from '../evidence/account-evidence.ts';
import { isJudgedAlone, isUnusedUser } from '../evidence/in-use.ts';
import { grantsOfActions, isEveryResource } from '../inventory/permissions.ts';
import { type Grant, referenceOf } from '../inventory/principal.ts';
import { counted } from '../model/counted.ts';
import type { Observation } from '../model/finding.ts';
import { machineClasses } from '../model/principal.ts';
import { type Detector, subjectOf } from './detector.ts';
import { isAdministrator } from './unused-elevated-permission.ts';
import { introductionOf, useNotes, whyElevated } from './wording.ts';

/** The classes that make service-wide write access a danger in itself. */
const dangerousClasses: readonly ElevatedClass[] = [
  'administrator',
  'privilege-escalation',
  'permissions-management',
  'credential-exposure',
];

const takesAway = /:(Delete|Remove|Revoke|Detach|Disassociate|Disable)/;

/** A service with fewer writes than this is narrow already: all of them is not "service-wide". */
const fewestWrites = 4;

/**
 * Machine principals with administrator or service-wide write access on all resources, whether they use it or not. Grants under a
 * condition and on some resources are not all access; a service is reported only where it has actions that lead further.
 */
export const allAccessServiceAccount: Detector = {
  id: 'all-access-service-account',
  title: 'Service account with all access',
  severity: 'high',
  attack: ['T1078.004'],
  needs: [],
  *detect(account) {
    const services = dangerousServices(account.catalog);
    for (const judged of account.principals) {
      const { principal, use } = judged;
      const isUnused =
        use.state === 'unused' && (principal.kind === 'role' || isUnusedUser(judged, account.window.from));
      // A role or user not used at all is one finding of its own.
      if (!machineClasses.has(principal.class) || !isJudgedAlone(judged) || isUnused) continue;
      if (judged.permissions.isBoundaryUnread) continue;
      const observation = observe(judged, account, services);
      if (observation !== undefined) yield observation;
    }
  },
};

function observe(
  judged: JudgedPrincipal,
  account: AccountView,
  services: readonly DangerousService[],
): Observation | undefined {
  const { principal, permissions } = judged;
  const { catalog } = account;
  const isAdmin = isAdministrator(permissions, account);
  const live = intersection(permissions.unlimited, permissions.granted);
  // A guardrail that takes some writes of a service does not make the policy narrow; one that takes all that is dangerous makes it harmless.
  const wide = services.filter(
    ({ writes, dangerous }) => isSubset(writes, permissions.unlimited) && intersects(dangerous, live),
  );
  if (wide.length === 0) return undefined;
  const reach = emptySet(catalog.size);
  for (const { dangerous } of wide) uniteInto(reach, intersection(dangerous, live));
  const grants = wideGrants(grantsOfActions(permissions, reach), wide);
  const introduced = introductionOf(judged, grants, reach, account);
  const names = wide.map(({ name }) => name);
  const what = isAdmin
    ? 'everything on every resource'
    : `everything that changes ${names.slice(0, 4).join(', ')}${names.length > 4 ? ` and ${counted(names.length - 4, 'more service')}` : ''}, on every resource`;
  return {
    subject: subjectOf(judged),
    key: '',
    confidence: 'certain',
    severity: isAdmin ? 'critical' : 'high',
    permissions: isAdmin
      ? ['*']
      : names.flatMap((name) =>
          isSubset(catalog.matching(`${name}:*`), permissions.unlimited)
            ? [`${name}:*`]
            : namesOf(intersection(catalog.matching(`${name}:*`), permissions.unlimited), catalog),
        ),
    grants: grants.map(referenceOf),
    summary: `${principal.name}, a machine, may do ${what}`,
    why: `What a machine may do, anybody may do who gets at it: ${whyElevated(reach, catalog)}.`,
    fix: ['Give it a policy with the actions and resources it needs; a scan with `--verdicts` tells which it uses'],
    evidence: useNotes(judged),
    ...(introduced === undefined ? {} : { introduced }),
    isAdministrator: isAdmin,
  };
}

/** The grants that by themselves give all of a service; where only several together do, all of them. */
function wideGrants(grants: readonly Grant[], wide: readonly DangerousService[]): readonly Grant[] {
  const unlimited = grants.filter(
    ({ statement, isConditional }) => !isConditional && isEveryResource(statement.resources),
  );
  const whole = unlimited.filter(({ actions }) => wide.some(({ writes }) => isSubset(writes, actions)));
  return whole.length > 0 ? whole : unlimited;
}

interface DangerousService {
  readonly name: string;
  readonly writes: ActionSet;
  readonly dangerous: ActionSet;
}

function dangerousServices(catalog: Catalog): readonly DangerousService[] {
  const dangerous = emptySet(catalog.size);
  for (const kind of dangerousClasses)
    uniteInto(dangerous, catalog.elevatedByClass.get(kind) ?? emptySet(catalog.size));
  // Taking a policy away leads nowhere: of logs and queues nothing else would be left.
  subtractInto(
    dangerous,
    setOf(
      catalog.size,
      catalog.actions.filter(({ name }) => takesAway.test(name)).map(({ index }) => index),
    ),
  );
  const services: DangerousService[] = [];
  for (const [name, { first, end }] of catalog.services) {
    const own = catalog.actions.slice(first, end);
    const writes = own.filter(({ accessLevel }) => accessLevel !== 'read' && accessLevel !== 'list');
    const reach = intersection(dangerous, catalog.matching(`${name}:*`));
    if (writes.length < fewestWrites || isEmpty(reach)) continue;
    services.push({
      name,
      writes: setOf(
        catalog.size,
        writes.map(({ index }) => index),
      ),
      dangerous: reach,
    });
  }
  return services;
}
