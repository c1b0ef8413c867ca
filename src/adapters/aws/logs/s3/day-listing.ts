import type { StoredObject } from '../../../../core/model/object-store.ts';
import type { S3Bucket } from './s3-bucket.ts';

/** The files below a prefix; those of the pages that came, also where a page failed. */
export interface FileListing {
  readonly files: readonly StoredObject[];
  /** Why the listing is not whole. */
  readonly failure?: unknown;
}

/** Lists the files below a prefix, all pages. Never throws: what went wrong stands beside what was had. */
export async function filesUnder(bucket: S3Bucket, prefix: string): Promise<FileListing> {
  const files: StoredObject[] = [];
  try {
    for await (const { Contents = [] } of bucket.pages({ prefix })) {
      for (const { Key = '', Size = 0, ETag } of Contents) {
        // Folders made by hand in the console are objects too, empty ones; inventories and the like are no logs.
        if (!/\.(?:json|json\.gz|gz)$/.test(Key)) continue;
        const path = `s3://${bucket.name}/${Key}`;
        files.push({ path, bytes: Size, ...(ETag === undefined ? {} : { etag: ETag }) });
      }
    }
  } catch (failure) {
    return { files, failure };
  }
  return { files };
}

/** The key of a path in a bucket. */
export function keyOf(path: string): string {
  return path.replace(/^s3:\/\/[^/]+\//, '');
}
