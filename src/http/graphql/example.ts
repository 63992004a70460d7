import { providers } from '../../providers/registry.js';

const example = providers.at(-1);
const agent = example?.defaultAgent ?? '';

/** The operations that an explorer shows to begin with. */
export const EXAMPLE_DOCUMENT = `# Who am I? This needs no credential.
query WhoAmI {
  viewer {
    kind
    name
  }
}

# Which token should the agent use now?
# Under Headers, add a superuser’s key:
#   { "Authorization": "Bearer itg_su_…" }
query CurrentToken($agent: String!) {
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

# Hear of each new token of the agent, until you stop it:
subscription TokenChanged($agent: String!) {
  currentTokenChanged(agent: $agent) {
    agentName
    changedAt
  }
}
`;

/** Their variables, as JSON. */
export const EXAMPLE_VARIABLES = JSON.stringify(
  { agent, input: { provider: example?.id, agent, ttlSeconds: 3600 } },
  null,
  2,
);
