import { describe, expect, it } from 'vitest';
import {
  type AccessChange,
  type AccessDiff,
  type AccessPart,
  type DiffEntry,
  isGaining,
  isLosing,
  isUndecided,
  relationOf,
} from '../../../src/core/model/diff.ts';

const nothing: AccessChange = { actions: [], actionCount: 0, unlisted: false, elevated: [], parts: [] };
const part: AccessPart = {
  actions: ['s3:GetObject'],
  actionCount: 1,
  unlisted: false,
  elevated: [],
  resources: ['*'],
  isNotResources: false,
  conditions: [],
  exceptions: [],
  through: { policy: 'own', statement: '0' },
  witness: { action: 's3:GetObject', resource: '*' },
};
const something: AccessChange = { ...nothing, actions: part.actions, actionCount: 1, parts: [part] };
const same: AccessDiff = { relation: 'equal', gained: nothing, lost: nothing };
const wider: AccessDiff = { relation: 'wider', gained: something, lost: nothing };
const narrower: AccessDiff = { relation: 'narrower', gained: nothing, lost: something };
const undecided: AccessDiff = { relation: 'undecided', undecided: 'why', gained: nothing, lost: nothing };
const entry = (over: Partial<DiffEntry>): DiffEntry => ({ status: 'kept', access: same, notes: [], ...over });

describe('an entry', () => {
  it('gains, loses and is undecided by trust and boundary as well as by what its policies allow', () => {
    for (const place of ['access', 'trust', 'boundary'] as const) {
      expect(isGaining(entry({ [place]: wider }))).toBe(true);
      expect(isLosing(entry({ [place]: narrower }))).toBe(true);
      expect(isUndecided(entry({ [place]: undecided }))).toBe(true);
    }
    expect([isGaining, isLosing, isUndecided].map((asks) => asks(entry({})))).toEqual([false, false, false]);
  });
});

describe('relationOf', () => {
  it.each([
    ['nothing', [], 'equal'],
    ['one that gains', [entry({ access: wider }), entry({})], 'wider'],
    ['one that loses', [entry({ trust: narrower })], 'narrower'],
    ['one that gains and another that loses', [entry({ access: wider }), entry({ access: narrower })], 'different'],
    [
      'one that could not be told, whatever else is known',
      [entry({ access: wider }), entry({ trust: undecided })],
      'undecided',
    ],
  ] as const)('of %s', (_, entries, relation) => {
    expect(relationOf(entries)).toBe(relation);
  });
});
