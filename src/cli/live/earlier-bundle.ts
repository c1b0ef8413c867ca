import { join } from 'node:path';
import type { CollectContext } from '../../adapters/aws/collect/collect-part.ts';
import { readJson } from '../../adapters/bundle/bundle-files.ts';

/** An older bundle, from which answers may serve again; what cannot be read of it is asked anew. */
export function earlierBundle(folder: string, windowDays: number): NonNullable<CollectContext['earlier']> {
  return {
    windowDays,
    async readJson(file) {
      const answer = await readJson({ name: file, path: join(folder, file), size: 0 }, '');
      return 'value' in answer ? answer.value : undefined;
    },
  };
}
