import type { Catalog } from '../../../src/core/catalog/catalog.ts';
import type { Request, RequestPrincipal } from '../../../src/core/policy/request.ts';
import { textsOf, type WrittenStatement } from './changed-account.ts';

type Context = NonNullable<Request['context']>;

/** Whether a text matches a pattern of `*` and `?`; letter case aside. Written anew, so as not to trust the one that is tested. */
export function isLike(pattern: string, text: string): boolean {
  let known = expressions.get(pattern);
  if (known === undefined) {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    known = new RegExp(`^${escaped.replaceAll('*', '[^]*').replaceAll('?', '[^]')}$`, 'i');
    expressions.set(pattern, known);
  }
  return known.test(text);
}

const expressions = new Map<string, RegExp>();

/** Whether a statement names the action. */
export function namesAction(statement: WrittenStatement, action: string): boolean {
  const isNamed = textsOf(statement.Action ?? statement.NotAction).some((pattern) => isLike(pattern, action));
  return statement.NotAction === undefined ? isNamed : !isNamed;
}

/** So many of a list, evenly spread; the first always. */
export function thinned<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, at) => list.slice(Math.floor((at * list.length) / most))[0]).flatMap((one) =>
    one === undefined ? [] : [one],
  );
}

/** What requests are asked about. */
export interface Asked {
  readonly principal: RequestPrincipal;
  readonly statements: readonly WrittenStatement[];
  /** ARNs that were seen in calls. */
  readonly seen: readonly string[];
  /** The time of the requests, ISO 8601. */
  readonly at: string;
}

/** Requests for one action: on resources that the statements name and others, in contexts that meet their conditions and others. */
export function requestsFor(action: string, asked: Asked, catalog: Catalog): readonly Request[] {
  const contexts = known.get(asked) ?? contextsOf(asked);
  known.set(asked, contexts);
  return resourcesFor(action, asked, catalog).flatMap((resource) =>
    contexts.map((context) => ({ action, resource, principal: asked.principal, context })),
  );
}

const known = new WeakMap<Asked, readonly Context[]>();

const placeholders = { Partition: 'aws', Region: 'us-east-1', Account: '111122223333' };

function resourcesFor(action: string, { statements, seen }: Asked, catalog: Catalog): readonly string[] {
  const index = catalog.byName.get(action.toLowerCase())?.index;
  const fit = index === undefined ? undefined : catalog.fitOf(index);
  const isFitting = (arn: string): boolean =>
    fit === undefined || fit.formats.some((format) => isLike(format.replaceAll(/\$\{[^}]*\}/g, '*'), arn));
  const named = statements
    .filter((statement) => namesAction(statement, action))
    .flatMap((statement) => textsOf(statement.Resource ?? statement.NotResource))
    .filter((pattern) => pattern !== '*')
    .flatMap((pattern) => [filled(pattern, 'user-0', 'x'), filled(pattern, 'app-x', 'y')]);
  const usual = (fit?.formats ?? []).map((format) =>
    format.replaceAll(/\$\{([^}]*)\}/g, (_, name: string) => Object(placeholders)[name] ?? 'thing'),
  );
  const arns = [...new Set([...seen, ...named])].filter(isFitting);
  const free = fit === undefined || fit.isOptional ? ['*'] : [];
  return [...free, ...thinned(arns, 8), ...thinned(usual, 2)];
}

/** A text that the pattern matches, when its variables have the values. */
function filled(pattern: string, value: string, wild: string): string {
  return pattern
    .replaceAll(/\$\{[^}]*\}/g, value)
    .replaceAll('*', wild)
    .replaceAll('?', '1');
}

/** No key; all keys as the conditions ask for them; and each of them missing or different. */
function contextsOf({ statements, at }: Asked): readonly Context[] {
  const now: Context = { 'aws:CurrentTime': at, 'aws:EpochTime': String(Math.floor(Date.parse(at) / 1000)) };
  const met = new Map<string, string>([
    ['aws:PrincipalTag/team', 'app-x'],
    ['aws:ResourceTag/team', 'app-x'],
  ]);
  const others = new Map<string, Set<string>>();
  for (const { Condition = {} } of statements) {
    for (const [operator, keys] of Object.entries(Object(Condition))) {
      for (const [key, values] of Object.entries(Object(keys))) {
        if (/^aws:(CurrentTime|EpochTime|Principal(Arn|Account|Type|IsAWSService)|username|userid)$/i.test(key))
          continue;
        const [value = ''] = textsOf(values);
        const fitting = /ip/i.test(operator) ? value.replace(/\/.*$/, '') : filled(value, 'app-x', 'x');
        if (!/Not/.test(operator) && !met.has(key)) met.set(key, fitting);
        others.set(key, (others.get(key) ?? new Set()).add(fitting).add('other').add('true').add('false'));
      }
    }
  }
  const base: Context = { ...now, ...Object.fromEntries(met) };
  const varied = [...others].flatMap(([key, values]) => [
    without(base, key),
    ...[...values].filter((value) => value !== base[key]).map((value) => ({ ...base, [key]: value })),
  ]);
  return [now, base, ...thinned(varied, 6)];
}

function without(context: Context, key: string): Context {
  return Object.fromEntries(Object.entries(context).filter(([name]) => name !== key));
}
