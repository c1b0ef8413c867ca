import { describe, expect, it } from 'vitest';
import { setOf } from '../../../src/core/catalog/action-set.ts';
import { notSeenNotes } from '../../../src/core/detect/wording.ts';

const of = (...indices: readonly number[]) => setOf(64, indices);

const notes = (actions: readonly number[], cloudtrail: readonly number[], lastAccessed: readonly number[]) =>
  notSeenNotes(of(...actions), {
    verdicts: { shownBy: { cloudtrail: of(...cloudtrail), 'last-accessed': of(...lastAccessed) } },
  }).map(({ source, text }) => `${source}: ${text}`);

describe('notSeenNotes', () => {
  it.each([
    [[1], [1, 2], [], ['cloudtrail: would have shown a use of it in the window, and shows none']],
    [
      [1, 2, 3],
      [1, 2, 3],
      [3],
      [
        'cloudtrail: would have shown a use of all 3 of these in the window, and shows none',
        'last-accessed: would have shown a use of 1 of these 3 in the window, and shows none',
      ],
    ],
    [
      [1, 2],
      [1],
      [],
      [
        'cloudtrail: would have shown a use of 1 of these 2 in the window, and shows none',
        'cloudtrail: every call that can carry 1 of these 2 was seen, and none did',
      ],
    ],
    [[1], [], [1], ['last-accessed: would have shown a use of it in the window, and shows none']],
  ])('tell of %j, which %j and %j would have shown', (actions, cloudtrail, lastAccessed, expected) => {
    expect(notes(actions, cloudtrail, lastAccessed)).toEqual(expected);
  });
});
