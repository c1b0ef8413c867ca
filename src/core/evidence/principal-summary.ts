import { has, intersection, membersOf, sizeOf } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { PrincipalSummary, VerdictRow } from '../model/finding.ts';
import { isoOf } from '../model/time.ts';
import type { AccountView, JudgedPrincipal } from './account-evidence.ts';
import { countOf, verdictOf } from './verdicts.ts';

/** One row a principal for the report, by ARN; with every verdict where that is wanted. */
export function summariesOf(
  { principals, elevated, catalog }: AccountView,
  withVerdicts: boolean,
): readonly PrincipalSummary[] {
  return principals.map((judged) => {
    const { principal, permissions, verdicts, use } = judged;
    const counts = countOf(verdicts);
    return {
      arn: principal.arn,
      id: principal.id,
      kind: principal.kind,
      class: principal.class,
      accountId: principal.accountId,
      ...(principal.environment === undefined ? {} : { environment: principal.environment }),
      ...(principal.owner === undefined ? {} : { owner: principal.owner }),
      granted: sizeOf(permissions.granted),
      used: counts.used,
      unused: counts.unused,
      unobservable: counts.unobservable,
      tooRecent: counts['too-recent'],
      deniedOnly: counts['denied-only'],
      blocked: sizeOf(permissions.blocked),
      elevated: sizeOf(intersection(permissions.granted, elevated)),
      unusedElevated: sizeOf(intersection(verdicts.unused, elevated)),
      ...(use.lastAt === undefined ? {} : { lastUsed: isoOf(use.lastAt) }),
      ...(withVerdicts ? { verdicts: verdictRows(judged, catalog) } : {}),
    };
  });
}

/** Made when read: thousands of rows a principal. */
function verdictRows({ permissions, verdicts }: JudgedPrincipal, catalog: Catalog): Iterable<VerdictRow> {
  return {
    *[Symbol.iterator]() {
      for (const index of membersOf(permissions.granted)) {
        yield {
          action: catalog.actions[index]?.name ?? '',
          verdict: verdictOf(verdicts, index),
          reason: verdicts.reasonOf(index),
          ...(has(permissions.conditional, index) ? { conditional: true as const } : {}),
        };
      }
    },
  };
}
