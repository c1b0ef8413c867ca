import { namesOf } from '../../catalog/action-names.ts';
import {
  type ActionSet,
  difference,
  emptySet,
  intersection,
  subtractInto,
  uniteInto,
} from '../../catalog/action-set.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { createSetStore } from '../../catalog/set-store.ts';
import type { AccountView } from '../../evidence/account-evidence.ts';
import { createDocumentStore, type DocumentStore } from '../../inventory/documents.ts';
import { permissionsOf } from '../../inventory/permissions.ts';
import type { AttachedPolicy } from '../../inventory/principal.ts';
import { isQuarantine } from '../../inventory/quarantine.ts';
import type { Suggestion, Verification } from '../../model/suggestion.ts';
import { createActionWriter } from '../../policy/action-writer.ts';
import { createKeptRows, type ReachedAfter } from '../kept.ts';
import type { Needs } from '../needs/needs.ts';
import { plannedEdits } from '../plan/narrow-plan.ts';
import { certificateOf } from '../prove/certificate.ts';
import { planTrouble } from '../prove/plan-trial.ts';
import { targetTroublesOf } from '../prove/target.ts';
import { groundsOf, type SuggestOptions } from '../suggest-context.ts';
import type { Unit } from '../unit.ts';
import { editedPrincipal } from '../write/after-policies.ts';
import { quotasOf } from '../write/quotas.ts';
import { planShapeTrouble } from './plan-checks.ts';
import { permissionSetOf, policiesOfHolder, type Rebuilt } from './rebuilt-edits.ts';

/** The seven points again, from the suggestion's documents and the accounts as they are; and that it says all that it takes, and its plan does that. */
export function narrowChecks(
  suggestion: Suggestion,
  removed: ActionSet,
  needs: readonly { readonly needs: Needs; readonly view: AccountView }[],
  { edits, sizes, trouble }: Rebuilt,
  options: SuggestOptions,
  catalog: Catalog,
): Verification['checks'] {
  const [first] = needs;
  const failed = (text: string): Verification['checks'] => [{ point: 'right-target', holds: false, text }];
  if (trouble !== undefined) return failed(trouble);
  if (first === undefined) return failed('nobody whom it reaches is in the accounts read');
  const { before, after, certificate } = suggestion;
  const documents = createDocumentStore(catalog);
  const reached = needs.map(({ needs: own, view }): ReachedAfter => {
    const edited = editedPrincipal(own.judged.principal, edits, documents);
    const { granted, conditional } = permissionsOf(edited, view.access, catalog);
    const grantedAfter = intersection(granted, own.judged.permissions.granted);
    return { needs: own, after: edited, grantedAfter, conditionalAfter: intersection(conditional, grantedAfter) };
  });
  const unit = unitAgain(suggestion, needs, documents, catalog);
  const used = emptySet(catalog.size);
  for (const { needs: own } of needs) uniteInto(used, own.kept.get('used') ?? emptySet(catalog.size));
  const planned = isQuarantinedInside(suggestion, needs)
    ? undefined
    : planTrouble(suggestion.plan, unit, plannedEdits({ unit, edited: { edits } }), quotasOf(first.view.parts));
  const shape = planShapeTrouble(suggestion, removed, catalog);
  const targetTroubles = needs.flatMap(({ view }) => targetTroublesOf(unit, edits, view));
  const { checks } = certificateOf(
    {
      before,
      after,
      reached,
      edited: { unlistedLost: new Set(certificate.unlistedLost), remarks: certificate.meaningChanged, sizes },
      removed: intersection(removed, grantedBefore(needs, catalog)),
      // On other resources than those seen a used action may be lost; the replay looks at those seen.
      scoped: used,
      ...(certificate.meaningChanged.length > 0 ? { rewritesNotAction: true } : {}),
      targetTroubles: [...targetTroubles, ...[planned, shape].filter((one) => one !== undefined)],
      targetText: 'nobody else is touched, and the plan brings these policies and takes them back',
    },
    {
      ...options,
      grounds: groundsOf(first.view),
      newDocuments: () => documents,
      writer: createActionWriter(catalog),
      keptRows: createKeptRows(),
      sets: createSetStore(),
    },
    catalog,
  );
  const untold = difference(goneOf(reached, catalog), removed);
  const [one] = namesOf(untold, catalog);
  if (one === undefined) return checks;
  const text = `${one} would be taken away as well, and \`removed\` does not say so`;
  return checks.map((check) => (check.point === 'every-path-cut' ? { ...check, holds: false, text } : check));
}

