import type { Agent } from '../agents/agent.js';
import { hasExpired } from '../credentials/lifetime.js';
import type { AccessToken } from '../grants/access-token.js';
import type { DomainError } from '../platform/errors.js';
import { ALL_SCOPES } from '../providers/registry.js';
import type {
  AgentPrincipal,
  DelegatePrincipal,
  EnrolledAgentPrincipal,
  JwtGrant,
} from '../request/principal.js';
import { grantedScopes, type TokenOwner } from '../tokens/token.js';
import { unauthenticated } from './credentials.js';

/**
 * Returns the principal of an agent that showed a key of its own or a JWT.
 *
 * @throws DomainError `UNAUTHENTICATED`, reason `AGENT_DISABLED`
 */
export function enrolledAgent({ id, name, provider, disabledAt }: Agent): EnrolledAgentPrincipal {
  if (disabledAt) throw agentDisabled(name);
  return { kind: 'ENROLLED_AGENT', id, name, provider };
}

/** Returns what a JWT grants by the words of its scope. */
export function jwtGrant(words: readonly string[] = []): JwtGrant {
  const named = ALL_SCOPES.filter((scope) => words.includes(scope));
  return { scopes: named.length === 0 ? undefined : named };
}

/**
 * Returns the principal of a client that showed an access token.
 *
 * @throws DomainError `UNAUTHENTICATED`, reason `AGENT_DISABLED`
 */
export function delegate(token: AccessToken, agent: Agent): DelegatePrincipal {
  if (agent.disabledAt) throw agentDisabled(agent.name).asFinal();
  return {
    kind: 'DELEGATE',
    id: agent.id,
    name: token.clientId,
    agentName: agent.name,
    provider: agent.provider,
    scopes: token.scopes,
    accessTokenId: token.id,
    expiresAt: token.expiresAt,
  };
}

/** Returns the refusal of a credential whose agent is disabled. */
export function agentDisabled(name: string): DomainError {
  return unauthenticated(
    'AGENT_DISABLED',
    `The agent ${name} is disabled. Asking again does not help; a superuser decides on that.`,
    { agent: name },
  );
}

/**
 * Checks and returns when a key expires; `undefined` for a key that does not.
 *
 * @param logged - what the log says of the refusal
 * @throws DomainError `UNAUTHENTICATED`, reason `EXPIRED`
 */
export function unexpired(
  expiresAt: Date | null,
  now: Date,
  noun: 'superuser' | 'verifier' | 'agent',
  logged: Readonly<Record<string, string>>,
): Date | undefined {
  if (expiresAt && hasExpired(expiresAt, now)) {
    const giver = noun === 'agent' ? 'a superuser' : 'the operator of the gateway';
    const message = `This ${noun} key expired. Ask ${giver} for a new one.`;
    throw unauthenticated('EXPIRED', message, logged);
  }
  return expiresAt ?? undefined;
}

/** The principal of an accepted integration token, with no more than its agent may do now. */
export function agentPrincipal(owner: TokenOwner): AgentPrincipal {
  const { token } = owner;
  return {
    kind: 'AGENT',
    tokenId: token.id,
    id: token.agentId,
    name: token.agentName,
    provider: token.provider,
    scopes: grantedScopes(owner),
    expiresAt: token.expiresAt,
  };
}
