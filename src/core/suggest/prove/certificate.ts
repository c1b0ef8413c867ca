import { namesOf } from '../../catalog/action-names.ts';
import {
  type ActionSet,
  addInto,
  difference,
  emptySet,
  intersection,
  intersects,
  isEmpty,
  isSubset,
  union,
} from '../../catalog/action-set.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Principal } from '../../inventory/principal.ts';
import { isRawQuarantine } from '../../inventory/quarantine.ts';
import type { Certificate, CertificateCheck, CertifiedDocument, SuggestedPolicy } from '../../model/suggestion.ts';
import { isoOf } from '../../model/time.ts';
import { type ComparisonResult, comparePolicies } from '../../policy/compare.ts';
import type { ReachedAfter } from '../kept.ts';
import type { Needs } from '../needs/needs.ts';
import type { Grounds, SuggestContext } from '../suggest-context.ts';
import type { Edited } from '../write/edits.ts';
import { isObject, rawStatements, withStatements } from '../write/narrow-document.ts';
import { sizeOfDocument } from '../write/quotas.ts';
import { canonicalJson } from './canonical-json.ts';
import { intentTrouble, isNarrowedFrom } from './intent.ts';
import { replayOf } from './replay.ts';

/** What a certificate is made from. Nothing here trusts the synthesis: documents and permissions after are read anew from the edits. */
export interface CertificateFacts {
  readonly before: readonly SuggestedPolicy[];
  readonly after: readonly SuggestedPolicy[];
  readonly reached: readonly ReachedAfter[];
  readonly edited: Pick<Edited, 'unlistedLost' | 'remarks' | 'sizes'>;
  /** Said to be gone. */
  readonly removed: ActionSet;
  /** Actions whose resources were narrowed to those seen. */
  readonly scoped?: ActionSet;
  /** Whether a NotAction became an Action. */
  readonly rewritesNotAction?: true;
  /** The only actions that may be gone; absent: any removable. */
  readonly frozen?: ActionSet;
  /** What speaks against the target; a sentence each. Empty: it is right. */
  readonly targetTroubles: readonly string[];
  readonly targetText: string;
}

/** Proves a suggestion by the seven points of design section 6, or says which fails. */
export function certificateOf(facts: CertificateFacts, context: SuggestContext, catalog: Catalog): Certificate {
  const { before, after, reached, edited } = facts;
  const comparison = comparePolicies(before.map(withoutQuarantine), after, catalog);
  const replayed = replayOf(facts, comparison, context.grounds.window.to, catalog);
  const checks = [
    noNewAccess(facts, comparison),
    replayed.check,
    nothingUnjudged(facts, comparison, catalog),
    intentKept(facts),
    fits(facts),
    everyPathCut(facts, catalog),
    rightTarget(facts),
  ];
  return {
    noNewAccess: checks[0]?.holds === true,
    replayed: replayed.figures,
    fits: checks[4]?.holds === true,
    sizes: edited.sizes.map(({ name, characters, quota }) => ({ name, characters, quota })),
    notSeen: notSeenOf(context.grounds),
    unlistedLost: [...edited.unlistedLost].sort(),
    meaningChanged: edited.remarks,
    checks,
    inputs: certifiedInputsOf(
      reached.map(({ needs }) => needs),
      context,
      catalog,
    ),
  };
}

/** What a quarantine of ours blocks is still granted: it ends with the removal. */
export function withoutQuarantine({ name, document }: SuggestedPolicy): {
  readonly name: string;
  readonly document: unknown;
} {
  const statements = rawStatements(document).filter((statement) => !isRawQuarantine(statement));
  return { name, document: withStatements(document, statements) };
}

function check(point: CertificateCheck['point'], trouble: string | undefined, text: string): CertificateCheck {
  return { point, holds: trouble === undefined, text: trouble ?? text };
}

