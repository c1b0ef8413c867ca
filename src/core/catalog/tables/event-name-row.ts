/** Events whose actions do not follow from their name. */
export interface EventNameRow {
  /** The IAM prefix that the event's source belongs to first (`servicesOf`). */
  readonly service: string;
  /** Names or patterns with `*`; an exact name wins over a pattern, of patterns the first. */
  readonly eventNames: readonly string[];
  /** What the call needs, in every case; absent: the action of the event's own name; empty: it needs one or another of `also`. */
  readonly actions?: readonly string[];
  /** What it may have exercised besides. Only makes things count as used, so a doubtful one belongs here. */
  readonly also?: readonly string[];
  readonly source: string;
}
