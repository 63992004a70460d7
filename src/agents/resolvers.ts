import type { ServedResolver } from '../schema/served-resolver.js';
import { AgentResolver } from './agent.resolver.js';
import { AgentDeletionResolver } from './deletion/deletion.resolver.js';
import type { AgentServices } from './module.js';
import { AgentSubjectResolver } from './subjects/subject.resolver.js';
import { RoomUsageResolver } from './usage/usage.resolver.js';

/** The resolvers of agents. */
export const agentResolvers: readonly ServedResolver<AgentServices>[] = [
  {
    type: AgentResolver,
    create: ({ agents, agentKeys, agentSubjects }) =>
      new AgentResolver(agents, agentKeys, agentSubjects),
  },
  {
    type: AgentDeletionResolver,
    create: ({ agentDeletion }) => new AgentDeletionResolver(agentDeletion),
  },
  {
    type: AgentSubjectResolver,
    create: ({ agentSubjects }) => new AgentSubjectResolver(agentSubjects),
  },
  { type: RoomUsageResolver, create: ({ roomUsage }) => new RoomUsageResolver(roomUsage) },
];