/** Point 1: nothing is gained, by meaning; where that cannot be told, by the words. */
export function noNewAccess(
  { before, after }: Pick<CertificateFacts, 'before' | 'after'>,
  { gained, relation, undecided }: ComparisonResult,
): CertificateCheck {
  const [witness] = gained.witnesses;
  if (witness !== undefined)
    return check(
      'no-new-access',
      `the policies after allow ${witness.action} on ${witness.resource}, and those before do not`,
      '',
    );
  if (relation !== 'undecided')
    return check(
      'no-new-access',
      undefined,
      `nothing is gained, action names outside the catalog included (${relation})`,
    );
  // Every Allow a part of one before, every Deny still there: then nothing can be gained, whatever the conditions mean.
  const isPart = isNarrowedFrom(before, after);
  return check(
    'no-new-access',
    isPart ? undefined : `it could not be told: ${undecided ?? ''}`,
    'nothing is gained: every Allow statement is a part of one before, and every Deny is kept',
  );
}

/** Point 3: what is lost was proved unused, for everybody, and names outside the catalog only where no unmapped event speaks for them. */
function nothingUnjudged(
  { reached, edited, frozen, scoped }: CertificateFacts,
  { lost }: ComparisonResult,
  catalog: Catalog,
): CertificateCheck {
  const lostActions = emptySet(catalog.size);
  for (const name of lost.actions) {
    const action = catalog.byName.get(name.toLowerCase());
    if (action !== undefined) addInto(lostActions, action.index);
  }
  if (lost.unlisted && edited.unlistedLost.size === 0)
    return check('nothing-unjudged-removed', 'action names that the catalog does not list would be lost, untold', '');
  let counted = 0;
  for (const { needs, grantedAfter, conditionalAfter } of reached) {
    const { principal, permissions } = needs.judged;
    const lostHere = intersection(lostActions, permissions.granted);
    const gone = union(
      difference(permissions.granted, grantedAfter),
      scoped === undefined ? lostHere : difference(lostHere, scoped),
    );
    const wrong = difference(gone, needs.removable);
    const [first] = namesOf(wrong, catalog);
    if (first !== undefined)
      return check(
        'nothing-unjudged-removed',
        `${principal.name} would lose ${first}, which was not proved unused`,
        '',
      );
    const narrowed = difference(
      intersection(conditionalAfter, grantedAfter),
      union(permissions.conditional, needs.removable),
    );
    const [conditional] = namesOf(narrowed, catalog);
    if (conditional !== undefined)
      return check(
        'nothing-unjudged-removed',
        `${principal.name} would hold ${conditional} under a condition only`,
        '',
      );
    if (frozen !== undefined && !isSubset(gone, frozen))
      return check('nothing-unjudged-removed', `${principal.name} would lose more than the frozen permissions`, '');
    const [lostService] = [...needs.seen.unexplained].filter(([service]) => edited.unlistedLost.has(service));
    if (lostService !== undefined)
      return check(
        'nothing-unjudged-removed',
        `${principal.name} left ${lostService[1]}, which may need a name of ${lostService[0]} that the catalog does not list`,
        '',
      );
    if (edited.unlistedLost.has('*') && !isEmpty(gone) && needs.seen.ofUnknownService !== undefined)
      return check(
        'nothing-unjudged-removed',
        `${principal.name} left ${needs.seen.ofUnknownService}, of a service that the catalog does not know`,
        '',
      );
    counted += gone.length === 0 ? 0 : namesOf(difference(permissions.granted, needs.removable), catalog).length;
  }
  return check(
    'nothing-unjudged-removed',
    undefined,
    `${counted} permissions that are used or could not be judged stay`,
  );
}

function intentKept({ before, after, rewritesNotAction }: CertificateFacts): CertificateCheck {
  return check(
    'intent-kept',
    intentTrouble(before, after, rewritesNotAction === true),
    'every Deny, condition, resource, NotAction and Sid stays; boundaries and trust are not touched',
  );
}

