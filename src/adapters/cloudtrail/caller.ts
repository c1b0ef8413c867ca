import type { CallerKind } from '../../core/model/usage.ts';
import { type JsonObject, objectOf, textOf } from './record.ts';

/** Who made a call, in our words, with what tells its sessions apart. */
export interface Caller {
  readonly kind: CallerKind;
  readonly principalId: string;
  readonly principalArn: string;
  readonly principalAccountId: string;
  readonly sessionName: string;
}

const nobody: Caller = {
  kind: 'unattributed',
  principalId: '',
  principalArn: '',
  principalAccountId: '',
  sessionName: '',
};

/**
 * Reads `userIdentity`, every type of it. Only what is certain is told: without a session issuer a role's ARN stays empty, since the
 * session's ARN lacks the role's path.
 */
export function callerOf(identity: JsonObject | undefined): Caller {
  if (identity === undefined) return nobody;
  switch (textOf(identity.type)) {
    case 'AssumedRole':
    case 'Role':
      return roleOf(identity);
    case 'IAMUser':
      return userOf(identity);
    case 'Root':
      return rootOf(identity);
    case 'FederatedUser':
      return federatedOf(identity);
    case 'AWSAccount':
      return {
        ...splitId(identity),
        kind: 'account',
        principalArn: '',
        principalAccountId: textOf(identity.accountId),
      };
    case 'AWSService':
      return serviceOf(identity);
    case 'WebIdentityUser':
      return { ...nobody, kind: 'web-identity', principalAccountId: textOf(identity.accountId) };
    case 'SAMLUser':
      return { ...nobody, kind: 'saml', principalAccountId: textOf(identity.accountId) };
    case '':
      // Older events of services hold nothing but `invokedBy` (and the account).
      return textOf(identity.invokedBy) === '' ? nobody : serviceOf(identity);
    default:
      return { ...nobody, principalAccountId: textOf(identity.accountId) };
  }
}

/** The role, user or root that issued the session; AWS also writes an empty object where there is none. */
function issuerOf(identity: JsonObject): JsonObject | undefined {
  const issuer = objectOf(objectOf(identity.sessionContext)?.sessionIssuer);
  return issuer !== undefined && (textOf(issuer.arn) !== '' || textOf(issuer.principalId) !== '') ? issuer : undefined;
}

function roleOf(identity: JsonObject): Caller {
  const issuer = issuerOf(identity);
  const { principalId, sessionName } = splitId(identity);
  const ownArn = textOf(identity.arn);
  const principalArn = textOf(issuer?.arn) || (ownArn.includes(':role/') ? ownArn : '');
  return {
    kind: 'role',
    // The record's own id is the role's with the session's name; the issuer's is the same without it.
    principalId: principalId || textOf(issuer?.principalId),
    principalArn,
    principalAccountId: textOf(issuer?.accountId) || textOf(identity.accountId) || accountOfArn(principalArn || ownArn),
    sessionName,
  };
}

function userOf(identity: JsonObject): Caller {
  const arn = textOf(identity.arn);
  return {
    kind: 'user',
    principalId: splitId(identity).principalId,
    principalArn: arn.includes(':user/') ? arn : '',
    principalAccountId: textOf(identity.accountId) || accountOfArn(arn),
    sessionName: '',
  };
}

/** The account's root, also when another account's administrator took a root session (`assumedRoot`). */
function rootOf(identity: JsonObject): Caller {
  const { principalId, sessionName } = splitId(identity);
  const arn = textOf(identity.arn);
  const account = textOf(issuerOf(identity)?.accountId) || textOf(identity.accountId) || accountOfArn(arn);
  const partition = arn.startsWith('arn:') ? arn.split(':')[1] : 'aws';
  return {
    kind: 'root',
    principalId,
    principalArn: account === '' ? '' : `arn:${partition}:iam::${account}:root`,
    principalAccountId: account,
    sessionName,
  };
}

/** A session of GetFederationToken acts with at most the rights of the user who asked for it: it is joined to that user. */
function federatedOf(identity: JsonObject): Caller {
  const issuer = issuerOf(identity);
  const own = splitId(identity);
  return {
    kind: 'federated',
    principalId: textOf(issuer?.principalId),
    principalArn: textOf(issuer?.arn),
    principalAccountId: textOf(issuer?.accountId) || textOf(identity.accountId) || accountOfArn(textOf(identity.arn)),
    sessionName: own.sessionName,
  };
}

function serviceOf(identity: JsonObject): Caller {
  return {
    kind: 'service',
    principalId: textOf(identity.invokedBy),
    principalArn: '',
    principalAccountId: textOf(identity.accountId),
    sessionName: '',
  };
}

/** `AROAEXAMPLE:session` in its two parts; a session's name may hold no colon, so the first one divides. */
function splitId(identity: JsonObject): { principalId: string; sessionName: string } {
  const id = textOf(identity.principalId);
  const colon = id.indexOf(':');
  return colon < 0
    ? { principalId: id, sessionName: '' }
    : { principalId: id.slice(0, colon), sessionName: id.slice(colon + 1) };
}

function accountOfArn(arn: string): string {
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1] ?? '';
}
