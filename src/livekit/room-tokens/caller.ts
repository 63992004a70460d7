import type { Actor } from '../../platform/actor.js';
import { DomainError } from '../../platform/errors.js';
import type { RoomPolicy } from '../../providers/room-policy.js';
import type { RequestContext } from '../../request/context.js';
import { isCaller, type AgentPrincipal } from '../../request/principal.js';

/** A user of an application's, who showed a JWT of its issuer. */
export interface RoomUser {
  /** The JWT's `iss` and `sub`. */
  readonly issuer: string;
  readonly subject: string;
  /** What else it says, for templates. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** What the rule for that user allows. */
  readonly policy: RoomPolicy;
}

/** Who asks about rooms: a superuser, or an agent or a user, whom a policy binds. */
export interface RoomCaller {
  readonly actor: Actor;
  readonly agent: AgentPrincipal | undefined;
  readonly user?: RoomUser | undefined;
  /** The project that the request names; empty for the default one. */
  readonly project?: string | undefined;
}

/**
 * The caller behind a request that the rules have let through.
 *
 * @param project - the LiveKit project that the request names, if it does
 * @throws DomainError `FORBIDDEN` for whoever is neither a superuser nor an agent by its token
 */
export function roomCallerOf(
  { actor, principal }: RequestContext,
  project?: string | null,
): RoomCaller {
  if (!isCaller(principal)) {
    throw new DomainError('FORBIDDEN', 'Rooms are open to superusers and to agents.', {
      reason: 'AGENT_REQUIRED',
    });
  }
  const agent = principal.kind === 'AGENT' ? principal : undefined;
  return { actor, agent, project: project ?? undefined };
}

/** Whom the limit counts. */
export function countedAs({ actor, agent, user }: RoomCaller): readonly (string | null)[] {
  if (agent) return [agent.id];
  return user ? ['USER', user.issuer, user.subject] : [actor.kind, actor.name];
}
