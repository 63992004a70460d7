import { randomUUID } from 'node:crypto';

import type { KnownSecrets } from '../credentials/known-secrets.js';
import { keyExpiry, keyStatus, type KeyStatus } from '../credentials/lifetime.js';
import type { ChangeCache } from '../db/changes/cache.js';
import { cacheKeyOf, type CredentialService } from '../encryption/credential.service.js';
import type { TokenVault } from '../encryption/vault.js';
import type { Actor } from '../platform/actor.js';
import { checkAll, checkName } from '../platform/checks.js';
import type { Clock } from '../platform/clock.js';
import type { RandomSource } from '../platform/crypto.js';
import { DomainError } from '../platform/errors.js';
import { createSecret, secretHint } from '../platform/secrets/secret.js';
import type { KeyHolder, NewKeyHolder } from './key-holder.js';
import type { KeyHolderStore } from './key-holder.store.js';

interface KeyHolderServiceParts {
  readonly store: KeyHolderStore;
  readonly vault: TokenVault;
  readonly credentials: CredentialService;
  readonly byDigest: ChangeCache<KeyHolder>;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly knownSecrets: KnownSecrets;
  readonly prefix: string;
  readonly noun: string;
}

/** Makes, finds and revokes one kind of key holder. */
export class KeyHolderService {
  readonly #parts: KeyHolderServiceParts;

  /**
   * @param parts.prefix - the two letters after `itg_` in this kind's keys
   * @param parts.noun - what people call one of them, for messages
   */
  constructor(parts: KeyHolderServiceParts) {
    this.#parts = parts;
  }

  /**
   * Makes a holder with a key of its own.
   *
   * @param ttlSeconds - the key's lifetime; `undefined` for a key that does not expire
   * @throws DomainError `BAD_USER_INPUT`, or `CONFLICT` when the name is taken
   */
  async create(name: string, actor: Actor, ttlSeconds?: number): Promise<NewKeyHolder> {
    const { expiresAt } = checkAll({
      name: () => checkName('name', name),
      expiresAt: () => keyExpiry(ttlSeconds, this.#parts.clock.now()),
    });
    const created = await this.createUnlessTaken(name, actor, expiresAt);
    if (!created) {
      throw new DomainError(
        'CONFLICT',
        `The ${this.#parts.noun} name ${name} is taken, and names are never used twice. Choose another.`,
      );
    }
    return created;
  }

  /** Makes a holder, or `undefined` when the name is taken. */
  async createUnlessTaken(
    name: string,
    actor: Actor,
    expiresAt: Date | null = null,
  ): Promise<NewKeyHolder | undefined> {
    const key = createSecret(this.#parts.prefix, this.#parts.random);
    const holder: KeyHolder = {
      id: randomUUID(),
      name,
      hint: secretHint(key),
      createdAt: this.#parts.clock.now(),
      expiresAt,
      revokedAt: null,
      lastUsedAt: null,
    };
    const stored = this.#parts.vault.keepKey(
      { table: this.#parts.store.table, id: holder.id },
      key,
    );
    const isNew = await this.#parts.store.insert(holder, stored, actor);
    this.#parts.knownSecrets.add(key);
    return isNew ? { holder, key } : undefined;
  }

  /** Every holder, by name, with the status of its key. */
  async list(): Promise<(KeyHolder & { readonly status: KeyStatus })[]> {
    const now = this.#parts.clock.now();
    const holders = await this.#parts.store.list();
    return holders.map((holder) => ({ ...holder, status: keyStatus(holder, now) }));
  }

  /**
   * Revokes a holder's key. Idempotent.
   *
   * @throws DomainError `NOT_FOUND`
   */
  async revoke(name: string, actor: Actor): Promise<KeyHolder> {
    const holder = await this.#parts.store.findByName(name);
    if (!holder) {
      const list = `token-gateway ${this.#parts.noun} list`;
      throw new DomainError('NOT_FOUND', `There is no ${this.#parts.noun} ${name}. See: ${list}`);
    }
    const at = this.#parts.clock.now();
    await this.#parts.store.revoke(holder, { at, actor });
    return { ...holder, revokedAt: holder.revokedAt ?? at };
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
    const holder = await this.findByKey(key);
    if (!holder) return undefined;
    const { name, revokedAt } = holder;
    if (revokedAt) return { name, wasRevoked: true };
    await this.#parts.store.revoke(holder, { at: this.#parts.clock.now(), actor, leak: reason });
    return { name, wasRevoked: false };
  }

  /** Finds a holder by key; from memory where it is known. */
  findByKey(key: string): Promise<KeyHolder | undefined> {
    const { table } = this.#parts.store;
    return this.#parts.byDigest.get(cacheKeyOf(key), async () => {
      const holder = await this.#parts.credentials.find(table, key, async (digests) => {
        const rows = await this.#parts.store.findByDigests(digests);
        return rows.map(({ holder: value, stored }) => ({
          value,
          id: value.id,
          agentId: null,
          stored,
        }));
      });
      return holder && { value: holder, subject: this.#parts.store.subjectOf(holder.id) };
    });
  }
}
