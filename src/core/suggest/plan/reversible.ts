import type { Change, QuarantinePlace } from '../../model/remediation.ts';

/** A change with what takes it back. */
export interface Reversible {
  readonly change: Change;
  /** In order; brings back what was just before the change. */
  readonly undo: readonly Change[];
}

/** The two lists of a step. */
export interface StepLists {
  readonly changes: readonly Change[];
  readonly undo: readonly Change[];
}

/** The lists of a step that makes these changes: the undo takes them back from the last to the first. */
export function listsOf(parts: readonly Reversible[]): StepLists {
  return { changes: parts.map(({ change }) => change), undo: parts.toReversed().flatMap(({ undo }) => undo) };
}

/** The same lists, of which some changes depend on whether the quarantine was in force: it is looked up first, and for the undo recalled. */
export function notingQuarantine({ changes, undo }: StepLists, quarantine: QuarantinePlace): StepLists {
  return {
    changes: [{ do: 'note-quarantine', quarantine }, ...changes],
    undo: [{ do: 'recall-quarantine', quarantine }, ...undo],
  };
}

/** A change and its undo, both only where the quarantine was in force, or was not. */
export function onlyWhen(when: 'quarantined' | 'not-quarantined', { change, undo }: Reversible): Reversible {
  return { change: { ...change, when }, undo: undo.map((back) => ({ ...back, when })) };
}
