import type { Gap } from '../../../src/core/model/gap.ts';
import type { ObjectStore, StoredObject } from '../../../src/core/model/object-store.ts';

/** A store in memory, and what was asked of it. */
export interface MemoryStore extends ObjectStore {
  readonly reads: readonly string[];
  /** The most reads, and the most bytes being read, that were under way at once. */
  readonly most: { readonly reads: number; readonly bytes: number };
}

/** Objects by path, listed in the order given; a gap stands for an object that cannot be read. Each read gives bytes of its own. */
export function memoryStore(
  objects: ReadonlyMap<string, Uint8Array | Gap>,
  listing: Iterable<StoredObject | Gap> = listed(objects),
): MemoryStore {
  const reads: string[] = [];
  const most = { reads: 0, bytes: 0 };
  let [now, bytes] = [0, 0];
  return {
    reads,
    most,
    async *list() {
      yield* listing;
    },
    async read(object) {
      reads.push(object.path);
      now += 1;
      bytes += object.bytes;
      most.reads = Math.max(most.reads, now);
      most.bytes = Math.max(most.bytes, bytes);
      await new Promise((resolve) => setTimeout(resolve, 1));
      now -= 1;
      bytes -= object.bytes;
      const content = objects.get(object.path);
      if (content === undefined) throw new Error(`no object ${object.path}`);
      return 'errorCode' in content ? content : new Uint8Array(content);
    },
  };
}

function* listed(objects: ReadonlyMap<string, Uint8Array | Gap>): Generator<StoredObject> {
  for (const [path, content] of objects) yield { path, bytes: 'errorCode' in content ? 1000 : content.length };
}
