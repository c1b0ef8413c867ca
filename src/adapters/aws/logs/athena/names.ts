import { ConfigError } from '../../../../core/model/errors.ts';

/** Where the log files of a trail begin, and how deep their folders go. */
export interface TrailLocation {
  readonly bucket: string;
  /** What stands before `AWSLogs/`, with `/` at its end, or empty. */
  readonly prefix: string;
  /** `o-…` where the trail is an organization's. */
  readonly organizationId?: string;
}

/** A text as a literal of SQL, and of Hive's table definitions where it holds neither backslash nor quote. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Texts as a list of literals. */
export function literals(texts: readonly string[]): string {
  return texts.map(literal).join(', ');
}

/**
 * Checks the name of a database or table. Glue takes small letters, digits and `_`, and nothing else is of use in Athena without changing its
 * meaning; so nothing in it can end a quotation.
 */
export function checkedName(what: string, name: string): string {
  if (/^[a-z_][a-z0-9_]{0,127}$/.test(name)) return name;
  throw new ConfigError(
    `\`${name}\` cannot be the name of an Athena ${what}`,
    'use small letters, digits and underscores, beginning with a letter',
  );
}

const place = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([A-Za-z0-9!_.*()\-/=+@:,]*))?$/;

/**
 * Reads `s3://bucket/prefix`, also with `AWSLogs/` and the organization's id behind it. Letters that could end a quotation or name a place of
 * the template (`$`, quotes, backslashes) are not taken.
 */
export function trailLocationOf(location: string, organizationId?: string): TrailLocation {
  const match = place.exec(location);
  if (match === null || /^\/|\/\//.test(match[2] ?? '')) throw wrongLocation(location);
  const [, bucket = '', path = ''] = match;
  const parts = path.split('/').filter((part) => part !== '');
  const last = /^o-[a-z0-9]{10,32}$/.test(parts.at(-1) ?? '') && parts.at(-2) === 'AWSLogs' ? parts.pop() : undefined;
  if (parts.at(-1) === 'AWSLogs') parts.pop();
  const id = last ?? organizationId;
  if (id !== undefined && !/^o-[a-z0-9]{10,32}$/.test(id)) throw wrongLocation(id);
  return {
    bucket,
    prefix: parts.map((part) => `${part}/`).join(''),
    ...(id === undefined ? {} : { organizationId: id }),
  };
}

/** Checks a place for results: `s3://…`. */
export function checkedOutput(output: string): string {
  if (place.test(output)) return output.endsWith('/') ? output : `${output}/`;
  throw wrongLocation(output);
}

/** `s3://bucket/prefix/AWSLogs/o-…/`: the folder that holds the accounts' folders. */
export function accountsFolder({ bucket, prefix, organizationId }: TrailLocation): string {
  return `s3://${bucket}/${prefix}AWSLogs/${organizationId === undefined ? '' : `${organizationId}/`}`;
}

function wrongLocation(location: string): ConfigError {
  return new ConfigError(
    `\`${location}\` is no location of a trail that Athena can be told`,
    'write `s3://bucket` or `s3://bucket/prefix`: what stands before `AWSLogs/`',
  );
}
