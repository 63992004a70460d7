import type { Agent } from '../agents/agent.js';
import type { AgentService } from '../agents/agent.service.js';
import type { AgentKeyService } from '../agents/keys/key.service.js';
import { presentAgent, presentKey } from '../agents/presenter.js';
import type { GoogleBindingService } from '../google/bindings/binding.service.js';
import type { AgentActivityService } from '../tokens/activity/activity.service.js';

/** How many agents are looked at in one go. */
const PAGE = 200;

interface ActivityServices {
  readonly agentActivity: AgentActivityService;
  readonly google: { readonly bindings: GoogleBindingService };
}

interface ListServices extends ActivityServices {
  readonly agents: AgentService;
  readonly agentKeys: AgentKeyService;
}

/**
 * All agents by name, each with its activity, its Google accounts, and its keys that expire soon. A
 * page of agents takes a handful of queries, however many agents are on it.
 */
export async function listAgents(services: ListServices) {
  const expiring = await services.agentKeys.listExpiringSoon();
  const found = await allAgents(services.agents);
  return Promise.all(
    found.map(async (agent) => ({
      ...presentAgent(agent),
      ...(await activityOf(services, agent)),
      keysExpiringSoon: expiring.filter((key) => key.agentId === agent.id).map(presentKey),
    })),
  );
}

/** What is said of an agent wherever it is shown. */
export async function activityOf(
  { agentActivity, google }: ActivityServices,
  { id }: Pick<Agent, 'id'>,
) {
  const [activity, googleAccounts] = await Promise.all([
    agentActivity.of(id),
    google.bindings.accountsOf(id),
  ]);
  return { ...activity, googleAccounts };
}

/** The names of all agents, sorted. */
export async function agentNames(agents: AgentService): Promise<string[]> {
  return (await allAgents(agents)).map(({ name }) => name);
}

async function allAgents(agents: AgentService): Promise<Agent[]> {
  const found: Agent[] = [];
  for (;;) {
    const page = { limit: PAGE, after: found.at(-1)?.name };
    const more = await agents.list({ provider: undefined }, page);
    found.push(...more);
    if (more.length < PAGE) return found;
  }
}
