import { literal } from './names.ts';

/**
 * The functions of SQL that the roll-up needs and that differ between Athena (Trino) and DuckDB, in which the tests run the same query:
 *
 * | what                     | Athena                                     | DuckDB                                            |
 * |--------------------------|--------------------------------------------|---------------------------------------------------|
 * | a list as JSON text      | `json_format(CAST(ARRAY[…] AS JSON))`      | `CAST(to_json([…]) AS VARCHAR)`                   |
 * | a member of JSON text    | `json_format(json_extract(t, '$.n'))`      | `TRY(CAST(json_extract(t, '$.n') AS VARCHAR))`    |
 * | all matches by a group   | `regexp_replace(t, p, g -> …g[1]…)`        | `regexp_replace(t, p, '\1', 'g')`                 |
 * | the first match          | `regexp_extract(t, p)`                     | `NULLIF(regexp_extract(t, p), '')`                |
 * | whether a text matches   | `regexp_like(t, p)`                        | `regexp_matches(t, p)`                            |
 * | texts of a list of rows  | `transform(l, x -> …)`, `array(varchar)`   | `list_transform(l, lambda x: …)`, `VARCHAR[]`     |
 * | without NULLs            | `filter(l, x -> x IS NOT NULL)`            | `list_filter(l, lambda x: x IS NOT NULL)`         |
 * | a hash as text           | `to_hex(md5(to_utf8(t)))`                  | `upper(md5(t))`                                   |
 */
export interface SqlDialect {
  /** Expressions of texts as the JSON text of a list; NULL becomes `null`. */
  list(items: readonly string[]): string;
  /** The JSON text of an object's member; NULL where there is none, or no JSON. */
  member(text: string, name: string): string;
  /** The text with every match replaced by its first group, or by nothing. */
  onlyGroup(text: string, pattern: string): string;
  /** The first match, or NULL. */
  firstMatch(text: string, pattern: string): string;
  matches(text: string, pattern: string): string;
  /** Of a list of rows the texts of one field, each behind a prefix; an empty list for NULL. */
  fieldTexts(list: string, prefix: string, field: string): string;
  withoutNulls(list: string): string;
  hash(text: string): string;
}

/** Athena's own, engine version 3. */
export const trino: SqlDialect = {
  list: (items) => `json_format(CAST(ARRAY[${items.join(', ')}] AS JSON))`,
  member: (text, name) => `json_format(json_extract(${text}, ${literal(`$.${name}`)}))`,
  // Not `$1`: what Trino puts for a group that had no part in the match is nowhere written.
  onlyGroup: (text, pattern) => `regexp_replace(${text}, ${literal(pattern)}, g -> COALESCE(g[1], ''))`,
  firstMatch: (text, pattern) => `regexp_extract(${text}, ${literal(pattern)})`,
  matches: (text, pattern) => `regexp_like(${text}, ${literal(pattern)})`,
  fieldTexts: (list, prefix, field) =>
    `COALESCE(transform(${list}, x -> ${literal(prefix)} || x.${field}), CAST(ARRAY[] AS array(varchar)))`,
  withoutNulls: (list) => `filter(${list}, x -> x IS NOT NULL)`,
  hash: (text) => `to_hex(md5(to_utf8(${text})))`,
};
