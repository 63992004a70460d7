import type { Actor } from '../../platform/actor.js';
import { DomainError } from '../../platform/errors.js';
import type { Scope } from '../../providers/registry.js';

/** An agent that asks about rooms, by a live integration token. */
export interface RoomAgent {
  readonly id: string;
  readonly name: string;
  /** The integration token that it showed. */
  readonly tokenId: string;
  readonly scopes: readonly Scope[];
}

/** Who asks about rooms: a superuser, or an agent, whom its policy binds. */
export interface RoomCaller {
  readonly actor: Actor;
  /** `undefined` for a superuser, whom no policy binds. */
  readonly agent: RoomAgent | undefined;
}

/** The parts of a request's context that tell who asks. */
interface CallerContext {
  readonly actor: Actor;
  readonly principal: { readonly kind: string } & Partial<RoomAgent>;
}

/**
 * The caller behind a request that the rules have let through.
 *
 * @throws DomainError `FORBIDDEN` for whoever is neither a superuser nor an agent by its token
 */
export function roomCallerOf({ actor, principal }: CallerContext): RoomCaller {
  if (principal.kind === 'SUPERUSER') return { actor, agent: undefined };
  const { id, name, tokenId, scopes } = principal;
  if (id === undefined || name === undefined || tokenId === undefined || scopes === undefined) {
    throw new DomainError('FORBIDDEN', 'Rooms are open to superusers and to agents.', {
      reason: 'AGENT_REQUIRED',
    });
  }
  return { actor, agent: { id, name, tokenId, scopes } };
}
