import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { SqlDialect } from '../../../../../src/adapters/aws/logs/athena/dialect.ts';
import { literal } from '../../../../../src/adapters/aws/logs/athena/names.ts';
import { answerColumns } from '../../../../../src/adapters/aws/logs/athena/query.ts';

/** DuckDB's words for what differs between it and Athena. */
export const duckdb: SqlDialect = {
  list: (items) => `CAST(to_json([${items.join(', ')}]) AS VARCHAR)`,
  member: (text, name) => `TRY(CAST(json_extract(${text}, ${literal(`$.${name}`)}) AS VARCHAR))`,
  onlyGroup: (text, pattern) => `regexp_replace(${text}, ${literal(pattern)}, '\\1', 'g')`,
  firstMatch: (text, pattern) => `NULLIF(regexp_extract(${text}, ${literal(pattern)}), '')`,
  matches: (text, pattern) => `regexp_matches(${text}, ${literal(pattern)})`,
  fieldTexts: (list, prefix, field) =>
    `COALESCE(list_transform(${list}, lambda x: ${literal(prefix)} || x.${field}), CAST([] AS VARCHAR[]))`,
  withoutNulls: (list) => `list_filter(${list}, lambda x: x IS NOT NULL)`,
  hash: (text) => `upper(md5(${text}))`,
};

/** A log file as it lies in a trail. */
export interface TrailFile {
  readonly path: string;
  readonly account: string;
  readonly region: string;
  /** `2026/08/01`. */
  readonly day: string;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

/** A database that holds what Athena's SerDe would make of log files, as `trail.cloudtrail`. */
export interface TrailDatabase {
  load(files: readonly TrailFile[]): Promise<void>;
  /** Rows of texts, in the order of the answer's columns. */
  answer(query: string): Promise<readonly (readonly (string | undefined)[])[]>;
  close(): void;
}

const texts = [
  '$path',
  'account',
  'region',
  'day',
  'eventtime',
  'eventsource',
  'eventname',
  'awsregion',
  'eventid',
  'useragent',
  'sourceipaddress',
  'errorcode',
  'errormessage',
  'requestparameters',
  'responseelements',
  'recipientaccountid',
  'sessioncredentialfromconsole',
  'omitted',
  'eventcategory',
  'eventtype',
] as const;

const text = 'VARCHAR';
const issuer = { arn: text, principalid: text, accountid: text };
const identityShape = {
  ...{ type: text, principalid: text, arn: text, accountid: text, invokedby: text, accesskeyid: text, username: text },
  inscopeof: { sourcearn: text },
  sessioncontext: { sessionissuer: issuer },
};

/** Opens an empty one in memory. */
export async function trailDatabase(): Promise<TrailDatabase> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run('CREATE SCHEMA trail');
  return {
    load: (files) => load(connection, files),
    async answer(query) {
      const rows = (await connection.runAndReadAll(query)).getRowsJson();
      return rows.map((row) =>
        answerColumns.map((_, at) => {
          const cell = row[at];
          return cell === null || cell === undefined ? undefined : String(cell);
        }),
      );
    },
    close: () => connection.closeSync(),
  };
}

async function load(connection: DuckDBConnection, files: readonly TrailFile[]): Promise<void> {
  const shape = literal(JSON.stringify(identityShape));
  const rows = files.flatMap(({ path, account, region, day, records }) =>
    records.map((record) => valuesOf({ $path: path, account, region, day }, record)),
  );
  const fields = texts.map((name) => `CAST("${name}" AS VARCHAR) AS "${name}"`);
  await connection.run(`CREATE OR REPLACE TABLE trail.cloudtrail AS SELECT ${fields.join(', ')},
    from_json(CAST(resources AS JSON), '[{"arn":"VARCHAR"}]') AS resources,
    from_json(CAST(useridentity AS JSON), ${shape}) AS useridentity
    FROM (VALUES ${rows.join(',\n')}) AS raw (${texts.map((name) => `"${name}"`).join(', ')}, resources, useridentity)`);
}

type Loose = Readonly<Record<string, unknown>>;

/** As the SerDe reads a record: names in small letters, texts for all that the table calls a text, absent fields as NULL. */
function valuesOf(place: Readonly<Record<string, string>>, record: Loose): string {
  const flat = new Map(Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]));
  const cell = (name: string): string => {
    const value = place[name] ?? flat.get(name);
    if (value === undefined || value === null) return 'NULL';
    return literal(typeof value === 'string' ? value : JSON.stringify(value));
  };
  const resources = flat.get('resources');
  const identity = flat.get('useridentity');
  const nested = [
    Array.isArray(resources) ? literal(JSON.stringify(resources.map(smallLetters))) : 'NULL',
    typeof identity === 'object' && identity !== null ? literal(JSON.stringify(smallLetters(identity))) : 'NULL',
  ];
  return `(${[...texts.map(cell), ...nested].join(', ')})`;
}

function smallLetters(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(smallLetters);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name.toLowerCase(), smallLetters(item)]));
}
