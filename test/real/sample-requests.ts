import { difference, emptySet, fullSet, membersOf, union } from '../../src/core/catalog/action-set.ts';
import type { Catalog } from '../../src/core/catalog/catalog.ts';
import { authorizerOf } from '../../src/core/policy/authorize.ts';
import { booleanKeys } from '../../src/core/policy/context-keys.ts';
import type { Request, RequestPrincipal } from '../../src/core/policy/request.ts';
import { textsOf, type WrittenPolicy, type WrittenStatement } from './policy-variants.ts';

/** How much is asked of one statement. */
export interface SampleSize {
  readonly actions: number;
  readonly resources: number;
  readonly contexts: number;
}

type Context = Readonly<Record<string, string | readonly string[]>>;

/** Who asks where nobody is named. */
export const somebody: RequestPrincipal = { kind: 'user', arn: 'arn:aws:iam::111122223333:user/somebody' };

/**
 * Requests that a statement is meant to match, made from its own text without the means of comparison: actions that it matches, resources
 * of those actions' types that its patterns match, and contexts that meet its conditions one by one. Not complete: conditions that only a
 * value between others meets, or that contradict each other, give none.
 */
export function samplesOf(
  statement: WrittenStatement,
  { version }: Pick<WrittenPolicy, 'version'>,
  catalog: Catalog,
  size: SampleSize,
): readonly Request[] {
  const contexts = thinned(contextsOf(statement, version, catalog), size.contexts);
  const principals = thinned(principalsOf(statement), 3);
  const requests: Request[] = [];
  for (const index of thinned(actionsOf(statement, catalog), size.actions)) {
    const action = catalog.actions[index]?.name ?? '';
    const { formats } = catalog.fitOf(index);
    for (const context of contexts) {
      const patterns = textsOf(statement.Resource).map((text) => withVariables(text, version, context));
      for (const resource of thinned(resourcesOf(patterns, formats), size.resources))
        for (const principal of principals) requests.push({ action, resource, principal, context });
    }
  }
  return requests;
}

/** So many of a list, evenly spread; the first always. */
function thinned<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, at) => list[Math.floor((at * list.length) / most)]).flatMap((one) =>
    one === undefined ? [] : [one],
  );
}

function actionsOf({ Action, NotAction }: WrittenStatement, catalog: Catalog): readonly number[] {
  const named = textsOf(Action ?? NotAction)
    .map((pattern) => catalog.matching(pattern))
    .reduce(union, emptySet(catalog.size));
  return [...membersOf(NotAction === undefined ? named : difference(fullSet(catalog.size), named))];
}

// ---- resources

const usualParts = [
  ['Partition', 'aws'],
  ['Region', 'us-east-1'],
  ['Account', '111122223333'],
] as const;

type Token = { readonly char: string } | { readonly isRun: boolean; readonly takesColon: boolean };

function resourcesOf(patterns: readonly string[], formats: readonly string[]): readonly string[] {
  if (formats.length === 0) return ['*'];
  const wanted = (patterns.length === 0 ? ['*'] : patterns).map(patternTokens);
  const found = formats.flatMap((format) => {
    const usual = usualParts.reduce((text, [name, value]) => text.replace(`\${${name}}`, value), format);
    return wanted.flatMap(
      (tokens) => commonText(tokens, formatTokens(usual)) ?? commonText(tokens, formatTokens(format)) ?? [],
    );
  });
  return [...new Set(found)];
}

function patternTokens(pattern: string): readonly Token[] {
  return [...pattern].map((char) =>
    char === '*' || char === '?'
      ? { isRun: char === '*', takesColon: true }
      : { char: char === noWildcard ? '*' : char },
  );
}

function formatTokens(format: string): readonly Token[] {
  const tokens: Token[] = [];
  let colons = 0;
  for (const [part] of format.matchAll(/\$\{[^}]*\}|[\s\S]/g)) {
    const takesColon = colons >= 5;
    if (part.length > 1) tokens.push({ isRun: false, takesColon }, { isRun: true, takesColon });
    else if (part === '*') tokens.push({ isRun: true, takesColon });
    else tokens.push({ char: part });
    if (part === ':') colons++;
  }
  return tokens;
}

/** A text that both match, by trying; each pair of places is tried once. */
function commonText(some: readonly Token[], others: readonly Token[]): string | undefined {
  const failed = new Set<number>();
  const from = (a: number, b: number): string | undefined => {
    const place = a * (others.length + 1) + b;
    if (failed.has(place)) return undefined;
    const [one, other] = [some[a], others[b]];
    if (one === undefined && other === undefined) return '';
    const rest =
      step(one, other, () => from(a + (isRun(one) ? 0 : 1), b + (isRun(other) ? 0 : 1))) ??
      (isRun(one) ? from(a + 1, b) : undefined) ??
      (isRun(other) ? from(a, b + 1) : undefined);
    if (rest === undefined) failed.add(place);
    return rest;
  };
  return from(0, 0);
}

function isRun(token: Token | undefined): boolean {
  return token !== undefined && 'isRun' in token && token.isRun;
}

/** One character that both take; two wildcards need none, unless one stands for a single character. */
function step(one: Token | undefined, other: Token | undefined, rest: () => string | undefined): string | undefined {
  if (one === undefined || other === undefined || (isRun(one) && isRun(other))) return undefined;
  const char = 'char' in one ? one.char : 'char' in other ? other.char : 'x';
  for (const token of [one, other]) {
    if ('char' in token ? token.char !== char : char === ':' && !token.takesColon) return undefined;
  }
  const after = rest();
  return after === undefined ? undefined : char + after;
}

