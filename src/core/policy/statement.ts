/** A place in the text of a document, both counted from 1; columns in UTF-16 code units, as `String` counts. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A list of patterns, or everything but a list: folds Action/NotAction, Resource/NotResource, Principal/NotPrincipal. */
export interface Targets {
  readonly not: boolean;
  readonly patterns: readonly string[];
}

/** Who a trust or resource policy speaks of. */
export interface PrincipalTargets {
  readonly not: boolean;
  /** `"Principal": "*"` or `{ "AWS": "*" }`. */
  readonly isAnyone: boolean;
  /** ARNs, account ids, or unique ids of what was deleted. */
  readonly aws: readonly string[];
  readonly services: readonly string[];
  readonly federated: readonly string[];
  readonly canonicalUsers: readonly string[];
}

/** One condition: an operator over one key, with the values of which one must fit. */
export interface Condition {
  /** As written, with prefix and suffix: `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** One statement, in the one shape that all later code reads. */
export interface Statement {
  /** Its place in the document, from 0. */
  readonly index: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Targets;
  /** Absent in trust policies. */
  readonly resources?: Targets;
  readonly principals?: PrincipalTargets;
  readonly conditions: readonly Condition[];
  /** Where it begins in the decoded text; absent where the document came as an object. */
  readonly at?: Position;
}

/** A part of a document that could not be read. It may grant or deny anything. */
export interface Unparsed {
  /** Path inside the document: `Statement[2].Action`; empty for the whole. */
  readonly place: string;
  readonly reason: string;
  /** The beginning of its text. */
  readonly text: string;
  /**
   * Where it begins in the decoded text; of what is missing, the part that lacks it; of what is no JSON, where it breaks off. Absent where
   * the document came as an object, or could not be decoded.
   */
  readonly at?: Position;
}

/** A policy document, parsed. */
export interface PolicyDocument {
  /** A missing version counts as 2008-10-17, as AWS has it. */
  readonly version: '2008-10-17' | '2012-10-17';
  readonly statements: readonly Statement[];
  /** Empty when everything was read. Past a thousand parts the last one, for the whole document, says how many more there are. */
  readonly unparsed: readonly Unparsed[];
}

/** The Sid, or the index as text: how a report names a statement. */
export function statementName(statement: Statement): string {
  return statement.sid ?? String(statement.index);
}
