import { accountOfArn, accountOfPrincipal, type Request, roleArnOf } from '../request.ts';
import type { VariableValues } from '../template.ts';

/** The context of one request, with what follows from principal and resource put in. */
export interface EvaluatedContext {
  /** The values of a key (lower case); `undefined` where it is absent. Never empty. */
  readonly valuesOf: (key: string) => readonly string[] | undefined;
  /** The value of a policy variable: a key with one value. */
  readonly variableValue: VariableValues;
}

/**
 * Derives the keys that follow from the request and lays what the context gives over them.
 * Source of the derived values: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function contextOf(request: Request, resourceAccount: string | undefined): EvaluatedContext {
  const keys = derivedKeys(request, resourceAccount);
  for (const [name, given] of Object.entries(request.context ?? {})) {
    keys.set(name.toLowerCase(), typeof given === 'string' ? [given] : given);
  }
  const valuesOf = (key: string) => {
    const values = keys.get(key);
    return values === undefined || values.length === 0 ? undefined : values;
  };
  return {
    valuesOf,
    // A key with several values cannot be a variable.
    variableValue: (key) => {
      const values = valuesOf(key);
      return values?.length === 1 ? values[0] : undefined;
    },
  };
}

/** The account whose resource is asked for: as told, as the ARN says, or the principal's own. */
export function resourceAccountOf({ resource, resourceAccountId, principal }: Request): string | undefined {
  return resourceAccountId ?? accountOfArn(resource) ?? accountOfPrincipal(principal);
}

function derivedKeys({ principal }: Request, resourceAccount: string | undefined): Map<string, readonly string[]> {
  const keys = new Map<string, readonly string[]>();
  const put = (key: string, value: string | undefined) => {
    if (value !== undefined) keys.set(key, [value]);
  };
  const account = accountOfPrincipal(principal);
  put('aws:resourceaccount', resourceAccount);
  put('aws:principalaccount', account);
  put('aws:principalisawsservice', principal.kind === 'anonymous' ? undefined : String(principal.kind === 'service'));
  switch (principal.kind) {
    case 'user':
      put('aws:principalarn', principal.arn);
      put('aws:principaltype', 'User');
      put('aws:username', principal.arn?.split('/').at(-1));
      break;
    case 'role':
    case 'session':
      // Of a session it is the role's ARN, with its path, and not the session's.
      put('aws:principalarn', roleArnOf(principal));
      put('aws:principaltype', 'AssumedRole');
      break;
    case 'root':
      put('aws:principalarn', principal.arn ?? (account === undefined ? undefined : `arn:aws:iam::${account}:root`));
      put('aws:principaltype', 'Account');
      put('aws:userid', account);
      break;
    case 'federated':
      if (account === undefined) break;
      put('aws:principalarn', principal.arn);
      put('aws:principaltype', 'FederatedUser');
      put('aws:userid', `${account}:${principal.arn?.split('/').at(-1) ?? ''}`);
      break;
    case 'service':
      put('aws:principalservicename', principal.service);
      if (principal.service !== undefined) keys.set('aws:principalservicenameslist', [principal.service]);
      break;
    case 'anonymous':
      put('aws:principaltype', 'Anonymous');
      put('aws:principalaccount', 'anonymous');
      put('aws:userid', 'anonymous');
      break;
  }
  return keys;
}