// ---- contexts

/** Stands for a wildcard character that is meant literally. */
const noWildcard = '\uE000';

function withVariables(text: string, version: string | undefined, context: Context): string {
  if (version !== '2012-10-17') return text;
  return text.replaceAll(
    /\$\{\s*([^},]*?)\s*(?:,\s*'([^']*)'\s*)?\}/g,
    (_, key: string, fallback: string | undefined) => {
      if (key === '*') return noWildcard;
      if (key === '?' || key === '$') return key;
      const value = context[key.toLowerCase()];
      return typeof value === 'string' ? value : (fallback ?? 'unknown');
    },
  );
}

const usualValues: Context = {
  'aws:username': 'somebody',
  'aws:principalaccount': '111122223333',
  'aws:resourceaccount': '111122223333',
  'aws:userid': 'AIDAEXAMPLE',
};

/** The first meets the conditions as plainly as can be, the others differ from it in one key. Empty when no way was found. */
function contextsOf(statement: WrittenStatement, version: string | undefined, catalog: Catalog): readonly Context[] {
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
  );
  const variables = version === '2012-10-17' ? [...JSON.stringify(statement).matchAll(/\$\{\s*([^},]*?)\s*[,}]/g)] : [];
  const variableKeys = new Set(variables.map(([, key = '']) => key.toLowerCase()).filter((key) => key.length > 1));
  const keys = new Set([...variableKeys, ...conditions.map(({ key }) => key.toLowerCase())]);

  let context: Context = Object.fromEntries(
    [...variableKeys].map((key) => [key, usualValues[key] ?? `v${key.length}`]),
  );
  const choices = new Map<string, readonly (string | readonly string[])[]>();
  for (const key of keys) {
    const own = conditions.filter((one) => one.key.toLowerCase() === key);
    const Condition: Record<string, Record<string, unknown>> = {};
    for (const { operator, values } of own) Condition[operator] = { ...Condition[operator], [key]: values };
    const probe = { Version: version, Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition } };
    const authorizer = authorizerOf({ identity: [{ name: 'probe', document: probe }] }, catalog);
    const isFit = (value: string | readonly string[]) =>
      authorizer({ action: 'any:Thing', resource: '*', principal: somebody, context: { ...context, [key]: value } })
        .outcome === 'allowed';
    const usual = variableKeys.has(key) ? [context[key] ?? 'v'] : [];
    const texts = own.flatMap(({ operator, values }) =>
      textsOf(values).flatMap((text) => candidatesNear(operator, withVariables(text, version, context))),
    );
    const absent = variableKeys.has(key) ? [] : [[]];
    // A request never holds anything else in such a key, though policies ask for it (AIOpsAssistantPolicy: a service's name).
    const values = booleanKeys.has(key) ? ['true', 'false'] : [...usual, ...texts, 'other', 'true', 'false', '1'];
    const fitting = [...values, ...absent].filter(isFit);
    const [first] = fitting;
    if (first === undefined) return [];
    context = { ...context, [key]: first };
    choices.set(key, fitting);
  }
  const others = [...choices].flatMap(([key, [, ...rest]]) =>
    rest.slice(0, 3).map((value) => ({ ...context, [key]: value })),
  );
  return [context, ...others];
}

/** Texts that may meet a condition on this value: itself, its wildcards filled, and what lies next to it. */
function candidatesNear(operator: string, text: string): readonly string[] {
  const filled = text.replaceAll('*', 'x').replaceAll('?', 'x').replaceAll(noWildcard, '*');
  const shortest = text.replaceAll('*', '').replaceAll('?', 'x').replaceAll(noWildcard, '*');
  if (/ip/i.test(operator)) return [text.split('/')[0] ?? text, '192.0.2.77', '2001:db8::77'];
  const number = Number(text);
  if (/numeric/i.test(operator)) return [text, String(number - 1), String(number + 1)];
  const date = Date.parse(text);
  if (/date/i.test(operator) && !Number.isNaN(date))
    return [date, date - 1000, date + 1000].map((at) => new Date(at).toISOString());
  return [filled, shortest];
}

// ---- principals

function principalsOf({ Principal, NotPrincipal }: WrittenStatement): readonly RequestPrincipal[] {
  if (Principal === undefined || Principal === '*')
    return NotPrincipal === undefined ? [somebody] : [somebody, { kind: 'anonymous' }];
  return Object.entries(Principal).flatMap(([kind, values]) => textsOf(values).map((text) => principalOf(kind, text)));
}

function principalOf(kind: string, text: string): RequestPrincipal {
  if (kind === 'Service') return { kind: 'service', service: text };
  if (kind === 'Federated' || text.includes(':federated-user/')) return { kind: 'federated', arn: text };
  const [, account, name] = /^arn:[^:]*:(?:iam|sts)::(\d{12}):(.*)$/.exec(text) ?? [];
  if (text === '*' || account === undefined)
    return /^\d{12}$/.test(text) ? { kind: 'user', arn: `arn:aws:iam::${text}:user/somebody` } : somebody;
  if (name === 'root') return { kind: 'user', arn: `arn:aws:iam::${account}:user/somebody` };
  if (name?.startsWith('assumed-role/') === true) return { kind: 'session', arn: text };
  if (name?.startsWith('role/') === true) return { kind: 'role', roleArn: text };
  return { kind: 'user', arn: text };
}
