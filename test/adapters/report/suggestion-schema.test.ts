import { describe, expect, it } from 'vitest';
import { inOrderOf } from '../../../src/adapters/report/published-order.ts';
import { noSuggestionSchema, suggestionSchema } from '../../../src/adapters/report/suggestion-schema.ts';
import type { Change, QuarantinePlace } from '../../../src/core/model/remediation.ts';
import { hostileSuggestion, noSuggestion, suggestion } from './suggestion.ts';

const holder = { kind: 'role', arn: 'arn:aws:iam::111122223333:role/x', name: 'x' } as const;
const permissionSet = { arn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1', name: 'p', instanceArn: 'arn:aws:sso:::i' };
const document = { Version: '2012-10-17', Statement: [] };
const arn = 'arn:aws:iam::111122223333:policy/p';
const place: QuarantinePlace = { at: 'version', arn, sid: 'Quarantine' };

/** One of each: the compiler misses none. */
const changes: { readonly [Name in Change['do']]: Extract<Change, { readonly do: Name }> } = {
  'put-inline-policy': { do: 'put-inline-policy', holder, name: 'n', document, when: 'quarantined' },
  'delete-inline-policy': { do: 'delete-inline-policy', holder, name: 'n' },
  'create-policy': { do: 'create-policy', arn, name: 'p', path: '/', description: 'd', document },
  'delete-created-policy': { do: 'delete-created-policy', arn },
  'create-policy-version': { do: 'create-policy-version', arn, document },
  'return-to-version': { do: 'return-to-version', arn, versionId: 'v1' },
  'delete-policy-version': { do: 'delete-policy-version', arn, versionId: 'v1', document },
  'restore-policy-version': { do: 'restore-policy-version', arn, versionId: 'v1', document },
  'attach-policy': { do: 'attach-policy', holder, arn },
  'detach-policy': { do: 'detach-policy', holder, arn },
  'put-trust-policy': { do: 'put-trust-policy', holder, document },
  'deactivate-access-keys': { do: 'deactivate-access-keys', holder },
  'reactivate-access-keys': { do: 'reactivate-access-keys', holder },
  'put-permission-set-inline-policy': { do: 'put-permission-set-inline-policy', permissionSet, document },
  'delete-permission-set-inline-policy': { do: 'delete-permission-set-inline-policy', permissionSet },
  'attach-permission-set-policy': { do: 'attach-permission-set-policy', permissionSet, arn },
  'detach-permission-set-policy': { do: 'detach-permission-set-policy', permissionSet, arn },
  'provision-permission-set': { do: 'provision-permission-set', permissionSet },
  'delete-principal': { do: 'delete-principal', holder, instanceProfiles: ['i'] },
  'delete-policy': { do: 'delete-policy', arn },
  'note-quarantine': { do: 'note-quarantine', quarantine: place },
  'recall-quarantine': { do: 'recall-quarantine', quarantine: { at: 'inline', holder, name: 'n' } },
};

const withEvery = suggestion({
  plan: {
    origins: [],
    steps: [
      {
        id: 'remove',
        title: 't',
        explanation: [],
        irreversible: false,
        changes: Object.values(changes),
        undo: Object.values(changes).toReversed(),
      },
    ],
  },
});

describe('the schema of a suggestion', () => {
  it.each([
    ['the usual one', suggestion()],
    ['one whose plan has every kind of change', withEvery],
    ['one of hostile names', hostileSuggestion('\u001b[2J"\u202e')],
  ])('gives back what was written: %s', (_, one) => {
    expect(suggestionSchema.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
    expect(inOrderOf(suggestionSchema, one)).toEqual(one);
  });

  it('gives back why there is none', () => {
    const one = noSuggestion({ why: 'failed-check', checks: [{ point: 'fits', holds: false, text: 'too long' }] });
    expect(noSuggestionSchema.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
    expect(inOrderOf(noSuggestionSchema, one)).toEqual(one);
  });

  it('lets fields pass that later versions may add, and refuses what is wrong', () => {
    expect(suggestionSchema.parse({ ...suggestion(), surprise: 1 })).toEqual(suggestion());
    expect(suggestionSchema.safeParse({ ...suggestion(), kind: 'widen' }).success).toBe(false);
    expect(suggestionSchema.safeParse({ ...suggestion(), kept: [{ action: 's3:*' }] }).success).toBe(false);
  });
});
