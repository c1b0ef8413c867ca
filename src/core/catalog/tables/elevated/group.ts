import type { ElevatedClass } from '../../catalog.ts';

/** One line of the table: why actions (or patterns that match exactly the actions meant) are dangerous, and who says so. */
export interface ElevatedRow {
  readonly pattern: string;
  readonly class: ElevatedClass;
  /** One short sentence that an owner understands; it completes "this permission …". */
  readonly reason: string;
  readonly source: string;
}

/** Rows that share class, reason and source. */
export interface ElevatedGroup {
  readonly class: ElevatedClass;
  readonly reason: string;
  readonly source: string;
  readonly patterns: readonly string[];
}

/** The groups as rows, in their order. */
export function rowsOf(groups: readonly ElevatedGroup[]): readonly ElevatedRow[] {
  return groups.flatMap(({ patterns, ...rest }) => patterns.map((pattern) => ({ pattern, ...rest })));
}
