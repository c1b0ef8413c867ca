import type { AccountParts } from '../model/bundle.ts';

/**
 * Names of the users with an active credential of a service: neither the report nor management events tell of its use. `refused`: the collector
 * asked and was not told, so anybody may have one.
 */
export function usersOfServiceCredentials({
  serviceSpecificCredentials = [],
  gaps,
}: AccountParts): ReadonlySet<unknown> | 'refused' {
  const isRefused = gaps.some(
    ({ operation, errorCode }) => operation === 'ListServiceSpecificCredentials' && errorCode !== 'Missing',
  );
  if (isRefused) return 'refused';
  return new Set(
    serviceSpecificCredentials.filter(({ Status }) => Status !== 'Inactive').map(({ UserName }) => UserName),
  );
}
