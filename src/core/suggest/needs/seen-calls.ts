import type { Catalog, ResourceFit } from '../../catalog/catalog.ts';
import type { EventUsage } from '../../evidence/usage-ledger.ts';
import type { AttachedPolicy } from '../../inventory/principal.ts';
import type { Instant } from '../../model/time.ts';
import type { CompiledStatement } from '../../policy/compiled-policy.ts';
import { isInForce } from '../../policy/date-condition.ts';
import type { Template } from '../../policy/template.ts';
import { globPattern, matchesText, type TextPattern, textPatternOf } from '../../policy/text-pattern.ts';

/** Calls of one event that were not refused, as one action that they exercised. */
export interface SeenCall {
  readonly eventSource: string;
  readonly eventName: string;
  readonly action: number;
  /** Of the ARNs in the records those that the action can be asked of; empty: none is known. */
  readonly resources: readonly string[];
  /** Whether there were more resources than the logs' roll-up keeps. */
  readonly isCapped: boolean;
  /** Calls in the window. */
  readonly count: number;
  readonly lastAt: Instant;
}

/** What one principal was seen doing, and what of it its policies do not explain. */
export interface SeenCalls {
  readonly calls: readonly SeenCall[];
  /** Calls in the window that were not refused and that need a permission. */
  readonly events: number;
  /** Services of calls that no policy of the principal explains, or that our map does not know, each with one such event (`s3.amazonaws.com GetObject`). */
  readonly unexplained: ReadonlyMap<string, string>;
  /** An event of which not even the service is known: a name outside the catalog is in use. */
  readonly ofUnknownService?: string;
  /** Calls in the window that are not explained. */
  readonly unexplainedEvents: number;
}

/** Reads resources against the catalog; keep one an account. */
export type FittingResources = (action: number, arns: readonly string[]) => readonly string[];

/** Tells which ARNs an action can be asked of, by the catalog's formats. */
export function fittingResourcesOf(catalog: Catalog): FittingResources {
  const patterns = new Map<ResourceFit, readonly { readonly pattern: TextPattern; readonly takesParts: boolean }[]>();
  return (action, arns) => {
    const fit = catalog.fitOf(action);
    let known = patterns.get(fit);
    if (known === undefined) {
      known = fit.formats.map((format) => ({
        pattern: globPattern(format.replace(/\$\{[^}]*\}/g, '*')),
        takesParts: /\/|\*/.test(format.slice(format.lastIndexOf(':'))),
      }));
      patterns.set(fit, known);
    }
    const own = known;
    return arns.filter((arn) => {
      // A bucket's name holds no slash, though the pattern of its ARN would take one.
      const isObject = /^arn:[^:]*:s3:::.*\//.test(arn);
      return own.some(({ pattern, takesParts }) => (takesParts || !isObject) && matchesText(pattern, arn));
    });
  };
}

/**
 * The calls of a principal since `since` that were not refused. `policies` are those that it holds: a call is explained when one of their Allow
 * statements in force may speak of its action on one of its resources, whatever the conditions.
 */
export function seenCallsOf(
  events: Iterable<EventUsage>,
  policies: readonly AttachedPolicy[],
  since: Instant,
  asOf: Instant,
  fitting: FittingResources,
  catalog: Catalog,
): SeenCalls {
  const allows = policies.flatMap(({ parsed }) =>
    parsed.compiled.filter(({ statement }) => statement.effect === 'Allow' && isInForce(statement.statement, asOf)),
  );
  const isExplained = ({ action, resources }: SeenCall): boolean =>
    allows.some(
      ({ statement, actions }) =>
        ((actions[action >>> 5] ?? 0) >>> (action & 31)) % 2 === 1 &&
        (resources.length === 0 || resources.some((resource) => maySpeakOf(statement, resource))),
    );
  const calls: SeenCall[] = [];
  const unexplained = new Map<string, string>();
  let total = 0;
  let unexplainedEvents = 0;
  let ofUnknownService: string | undefined;
  for (const event of events) {
    const count = event.allowed + event.failed;
    const lastAt = Math.max(event.lastUsed ?? 0, event.lastBefore ?? 0);
    const mapping = catalog.mappingOf(event.eventSource, event.eventName);
    // Somebody asks for a name that our map does not know, even where it was refused.
    const askedAt = mapping.kind === 'unmapped' ? Math.max(lastAt, event.lastDenied ?? 0) : lastAt;
    if (askedAt < since || askedAt === 0) continue;
    if (mapping.kind === 'unmapped') {
      const name = `${event.eventSource} ${event.eventName}`;
      unexplainedEvents += count;
      total += count;
      if (mapping.service === undefined) ofUnknownService ??= name;
      else unexplained.set(mapping.service, name);
    }
    if (mapping.kind !== 'actions') continue;
    total += count;
    const callOf = (action: number): SeenCall => ({
      eventSource: event.eventSource,
      eventName: event.eventName,
      action,
      resources: fitting(action, event.detail?.resources ?? []),
      isCapped: event.detail?.resourcesCapped ?? true,
      count,
      lastAt,
    });
    const needed = mapping.actions.map(callOf);
    const besides = mapping.also.map(callOf);
    calls.push(...needed, ...besides);
    const missing = needed.length > 0 ? needed.filter((call) => !isExplained(call)) : besides;
    if (missing.length === 0 || (needed.length === 0 && besides.some(isExplained))) continue;
    unexplainedEvents += count;
    for (const { action } of missing)
      unexplained.set(catalog.actions[action]?.service ?? '', `${event.eventSource} ${event.eventName}`);
  }
  return {
    calls,
    events: total,
    unexplained,
    unexplainedEvents,
    ...(ofUnknownService === undefined ? {} : { ofUnknownService }),
  };
}

/** Whether a statement speaks of the resource for some value of its variables. */
export function maySpeakOf({ resources }: CompiledStatement, resource: string): boolean {
  if (resources === undefined) return false;
  const isNamed = (template: Template): boolean => {
    const pattern = textPatternOf(template.map(openVariable), 'glob');
    return pattern !== undefined && matchesText(pattern, resource);
  };
  if (!resources.not) return resources.templates.some(isNamed);
  return !resources.templates.some(
    (template) => template.every(({ kind }) => kind !== 'variable') && isNamed(template),
  );
}

function openVariable(part: Template[number]): Template[number] {
  return part.kind === 'variable' ? { kind: 'text', text: '*' } : part;
}

/** Whether every call of everybody is explained: else a name that the catalog does not list may be in use. */
export function isAllExplained(reached: readonly { readonly seen: SeenCalls }[]): boolean {
  return reached.every(({ seen }) => seen.unexplained.size === 0 && seen.ofUnknownService === undefined);
}

/** Whether anybody holds an Allow with NotAction. */
export function hasNotAction(
  reached: readonly { readonly judged: { readonly principal: { readonly policies: readonly AttachedPolicy[] } } }[],
): boolean {
  return reached.some(({ judged }) =>
    judged.principal.policies.some(({ parsed }) =>
      parsed.document.statements.some(({ effect, actions }) => effect === 'Allow' && actions.not),
    ),
  );
}
