import type { SqlDialect } from './dialect.ts';
import { literal } from './names.ts';

/** A JSON string without its quotes, as a pattern without look-around: Trino, DuckDB and JavaScript read it alike. */
const inString = '[^"\\\\]*(?:\\\\.[^"\\\\]*)*';

/**
 * What becomes of JSON text when its values are emptied: names of members and texts with `:iam::` in them stay (role and policy ARNs are
 * told from them), other texts and numbers go. `{"a":"x","b":["y",1]}` is left as `{"a":,"b":[,]}`, which `emptiedValue` reads.
 */
const emptied = `("${inString}"\\s*:|"${inString}:iam::${inString}")|"${inString}"|-?[0-9][0-9.eE+-]*`;

/** As in `errorMessage`s of IAM: the action refused. */
const refusedAction = 'not authorized to perform: ?[a-z0-9-]+:[A-Za-z0-9*]+';
const verdict = '(?s)(?:with an explicit deny|because no) .*';
/** The beginnings of the names of policy layers, as the messages have them. */
const layers = [
  'service control polic',
  'resource control polic',
  'permissions boundar',
  'session polic',
  'vpc ?endpoint polic',
  'resource-based polic',
  'identity-based polic',
];

/** Which events are handed over whole: those that the decoding keeps whole, and none is left out that it would keep. */
const changes: readonly (readonly [source: string, names?: string])[] = [
  ['iam.amazonaws.com'],
  ['sso.amazonaws.com', 'PermissionSet|PermissionsBoundary|AccountAssignment|ApplicationAssignment'],
  ['identitystore.amazonaws.com', 'Group'],
  ['sso-directory.amazonaws.com', 'Group'],
  ['organizations.amazonaws.com', 'Polic(?:y|ies|yType)$|^MoveAccount$'],
  ['cloudtrail.amazonaws.com', '^(?:Start|Stop)Logging$|^Put[A-Za-z0-9_]*Selectors$|^(?:Create|Update|Delete)Trail$'],
];
const reads = '^(?:Get|List|Describe|Generate|Simulate|Search|Is|BatchGet)';

const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const group = '[0-9a-fA-F]{1,4}';

/** The three kinds of facet of which AWS may hold any number, and how many of each class are answered. */
export const facetLimits = { p: 250, r: 21, c: 200 } as const;

/** JSON text of objects and lists that is emptied of its values. */
export function emptiedText(sql: SqlDialect, text: string): string {
  return sql.onlyGroup(text, emptied);
}

/** The end of an error message that says which layer of policy refused, in small letters. */
export function verdictOf(sql: SqlDialect, message: string): string {
  return `lower(COALESCE(${sql.firstMatch(message, verdict)}, ''))`;
}

/** What is looked at of an error message: the action refused, and the layers that its verdict names. */
export function messageWords(sql: SqlDialect, message: string, told: string): string {
  const named = layers.map(
    (layer) => `CASE WHEN ${sql.matches(told, layer)} THEN ${literal(`${layer.replace(' ?', ' ')} `)} ELSE '' END`,
  );
  return `CASE WHEN message IS NOT NULL THEN '- ' || COALESCE(${sql.firstMatch(message, refusedAction)}, '') || ' because no '
        || ${named.join('\n        || ')} END`;
}

/** Whether an event is handed over whole. */
export function isWhole(sql: SqlDialect): string {
  const wanted = changes.map(([source, names]) => {
    const isSource = `eventsource = ${literal(source)}`;
    return names === undefined ? isSource : `(${isSource} AND ${sql.matches('eventname', names)})`;
  });
  return `(${wanted.join('\n      OR ')})\n      AND NOT ${sql.matches('eventname', reads)}`;
}

/** A source address with what is not looked at made alike: the last octet, and of a whole IPv6 address all but three groups. */
export function shortAddress(sql: SqlDialect, address: string): string {
  const four = `^${octet}\\.${octet}\\.${octet}\\.${octet}$`;
  const six = `^${group}:${group}:${group}(?::${group}){5}$`;
  return `CASE WHEN ${sql.matches(address, four)} THEN ${sql.firstMatch(address, '^[0-9]+\\.[0-9]+\\.[0-9]+\\.')} || '0'
      WHEN ${sql.matches(address, six)} THEN ${sql.firstMatch(address, `^${group}:${group}:${group}`)} || '::'
      ELSE ${address} END`;
}

/** A session's ARN without the session's name: a role is told from the rest. */
export function shortArn(sql: SqlDialect, arn: string): string {
  const session = '^(arn:[^:]*:sts::[0-9]*:(?:assumed-role|federated-user|assumed-root)/)[^:]*$';
  return sql.onlyGroup(arn, session);
}
