import { ListDelegationRequestsCommand } from '@aws-sdk/client-iam';
import { itemsOf } from '../pages.ts';
import { expected, nextMarkerOf, pageAt } from './iam-answer.ts';
import { iamListPart } from './iam-list-part.ts';

/** What partners were given for a time, by temporary delegation: `delegation-requests.json`. */
export const delegationRequestsPart = iamListPart({
  id: 'delegation-requests',
  operation: 'ListDelegationRequests',
  without: 'what partners were given by temporary delegation is not known',
  ask: async (client) => ({
    DelegationRequests: await itemsOf(
      (marker) => client.send(new ListDelegationRequestsCommand(pageAt(marker))),
      // Of all lists of IAM this one begins the word with a small letter.
      ({ isTruncated, Marker }) => nextMarkerOf({ IsTruncated: isTruncated, Marker }),
      ({ DelegationRequests: list }) => expected(list, 'DelegationRequests'),
    ),
  }),
});
