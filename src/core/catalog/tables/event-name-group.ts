import type { EventNameRow } from './event-name-row.ts';

/** The rows of one service. A name without a prefix is of the service. */
export interface EventNameGroup {
  readonly service: string;
  readonly source: string;
  /** Event names, needed actions (`=`: the action of the event's own name; empty: none for certain), and actions it may exercise besides. */
  readonly rows: readonly (readonly [eventNames: string, actions: string, also?: string])[];
}

/** Spells a group out as rows. */
export function rowsOfGroup(group: EventNameGroup): EventNameRow[] {
  const namesOf = (words: string): string[] =>
    words
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => (word.includes(':') ? word : `${group.service}:${word}`));
  return group.rows.map(([eventNames, actions, also]) => ({
    service: group.service,
    eventNames: eventNames.split(' '),
    ...(actions === '=' ? {} : { actions: namesOf(actions) }),
    ...(also === undefined ? {} : { also: namesOf(also) }),
    source: group.source,
  }));
}
