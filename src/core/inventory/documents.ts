import { type ActionSet, difference, emptySet, fullSet, uniteInto } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { compiledDocument } from '../policy/compiled-policy.ts';
import type { PolicyStatement } from '../policy/effective-access.ts';
import { parsePolicy, policyValueOf } from '../policy/parse.ts';
import type { PolicyDocument, Statement, Targets } from '../policy/statement.ts';

/** A document parsed, with the catalog's actions of each statement. */
export interface ParsedDocument {
  readonly document: PolicyDocument;
  /** The JSON value as it came, decoded; `undefined` for text that is no JSON. */
  readonly value: unknown;
  /** By the statement's place in `document.statements`. Shared between documents; never changed. */
  readonly actions: readonly ActionSet[];
  /** The statements in the form that policy reasoning reads, made when first asked for. */
  readonly compiled: readonly PolicyStatement[];
}

/** Parses documents, each distinct text once. Keep one an account, so that its memory goes with the account. */
export interface DocumentStore {
  read(raw: unknown): ParsedDocument;
}

/** A new, empty store. */
export function createDocumentStore(catalog: Catalog): DocumentStore {
  const documents = new Map<string, ParsedDocument>();
  const sets = new Map<string, ActionSet>();

  const actionsOf = (statement: Statement): ActionSet => {
    const key = `${statement.actions.not ? '!' : ''}${statement.actions.patterns.join('\n')}`;
    const known = sets.get(key);
    if (known !== undefined) return known;
    const actions = actionsOfTargets(statement.actions, catalog);
    sets.set(key, actions);
    return actions;
  };

  return {
    read(raw) {
      const key = typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? 'undefined');
      const known = documents.get(key);
      if (known !== undefined) return known;
      const document = parsePolicy(raw);
      const parsed = withCompiled(raw, document, document.statements.map(actionsOf));
      documents.set(key, parsed);
      return parsed;
    },
  };
}

function withCompiled(raw: unknown, document: PolicyDocument, actions: readonly ActionSet[]): ParsedDocument {
  let compiled: readonly PolicyStatement[] | undefined;
  return {
    document,
    actions,
    get value() {
      return policyValueOf(raw);
    },
    get compiled() {
      compiled ??= compiledDocument('', document).statements.map((statement, place) => ({
        statement,
        actions: actions[place] ?? new Uint32Array(),
      }));
      return compiled;
    },
  };
}

/** The catalog's actions that an Action or NotAction names. */
export function actionsOfTargets(targets: Targets, catalog: Catalog): ActionSet {
  const named = emptySet(catalog.size);
  for (const pattern of targets.patterns) uniteInto(named, catalog.matching(pattern));
  return targets.not ? difference(fullSet(catalog.size), named) : named;
}
