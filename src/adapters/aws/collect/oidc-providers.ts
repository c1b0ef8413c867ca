import { ListOpenIDConnectProvidersCommand } from '@aws-sdk/client-iam';
import { expected } from './iam-answer.ts';
import { iamListPart } from './iam-list-part.ts';

/** Which OpenID Connect providers the account knows: `oidc-providers.json`. */
export const oidcProvidersPart = iamListPart({
  id: 'oidc-providers',
  operation: 'ListOpenIDConnectProviders',
  without: 'a role that trusts a provider which is gone cannot be told',
  ask: async (client) => {
    const { OpenIDConnectProviderList: list } = await client.send(new ListOpenIDConnectProvidersCommand({}));
    return { OpenIDConnectProviderList: expected(list, 'OpenIDConnectProviderList') };
  },
});
