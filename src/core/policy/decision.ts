import type { CompiledPolicy, CompiledStatement } from './compiled-policy.ts';
import { statementName } from './statement.ts';

/** A policy type, as a step of the evaluation. */
export type PolicyLayer = 'identity' | 'boundary' | 'session' | 'resource' | 'scp' | 'rcp';

/** Where a statement stands that took part in a decision. */
export interface StatementReference {
  readonly layer: PolicyLayer;
  readonly policy: string;
  /** Its Sid, or its place from 0 as text. */
  readonly statement: string;
}

/** A statement, or a part of a policy, that could not take part. */
export interface StatementInError {
  readonly layer: PolicyLayer;
  readonly policy: string;
  /** Path inside the document: `Statement[2].Condition`; empty for the whole. */
  readonly place: string;
  readonly reason: string;
}

/** Why a decision came out as it did. */
export interface Reasons {
  /** The Deny statements of an explicit denial; else the Allow statements that were met. */
  readonly determining: readonly StatementReference[];
  /** Of an implicit denial: the first step that found no Allow. */
  readonly blockedBy?: PolicyLayer;
  /**
   * Policies that have a say and were not given: of the role (trust) or key, which must allow for themselves, or of a resource in another
   * account.
   */
  readonly notKnown: readonly ('role-trust' | 'kms-key-policy' | 'resource-policy')[];
  readonly inError: readonly StatementInError[];
}

/** What AWS answers to a request. */
export type DecisionOutcome = 'allowed' | 'explicitly-denied' | 'implicitly-denied';

/** An outcome with its reasons. */
export interface Decision {
  readonly outcome: DecisionOutcome;
  readonly reasons: Reasons;
}

/** Names a statement. */
export function referenceTo(layer: PolicyLayer, { policy, statement }: CompiledStatement): StatementReference {
  return { layer, policy, statement: statementName(statement) };
}

/** What of a policy cannot take part: unread parts, and conditions with an operator that AWS does not have. */
export function errorsOf(layer: PolicyLayer, { name, document, statements }: CompiledPolicy): StatementInError[] {
  const unread = document.unparsed.map(({ place, reason }) => ({ layer, policy: name, place, reason }));
  const unknown = statements.flatMap(({ statement, tests }) =>
    tests.flatMap((test) =>
      test.kind === 'unknown'
        ? [
            {
              layer,
              policy: name,
              place: `Statement[${statement.index}].Condition`,
              reason: `there is no operator \`${test.operator}\``,
            },
          ]
        : [],
    ),
  );
  return [...unread, ...unknown];
}
