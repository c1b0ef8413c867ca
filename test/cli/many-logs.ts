import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { records, smallAccount } from './small-bundle.ts';

/** How many log files to write, and how large. */
export interface ManyLogs {
  readonly files: number;
  readonly recordsPerFile: number;
}

/**
 * Writes a folder of logs of the small bundle's account in September 2026: many names for one file, each of a region of its own, so that much
 * is read and little lies on disk.
 */
export function writeManyLogs(folder: string, { files, recordsPerFile }: ManyLogs): void {
  mkdirSync(folder, { recursive: true });
  const nameOf = (place: number): string => {
    const region = `xx-test-${Math.floor(place / 28) + 1}`;
    const day = String((place % 28) + 1).padStart(2, '0');
    return join(
      folder,
      `${smallAccount}_CloudTrail_${region}_202609${day}T0600Z_${String(place).padStart(16, '0')}.json`,
    );
  };
  const text = JSON.stringify({ Records: records(recordsPerFile, '2026-09-01T05:00:00Z', 1_000_000) });
  writeFileSync(nameOf(0), text);
  for (let place = 1; place < files; place++) linkSync(nameOf(0), nameOf(place));
}
