import { emptySet, intersection, sizeOf } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { isQuarantine } from '../inventory/quarantine.ts';
import type { JsonObject } from '../model/json-object.ts';
import type { CertificateCheck, Suggestion } from '../model/suggestion.ts';
import { dateOf, dayMs } from '../model/time.ts';
import { policyValueOf } from '../policy/parse.ts';
import type { Needs } from './needs/needs.ts';
import { originsOfArns } from './plan/edit-origins.ts';
import { watchOf } from './plan/place-quarantine.ts';
import { type RetiredPrincipal, retirePlanOf } from './plan/retire.ts';
import { certifiedInputsOf, notSeenOf } from './prove/certificate.ts';
import type { AccountContext } from './suggest-context.ts';
import { suggestionIdOf } from './suggestion-id.ts';
import { earlierRemarks } from './units.ts';
import { isObject } from './write/narrow-document.ts';
import { quotasOf, sizeOfDocument } from './write/quotas.ts';

/** Characters that the Deny of everything takes. */
const denyAllSize = 140;

/** The plan for a principal that was not used at all: no smaller policy, but a way out of service that can be taken back until the last step. */
export function retireSuggestion(needs: Needs, context: AccountContext, catalog: Catalog): Suggestion {
  const { view, settings, sha256 } = context;
  const { principal, permissions, use } = needs.judged;
  const { window, parts } = view;
  const { kind, arn, name, id, accountId } = principal;
  const inline = principal.policies.filter(({ type, group }) => type === 'inline' && group === undefined);
  const inlineSize = inline.reduce(
    (sum, { parsed }) => sum + (isObject(parsed.value) ? sizeOfDocument(parsed.value) : 0),
    0,
  );
  const quarantine = watchOf([needs], catalog);
  const hasRoom = inlineSize + denyAllSize <= quotasOf(parts).inlineSize[kind];
  const omitted =
    quarantine !== undefined && deniesEverything(needs, catalog)
      ? `a quarantine${quarantine.since === '' ? '' : ` of ${quarantine.since}`} is in force already`
      : hasRoom
        ? undefined
        : `a Deny does not fit into the inline policies that ${name} can still have`;
  return {
    id: suggestionIdOf({ accountId, kind: 'principal', id }, sha256),
    kind: 'retire',
    accountId,
    principal: arn,
    before: [],
    after: [],
    holders: [],
    removed: context.writer.patternsOf(permissions.granted, 'leading'),
    removedWith: [],
    kept: [],
    tightness: {
      permissions: { before: sizeOf(permissions.granted), after: 0 },
      elevated: { before: sizeOf(intersection(permissions.granted, view.elevated)), after: 0 },
      unjudged: 0,
    },
    blastRadius: [
      `Only ${name} is touched: whatever still points at it stops working, which is what the watch is for.`,
    ],
    remarks: [
      ...earlierRemarks(principal, view),
      ...(use.lastAt === undefined ? [] : [`${name} was last used on ${dateOf(use.lastAt)}, before the window.`]),
    ],
    ...(quarantine === undefined ? {} : { quarantine }),
    plan: retirePlanOf({
      subject: retiredPrincipal(needs, context),
      inlineNames: inline.map((policy) => policy.name),
      ...(omitted === undefined ? {} : { quarantineOmitted: omitted }),
      asOf: window.to,
      windowDays: Math.round((window.to - window.from) / dayMs),
      ...(use.lastAt === undefined ? {} : { lastUsedAt: use.lastAt }),
      keepUsedDays: settings.keepUsedDays,
      origins: originsOfArns([principal.arn], context.grounds, context.terraformAddresses),
    }),
    certificate: {
      noNewAccess: true,
      replayed: { events: 0, permissions: 0, unexplained: 0, denied: 0 },
      fits: true,
      sizes: [],
      notSeen: notSeenOf(context.grounds),
      unlistedLost: [],
      meaningChanged: [],
      checks: checksOf(needs),
      inputs: certifiedInputsOf([needs], context, catalog),
    },
  };
}

/** Whether a quarantine of ours that is in force denies everything: one that was for a smaller policy does not. */
function deniesEverything({ judged }: Needs, catalog: Catalog): boolean {
  return judged.principal.policies.some(({ parsed }) =>
    parsed.document.statements.some(
      (statement, place) =>
        isQuarantine(statement) && sizeOf(parsed.actions[place] ?? emptySet(catalog.size)) === catalog.size,
    ),
  );
}

function retiredPrincipal({ judged: { principal } }: Needs, { view }: AccountContext): RetiredPrincipal {
  const { kind, arn, name } = principal;
  const holder = { kind, arn, name };
  if (kind === 'role') {
    const trust = policyValueOf(view.parts.details.roles.find((role) => role.arn === arn)?.trustDocument);
    return { kind, holder, trust: isObject(trust) ? trust : emptyTrust, instanceProfiles: principal.instanceProfiles };
  }
  const { credentials } = principal;
  return {
    kind,
    holder,
    ...(credentials === undefined
      ? {}
      : {
          ...(credentials.isWhole ? { activeKeys: credentials.keys.length } : {}),
          hasPassword: credentials.password !== undefined,
        }),
  };
}

/** A role always has a trust policy; an answer without one was made by hand. */
const emptyTrust: JsonObject = { Version: '2012-10-17', Statement: [] };

function checksOf({ judged }: Needs): readonly CertificateCheck[] {
  const { principal, use } = judged;
  const sources = use.sources.filter(({ isWhole }) => isWhole).map(({ source }) => source);
  const check = (point: CertificateCheck['point'], text: string): CertificateCheck => ({ point, holds: true, text });
  return [
    check('no-new-access', 'the plan only denies and disables'),
    check('replay', `no call of ${principal.name} was seen in the window`),
    check('nothing-unjudged-removed', `not used at all in the window, by ${sources.join(', ')}`),
    check('intent-kept', 'no policy is rewritten'),
    check('fits', 'nothing is written that could be too long'),
    check('every-path-cut', 'everything is denied, whatever grants it; resource policies and KMS grants were not read'),
    check('right-target', `only ${principal.name} is touched`),
  ];
}
