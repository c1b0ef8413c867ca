import { parsePolicy } from '../policy/parse.ts';
import type { Statement } from '../policy/statement.ts';

/** What the Sid of a quarantine of ours begins with, before its date. */
export const quarantineSid = 'IamDriftQuarantine';

/**
 * Whether a statement is a quarantine of ours: a Deny of actions on everything, without condition, dated in its Sid. What it blocks stays granted, so
 * that its finding stays open until the grant itself is gone. A Deny that only borrows the word, or says less, is somebody's own.
 */
export function isQuarantine({ effect, sid, actions, resources, conditions }: Statement): boolean {
  return (
    effect === 'Deny' &&
    sid !== undefined &&
    /^IamDriftQuarantine\d{8}(?:n?\d+)?$/.test(sid) &&
    !actions.not &&
    resources?.not === false &&
    resources.patterns.length === 1 &&
    resources.patterns[0] === '*' &&
    conditions.length === 0
  );
}

/** The same of a statement's JSON. */
export function isRawQuarantine(statement: unknown): boolean {
  const [parsed] = parsePolicy({ Version: '2012-10-17', Statement: [statement] }).statements;
  return parsed !== undefined && isQuarantine(parsed);
}