function fits({ after, edited }: CertificateFacts): CertificateCheck {
  // Measured anew: what was counted must be what is written.
  const uncounted = after.find(
    ({ name, type, document }) =>
      type === 'managed' &&
      !edited.sizes.some((size) => size.name === name && size.characters >= sizeOfDocument(document)),
  );
  const written = after.reduce((sum, { document }) => sum + sizeOfDocument(document), 0);
  const counted = edited.sizes.reduce((sum, { characters }) => sum + characters, 0);
  if (uncounted !== undefined || written > counted)
    return check('fits', `the characters of ${uncounted?.name ?? 'an inline policy'} were not counted right`, '');
  const over = edited.sizes.find(({ characters, quota, before }) => characters > Math.max(quota, before));
  return check(
    'fits',
    over === undefined ? undefined : `${over.name} has ${over.characters} characters, and the quota is ${over.quota}`,
    edited.sizes.length === 0
      ? 'nothing is written that could be too long'
      : edited.sizes.map(({ name, characters, quota }) => `${name}: ${characters} of ${quota} characters`).join('; '),
  );
}

function everyPathCut({ reached, removed }: CertificateFacts, catalog: Catalog): CertificateCheck {
  for (const { needs, grantedAfter } of reached) {
    if (!intersects(grantedAfter, removed)) continue;
    const [first] = namesOf(intersection(grantedAfter, removed), catalog);
    return check(
      'every-path-cut',
      `${needs.judged.principal.name} would still be granted ${first} by another policy`,
      '',
    );
  }
  return check(
    'every-path-cut',
    undefined,
    'no statement, policy, group or attachment in the bundle grants what is removed; resource policies and KMS grants were not read',
  );
}

function rightTarget({ targetTroubles, targetText }: CertificateFacts): CertificateCheck {
  return check('right-target', targetTroubles[0], targetText);
}

/** What no certificate knows of; a sentence each. */
export function notSeenOf({ coversIam }: Pick<Grounds, 'coversIam'>): readonly string[] {
  return [
    'resource policies (of buckets, keys, queues, functions …) and KMS grants: they may grant the same, or rely on it',
    'session policies, and what a session was allowed beyond its role',
    'changes of service and resource control policies in the window',
    ...(coversIam ? [] : ['IAM changes in the window: since when a permission is granted rests on the known dates']),
  ];
}

/** Everything that a proof rests on: each policy of everybody concerned, boundary and trust. */
export function certifiedInputsOf(
  reached: readonly Needs[],
  context: SuggestContext,
  catalog: Catalog,
): Certificate['inputs'] {
  const { grounds, sha256, toolVersion } = context;
  const documents = new Map<string, CertifiedDocument>();
  for (const { judged } of reached) {
    for (const { of, part, value } of inputDocuments(judged.principal, grounds.trustOf(judged.principal))) {
      if (!documents.has(`${of} ${part}`))
        documents.set(`${of} ${part}`, { of, part, sha256: sha256(canonicalJson(value)) });
    }
  }
  return {
    catalogVersion: catalog.version,
    toolVersion,
    window: { from: isoOf(grounds.window.from), to: isoOf(grounds.window.to) },
    coverage: grounds.coverage,
    documents: [...documents.values()],
  };
}

/** The documents of one principal: policies, boundary, trust. */
export function inputDocuments(
  principal: Principal,
  trust: unknown,
): readonly { readonly of: string; readonly part: string; readonly value: unknown }[] {
  const documents = principal.policies.map(({ name, type, parsed, managed, group }) => {
    const version = managed?.versions.find(({ isDefault }) => isDefault)?.versionId ?? '';
    return type === 'inline'
      ? { of: group?.arn ?? principal.arn, part: `inline ${name}`, value: parsed.value }
      : { of: name, part: `version ${version}`, value: parsed.value };
  });
  const { boundary } = principal;
  const bound = boundary?.versions.find(({ isDefault }) => isDefault);
  if (boundary !== undefined && bound !== undefined)
    documents.push({ of: boundary.arn, part: `version ${bound.versionId}`, value: bound.parsed.value });
  if (isObject(trust) || typeof trust === 'string') documents.push({ of: principal.arn, part: 'trust', value: trust });
  return documents;
}
