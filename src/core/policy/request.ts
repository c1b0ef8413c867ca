/** A policy as it comes from outside. */
export interface PolicyInput {
  /** How the reasons name it. */
  readonly name: string;
  /** Parsed JSON, JSON text, or URL-encoded JSON text. */
  readonly document: unknown;
}

/** Who makes a request. */
export interface RequestPrincipal {
  /**
   * - `user`, `root`: of IAM; `arn` is theirs (of root, `accountId` suffices).
   * - `session`: of a role; `arn` is the assumed-role ARN (without path), `roleArn` the role's with its path.
   * - `role`: some session of the role whose ARN is `roleArn`, or else `arn`.
   * - `federated`: an STS federated user; or, by the ARN of an OIDC or SAML provider, who signed in there.
   * - `service`: an AWS service, by `service` (`lambda.amazonaws.com`).
   * - `anonymous`: nobody known.
   */
  readonly kind: 'user' | 'role' | 'session' | 'root' | 'federated' | 'service' | 'anonymous';
  readonly arn?: string;
  readonly roleArn?: string;
  /** Twelve digits; read from the ARN where absent. */
  readonly accountId?: string;
  readonly service?: string;
}

/** Values of condition keys by name; letter case of names aside. An empty list: the key is absent, though it could be derived. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/** One request to AWS. */
export interface Request {
  /** `s3:GetObject`; letter case aside. */
  readonly action: string;
  /** An ARN, or `*` where the action takes no resource. Literal text: a `*` in it is a character. */
  readonly resource: string;
  /** Where the ARN does not say it (S3). Absent from both: the principal's own account. */
  readonly resourceAccountId?: string;
  readonly principal: RequestPrincipal;
  /** What is not given and does not follow from principal and resource is absent. */
  readonly context?: RequestContext;
}

/** The account id in an ARN; `undefined` where there is none. */
export function accountOfArn(arn: string | undefined): string | undefined {
  const account = arn?.split(':')[4];
  return account === undefined || account === '' ? undefined : account;
}

/** The account of a principal; `undefined` for services and anonymous requests. */
export function accountOfPrincipal({ kind, arn, roleArn, accountId }: RequestPrincipal): string | undefined {
  if (kind === 'service' || kind === 'anonymous' || isIdentityProvider(arn)) return undefined;
  return accountId ?? accountOfArn(arn) ?? accountOfArn(roleArn);
}

/** Whether the ARN is that of an OIDC or SAML provider: who comes by it is no principal of any account yet. */
function isIdentityProvider(arn: string | undefined): boolean {
  return arn !== undefined && /^arn:[^:]*:iam::[^:]*:(oidc|saml)-provider\//.test(arn);
}

/**
 * The ARN of the role behind a session or role principal: as given, or rebuilt from the session's (then without its path, which the
 * session's ARN does not hold).
 */
export function roleArnOf({ kind, arn, roleArn }: RequestPrincipal): string | undefined {
  if (kind !== 'role' && kind !== 'session') return undefined;
  if (roleArn !== undefined || arn === undefined) return roleArn;
  const [, partition, account, role] = /^arn:([^:]*):sts::([^:]*):assumed-role\/([^/]+)/.exec(arn) ?? [];
  return role === undefined ? (kind === 'role' ? arn : undefined) : `arn:${partition}:iam::${account}:role/${role}`;
}
