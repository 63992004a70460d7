import type { z } from 'zod';

import { agentNotFound } from '../../agents/agent.js';
import { DomainError } from '../../platform/errors.js';
import { providers, typedId, type RegisteredProvider } from '../../providers/registry.js';
import { CURRENT_TOKEN_FIELDS, selectionOf, TOKEN_FIELDS } from './answer-fields.js';
import { endpoint, type Endpoint } from './endpoint.js';
import { currentTokenQuery, tokenOrder, tokenPath, tokensQuery } from './input-shapes.js';

const TOKEN = selectionOf(TOKEN_FIELDS);

const GENERATED = 'The token was generated. The agent gets it by current-token.';

/** The paths about tokens: the same for every provider. */
export const tokenEndpoints: readonly Endpoint[] = providers.flatMap((provider) => [
  currentToken(provider),
  listTokens(provider),
  oneToken(provider),
  generateToken(provider),
]);

/** What an endpoint about a provider's tokens begins with. */
function common<Path extends string>(provider: RegisteredProvider, verb: string, path: Path) {
  const folder = typedId(provider);
  return {
    path: `/${folder}/tokens/${path}`,
    operationId: `${folder}-${verb}`,
    tag: provider.displayName,
  } as const;
}

function currentToken(provider: RegisteredProvider): Endpoint {
  const shape = currentTokenQuery(provider.defaultAgent);
  type Data = {
    currentToken: {
      provider: string;
      agent_name: string;
      valid: boolean;
      message: string;
      [field: string]: unknown;
    };
  };
  const useIt = `Send the token in the ${provider.header} header. Ask again before expires_at.`;
  return endpoint<typeof shape, Data>({
    ...common(provider, 'current-token', 'current-token/'),
    method: 'GET',
    summary: 'The token that an agent should use now',
    input: { in: 'query', shape },
    operation: {
      type: 'Query',
      field: 'currentToken',
      document: `query RestCurrentToken($agent: String!) {
        currentToken(agent: $agent) { provider ${selectionOf(CURRENT_TOKEN_FIELDS)} }
      }`,
      variables: ({ agent }) => ({ agent }),
      names: {},
      present: ({ currentToken: { provider: id, ...body } }) => {
        // The read is in the audit log by now. That is no harm: whoever asked may read the secret.
        if (id !== provider.id) throw agentNotFound(body.agent_name);
        return { body: body.valid ? { ...body, message: useIt } : body };
      },
    },
    status: 200,
    answer: 'CurrentToken',
    isFor: 'agents and trusted networks',
    errors: ['FORBIDDEN', 'NOT_FOUND'],
  });
}

function listTokens(provider: RegisteredProvider): Endpoint {
  type Data = {
    integrationTokens: {
      nodes: readonly unknown[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  };
  return endpoint<typeof tokensQuery, Data>({
    ...common(provider, 'tokens', ''),
    method: 'GET',
    summary: 'Tokens without their secrets, newest first',
    input: { in: 'query', shape: tokensQuery },
    operation: {
      type: 'Query',
      field: 'integrationTokens',
      document: `query RestTokens(
        $provider: IntegrationProvider
        $agent: String
        $status: IntegrationTokenStatus
        $first: Int
        $after: String
      ) {
        integrationTokens(
          provider: $provider
          agent: $agent
          status: $status
          first: $first
          after: $after
        ) {
          nodes { ${TOKEN} }
          pageInfo { hasNextPage endCursor }
        }
      }`,
      variables: ({ limit, ...filter }) => ({ ...filter, first: limit, provider: provider.id }),
      names: {},
      present: ({ integrationTokens: { nodes, pageInfo } }) => ({
        body: nodes,
        nextCursor: pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined,
      }),
    },
    status: 200,
    answer: 'Token',
    isFor: 'superusers',
    isList: true,
    errors: ['FORBIDDEN'],
  });
}

function oneToken(provider: RegisteredProvider): Endpoint {
  type Data = { integrationToken: { provider: string; [field: string]: unknown } | null };
  return endpoint<typeof tokenPath, Data>({
    ...common(provider, 'token', '{id}/'),
    method: 'GET',
    summary: 'One token without its secret',
    input: { in: 'path', shape: tokenPath },
    operation: {
      type: 'Query',
      field: 'integrationToken',
      document: `query RestToken($id: ID!) {
        integrationToken(id: $id) { provider ${TOKEN} }
      }`,
      variables: ({ id }) => ({ id }),
      names: {},
      present: ({ integrationToken }) => {
        if (integrationToken?.provider !== provider.id) {
          throw new DomainError(
            'NOT_FOUND',
            `There is no ${provider.displayName} token of that id.`,
          );
        }
        const { provider: _, ...body } = integrationToken;
        return { body };
      },
    },
    status: 200,
    answer: 'Token',
    isFor: 'superusers',
    errors: ['FORBIDDEN', 'NOT_FOUND'],
  });
}

function generateToken(provider: RegisteredProvider): Endpoint {
  type Data = { generateToken: { token: string; integrationToken: object } };
  type Order = z.output<typeof tokenOrder>;
  return endpoint<typeof tokenOrder, Data>({
    ...common(provider, 'generate-token', 'generate_token/'),
    method: 'POST',
    summary: 'Makes a new token, which becomes the current token of its agent',
    input: { in: 'body', shape: tokenOrder },
    operation: {
      type: 'Mutation',
      field: 'generateToken',
      document: `mutation RestGenerateToken($input: GenerateTokenInput!) {
        generateToken(input: $input) { token integrationToken { ${TOKEN} } }
      }`,
      variables: ({ agent_name, expires_in, note }: Order) => ({
        input: { provider: provider.id, agent: agent_name, ttlSeconds: expires_in, note },
      }),
      names: {
        'input.agent': 'agent_name',
        'input.ttlSeconds': 'expires_in',
        'input.note': 'note',
      },
      present: ({ generateToken: { token, integrationToken } }) => ({
        body: { ...integrationToken, token, valid: true, message: GENERATED },
      }),
    },
    status: 201,
    answer: 'GeneratedToken',
    isFor: 'superusers',
    errors: ['FORBIDDEN', 'CONFLICT'],
  });
}
