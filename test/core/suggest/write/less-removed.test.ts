import { describe, expect, it } from 'vitest';
import { emptySet, intersects } from '../../../../src/core/catalog/action-set.ts';
import type { Edited } from '../../../../src/core/suggest/write/edits.ts';
import { fittingEdits } from '../../../../src/core/suggest/write/less-removed.ts';
import type { Release } from '../../../../src/core/suggest/write/narrow-document.ts';
import { catalog } from '../../evidence/account.ts';
import { actionsOf, namesIn } from '../one-role.ts';

const edited: Edited = { edits: [], isTidy: true, unlistedLost: new Set(), remarks: [], sizes: [] };
// All of SQS goes that the policies say, and a part of SNS: of that one elevated action, and one that is not.
const allowed = actionsOf('sqs:SendMessage', 'sqs:DeleteQueue', 'sns:Publish', 'sns:AddPermission', 'sns:Subscribe');
const removable = actionsOf('sqs:SendMessage', 'sqs:DeleteQueue', 'sns:AddPermission', 'sns:Subscribe');
const elevated = actionsOf('sns:AddPermission', 'sqs:DeleteQueue');
const release: Release = { removable, droppable: emptySet(catalog.size) };

/** What is tried, where only releases that fit are written. */
function fitted(fits: (own: Release) => boolean, own: Release = release, mayRewrite = false) {
  const tried: (readonly string[])[] = [];
  const result = fittingEdits(
    own,
    allowed,
    elevated,
    mayRewrite,
    (one) => {
      tried.push(namesIn(one.removable));
      return fits(one) ? edited : { doesNotFit: 'too long' };
    },
    catalog,
  );
  return { ...result, tried };
}

describe('fittingEdits', () => {
  it('takes all that may go where that fits, and tries nothing else', () => {
    const { release: taken, noRoom, tried } = fitted(() => true);
    expect(taken).toBe(release);
    expect(namesIn(noRoom)).toEqual([]);
    expect(tried).toHaveLength(1);
  });

  it('keeps single permissions that are not elevated where not all fits', () => {
    const single = actionsOf('sns:Subscribe');
    const { release: taken, noRoom, edited: written } = fitted((one) => !intersects(one.removable, single));
    expect(written).toBe(edited);
    expect(namesIn(taken.removable)).toEqual(['sns:AddPermission', 'sqs:DeleteQueue', 'sqs:SendMessage']);
    expect(namesIn(noRoom)).toEqual(['sns:Subscribe']);
  });

  it('takes whole services alone where the elevated ones do not fit either', () => {
    const elevatedOne = actionsOf('sns:AddPermission');
    const { release: taken, noRoom } = fitted((one) => !intersects(one.removable, elevatedOne));
    expect(namesIn(taken.removable)).toEqual(['sqs:DeleteQueue', 'sqs:SendMessage']);
    expect(namesIn(noRoom)).toEqual(['sns:AddPermission', 'sns:Subscribe']);
  });

  it('takes a service for whole where the rest of it is granted to nobody', () => {
    const droppable = actionsOf('sns:Publish');
    const { tried } = fitted(() => false, { removable, droppable });
    expect(tried[1]).toEqual(namesIn(removable));
  });

  it('rewrites a NotAction before it takes less, where it may', () => {
    const { release: taken, noRoom } = fitted((one) => one.rewritesNotAction === true, release, true);
    expect(taken).toEqual({ ...release, rewritesNotAction: true });
    expect(namesIn(noRoom)).toEqual([]);
    expect(fitted((one) => one.rewritesNotAction === true).edited).toEqual({ doesNotFit: 'too long' });
  });

  it('says why where nothing fits', () => {
    const { edited: written, noRoom } = fitted(() => false);
    expect(written).toEqual({ doesNotFit: 'too long' });
    expect(namesIn(noRoom)).toEqual([]);
  });

  it('changes nothing where nothing changes', () => {
    const result = fittingEdits(release, allowed, elevated, true, () => undefined, catalog);
    expect(result.edited).toBeUndefined();
  });
});
