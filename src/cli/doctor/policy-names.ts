import { logLocationOf } from '../../adapters/aws/logs/s3/log-location.ts';
import {
  athenaTable,
  logBucketName,
  logKeyName,
  resultBucketName,
} from '../../adapters/aws/permissions/log-resources.ts';
import type { CollectSettings, LogSetting } from '../../core/model/collect-settings.ts';

/** What in a policy stands for names that only its user knows. */
export const policyPlaceholders: readonly string[] = [logBucketName, logKeyName, resultBucketName];

/** The names that the configuration tells of what policies are limited to, by what stands for them. */
export function policyNames({ role, logs }: CollectSettings): Readonly<Record<string, string>> {
  return { 'role/iam-drift-auditor': `role/${role.name}`, ...logNames(logs) };
}

function logNames(logs: LogSetting): Readonly<Record<string, string>> {
  if (logs.source !== 's3' && logs.source !== 'athena') return {};
  const bucket = { [logBucketName]: logLocationOf(logs.location).bucket };
  if (logs.source === 's3') return bucket;
  return {
    ...bucket,
    [`table/${athenaTable.database}/${athenaTable.table}`]: `table/${logs.database}/${logs.table}`,
    [`database/${athenaTable.database}`]: `database/${logs.database}`,
    ...(logs.output === undefined ? {} : { [resultBucketName]: resultBucketOf(logs.output) }),
  };
}

/** `s3://bucket/prefix/` is `bucket`: what is listed is the bucket. */
function resultBucketOf(output: string): string {
  return output.replace(/^s3:\/\//, '').split('/')[0] ?? output;
}

/** The partition of a region: it tells by its beginning. */
export function partitionOf(region: string | undefined): string {
  if (region?.startsWith('cn-') === true) return 'aws-cn';
  return region?.startsWith('us-gov-') === true ? 'aws-us-gov' : 'aws';
}
