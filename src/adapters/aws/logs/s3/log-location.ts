import { ConfigError } from '../../../../core/model/errors.ts';

/** Where trails deliver to: a bucket, and what stands before `AWSLogs/`. */
export interface LogLocation {
  readonly bucket: string;
  /** Empty, or ends with `/`. */
  readonly prefix: string;
  /** The location names a folder of this organization (`o-…`) only. */
  readonly organizationId?: string;
  /** The location names a folder of this account only. */
  readonly accountId?: string;
}

const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const hint =
  'give what stands before `AWSLogs/`: `s3://bucket` or `s3://bucket/prefix`; `aws cloudtrail describe-trails` tells where trails deliver';

/**
 * Reads `s3://bucket[/prefix]`. A location that goes on into `AWSLogs/` is taken for what stands before it; one that names an organization's or an
 * account's folder is for that only. Throws `ConfigError` for anything else.
 */
export function logLocationOf(text: string): LogLocation {
  const [, bucket = '', path = ''] = /^s3:\/\/([^/]+)(?:\/(.*))?$/i.exec(text.trim()) ?? [];
  if (!bucketName.test(bucket)) throw new ConfigError(`\`${text}\` is no location of logs`, hint);
  const parts = path.split('/').filter((part) => part !== '');
  const at = parts.lastIndexOf('AWSLogs');
  const before = at < 0 ? parts : parts.slice(0, at);
  const [first, second] = at < 0 ? [] : parts.slice(at + 1);
  const organizationId = isOrganization(first) ? first : undefined;
  const account = organizationId === undefined ? first : second;
  const accountId = isAccount(account) ? account : undefined;
  return {
    bucket,
    prefix: before.length === 0 ? '' : `${before.join('/')}/`,
    ...(organizationId === undefined ? {} : { organizationId }),
    ...(accountId === undefined ? {} : { accountId }),
  };
}

/** Whether a folder's name is an organization's id. */
export function isOrganization(name: string | undefined): boolean {
  return name !== undefined && /^o-[a-z0-9]+$/.test(name);
}

/** Whether a folder's name is an account's id. */
export function isAccount(name: string | undefined): boolean {
  return name !== undefined && /^\d{12}$/.test(name);
}
