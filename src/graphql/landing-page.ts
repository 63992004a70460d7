import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';

import { providers } from '../providers/registry.js';
import type { RequestContext } from '../request/context.js';

const agent = providers.at(-1)?.defaultAgent ?? '';

const EXAMPLE = `# Who am I, and which token should the agent use now?
# From this machine, a development gateway answers without a credential.
# As a superuser, add under Headers:  Authorization: Bearer itg_su_…
query CurrentToken($agent: String!) {
  viewer {
    kind
    name
  }
  currentToken(agent: $agent) {
    header
    token
    expiresAt
    refreshAt
    valid
    message
  }
}

# Superusers generate tokens:
mutation GenerateToken($input: GenerateTokenInput!) {
  generateToken(input: $input) {
    token
    integrationToken {
      id
      hint
      status
      expiresAt
    }
  }
}
`;

/** Apollo Sandbox with a first operation to run; nothing where the schema is hidden. */
export function landingPage(hidesSchema: boolean): ApolloServerPlugin<RequestContext> {
  if (hidesSchema) return ApolloServerPluginLandingPageDisabled();
  return ApolloServerPluginLandingPageLocalDefault({
    embed: { runTelemetry: false, endpointIsEditable: false },
    includeCookies: false,
    footer: false,
    document: EXAMPLE,
    variables: {
      agent,
      input: { provider: providers.at(-1)?.id, agent, ttlSeconds: 3600 },
    },
  });
}
