import { agentNotFound } from '../agents/agent.js';
import {
  CommandActiveTokenDocument,
  CommandAgentDocument,
  CommandAgentsDocument,
  CommandBindSubjectDocument,
  CommandCreateAgentKeyDocument,
  CommandDeleteAgentDocument,
  CommandRegisterAgentDocument,
  CommandRevokeAgentKeyDocument,
  CommandUnbindSubjectDocument,
  CommandUpdateAgentDocument,
  type CommandAgentQuery,
  type CommandAgentsQuery,
  type LiveKitPolicyInput,
} from '../generated/graphql.js';
import { read, shapes } from '../operator/arguments.js';
import { DomainError } from '../platform/errors.js';
import type { RoomPolicyChanges } from '../providers/room-policy.js';
import type { Ask } from './gateway.js';
import type { RemoteOperations } from './operation.js';

type ListedAgent = CommandAgentsQuery['agents']['nodes'][number];
type FoundAgent = NonNullable<CommandAgentQuery['agent']>;

/** The operations about agents, their keys and subjects. */
export function remoteAgentOperations(ask: Ask): RemoteOperations {
  const require = async (name: string): Promise<FoundAgent> => {
    const { agent } = await ask(CommandAgentDocument, { name });
    if (!agent) throw agentNotFound(name);
    return agent;
  };
  return {
    'agent create': async (args) => {
      const { ifNotExists, provider, liveKitPolicy, ...order } = read(shapes.agentCreate, args);
      const input = { ...order, provider: provider.id, liveKitPolicy: asInput(liveKitPolicy) };
      try {
        const { registerAgent } = await ask(CommandRegisterAgentDocument, { input });
        return { ...registerAgent.agent, isNew: true };
      } catch (error) {
        const isTaken = error instanceof DomainError && error.code === 'CONFLICT';
        const known = isTaken && ifNotExists ? await findAgent(ask, order.name) : undefined;
        if (known?.provider !== provider.id) throw error;
        return { ...plain(known), isNew: false };
      }
    },
    'agent list': async () => (await allAgents(ask)).map(withExpiringKeys),
    'agent names': async () => (await allAgents(ask)).map(({ name }) => name),
    'agent show': async (args) => {
      const { keys, subjects, ...agent } = await require(read(shapes.named, args).name);
      const tokens = await ask(CommandActiveTokenDocument, { agent: agent.name });
      const currentToken = tokens.integrationTokens.nodes[0] ?? null;
      return { ...agent, currentToken, keys, subjects };
    },
    'agent update': async (args) => {
      const { name: agent, liveKitPolicy, ...changes } = read(shapes.agentUpdate, args);
      const input = { ...changes, agent, liveKitPolicy: asInput(liveKitPolicy) };
      const { updateAgent } = await ask(CommandUpdateAgentDocument, { input });
      return updateAgent.agent;
    },
    'agent delete': async (args) => {
      const input = { agent: read(shapes.named, args).name };
      return (await ask(CommandDeleteAgentDocument, { input })).deleteAgent;
    },
    'agent key create': async (args) => {
      const { name: agent, ttlSeconds } = read(shapes.keyCreate, args);
      const input = { agent, ttlSeconds };
      return (await ask(CommandCreateAgentKeyDocument, { input })).createAgentKey;
    },
    'agent key list': async (args) => (await require(read(shapes.named, args).name)).keys,
    'agent key revoke': async (args) => {
      const input = read(shapes.identified, args);
      return (await ask(CommandRevokeAgentKeyDocument, { input })).revokeAgentKey.agentKey;
    },
    'agent bind': async (args) => {
      const input = read(shapes.agentBind, args);
      return (await ask(CommandBindSubjectDocument, { input })).bindAgentSubject.agentSubject;
    },
    'agent unbind': async (args) => {
      const input = read(shapes.agentUnbind, args);
      return (await ask(CommandUnbindSubjectDocument, { input })).unbindAgentSubject.agentSubject;
    },
    'agent subjects': async (args) => (await require(read(shapes.named, args).name)).subjects,
  };
}

async function allAgents(ask: Ask): Promise<ListedAgent[]> {
  const found: ListedAgent[] = [];
  let page: CommandAgentsQuery['agents'] | undefined;
  while (page?.pageInfo.hasNextPage !== false) {
    page = (await ask(CommandAgentsDocument, { after: page?.pageInfo.endCursor })).agents;
    found.push(...page.nodes);
  }
  return found;
}

/**
 * The agent of that name, if there is one. A name that none can have is for the operation itself to
 * refuse, together with its other arguments.
 */
export async function findAgent(ask: Ask, name: string): Promise<FoundAgent | undefined> {
  try {
    return (await ask(CommandAgentDocument, { name })).agent ?? undefined;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'BAD_USER_INPUT') return undefined;
    throw error;
  }
}

function withExpiringKeys({ keys, ...agent }: ListedAgent) {
  const keysExpiringSoon = keys
    .filter(({ status }) => status === 'EXPIRES_SOON')
    .map((key) => ({ ...key, agentName: agent.name }));
  return { ...agent, keysExpiringSoon };
}

/** As a mutation answers. */
function plain(found: FoundAgent) {
  const { keys: _keys, subjects: _subjects, ...known } = found;
  const { tokenExpiresAt: _end, lastUsedAt: _use, googleAccounts: _accounts, ...agent } = known;
  return agent;
}

/** The same policy: what code generators make cannot take lists that nobody changes. */
function asInput(policy: RoomPolicyChanges | undefined): LiveKitPolicyInput | undefined {
  return policy as LiveKitPolicyInput | undefined;
}
