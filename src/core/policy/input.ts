import { ConfigError } from '../model/errors.ts';

// What callers without types get wrong is told at the door, not by an error from deep inside.
const kinds = ['user', 'role', 'session', 'root', 'federated', 'service', 'anonymous'];

/** Throws `ConfigError` for what is no request. */
export function checkRequest(request: unknown): void {
  if (!isRecord(request)) throw new ConfigError('a request is expected to be an object');
  for (const field of ['action', 'resource']) {
    if (typeof request[field] !== 'string')
      throw new ConfigError(`the \`${field}\` of a request is expected to be a text`);
  }
  const { principal, context } = request;
  if (!isRecord(principal) || typeof principal.kind !== 'string' || !kinds.includes(principal.kind)) {
    throw new ConfigError('the `principal` of a request has no known `kind`', `one of ${kinds.join(', ')}`);
  }
  if (context === undefined) return;
  if (!isRecord(context)) throw new ConfigError('the `context` of a request is expected to be an object');
  for (const [key, value] of Object.entries(context)) {
    const isText = typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
    if (!isText) throw new ConfigError(`the context key \`${key}\` is expected to be a text or a list of texts`);
  }
}

/** Throws `ConfigError` for what is no set of policies by type. */
export function checkPolicySet(policies: unknown): void {
  if (!isRecord(policies)) throw new ConfigError('the policies are expected to be an object, by type');
  for (const type of ['identity', 'boundary', 'session']) checkPolicies(policies[type] ?? [], type);
  if (policies.resource !== undefined) checkPolicies([policies.resource], 'resource');
  for (const type of ['scps', 'rcps']) {
    const levels: unknown = policies[type] ?? [];
    if (!Array.isArray(levels)) throw new ConfigError(`\`${type}\` is expected to be a list of levels`);
    for (const level of levels) checkPolicies(level, type);
  }
}

/** Throws `ConfigError` for what is no list of policies. `what` names the list. */
export function checkPolicies(list: unknown, what: string): void {
  if (!Array.isArray(list))
    throw new ConfigError(`\`${what}\` is expected to be a list of policies`, 'of the shape { name, document }');
  for (const one of list) {
    if (isRecord(one) && typeof one.name === 'string' && 'document' in one) continue;
    throw new ConfigError(`a policy of \`${what}\` is not of the shape { name, document }`);
  }
}

/** Throws `ConfigError` for what is no list of texts. `what` names the list. */
export function checkTexts(list: unknown, what: string): void {
  if (Array.isArray(list) && list.every((one) => typeof one === 'string')) return;
  throw new ConfigError(`\`${what}\` is expected to be a list of texts`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
