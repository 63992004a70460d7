import {
  CommandCurrentTokenDocument,
  CommandGenerateTokenDocument,
  CommandRevokeAgentTokensDocument,
  CommandRevokeTokenDocument,
  CommandRotateTokenDocument,
  CommandTokensDocument,
} from '../generated/graphql.js';
import { providerMissing, read, shapes } from '../operator/arguments.js';
import { findAgent } from './agents.js';
import type { Ask } from './gateway.js';
import type { RemoteOperations } from './operation.js';

/** The operations about integration tokens. */
export function remoteTokenOperations(ask: Ask): RemoteOperations {
  return {
    'token generate': async (args) => {
      const { provider: named, ...order } = read(shapes.tokenGenerate, args);
      const known = await findAgent(ask, order.agent);
      const provider = named?.id ?? known?.provider;
      if (!provider) throw providerMissing(order.agent);
      const input = { ...order, provider };
      const { generateToken } = await ask(CommandGenerateTokenDocument, { input });
      return { ...generateToken, isNewAgent: !known };
    },
    'token rotate': async (args) => {
      const input = read(shapes.tokenRotate, args);
      return (await ask(CommandRotateTokenDocument, { input })).rotateToken;
    },
    'token revoke': async (args) => {
      const input = read(shapes.tokenRevoke, args);
      const { revokeToken } = await ask(CommandRevokeTokenDocument, { input });
      const { integrationToken, roomRemovals } = revokeToken;
      return { ...integrationToken, roomRemovals };
    },
    'token revoke all': async (args) => {
      const input = read(shapes.tokenRevokeAll, args);
      const { revokeAgentTokens } = await ask(CommandRevokeAgentTokensDocument, { input });
      return { agent: input.agent, ...revokeAgentTokens };
    },
    'token list': async (args) => {
      const { agent, provider, status } = read(shapes.tokenList, args);
      const filter = { agent, provider: provider?.id, status };
      return (await ask(CommandTokensDocument, filter)).integrationTokens.nodes;
    },
    'token current': async (args) => {
      const agent = read(shapes.named, args).name;
      return (await ask(CommandCurrentTokenDocument, { agent })).currentToken;
    },
  };
}