function grantedBefore(needs: readonly { readonly needs: Needs }[], catalog: Catalog): ActionSet {
  const granted = emptySet(catalog.size);
  for (const { needs: own } of needs) uniteInto(granted, own.judged.permissions.granted);
  return granted;
}

/** Gone for everybody, and somebody had it. */
function goneOf(reached: readonly ReachedAfter[], catalog: Catalog): ActionSet {
  const gone = grantedBefore(reached, catalog);
  for (const { grantedAfter } of reached) subtractInto(gone, grantedAfter);
  return gone;
}

/** What the suggestion is about, as far as proof and plan ask. */
function unitAgain(
  suggestion: Suggestion,
  needs: readonly { readonly needs: Needs; readonly view: AccountView }[],
  documents: DocumentStore,
  catalog: Catalog,
): Unit {
  const { principal, policy, group, permissionSet, accountId } = suggestion;
  // The plan is tried from where it began: a quarantine that it does not end itself was put since.
  const ended = new Set(
    suggestion.plan.steps
      .filter(({ id }) => id === 'remove')
      .flatMap(({ changes }) =>
        changes.flatMap((change) => {
          if (change.when !== undefined) return [];
          return change.do === 'delete-inline-policy'
            ? [change.name]
            : change.do === 'detach-policy'
              ? [change.arn]
              : [];
        }),
      ),
  );
  const arn = principal ?? policy ?? group ?? permissionSet ?? '';
  const holders = suggestion.holders.map(({ holder }) => ({
    holder,
    reached: [],
    policies:
      needs
        .map(({ view }) => policiesOfHolder(holder, view))
        .find((list) => list.length > 0)
        ?.filter(({ name, parsed }) => ended.has(name) || !isQuarantineOnly(parsed))
        .map((policy) => asBefore(policy, suggestion, documents)) ?? [],
    isEditable: true,
  }));
  const [first] = holders;
  const set = rebuiltSet(suggestion, needs);
  return {
    kind:
      principal !== undefined
        ? 'principal'
        : policy !== undefined
          ? 'policy'
          : group !== undefined
            ? 'group'
            : 'permission-set',
    accountId,
    arn,
    id: '',
    name: arn.slice(arn.lastIndexOf('/') + 1),
    ...(first === undefined || policy !== undefined ? {} : { holder: first.holder }),
    ...set,
    reached: needs.map(({ needs: own }) => own),
    release: { removable: emptySet(catalog.size), droppable: emptySet(catalog.size) },
    holders,
    blastRadius: [],
    remarks: [],
    targetText: '',
  };
}

function isQuarantineOnly({ document }: AttachedPolicy['parsed']): boolean {
  return document.statements.length > 0 && document.statements.every(isQuarantine);
}

/** A policy with the document that the suggestion began with; whether that is still its own is told apart. */
function asBefore(policy: AttachedPolicy, { before }: Suggestion, documents: DocumentStore): AttachedPolicy {
  const was = before.find(
    ({ name, type }) => name === policy.name && (type === 'inline') === (policy.type === 'inline'),
  );
  if (was === undefined) return policy;
  const parsed = documents.read(was.document);
  const { managed } = policy;
  if (managed === undefined) return { ...policy, parsed };
  const versions = managed.versions.map((version) => (version.isDefault ? { ...version, parsed } : version));
  return { ...policy, parsed, managed: { ...managed, versions, current: parsed } };
}

/** Whether a quarantine stands in a policy that is replaced, so that its versions are no longer those that the plan began with. */
function isQuarantinedInside(
  { policy, permissionSet }: Suggestion,
  needs: readonly { readonly needs: Needs }[],
): boolean {
  if (policy === undefined && permissionSet === undefined) return false;
  return needs.some(({ needs: own }) =>
    own.judged.principal.policies.some(
      ({ name, type, parsed }) =>
        (name === policy || (permissionSet !== undefined && type === 'inline')) &&
        parsed.document.statements.some(isQuarantine),
    ),
  );
}

function rebuiltSet(suggestion: Suggestion, needs: readonly { readonly view: AccountView }[]) {
  const set = needs.map(({ view }) => permissionSetOf(suggestion, view)).find((one) => one !== undefined);
  if (set === undefined) return {};
  return { permissionSet: set.reference, ...(set.inline === undefined ? {} : { permissionSetInline: set.inline }) };
}
