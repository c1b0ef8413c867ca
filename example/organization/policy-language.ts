import { type Account, accounts, cluster, ssoProviderName } from './accounts.ts';
import type { Document } from './definitions.ts';

type Statement = Document['Statement'][number];

/** A document of these statements. */
export function policy(...statements: readonly Statement[]): Document {
  return { Version: '2012-10-17', Statement: statements };
}

/** An Allow statement; one action or resource is written as text, as people do. */
export function allow(
  actions: string | readonly string[],
  resources: string | readonly string[] = '*',
  sid?: string,
): Statement {
  return { ...(sid === undefined ? {} : { Sid: sid }), Effect: 'Allow', Action: actions, Resource: resources };
}

function trust(
  principal: Readonly<Record<string, unknown>>,
  action: string | readonly string[],
  condition?: unknown,
): Document {
  const statement = { Effect: 'Allow', Principal: principal, Action: action };
  return policy(condition === undefined ? statement : { ...statement, Condition: condition });
}

/** Trust in an AWS service: `lambda`, `ecs-tasks`, `ec2`. */
export function trustService(service: string): Document {
  return trust({ Service: `${service}.amazonaws.com` }, 'sts:AssumeRole');
}

/** Trust in one repository's workflows. */
export function trustGithub(account: Account, subject: string): Document {
  const provider = 'token.actions.githubusercontent.com';
  return trust({ Federated: `arn:aws:iam::${account.id}:oidc-provider/${provider}` }, 'sts:AssumeRoleWithWebIdentity', {
    StringEquals: { [`${provider}:aud`]: 'sts.amazonaws.com', [`${provider}:sub`]: subject },
  });
}

/** Trust in one service account of the shop's cluster. */
export function trustServiceAccount(namespace: string, serviceAccount: string): Document {
  const provider = `arn:aws:iam::${accounts.production.id}:oidc-provider/${cluster.issuer}`;
  return trust({ Federated: provider }, 'sts:AssumeRoleWithWebIdentity', {
    StringEquals: {
      [`${cluster.issuer}:aud`]: 'sts.amazonaws.com',
      [`${cluster.issuer}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
    },
  });
}

/** Trust in EKS Pod Identity. */
export function trustPods(): Document {
  return trust({ Service: 'pods.eks.amazonaws.com' }, ['sts:AssumeRole', 'sts:TagSession']);
}

/** Trust in an account, for a vendor with an external id. */
export function trustAccount(accountId: string, externalId?: string): Document {
  const condition = externalId === undefined ? undefined : { StringEquals: { 'sts:ExternalId': externalId } };
  return trust({ AWS: `arn:aws:iam::${accountId}:root` }, 'sts:AssumeRole', condition);
}

/** Trust in one role. */
export function trustRole(roleArn: string): Document {
  return trust({ AWS: roleArn }, 'sts:AssumeRole');
}

/** Trust in the own account's people, with a second factor. */
export function trustAccountWithMfa(accountId: string): Document {
  const condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  return trust({ AWS: `arn:aws:iam::${accountId}:root` }, 'sts:AssumeRole', condition);
}

/** Trust in a SAML provider of the account. */
export function trustSaml(account: Account, provider: string): Document {
  return trust({ Federated: `arn:aws:iam::${account.id}:saml-provider/${provider}` }, 'sts:AssumeRoleWithSAML', {
    StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' },
  });
}

/** Trust as Identity Center writes it. */
export function trustIdentityCenter(account: Account): Document {
  const provider = `arn:aws:iam::${account.id}:saml-provider/${ssoProviderName(account)}`;
  return trust({ Federated: provider }, ['sts:AssumeRoleWithSAML', 'sts:TagSession'], {
    StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' },
  });
}
