import type { EventNameRow } from './event-name-row.ts';
import { s3Rows } from './event-names-s3.ts';

/** Events whose actions do not follow from their name. */
export const eventNameRows: readonly EventNameRow[] = [...s3Rows];
