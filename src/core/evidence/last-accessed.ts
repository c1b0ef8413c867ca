import { type ActionSet, addInto, emptySet, has } from '../catalog/action-set.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { LastAccessedReport } from '../model/bundle.ts';
import type { Instant, TimeWindow } from '../model/time.ts';
import { lastAccessedLagMs, spansWindow } from './evidence-window.ts';

/** What IAM's last-accessed answer tells of one principal. It counts attempts, refused ones too. */
export interface LastAccessedEvidence {
  /** Actions attempted inside the window. */
  readonly attempted: ActionSet;
  /** When last, by action attempted inside the window. */
  readonly attemptedAt: ReadonlyMap<number, Instant>;
  /** Actions that would have been seen, by name, and were not in the window. */
  readonly coveredByName: ActionSet;
  /** Actions of services that were not used in the window at all. */
  readonly coveredByService: ActionSet;
  /** Last attempt before the window, by action; where only the service is dated, of every action of it. */
  readonly lastBefore: ReadonlyMap<number, Instant>;
  /** Services attempted inside the window, with the last date. */
  readonly servicesInWindow: ReadonlyMap<string, Instant>;
  /** Last attempt of anything. */
  readonly lastAt?: Instant;
  /** Whether the answer is fresh enough to speak for the whole window. */
  readonly isFresh: boolean;
  readonly hasServices: boolean;
}

/**
 * Reads one principal's answer against the window. `collectedAt` dates an answer that does not date itself.
 */
export function lastAccessedEvidence(
  report: LastAccessedReport,
  window: TimeWindow,
  collectedAt: Instant,
  catalog: Catalog,
): LastAccessedEvidence {
  const known = (report.completedAt ?? collectedAt) - lastAccessedLagMs;
  const isFresh = spansWindow(Number.NEGATIVE_INFINITY, known, {
    from: window.from,
    to: window.to - lastAccessedLagMs,
  });
  const attempted = emptySet(catalog.size);
  const coveredByName = emptySet(catalog.size);
  const coveredByService = emptySet(catalog.size);
  const attemptedAt = new Map<number, Instant>();
  const lastBefore = new Map<number, Instant>();
  const servicesInWindow = new Map<string, Instant>();
  let lastAt: Instant | undefined;

  for (const service of report.services) {
    const namespace = service.namespace.toLowerCase();
    const dates = [service.lastAt, ...(service.actions ?? []).map((action) => action.lastAt)].filter(
      (at) => at !== undefined,
    );
    const last = dates.length === 0 ? undefined : Math.max(...dates);
    if (last !== undefined) lastAt = Math.max(lastAt ?? last, last);
    if (last !== undefined && last >= window.from) servicesInWindow.set(namespace, last);
    for (const { name, lastAt: at } of service.actions ?? []) {
      const action = catalog.byName.get(`${namespace}:${name.toLowerCase()}`);
      if (action === undefined) continue;
      if (at !== undefined && at >= window.from) {
        addInto(attempted, action.index);
        attemptedAt.set(action.index, Math.max(attemptedAt.get(action.index) ?? at, at));
      } else if (isFresh) addInto(coveredByName, action.index);
      if (at !== undefined && at < window.from) lastBefore.set(action.index, at);
    }
    if (servicesInWindow.has(namespace)) continue;
    const range = catalog.services.get(namespace);
    for (let index = range?.first ?? 0; index < (range?.end ?? 0); index++) {
      if (isFresh) addInto(coveredByService, index);
      // A service-level date may have been any action's; an action listed by name has its own.
      const isListed = has(coveredByName, index) && service.actions !== undefined;
      if (last !== undefined && !isListed && !lastBefore.has(index)) lastBefore.set(index, last);
    }
  }
  return {
    attempted,
    attemptedAt,
    coveredByName,
    coveredByService,
    lastBefore,
    servicesInWindow,
    ...(lastAt === undefined ? {} : { lastAt }),
    isFresh,
    hasServices: report.services.length > 0,
  };
}
