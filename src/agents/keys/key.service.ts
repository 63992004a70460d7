import { randomUUID } from 'node:crypto';

import type { KnownSecrets } from '../../credentials/known-secrets.js';
import { keyExpiry, keyStatus, type KeyStatus } from '../../credentials/lifetime.js';
import type { ChangeCache } from '../../db/changes/cache.js';
import { cacheKeyOf, type CredentialService } from '../../encryption/credential.service.js';
import type { TokenVault } from '../../encryption/vault.js';
import type { Actor } from '../../platform/actor.js';
import type { Clock } from '../../platform/clock.js';
import type { RandomSource } from '../../platform/crypto.js';
import { DomainError } from '../../platform/errors.js';
import { AGENT_KEY_PREFIX, createSecret, secretHint } from '../../platform/secrets/secret.js';
import type { AgentKey, AgentKeyOwner } from '../agent.js';
import type { AgentService } from '../agent.service.js';
import type { AgentStore } from '../agent.store.js';

interface AgentKeyServiceParts {
  readonly store: AgentStore;
  readonly agents: AgentService;
  readonly vault: TokenVault;
  readonly credentials: CredentialService;
  readonly owners: ChangeCache<AgentKeyOwner>;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly knownSecrets: KnownSecrets;
}

/** A key with its status at the moment it was looked at. */
export type AgentKeyWithStatus = AgentKey & { readonly status: KeyStatus };

/** Issues, finds and revokes the keys by which agents read their own current token. */
export class AgentKeyService {
  readonly #parts: AgentKeyServiceParts;

  constructor(parts: AgentKeyServiceParts) {
    this.#parts = parts;
  }

  /**
   * Makes a key for an agent; it may have several.
   *
   * @param ttlSeconds - the key's lifetime; `undefined` for a key that does not expire
   * @returns the key, which is shown here and never again
   * @throws DomainError `BAD_USER_INPUT` or `NOT_FOUND`
   */
  async create(
    agentName: string,
    actor: Actor,
    ttlSeconds?: number,
  ): Promise<{ key: string; agentKey: AgentKeyWithStatus }> {
    const expiresAt = keyExpiry(ttlSeconds, this.#parts.clock.now());
    const agent = await this.#parts.agents.require('agent', agentName);
    const key = createSecret(AGENT_KEY_PREFIX, this.#parts.random);
    const agentKey = {
      id: randomUUID(),
      agentId: agent.id,
      hint: secretHint(key),
      createdAt: this.#parts.clock.now(),
      expiresAt,
      revokedAt: null,
      lastUsedAt: null,
    };
    const { id, agentId } = agentKey;
    const stored = this.#parts.vault.keepKey({ table: 'agent_keys', id, agentId }, key);
    await this.#parts.store.insertKey(agent.name, agentKey, stored, actor);
    this.#parts.knownSecrets.add(key);
    return { key, agentKey: this.#withStatus(agentKey) };
  }

  /** An agent's keys, oldest first, revoked ones included. */
  async list(agentId: string): Promise<AgentKeyWithStatus[]> {
    return (await this.#parts.store.listKeys(agentId)).map((key) => this.#withStatus(key));
  }

  /** The keys of all agents that expire within a week, the first to expire first. */
  async listExpiringSoon(): Promise<(AgentKeyWithStatus & { readonly agentName: string })[]> {
    const expiring = await this.#parts.store.listExpiringKeys();
    return expiring
      .map((key) => this.#withStatus(key))
      .filter(({ status }) => status === 'EXPIRES_SOON');
  }

  /**
   * Revokes a key. Idempotent.
   *
   * @throws DomainError `NOT_FOUND`
   */
  async revoke(id: string, actor: Actor): Promise<AgentKeyWithStatus> {
    const key = await this.#parts.store.revokeKey(id, { at: this.#parts.clock.now(), actor });
    if (!key) throw new DomainError('NOT_FOUND', 'There is no agent key of that id.');
    return this.#withStatus(key);
  }

  /**
   * Revokes a leaked key on its holder's behalf, and says so in the audit log.
   *
   * @returns whose key it is, or `undefined` when it is nobody's
   */
  async revokeLeaked(
    key: string,
    reason: string,
    actor: Actor,
  ): Promise<{ readonly name: string; readonly wasRevoked: boolean } | undefined> {
    const owner = await this.findOwner(key);
    if (!owner) return undefined;
    const { name } = owner.agent;
    if (owner.keyRevokedAt) return { name, wasRevoked: true };
    await this.#parts.store.revokeKey(owner.keyId, {
      at: this.#parts.clock.now(),
      actor,
      leak: reason,
    });
    return { name, wasRevoked: false };
  }

  /** Finds the owner of an agent key; from memory where it is known. */
  findOwner(key: string): Promise<AgentKeyOwner | undefined> {
    return this.#parts.owners.get(cacheKeyOf(key), async () => {
      const owner = await this.#parts.credentials.find('agent_keys', key, async (digests) => {
        const rows = await this.#parts.store.findByKeyDigests(digests);
        return rows.map(({ owner: value, stored }) => ({
          value,
          id: value.keyId,
          agentId: value.agent.id,
          stored,
        }));
      });
      return owner && { value: owner, subject: `agent:${owner.agent.id}` };
    });
  }

  #withStatus<Key extends AgentKey>(key: Key): Key & { readonly status: KeyStatus } {
    return { ...key, status: keyStatus(key, this.#parts.clock.now()) };
  }
}
