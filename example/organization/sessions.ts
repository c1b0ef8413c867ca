import { type Account, accounts, cluster, organization } from './accounts.ts';
import type { Call, Caller, RoleDefinition, Session, UserDefinition } from './definitions.ts';
import { accessKeyId, randomOf, uniqueId, wholeNumber } from './random.ts';
import type { Placed } from './world.ts';

/** A session: who acts, and the call that began it, where that is no call of another principal of the example. */
export interface OpenSession {
  readonly caller: Caller;
  readonly opener?: { readonly caller: Caller; readonly call: Call };
}

const agents: Readonly<Record<Session['via'] | 'user', string>> = {
  service: 'Boto3/1.40.11 md/Botocore#1.40.11 ua/2.1 os/linux lang/python#3.13',
  github: 'aws-cli/2.29.4 md/awscrt#0.27.6 ua/2.1 os/linux lang/python#3.13',
  irsa: 'aws-sdk-go-v2/1.38.1 ua/2.1 os/linux lang/go#1.25',
  call: 'aws-sdk-java/2.32.11 ua/2.1 os/Linux lang/java#21',
  account: 'aws-sdk-js/3.1130.0 ua/2.1 os/linux lang/js',
  saml: 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
  user: 'aws-cli/1.44.2 Python/3.12.3 Linux/6.8.0 botocore/1.38.0',
};

/** An address of the ranges that are kept for documentation, the same for a principal at all times. */
function addressOf(network: string, name: string): string {
  return `${network}.${1 + wholeNumber(randomOf(`address/${name}`), 250)}`;
}

/** The session of a role on one day. */
export function roleSession(role: Placed<RoleDefinition>, roleId: string, at: string): OpenSession {
  const { account, arn, definition } = role;
  const session = definition.session ?? { via: 'call', name: 'session' };
  const name = sessionName(session);
  const key = accessKeyId('ASIA', `${arn}/${name}/${at}`);
  const sessionArn = `arn:aws:sts::${account.id}:assumed-role/${definition.name}/${name}`;
  const provider = webProvider(account, session);
  const scope = session.via === 'service' ? session.inScopeOf : undefined;
  const identity = {
    type: 'AssumedRole',
    principalId: `${roleId}:${name}`,
    arn: sessionArn,
    accountId: account.id,
    accessKeyId: key,
    sessionContext: {
      sessionIssuer: { type: 'Role', principalId: roleId, arn, accountId: account.id, userName: definition.name },
      ...(provider === undefined ? {} : { webIdFederationData: { federatedProvider: provider, attributes: {} } }),
      attributes: { creationDate: at, mfaAuthenticated: 'false' },
      ...(session.via === 'service' && session.service === 'ec2' ? { ec2RoleDelivery: '2.0' } : {}),
    },
    ...(scope === undefined
      ? {}
      : {
          inScopeOf: {
            sourceArn: scope,
            sourceAccount: account.id,
            issuerType: 'AWS::Lambda::Function',
            credentialsIssuedTo: scope,
          },
        }),
  };
  const network = session.via === 'saml' ? '203.0.113' : session.via === 'service' ? '198.51.100' : '192.0.2';
  const caller = { identity, address: addressOf(network, arn), agent: definition.agent ?? agents[session.via] };
  const opener = openerOf(role, session, caller);
  if (opener === undefined) return { caller };
  const response = {
    credentials: { accessKeyId: key },
    assumedRoleUser: { assumedRoleId: `${roleId}:${name}`, arn: sessionArn },
  };
  const resources = [{ type: 'AWS::IAM::Role', ARN: arn }];
  return { caller, opener: { ...opener, call: { ...opener.call, response, resources } } };
}

function sessionName(session: Session): string {
  if (session.via === 'github') return 'GitHubActions';
  if (session.via === 'irsa') return `${session.serviceAccount}-1761868800`;
  return session.via === 'saml' ? session.person : session.name;
}

