/** What a trail holds of an allowed call. See `EventTrace`. */
export type TraceKind =
  | 'management'
  | 'none'
  | 'unknown'
  | { readonly data: readonly string[]; readonly partly?: true };

/** One line of the table: the trace of every action that the pattern matches, unless a later row says otherwise. */
export interface TraceRow {
  readonly pattern: string;
  readonly trace: TraceKind;
  readonly source: string;
}

/** Rows of one service and trace; `actions` are names or patterns without the prefix, divided by white space. */
export function traceRowsOf(service: string, actions: string, trace: TraceKind, source: string): readonly TraceRow[] {
  return actions
    .trim()
    .split(/\s+/)
    .map((action) => ({ pattern: `${service}:${action}`, trace, source }));
}
