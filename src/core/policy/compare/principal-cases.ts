import { isSparedBy, namedBy, namesOf } from '../principal-match.ts';
import type { RequestPrincipal } from '../request.ts';
import type { PrincipalTargets } from '../statement.ts';

/** Whether a statement's Principal or NotPrincipal speaks of someone. Without a permissions boundary, which nobody here has. */
export function speaksOfPrincipal(
  targets: PrincipalTargets,
  effect: 'Allow' | 'Deny',
  principal: RequestPrincipal,
): boolean {
  const names = namesOf(principal);
  if (!targets.not) return namedBy(targets, names) !== undefined;
  return effect === 'Deny' ? !isSparedBy(targets, names) : namedBy(targets, names) === undefined;
}

/** An account that nobody's policy names, unless somebody names it: then the next. */
const outsideAccounts = ['111122223333', '444455556666', '777788889999', '123456789012', '210987654321'];

/**
 * Principals that stand for all others as far as these elements can tell: everyone who is named, somebody of every account that is, and
 * somebody of each kind who is not.
 */
export function principalCasesOf(elements: readonly PrincipalTargets[]): readonly RequestPrincipal[] {
  const cases = new Map<string, RequestPrincipal>();
  const add = (principal: RequestPrincipal) => cases.set(JSON.stringify(principal), principal);
  const accounts = new Set<string>();
  for (const { aws, services, federated } of elements) {
    for (const text of aws) {
      const account = /^\d{12}$/.test(text) ? text : text.split(':')[4];
      if (account !== undefined && account !== '') accounts.add(account);
      for (const principal of namedPrincipals(text)) add(principal);
    }
    for (const service of services) add({ kind: 'service', service });
    for (const arn of federated) add({ kind: 'federated', arn });
  }
  const outside = outsideAccounts.find((account) => !accounts.has(account)) ?? '999999999999';
  for (const account of [...accounts, outside]) {
    add({ kind: 'user', arn: `arn:aws:iam::${account}:user/somebody` });
    add({
      kind: 'session',
      arn: `arn:aws:sts::${account}:assumed-role/some-role/session`,
      roleArn: `arn:aws:iam::${account}:role/some-role`,
    });
    add({ kind: 'root', accountId: account });
  }
  add({ kind: 'service', service: 'some-service.amazonaws.com' });
  add({ kind: 'federated', arn: `arn:aws:iam::${outside}:oidc-provider/example.com` });
  add({ kind: 'anonymous' });
  return [...cases.values()];
}

function namedPrincipals(text: string): readonly RequestPrincipal[] {
  const [, partition, service, account, kind, name = ''] =
    /^arn:([^:]*):(iam|sts)::(\d*):(user|role|assumed-role|federated-user)\/(.+)$/.exec(text) ?? [];
  if (service === undefined) return [];
  switch (kind) {
    case 'user':
      return [{ kind: 'user', arn: text }];
    case 'role': {
      const role = name.split('/').at(-1) ?? name;
      const arn = `arn:${partition}:sts::${account}:assumed-role/${role}/session`;
      return [{ kind: 'session', arn, roleArn: text }];
    }
    case 'assumed-role':
      return [{ kind: 'session', arn: text }];
    default:
      return [{ kind: 'federated', arn: text }];
  }
}
