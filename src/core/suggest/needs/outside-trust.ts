import type { Principal } from '../../inventory/principal.ts';
import type { Statement } from '../../policy/statement.ts';

/**
 * Whether a role is trusted by principals of outside accounts, and by nobody else: a company that works in the account, whose needs nobody here knows.
 *
 * Without `ownAccounts` (the organization was not read) every account other than the role's own counts as outside, which keeps more. Services, identity
 * providers and people of one's own among the trusted make it an ordinary role. `Principal: *` counts as outside where an external id bounds it
 * and nothing says that the caller is one's own. Misses companies that come by an identity provider of theirs.
 */
export function isTrustedOnlyOutside(
  principal: Pick<Principal, 'kind' | 'trust'>,
  ownAccounts: ReadonlySet<string> | undefined,
  accountId: string,
): boolean {
  if (principal.kind !== 'role' || principal.trust === undefined) return false;
  const sides = principal.trust.statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((statement) =>
      sidesOf(statement, (account) => account === accountId || ownAccounts?.has(account) === true),
    );
  return sides.includes('outside') && !sides.includes('inside');
}

type Side = 'inside' | 'outside';

function sidesOf(statement: Statement, isOwn: (account: string) => boolean): readonly Side[] {
  const { principals } = statement;
  if (principals === undefined || principals.not) return ['inside'];
  const sides: Side[] = principals.aws.flatMap((name) => {
    const account = /^(?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::.*)?$/.exec(name)?.[1];
    // The unique id of somebody who was deleted: nobody can come by it any more.
    if (account === undefined) return [];
    return [isOwn(account) ? 'inside' : 'outside'];
  });
  if (principals.services.length > 0 || principals.federated.length > 0 || principals.canonicalUsers.length > 0)
    sides.push('inside');
  if (principals.isAnyone) sides.push(isBoundByExternalIdOnly(statement) ? 'outside' : 'inside');
  return sides;
}

function isBoundByExternalIdOnly({ conditions }: Statement): boolean {
  const keys = (conditions ?? []).map(({ key }) => key.toLowerCase());
  return keys.includes('sts:externalid') && !keys.some((key) => /^aws:(principal|source)/.test(key));
}
