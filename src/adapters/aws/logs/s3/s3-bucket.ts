import { setMaxListeners } from 'node:events';
import { GetObjectCommand, ListObjectsV2Command, type ListObjectsV2Output, S3Client } from '@aws-sdk/client-s3';
import { ConfigError } from '../../../../core/model/errors.ts';
import { type AwsCall, callText, failureOf, isAbort } from '../../failure.ts';
import { pagesOf } from '../../pages.ts';
import type { AwsSession } from '../../session.ts';

/** What a listing is asked for. */
export interface ListingRequest {
  readonly prefix: string;
  /** Folders are told by their names, and not entered. */
  readonly isByFolder?: boolean;
  /** Only so many keys, of one page. */
  readonly most?: number;
}

/** A bucket in S3, wherever it lies. */
export interface S3Bucket {
  readonly name: string;
  /** The region asked, as far as it is known by now. */
  region(): string;
  /** The pages of a listing. Throws what the SDK throws, and `ConfigError` when there is no such bucket. */
  pages(request: ListingRequest): AsyncGenerator<ListObjectsV2Output>;
  /** Names of the folders directly below a prefix, sorted. Throws as `pages` does. */
  folders(prefix: string): Promise<readonly string[]>;
  /** The bytes of an object. Throws what the SDK throws. */
  read(key: string): Promise<Uint8Array>;
}

/** A body that breaks off is not repeated by the SDK: it had its answer. */
const mostReads = 3;

/** A bucket, asked as a session and in the region that its answers name: the first call may be sent to another one and learn the right one. */
export function s3Bucket(session: AwsSession, name: string, signal?: AbortSignal): S3Bucket {
  // As many calls wait for it as are under way; Node would take more than ten for a leak.
  if (signal !== undefined) setMaxListeners(0, signal);
  const sending = signal === undefined ? {} : { abortSignal: signal };
  let region = session.homeRegion;
  const ask = async <Answer>(send: (client: S3Client) => Promise<Answer>): Promise<Answer> => {
    const asked = region;
    try {
      return await send(session.client(S3Client, asked));
    } catch (error) {
      const actual = regionOf(error);
      if (actual === undefined || actual === asked) throw error;
      region = actual;
      return await send(session.client(S3Client, actual));
    }
  };
  const page = async (
    { prefix, isByFolder, most }: ListingRequest,
    token: string | undefined,
  ): Promise<ListObjectsV2Output> => {
    const command = new ListObjectsV2Command({
      Bucket: name,
      Prefix: prefix,
      ...(isByFolder === true ? { Delimiter: '/' } : {}),
      ...(most === undefined ? {} : { MaxKeys: most }),
      ...(token === undefined ? {} : { ContinuationToken: token }),
    });
    try {
      return await ask((client) => client.send(command, sending));
    } catch (error) {
      if (failureOf(error).code !== 'NoSuchBucket') throw error;
      throw new ConfigError(
        `the bucket \`${name}\` does not exist: ${callText({ ...listCall(session.accountId), region })}`,
        'check the location of the logs; `aws cloudtrail describe-trails` tells where trails deliver',
        { cause: error },
      );
    }
  };
  const pages = (request: ListingRequest): AsyncGenerator<ListObjectsV2Output> =>
    pagesOf(
      async (token) => answered(await page(request, token)),
      // Some stores that speak S3's language give a token with the last page too.
      ({ NextContinuationToken, IsTruncated }) => {
        if (IsTruncated !== true || request.most !== undefined) return undefined;
        if (NextContinuationToken === undefined)
          throw new WrongListingError('more follows, and no token is given for it');
        return NextContinuationToken;
      },
    );
  const readOnce = (key: string): Promise<Uint8Array> =>
    ask(async (client) => {
      const { Body, ContentLength } = await client.send(new GetObjectCommand({ Bucket: name, Key: key }), sending);
      if (Body === undefined) throw new BrokenBodyError('the answer has no body');
      const bytes = await Body.transformToByteArray().catch((error: unknown) => {
        signal?.throwIfAborted();
        if (isAbort(error)) throw error;
        throw new BrokenBodyError(error instanceof Error ? error.message : String(error));
      });
      if (ContentLength !== undefined && ContentLength !== bytes.length)
        throw new BrokenBodyError(`${bytes.length} of ${ContentLength} bytes came`);
      return bytes;
    });
  return {
    name,
    region: () => region,
    pages,
    async folders(prefix) {
      const names = new Set<string>();
      for await (const { CommonPrefixes = [] } of pages({ prefix, isByFolder: true })) {
        for (const { Prefix = '' } of CommonPrefixes) names.add(Prefix.slice(prefix.length).replace(/\/$/, ''));
      }
      names.delete('');
      return [...names].sort();
    },
    async read(key) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await readOnce(key);
        } catch (error) {
          if (!(error instanceof BrokenBodyError) || attempt === mostReads) throw error;
        }
      }
    },
  };
}

/** The call that lists, as gaps and errors name it. */
export function listCall(account: string): AwsCall {
  return { service: 's3', operation: 'ListObjectsV2', account };
}

/** The answer began, and did not end. */
class BrokenBodyError extends Error {
  constructor(reason: string) {
    super(`the object's bytes broke off: ${reason}`);
    this.name = 'Truncated';
  }
}

/** The answer is no listing, or none that can be gone through: it must not count as one that found nothing. */
class WrongListingError extends Error {
  constructor(reason: string) {
    super(`the listing is not as S3 writes it: ${reason}`);
    this.name = 'WrongShape';
  }
}

/** S3 names the bucket and says whether more follows; a page of a proxy says neither, and the SDK takes it for an empty listing. */
function answered(page: ListObjectsV2Output): ListObjectsV2Output {
  if (page.Name === undefined && page.IsTruncated === undefined) throw new WrongListingError('it names no bucket');
  return page;
}

/** S3 says where a bucket lies when it is asked elsewhere: in a header of any answer, or in the error. */
function regionOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const response: unknown = '$response' in error ? error.$response : undefined;
  const headers: unknown =
    typeof response === 'object' && response !== null && 'headers' in response ? response.headers : undefined;
  const header: unknown =
    typeof headers === 'object' && headers !== null && 'x-amz-bucket-region' in headers
      ? headers['x-amz-bucket-region']
      : undefined;
  const told = header ?? ('Region' in error ? error.Region : undefined);
  return typeof told === 'string' && /^[a-z]{2}[a-z0-9-]+-\d+$/.test(told) ? told : undefined;
}
