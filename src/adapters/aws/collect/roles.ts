import { ListRolesCommand } from '@aws-sdk/client-iam';
import { itemsOf } from '../pages.ts';
import { expected, nextMarkerOf, pageAt } from './iam-answer.ts';
import { iamListPart } from './iam-list-part.ts';

/** What the authorization details do not tell of roles, their descriptions: `roles.json`. */
export const rolesPart = iamListPart({
  id: 'roles',
  operation: 'ListRoles',
  without: 'descriptions of roles are not known, nor what they say of why and until when',
  ask: async (client) => ({
    Roles: await itemsOf(
      (marker) => client.send(new ListRolesCommand(pageAt(marker))),
      nextMarkerOf,
      ({ Roles: roles }) => expected(roles, 'Roles'),
    ),
  }),
});
