import { type ActionSet, addInto, emptySet } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Instant, TimeWindow } from '../model/time.ts';
import type { EventUsage, PrincipalUsage } from './usage-ledger.ts';

/** What the logs show one principal doing, in actions. */
export interface ObservedUse {
  /** Exercised inside the window by a call that was not refused. */
  readonly used: ActionSet;
  /** Refused inside the window. */
  readonly denied: ActionSet;
  /** Last refusal inside the window, by action. */
  readonly lastDenied: ReadonlyMap<number, Instant>;
  /** Last use before the window, by action. */
  readonly lastBefore: ReadonlyMap<number, Instant>;
  /** Last use inside the window, by action. */
  readonly lastUsed: ReadonlyMap<number, Instant>;
  /** Events that map to no action. */
  readonly unmapped: readonly EventUsage[];
  /** Services that are not right-sized, because an event of theirs could not be mapped. */
  readonly unmappedServices: ReadonlySet<string>;
  /** Services with any event inside the window. */
  readonly seenServices: ReadonlySet<string>;
  /** Last call inside the window or before it that was not refused, and last of any outcome. */
  readonly lastCallAt?: Instant;
  readonly lastSeenAt?: Instant;
}

/** Maps one principal's events to actions. */
export function observedUse(usage: PrincipalUsage | undefined, window: TimeWindow, catalog: Catalog): ObservedUse {
  const used = emptySet(catalog.size);
  const denied = emptySet(catalog.size);
  const lastDenied = new Map<number, Instant>();
  const lastBefore = new Map<number, Instant>();
  const lastUsed = new Map<number, Instant>();
  const unmapped: EventUsage[] = [];
  const unmappedServices = new Set<string>();
  const seenServices = new Set<string>();
  let lastCallAt: Instant | undefined;
  let lastSeenAt: Instant | undefined;

  for (const event of usage?.events.values() ?? []) {
    // A sign-in that failed is somebody's try, and no use.
    if (event.eventSource === 'signin.amazonaws.com' && event.allowed === 0 && event.lastBefore === undefined) continue;
    const seen = Math.max(event.lastUsed ?? 0, event.lastDenied ?? 0, event.lastBefore ?? 0);
    lastSeenAt = Math.max(lastSeenAt ?? seen, seen);
    const call = Math.max(event.lastUsed ?? 0, event.lastBefore ?? 0);
    if (call > 0) lastCallAt = Math.max(lastCallAt ?? call, call);

    const mapping = catalog.mappingOf(event.eventSource, event.eventName);
    const isInWindow = seen >= window.from;
    if (isInWindow) seenServices.add(event.eventSource.replace(/\.amazonaws\.com(\.cn)?$/, '').toLowerCase());
    if (mapping.kind === 'no-permission') continue;
    if (mapping.kind === 'unmapped') {
      // What lies before the window puts nothing of the window in doubt.
      if (!isInWindow) continue;
      unmapped.push(event);
      if (mapping.service !== undefined) {
        unmappedServices.add(mapping.service);
        seenServices.add(mapping.service);
      }
      continue;
    }
    const exercised = [...mapping.actions, ...mapping.also];
    for (const index of exercised) {
      if (isInWindow) seenServices.add(catalog.actions[index]?.service ?? '');
      if (event.lastUsed !== undefined) {
        addInto(used, index);
        lastUsed.set(index, Math.max(lastUsed.get(index) ?? 0, event.lastUsed));
      }
      if (event.lastBefore !== undefined) lastBefore.set(index, Math.max(lastBefore.get(index) ?? 0, event.lastBefore));
    }
    if (event.lastDenied !== undefined) {
      const named = (event.detail?.refusals ?? []).flatMap(
        ({ action }) => catalog.byName.get(action.toLowerCase()) ?? [],
      );
      for (const index of [...mapping.actions, ...named.map((action) => action.index)]) {
        addInto(denied, index);
        lastDenied.set(index, Math.max(lastDenied.get(index) ?? 0, event.lastDenied));
      }
    }
  }
  return {
    used,
    denied,
    lastDenied,
    lastBefore,
    lastUsed,
    unmapped,
    unmappedServices,
    seenServices,
    ...(lastCallAt === undefined ? {} : { lastCallAt }),
    ...(lastSeenAt === undefined ? {} : { lastSeenAt }),
  };
}
