import type { Principal } from '../inventory/principal.ts';
import type { Origin } from '../model/remediation.ts';
import type { PolicyEdit } from './policy-edit.ts';
import type { SuggestContext } from './suggest-context.ts';
import type { Unit } from './unit.ts';

/** Where what a suggestion changes is defined, as far as anything tells. */
export function originsOf(_unit: Unit, _edits: readonly PolicyEdit[], _context: SuggestContext): readonly Origin[] {
  return [];
}

/** Where a principal itself is defined. */
export function originsOfPrincipal(_principal: Principal, _context: SuggestContext): readonly Origin[] {
  return [];
}
