import type { Unit } from './unit.ts';

/** The identity of a suggestion: of its account and subject, so that it is the same from scan to scan. 16 hex digits. */
export function suggestionIdOf(
  { accountId, kind, id }: Pick<Unit, 'accountId' | 'kind' | 'id'>,
  sha256: (text: string) => string,
): string {
  return sha256(['suggestion', accountId, kind, id].join('\n')).slice(0, 16);
}
