import { createHash } from 'node:crypto';
import { type AuditContext, auditAccount } from '../../../src/audit.ts';
import { windowOf } from '../../../src/core/evidence/evidence-window.ts';
import { createUsageLedger } from '../../../src/core/evidence/usage-ledger.ts';
import type { OrganizationParts } from '../../../src/core/model/bundle.ts';
import type { AuditSettings, SuggestSettings } from '../../../src/core/model/settings.ts';
import type { PolicySet } from '../../../src/core/policy/authorize.ts';
import { accountId, asOf, batchOf, catalog, daysAgo, settings } from '../evidence/account.ts';
import type { Case, OwnCall } from './oracle.ts';
import type { RandomAccount } from './random-account.ts';

/** An account audited, with what the oracle needs to judge its suggestions. */
export function auditedCase(account: RandomAccount, depth: number): Case {
  const { parts, events, logs, windowDays, suggest, organization } = account;
  const ledger = createUsageLedger(windowOf(asOf, windowDays));
  ledger.add(batchOf(events, logs, account.changes));
  const context = contextOf(suggest, windowDays, organization, account.settings);
  const scps = scpLevelsOf(organization);
  return {
    parts,
    audit: auditAccount(parts, ledger.build(), context, catalog),
    calls: callsOf(account),
    settings: suggest,
    asOf,
    ...(scps === undefined ? {} : { scps }),
    depth,
  };
}

/** What an account is audited against. */
export function contextOf(
  suggest: SuggestSettings,
  windowDays: number,
  organization: OrganizationParts,
  over: Partial<AuditSettings> = {},
): AuditContext {
  return {
    window: windowOf(asOf, windowDays),
    collectedAt: asOf,
    settings: { ...settings, ...over, windowDays, suggest },
    organization,
    logGaps: [],
    withVerdicts: true,
    suggest: { sha256, toolVersion: '0.0.0' },
  };
}

/** SHA-256 of a text, hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The calls that were not refused, and those that map to no action, joined to principals on the id, and on the ARN where there is none. */
function callsOf({ parts: { details }, events, windowDays }: RandomAccount): readonly OwnCall[] {
  const principals = [...details.roles, ...details.users];
  return events.flatMap((event): OwnCall[] => {
    const at = daysAgo(event.daysAgo);
    const caller = principals.find(({ id, arn, createdAt = 0 }) =>
      (event.principalId ?? 'AROAWORKER') === ''
        ? arn === event.principalArn && at >= createdAt
        : id === (event.principalId ?? 'AROAWORKER'),
    );
    const mapping = catalog.mappingOf(event.source, event.name);
    if (caller === undefined || mapping.kind === 'no-permission') return [];
    // What a refused call of an unknown kind asked for is in doubt as well, while the window lasts.
    if (event.outcome === 'denied' && (mapping.kind === 'actions' || event.daysAgo > windowDays)) return [];
    const exercised = mapping.kind === 'actions' ? [...mapping.actions, ...mapping.also] : [];
    return [
      {
        principalArn: caller.arn,
        source: event.source.replace('.amazonaws.com', ''),
        at,
        actions: exercised.map((index) => catalog.actions[index]?.name ?? ''),
        resources: event.detail?.resources ?? [],
      },
    ];
  });
}

/** Of the root and of the account itself. */
function scpLevelsOf({ serviceControlPolicies, parents }: OrganizationParts): PolicySet['scps'] {
  if (serviceControlPolicies === undefined) return undefined;
  const levels = [parents?.get(accountId) ?? '', accountId];
  return levels.map((level) => serviceControlPolicies.filter(({ targets }) => targets.includes(level)));
}
