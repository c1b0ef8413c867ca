import { isSparedBy, namedBy, namesOf } from '../authorize/principal-match.ts';
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
  // With its partition, which the ARNs of its principals have too.
  const accounts = new Set<string>();
  const texts = [...new Set(elements.flatMap(({ aws }) => aws))];
  for (const text of texts) {
    const [, partition = '', , , account = ''] = text.split(':');
    if (/^\d{12}$/.test(text)) accounts.add(`aws:${text}`);
    else if (account !== '') accounts.add(`${partition}:${account}`);
    for (const principal of namedPrincipals(text, texts)) add(principal);
  }
  for (const { services, federated } of elements) {
    for (const service of services) add({ kind: 'service', service });
    for (const arn of federated) add({ kind: 'federated', arn });
  }
  const outside =
    outsideAccounts.find((one) => ![...accounts].some((account) => account.endsWith(one))) ?? '999999999999';
  for (const account of [...accounts, `aws:${outside}`]) {
    const [partition, id] = account.split(':');
    const arn = (service: string, name: string) => `arn:${partition}:${service}::${id}:${name}`;
    add({ kind: 'user', arn: arn('iam', 'user/somebody') });
    add({
      kind: 'session',
      arn: arn('sts', 'assumed-role/some-role/session'),
      roleArn: arn('iam', 'role/some-role'),
    });
    add({ kind: 'root', arn: arn('iam', 'root') });
  }
  add({ kind: 'service', service: 'some-service.amazonaws.com' });
  add({ kind: 'federated', arn: `arn:aws:iam::${outside}:oidc-provider/example.com` });
  add({ kind: 'anonymous' });
  return [...cases.values()];
}

const principalArn = /^arn:([^:]*):(iam|sts)::([^:]*):(user|role|assumed-role|federated-user)\/(.+)$/;

/** Who an ARN names. A session by its role, whose path its own ARN does not hold, goes by every role that is named too. */
function namedPrincipals(text: string, all: readonly string[]): readonly RequestPrincipal[] {
  const [, partition, , account, kind, name = ''] = principalArn.exec(text) ?? [];
  if (kind === undefined) return [];
  switch (kind) {
    case 'user':
      return [{ kind: 'user', arn: text }];
    case 'role': {
      const role = name.split('/').at(-1) ?? name;
      const arn = `arn:${partition}:sts::${account}:assumed-role/${role}/session`;
      return [{ kind: 'session', arn, roleArn: text }];
    }
    case 'assumed-role': {
      const start = `arn:${partition}:iam::${account}:role/`;
      const roles = all.filter((one) => one.startsWith(start) && one.split('/').at(-1) === name.split('/')[0]);
      return [
        { kind: 'session', arn: text },
        ...roles.map((roleArn) => ({ kind: 'session' as const, arn: text, roleArn })),
      ];
    }
    default:
      return [{ kind: 'federated', arn: text }];
  }
}
