import type { Gap } from '../../../../core/model/gap.ts';
import type { Day } from '../../../../core/model/time.ts';
import { type AwsCall, failureOf, gapOfFailure } from '../../failure.ts';
import type { ReadAnswer } from './read-refusals.ts';

/**
 * What a failed GetObject of a log file is, in words that are the same for all objects that fail alike. Throws what ends the run. The key's policy
 * must allow kms:Decrypt as well as IAM, and S3 reports its refusal as its own.
 */
export function readFailure(error: unknown, call: AwsCall, path: string, day: Day | undefined): ReadAnswer {
  const gap = gapOfFailure(error, call);
  const { kind, code } = failureOf(error);
  const message = messageOf(code, error instanceof Error ? error.message : '', gap);
  const result = { ...gap, message, path, ...(day === undefined ? {} : { days: [day] }) };
  return {
    result,
    isRefused: kind === 'refused' || kind === 'network' || isKms(code, '') || code === 'InvalidObjectState',
  };
}

function messageOf(code: string, told: string, gap: Gap): string {
  if (isKms(code, told)) {
    const key = /arn:aws[\w-]*:kms:[\w-]*:\d*:[\w/-]+/.exec(told)?.[0];
    const which =
      key === undefined ? 'the key that encrypts the log files' : `the key \`${key}\` that encrypts the log files`;
    return /^KMS\./.test(code)
      ? `${which} cannot be used: ${gap.message}`
      : `kms:Decrypt on ${which} is needed, by IAM and by the key's policy`;
  }
  if (code === 'NoSuchKey') return 'the log file was listed and is gone: deleted by a lifecycle rule, or by somebody';
  if (code === 'InvalidObjectState') return 'the log file is archived (S3 Glacier): it can be read when it is restored';
  // AWS names the object, and who asks: without the object, all refusals read alike.
  return gap.message.replace(/"?(arn:aws[\w-]*:s3:::[^\s/"]+)\/[^\s"]+"?/g, '$1/*');
}

function isKms(code: string, told: string): boolean {
  return /^KMS\./.test(code) || /\bkms:Decrypt\b/.test(told) || /\barn:aws[\w-]*:kms:/.test(told);
}