function webProvider(account: Account, session: Session): string | undefined {
  if (session.via === 'github') return `arn:aws:iam::${account.id}:oidc-provider/token.actions.githubusercontent.com`;
  return session.via === 'irsa' ? `arn:aws:iam::${account.id}:oidc-provider/${cluster.issuer}` : undefined;
}

function openerOf(role: Placed<RoleDefinition>, session: Session, caller: Caller): OpenSession['opener'] {
  const { account, arn } = role;
  const parameters = { roleArn: arn, roleSessionName: sessionName(session) };
  const from = { address: caller.address, agent: caller.agent };
  const provider = webProvider(account, session);
  switch (session.via) {
    case 'call':
      return undefined;
    case 'service': {
      const service = `${session.service}.amazonaws.com`;
      const identity = { type: 'AWSService', invokedBy: service };
      return {
        caller: { identity, address: service, agent: service },
        call: { source: 'sts', name: 'AssumeRole', parameters },
      };
    }
    case 'account': {
      // The caller of another account shows no ARN in the log of the role's owner.
      const principalId = `${uniqueId('AROA', `foreign/${session.accountId}`)}:worker`;
      const identity = { type: 'AWSAccount', principalId, accountId: session.accountId };
      // Only vendors are asked for an external id.
      const isVendor = session.accountId !== organization.managementAccountId;
      const external = isVendor ? { externalId: 'tidewater-7f3c2e' } : {};
      return {
        caller: { ...from, identity },
        call: { source: 'sts', name: 'AssumeRole', parameters: { ...parameters, ...external } },
      };
    }
    case 'saml': {
      const samlProvider = `arn:aws:iam::${account.id}:saml-provider/${session.provider}`;
      const identity = {
        type: 'SAMLUser',
        principalId: `${session.provider}:${session.person}`,
        userName: session.person,
        identityProvider: samlProvider,
      };
      const call = {
        source: 'sts',
        name: 'AssumeRoleWithSAML',
        parameters: { ...parameters, principalArn: samlProvider },
      };
      return { caller: { ...from, identity }, call };
    }
    default: {
      const userName =
        session.via === 'github'
          ? session.subject
          : `system:serviceaccount:${session.namespace}:${session.serviceAccount}`;
      const identity = {
        type: 'WebIdentityUser',
        principalId: `${provider}:sts.amazonaws.com:${userName}`,
        userName,
        identityProvider: provider,
      };
      return { caller: { ...from, identity }, call: { source: 'sts', name: 'AssumeRoleWithWebIdentity', parameters } };
    }
  }
}

/** A user's session of a day: a key's, or in the console after a sign-in. */
export function userSession(user: Placed<UserDefinition>, at: string): OpenSession {
  const { account, arn, definition, id } = user;
  const base = { type: 'IAMUser', principalId: id, arn, accountId: account.id };
  if (definition.isConsole !== true) {
    const identity = {
      ...base,
      accessKeyId: accessKeyId('AKIA', `${account.key}/${definition.name}/1`),
      userName: definition.name,
    };
    return { caller: { identity, address: addressOf('198.51.100', arn), agent: definition.agent ?? agents.user } };
  }
  const sessionContext = { attributes: { creationDate: at, mfaAuthenticated: 'true' } };
  const identity = {
    ...base,
    accessKeyId: accessKeyId('ASIA', `${arn}/${at}`),
    userName: definition.name,
    sessionContext,
  };
  const caller = { identity, address: addressOf('203.0.113', arn), agent: agents.saml };
  const signIn = { source: 'signin', name: 'ConsoleLogin', response: { ConsoleLogin: 'Success' } };
  return { caller, opener: { caller: { ...caller, identity: { ...base, userName: definition.name } }, call: signIn } };
}

/** The trail's own look at its bucket, every day in the account that has the bucket. */
export const trailCaller: Caller = {
  identity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' },
  address: 'cloudtrail.amazonaws.com',
  agent: 'cloudtrail.amazonaws.com',
};

/** The account that has the trail's bucket. */
export const bucketOwner = accounts.production;
