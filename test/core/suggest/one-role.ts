import { type ActionSet, difference, intersection, membersOf, setOf } from '../../../src/core/catalog/action-set.ts';
import { createSetStore } from '../../../src/core/catalog/set-store.ts';
import type { AccountView } from '../../../src/core/evidence/account-evidence.ts';
import { createDocumentStore } from '../../../src/core/inventory/documents.ts';
import { permissionsOf } from '../../../src/core/inventory/permissions.ts';
import type { JsonObject } from '../../../src/core/model/json-object.ts';
import type { PolicyHolder } from '../../../src/core/model/remediation.ts';
import type { SuggestSettings } from '../../../src/core/model/settings.ts';
import type { SuggestedPolicy } from '../../../src/core/model/suggestion.ts';
import { createActionWriter } from '../../../src/core/policy/action-writer.ts';
import { createKeptRows, type ReachedAfter } from '../../../src/core/suggest/kept.ts';
import { type Needs, needsOf } from '../../../src/core/suggest/needs/needs.ts';
import { fittingResourcesOf } from '../../../src/core/suggest/needs/seen-calls.ts';
import type { CertificateFacts } from '../../../src/core/suggest/prove/certificate.ts';
import { type AccountContext, groundsOf } from '../../../src/core/suggest/suggest-context.ts';
import { editedPrincipal } from '../../../src/core/suggest/write/after-policies.ts';
import type { PolicyEdit } from '../../../src/core/suggest/write/policy-edit.ts';
import { sizeOfDocument } from '../../../src/core/suggest/write/quotas.ts';
import { accountId, catalog, type Given, roleWith, settings, type TestEvent, viewOf } from '../evidence/account.ts';
import { sha256 } from './audited-case.ts';

/** The role that these tests are about. */
export const worker: PolicyHolder = { kind: 'role', arn: `arn:aws:iam::${accountId}:role/worker`, name: 'worker' };

/** A document of these statements. */
export function policyOf(...statements: readonly object[]): JsonObject {
  return { Version: '2012-10-17', Statement: statements };
}

/** A statement that allows actions on everything. */
export function allow(...actions: readonly string[]): JsonObject {
  return { Effect: 'Allow', Action: actions, Resource: '*' };
}

/** A call of the role, five days ago: `iam:GetRole`. */
export function seen(event: string, more: Partial<TestEvent> = {}): TestEvent {
  const [source = '', name = ''] = event.split(':');
  return { daysAgo: 5, source: `${source}.amazonaws.com`, name, ...more };
}

/** The actions of these names. */
export function actionsOf(...names: readonly string[]): ActionSet {
  return setOf(
    catalog.size,
    names.map((name) => {
      const index = catalog.byName.get(name.toLowerCase())?.index;
      if (index === undefined) throw new Error(`the catalog does not list ${name}`);
      return index;
    }),
  );
}

/** The names of some actions. */
export function namesIn(set: ActionSet | undefined): readonly string[] {
  return set === undefined ? [] : [...membersOf(set)].map((index) => catalog.actions[index]?.name ?? '');
}

/** What suggestions for an account rest on. */
export function contextOf(view: AccountView): AccountContext {
  return {
    view,
    settings: settings.suggest,
    sha256,
    toolVersion: '0.0.0',
    grounds: groundsOf(view),
    newDocuments: () => createDocumentStore(catalog),
    writer: createActionWriter(catalog),
    keptRows: createKeptRows(),
    sets: createSetStore(),
  };
}

/** What everybody of an account needs, in the account's order. */
export function needsIn(view: AccountView, suggest: Partial<SuggestSettings> = {}): readonly Needs[] {
  const context = {
    view,
    settings: { ...settings.suggest, ...suggest },
    fitting: fittingResourcesOf(catalog),
    ownAccounts: undefined,
    sets: createSetStore(),
  };
  return view.principals.map((judged) => needsOf(judged, context, catalog));
}

/** What the role needs, that has one inline policy of these statements. */
export function needsOfWorker(
  statements: readonly object[],
  events: readonly TestEvent[] = [],
  suggest: Partial<SuggestSettings> = {},
  given: Given = {},
): Needs {
  const view = viewOf({ ...given, parts: { roles: [roleWith(statements)], ...given.parts }, events });
  const [needs] = needsIn(view, suggest);
  if (needs === undefined) throw new Error('nobody is in the account');
  return needs;
}

/** A suggestion for the role, right or tampered with, as the proof gets it. */
export interface Proposal {
  readonly facts: CertificateFacts;
  readonly context: AccountContext;
}

/** The role's inline policy in other words. What it would hold is read from the documents; `over` changes what is told besides. */
export function proposal(
  before: readonly object[],
  after: readonly object[],
  given: Given = {},
  over: Partial<CertificateFacts> = {},
): Proposal {
  const view = viewOf({ ...given, parts: { roles: [roleWith(before)], ...given.parts } });
  const context = contextOf(view);
  const edit: PolicyEdit = {
    edit: 'inline',
    holder: worker,
    name: 'own',
    before: policyOf(...before),
    after: policyOf(...after),
  };
  const reached = needsIn(view).map((needs): ReachedAfter => {
    const edited = editedPrincipal(needs.judged.principal, [edit], createDocumentStore(catalog));
    const { granted, conditional } = permissionsOf(edited, view.access, catalog);
    const grantedAfter = intersection(granted, needs.judged.permissions.granted);
    return { needs, after: edited, grantedAfter, conditionalAfter: intersection(conditional, grantedAfter) };
  });
  const [first] = reached;
  if (first === undefined) throw new Error('nobody is in the account');
  return {
    context,
    facts: {
      before: [inlinePolicy(before)],
      after: [inlinePolicy(after)],
      reached,
      edited: { unlistedLost: new Set(), remarks: [], sizes: [sizeOf(before, after)] },
      removed: difference(first.needs.judged.permissions.granted, first.grantedAfter),
      targetTroubles: [],
      targetText: 'only worker is touched',
      ...over,
    },
  };
}

function inlinePolicy(statements: readonly object[]): SuggestedPolicy {
  return { name: 'own', type: 'inline', document: policyOf(...statements) };
}

/** The size of the role's inline policies, as they are counted. */
export function sizeOf(
  before: readonly object[],
  after: readonly object[],
): CertificateFacts['edited']['sizes'][number] {
  const characters = (statements: readonly object[]): number => sizeOfDocument(policyOf(...statements));
  return {
    name: 'inline policies of worker',
    characters: characters(after),
    quota: 10_240,
    before: characters(before),
  };
}
