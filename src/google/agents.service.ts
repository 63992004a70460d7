import type { AgentService } from '../agents/agent.service.js';
import { badUserInput } from '../platform/errors.js';
import { findProvider } from '../providers/registry.js';
import type { Scope } from '../providers/registry.js';
import type { BoundAgent } from './connections/row.sql.js';

/** What an agent's provider must know for the agent to have a use for a Google account. */
const CALENDAR_SCOPE: Scope = 'calendar.read';
const MOST_AGENTS = 100;

/** Finds agents that can work with a Google account. */
export class GoogleAgentsService {
  readonly #agents: AgentService;

  constructor(agents: AgentService) {
    this.#agents = agents;
  }

  /**
   * The agents of these names, each once.
   *
   * @param argument - the caller's argument that names them
   * @throws DomainError `BAD_USER_INPUT` or `NOT_FOUND`
   */
  async require(argument: string, names: readonly string[]): Promise<BoundAgent[]> {
    if (names.length > MOST_AGENTS) {
      throw badUserInput(argument, `must name at most ${String(MOST_AGENTS)} agents`);
    }
    const found: BoundAgent[] = [];
    for (const name of new Set(names)) {
      const { id, provider } = await this.#agents.require(argument, name);
      if (!findProvider(provider)?.scopes.includes(CALENDAR_SCOPE)) {
        throw badUserInput(
          argument,
          `must be agents that can have the scope ${CALENDAR_SCOPE}: ${name} belongs to ${provider}`,
        );
      }
      found.push({ id, name });
    }
    return found;
  }
}
