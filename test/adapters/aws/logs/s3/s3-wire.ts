import type { WireAnswer, WireRequest } from '../../wire.ts';

/** A bucket as S3 answers for it. */
export interface WireBucket {
  readonly name: string;
  readonly region: string;
  /** Content by key. */
  readonly objects: ReadonlyMap<string, Uint8Array>;
  /** Keys of a page. */
  readonly pageSize?: number;
  /** Answers in the bucket's place where it gives any. */
  readonly instead?: (request: S3Request) => WireAnswer | undefined;
}

/** A request to S3: a listing by its prefix, or an object by its key. */
export interface S3Request {
  readonly kind: 'list' | 'get';
  readonly prefix: string;
  readonly key: string;
  readonly wire: WireRequest;
}

/** A request as S3 reads it. */
export function s3RequestOf(wire: WireRequest, bucket: string): S3Request {
  const path = decodeURIComponent(wire.path).slice(1);
  const key = wire.host.startsWith(`${bucket}.`) ? path : path.slice(bucket.length + 1);
  const isList = wire.query['list-type'] !== undefined;
  return { kind: isList ? 'list' : 'get', prefix: String(wire.query.prefix ?? ''), key, wire };
}

/** Answers as S3 does: ListObjectsV2 by pages, with a delimiter or without, and GetObject; other regions are told where the bucket lies. */
export function s3Answer(bucket: WireBucket): (request: WireRequest) => WireAnswer {
  return (wire) => {
    const request = s3RequestOf(wire, bucket.name);
    if (wire.region !== bucket.region) {
      const place = { 'x-amz-bucket-region': bucket.region };
      const answer = s3Error(
        301,
        'PermanentRedirect',
        'The bucket you are attempting to access must be addressed elsewhere.',
      );
      return { ...answer, headers: { ...answer.headers, ...place } };
    }
    const instead = bucket.instead?.(request);
    if (instead !== undefined) return instead;
    if (request.kind === 'list') return listing(bucket, request);
    const content = bucket.objects.get(request.key);
    if (content === undefined) return s3Error(404, 'NoSuchKey', 'The specified key does not exist.');
    return { headers: { 'content-length': String(content.length), etag: '"e"' }, body: content };
  };
}

function listing({ name, objects, pageSize = 1000 }: WireBucket, { prefix, wire }: S3Request): WireAnswer {
  const delimiter = String(wire.query.delimiter ?? '');
  const rows = new Map<string, string>();
  for (const key of [...objects.keys()].sort()) {
    if (!key.startsWith(prefix)) continue;
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (end >= 0) {
      const folder = key.slice(0, end + 1);
      rows.set(folder, `<CommonPrefixes><Prefix>${folder}</Prefix></CommonPrefixes>`);
      continue;
    }
    const size = objects.get(key)?.length ?? 0;
    rows.set(key, `<Contents><Key>${key}</Key><Size>${size}</Size><ETag>"e"</ETag></Contents>`);
  }
  const after = String(wire.query['continuation-token'] ?? '');
  const left = [...rows].filter(([key]) => key > after);
  const page = left.slice(0, Math.min(pageSize, Number(wire.query['max-keys'] ?? pageSize)));
  const last = page.at(-1)?.[0] ?? '';
  const more = left.length > page.length;
  return listPage(name, page.map(([, row]) => row).join(''), more ? last : undefined);
}

/** A page of ListObjectsV2; `next`: the token of the page after it. */
export function listPage(name: string, rows: string, next?: string): WireAnswer {
  const more = next === undefined ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`;
  return {
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${name}</Name><IsTruncated>${next !== undefined}</IsTruncated>${more}${rows}</ListBucketResult>`,
  };
}

/** An error as S3 writes it. */
export function s3Error(status: number, code: string, message: string): WireAnswer {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message><RequestId>R</RequestId></Error>`,
  };
}
