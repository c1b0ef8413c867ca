import { namesOf } from '../catalog/action-names.ts';
import { emptySet, intersection, isEmpty, uniteInto } from '../catalog/action-set.ts';
import type { Detector } from './detector.ts';

/** Groups without members. A group that lost a member in the window is left alone. */
export const unusedGroup: Detector = {
  id: 'unused-group',
  title: 'Group without members',
  severity: 'low',
  attack: [],
  needs: ['whole-inventory'],
  *detect({ inventory, window, timeline, elevated, catalog }) {
    for (const group of inventory.groups) {
      const isYoung = group.createdAt === undefined || group.createdAt > window.from;
      if (group.members.length > 0 || isYoung || timeline.isTouchedSince(group.name, group.arn, window.from)) continue;
      const granted = emptySet(catalog.size);
      for (const { parsed } of group.policies) {
        for (const [place, { effect }] of parsed.document.statements.entries()) {
          const actions = parsed.actions[place];
          if (effect === 'Allow' && actions !== undefined) uniteInto(granted, actions);
        }
      }
      const dangerous = intersection(granted, elevated);
      yield {
        subject: { kind: 'group', arn: group.arn, id: group.id, accountId: group.accountId },
        key: '',
        confidence: 'strong',
        permissions: namesOf(dangerous, catalog),
        grants: [],
        summary: `Group ${group.name} has no members${isEmpty(dangerous) ? '' : '; whoever is added to it gets elevated permissions'}`,
        why: 'An empty group is an open door that nobody looks at: one call puts a user into it.',
        fix: [`Delete group ${group.name}`],
        evidence: [{ source: 'iam', text: 'no user of the account names it' }],
      };
    }
  },
};
