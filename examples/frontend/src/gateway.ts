import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

/** Where the gateway is: on the page's own origin, unless the build was told of another one. */
const ADDRESS: string = import.meta.env['VITE_GATEWAY_URL'] ?? '';

/**
 * A GraphQL client that sends a superuser's key with each request.
 *
 * The key lives in this closure and nowhere else: what a page puts into storage or an address stays
 * on the disk, and any script that gets into the page later finds it there.
 */
export function connect(key: string): ApolloClient {
  const authorization = `Bearer ${key}`;
  return new ApolloClient({
    link: new HttpLink({
      uri: `${ADDRESS}/graphql`,
      headers: { authorization },
      credentials: 'omit',
    }),
    cache: new InMemoryCache({
      typePolicies: {
        // Pages of one list are shown as one list; each provider has its own.
        Query: { fields: { integrationTokens: relayStylePagination(['provider']) } },
      },
    }),
  });
}
