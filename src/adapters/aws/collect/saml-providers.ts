import { ListSAMLProvidersCommand } from '@aws-sdk/client-iam';
import { expected } from './iam-answer.ts';
import { iamListPart } from './iam-list-part.ts';

/** Which SAML providers the account knows: `saml-providers.json`. */
export const samlProvidersPart = iamListPart({
  id: 'saml-providers',
  operation: 'ListSAMLProviders',
  without: 'a role that trusts a SAML provider which is gone cannot be told',
  ask: async (client) => {
    const { SAMLProviderList: list } = await client.send(new ListSAMLProvidersCommand({}));
    return { SAMLProviderList: expected(list, 'SAMLProviderList') };
  },
});
