import type { BundleWriter } from '../../../src/core/model/bundle-writer.ts';
import type { Gap } from '../../../src/core/model/gap.ts';
import type { Instant } from '../../../src/core/model/time.ts';
import type { UsageBatch } from '../../../src/core/model/usage.ts';
import { testNow } from './connection.ts';

/** A bundle in memory, for tests: what was written, and in which order. */
export interface MemoryWriter extends BundleWriter {
  /** The text of each file by its name; roll-ups are in `usage`. */
  readonly files: ReadonlyMap<string, string>;
  readonly usage: ReadonlyMap<string, readonly (UsageBatch | Gap)[]>;
  /** Each write and removal, in order: `write a.json`, `remove b.json`. */
  readonly steps: readonly string[];
  /** The value of a JSON file that must be there. */
  json(file: string): unknown;
  /** The values of the JSON files whose names begin with a text, by name. */
  jsonUnder(prefix: string): Readonly<Record<string, unknown>>;
}

/** What a writer in memory starts with. */
export interface MemoryStart {
  /** JSON values (or, for other names than `….json`, texts) by name. */
  readonly files?: Readonly<Record<string, unknown>>;
  /** When the files at the start were collected; default: now. */
  readonly collectedAt?: Instant;
  readonly now?: () => Instant;
}

/** An empty bundle in memory, or one that holds some files already. */
export function memoryWriter(start: MemoryStart = {}): MemoryWriter {
  const now = start.now ?? (() => testNow);
  const files = new Map<string, string>();
  const dates = new Map<string, Instant>();
  const usage = new Map<string, readonly (UsageBatch | Gap)[]>();
  const steps: string[] = [];
  for (const [name, value] of Object.entries(start.files ?? {})) {
    files.set(name, name.endsWith('.json') ? textOf(value) : String(value));
    dates.set(name, start.collectedAt ?? now());
  }
  const write = (file: string, text: string) => {
    files.set(file, text);
    dates.set(file, now());
    steps.push(`write ${file}`);
  };
  return {
    path: 'memory',
    files,
    usage,
    steps,
    json: (file) => JSON.parse(files.get(file) ?? '"not there"'),
    jsonUnder: (prefix) =>
      Object.fromEntries(
        [...files].filter(([name]) => name.startsWith(prefix)).map(([n, text]) => [n, JSON.parse(text)]),
      ),
    collectedAt: (file) => dates.get(file),
    filesUnder: (prefix) => [...files.keys()].filter((name) => name.startsWith(prefix)).sort(),
    async readJson(file) {
      try {
        return JSON.parse(files.get(file) ?? '');
      } catch (error) {
        if (error instanceof SyntaxError) return undefined;
        throw error;
      }
    },
    readText: async (file) => files.get(file),
    writeJson: async (file, value) => write(file, textOf(value)),
    writeText: async (file, text) => write(file, text),
    async writeUsage(name, items) {
      const all: (UsageBatch | Gap)[] = [];
      for await (const item of items) all.push(item);
      usage.set(name, all);
      steps.push(`usage ${name}`);
      return all.filter(isGap);
    },
    hasUsage: (name) => usage.get(name)?.every((item) => !isGap(item)) ?? false,
    async remove(file) {
      if (files.delete(file)) steps.push(`remove ${file}`);
      dates.delete(file);
    },
    flush: async () => undefined,
    close: async () => undefined,
  };
}

function isGap(item: UsageBatch | Gap): item is Gap {
  return 'errorCode' in item;
}

function textOf(value: unknown): string {
  return `${JSON.stringify(value, (key, item: unknown) => (key === '$metadata' ? undefined : item), 2)}\n`;
}
