import { badUserInput, DomainError } from '../platform/errors.js';
import { providers, typedId, type Scope } from '../providers/registry.js';
import type { RoomPolicy } from '../providers/room-policy.js';

/** Who issues an agent's next token: the gateway itself, or a superuser. */
export const RENEWALS = ['AUTOMATIC', 'MANUAL'] as const;

/** See {@link RENEWALS}. */
export type Renewal = (typeof RENEWALS)[number];

/** An agent: a program that carries tokens of one provider. */
export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly renewal: Renewal;
  readonly ttlSeconds: number;
  readonly overlapSeconds: number;
  /** The most that a token of this agent can be allowed. */
  readonly scopes: readonly Scope[];
  /** The most that its room tokens can be good for; `null` for the default. */
  readonly roomPolicy: Partial<RoomPolicy> | null;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
}

/** What can be changed of an agent; what is left out stays. */
export type AgentChanges = Partial<
  Pick<Agent, 'renewal' | 'ttlSeconds' | 'overlapSeconds' | 'scopes' | 'roomPolicy' | 'disabledAt'>
>;

/** A key by which an agent may read its own current token, without the key itself. */
export interface AgentKey {
  readonly id: string;
  readonly agentId: string;
  readonly hint: string;
  readonly createdAt: Date;
  /** `null` for a key that does not expire. */
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
}

/** Who a key belongs to, and for how long. */
export interface AgentKeyOwner {
  readonly agent: Agent;
  readonly keyId: string;
  readonly keyExpiresAt: Date | null;
  readonly keyRevokedAt: Date | null;
}

/**
 * Passes scopes that are all allowed, each once.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument` and the allowed scopes
 */
export function checkScopes(
  argument: string,
  scopes: readonly string[],
  allowed: readonly Scope[],
): Scope[] {
  const isAllowed = (scope: string): scope is Scope => allowed.some((one) => one === scope);
  if (!scopes.every(isAllowed) || scopes.length === 0) {
    throw badUserInput(argument, `must be one or more of: ${allowed.join(', ')}`);
  }
  return [...new Set(scopes)];
}

/** The answer to those who may know that no such agent exists. */
export function agentNotFound(name: string): DomainError {
  const [first = '', ...others] = providers.map(typedId);
  return new DomainError(
    'NOT_FOUND',
    `There is no agent ${name}. Register it with the mutation registerAgent or with: ` +
      `token-gateway agent create ${name} --provider ${first} (or ${others.join(', ')})`,
  );
}
