import type { KeptWhy } from './suggestion.ts';

/** What each reason for keeping a permission means, in the order in which they are told; lower case, to stand in a sentence. */
export const keptWords: Readonly<Record<KeptWhy, string>> = {
  used: 'used',
  'used-before': 'used not long ago, or it may have been',
  unobservable: 'nobody can tell whether it is used',
  'too-recent': 'too recent to tell',
  'denied-only': 'tried, and refused each time',
  rollback: 'needed to take back what it creates',
  unexplained: 'seen in a way that the policies do not explain',
  'needed-by-others': 'needed by others with the same policy',
  'not-editable': 'comes from a policy that is not to be changed',
  vendor: 'held by an outside company',
  frozen: 'not in the set that the plan began with',
  'no-room': 'unused, but what is left without it would fit nowhere',
  unlisted: 'not in the catalog',
};
