import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { filesUnder, isGap } from './bundle-files.ts';
import { reviewsFile } from './reviews.ts';

/**
 * SHA-256 over the names, sizes and bytes of the bundle's files, in the order of their names; of `cloudtrail/` the names and sizes
 * only. It does not change when the bundle is moved or copied. A file that cannot be read counts by its name: reading it gives a gap.
 * `reviews.json` is left out: it is written when a live audit has been through, whose scan has its id by then, and repeating that audit gives the same id.
 */
export async function digestOf(bundle: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const file of filesUnder(bundle, '')) {
    if (isGap(file)) {
      hash.update(`unreadable\0${file.path ?? ''}\0`);
      continue;
    }
    if (file.name === reviewsFile || file.name === `${reviewsFile}.gz`) continue;
    hash.update(`${file.name}\0${file.size}\0`);
    if (file.name.startsWith('cloudtrail/')) continue;
    try {
      // A stream costs more than the bytes of a small file, and a bundle holds tens of thousands of them.
      if (file.size < 2 ** 20) hash.update(await readFile(file.path));
      else for await (const chunk of createReadStream(file.path)) hash.update(chunk);
    } catch (error) {
      // Reading the part gives the gap that says why; here it only must not pass for the file it was.
      if (!(error instanceof Error)) throw error;
      hash.update('unreadable\0');
    }
  }
  return hash.digest('hex');
}
