import { ListServiceSpecificCredentialsCommand } from '@aws-sdk/client-iam';
import { itemsOf } from '../pages.ts';
import { expected, nextMarkerOf, pageAt } from './iam-answer.ts';
import { iamListPart } from './iam-list-part.ts';

/** Credentials of users for single services (CodeCommit, Bedrock …), which the credential report leaves out: `service-specific-credentials.json`. */
export const serviceSpecificCredentialsPart = iamListPart({
  id: 'service-specific-credentials',
  operation: 'ListServiceSpecificCredentials',
  without: 'credentials of users for single services, such as Bedrock API keys, are not known',
  ask: async (client) => ({
    ServiceSpecificCredentials: await itemsOf(
      (marker) => client.send(new ListServiceSpecificCredentialsCommand({ AllUsers: true, ...pageAt(marker) })),
      nextMarkerOf,
      ({ ServiceSpecificCredentials: list }) => expected(list, 'ServiceSpecificCredentials'),
    ),
  }),
});
