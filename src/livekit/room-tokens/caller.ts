import type { Actor } from '../../platform/actor.js';
import { DomainError } from '../../platform/errors.js';
import type { RequestContext } from '../../request/context.js';
import { isCaller, type AgentPrincipal } from '../../request/principal.js';

/** Who asks about rooms: a superuser, or an agent, whom its policy binds. */
export interface RoomCaller {
  readonly actor: Actor;
  /** `undefined` for a superuser, whom no policy binds. */
  readonly agent: AgentPrincipal | undefined;
}

/**
 * The caller behind a request that the rules have let through.
 *
 * @throws DomainError `FORBIDDEN` for whoever is neither a superuser nor an agent by its token
 */
export function roomCallerOf({ actor, principal }: RequestContext): RoomCaller {
  if (!isCaller(principal)) {
    throw new DomainError('FORBIDDEN', 'Rooms are open to superusers and to agents.', {
      reason: 'AGENT_REQUIRED',
    });
  }
  return { actor, agent: principal.kind === 'AGENT' ? principal : undefined };
}
