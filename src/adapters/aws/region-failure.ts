import type { Gap } from '../../core/model/gap.ts';
import { type AwsCall, failureOf, gapOfFailure } from './failure.ts';

/**
 * What a failed call of one region of many is. A region that is not enabled does not know the account's credentials, good as they are elsewhere: outside the
 * home region that is a gap, and the others go on. Throws what `gapOfFailure` throws.
 */
export function gapOfRegion(error: unknown, call: AwsCall & { readonly region: string }, homeRegion: string): Gap {
  const { code, message } = failureOf(error);
  const isForeign = /^(?:UnrecognizedClient\w*|InvalidClientTokenId|AuthFailure)$/.test(code);
  if (!isForeign || call.region === homeRegion) return gapOfFailure(error, call);
  const why = `the region does not know the credentials, so it may not be enabled in the account: ${message}`;
  const { service, operation, account, region } = call;
  return { service, operation, account, region, errorCode: code, message: why };
}
