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

/** Makes, finds and revokes one kind of key holder. */
export class KeyHolderService {
  readonly #store: KeyHolderStore;
  readonly #vault: TokenVault;
  readonly #credentials: CredentialService;
  readonly #byDigest: ChangeCache<KeyHolder>;
  readonly #clock: Clock;
  readonly #random: RandomSource;
  readonly #knownSecrets: KnownSecrets;
  readonly #prefix: string;
  readonly #noun: string;

  /**
   * @param parts.prefix - the two letters after `itg_` in this kind's keys
   * @param parts.noun - what people call one of them, for messages
   */
  constructor(parts: {
    store: KeyHolderStore;
    vault: TokenVault;
    credentials: CredentialService;
    byDigest: ChangeCache<KeyHolder>;
    clock: Clock;
    random: RandomSource;
    knownSecrets: KnownSecrets;
    prefix: string;
    noun: string;
  }) {
    this.#store = parts.store;
    this.#vault = parts.vault;
    this.#credentials = parts.credentials;
    this.#byDigest = parts.byDigest;
    this.#clock = parts.clock;
    this.#random = parts.random;
    this.#knownSecrets = parts.knownSecrets;
    this.#prefix = parts.prefix;
    this.#noun = parts.noun;
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
      expiresAt: () => keyExpiry(ttlSeconds, this.#clock.now()),
    });
    const created = await this.createUnlessTaken(name, actor, expiresAt);
    if (!created) {
      throw new DomainError(
        'CONFLICT',
        `The ${this.#noun} name ${name} is taken, and names are never used twice. Choose another.`,
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
    const key = createSecret(this.#prefix, this.#random);
    const holder: KeyHolder = {
      id: randomUUID(),
      name,
      hint: secretHint(key),
      createdAt: this.#clock.now(),
      expiresAt,
      revokedAt: null,
      lastUsedAt: null,
    };
    const stored = this.#vault.keepKey({ table: this.#store.table, id: holder.id }, key);
    const isNew = await this.#store.insert(holder, stored, actor);
    this.#knownSecrets.add(key);
    return isNew ? { holder, key } : undefined;
  }

  /** Every holder, by name, with the status of its key. */
  async list(): Promise<(KeyHolder & { readonly status: KeyStatus })[]> {
    const now = this.#clock.now();
    const holders = await this.#store.list();
    return holders.map((holder) => ({ ...holder, status: keyStatus(holder, now) }));
  }

  /**
   * Revokes a holder's key. Idempotent.
   *
   * @throws DomainError `NOT_FOUND`
   */
  async revoke(name: string, actor: Actor): Promise<KeyHolder> {
    const holder = await this.#store.findByName(name);
    if (!holder) {
      const list = `token-gateway ${this.#noun} list`;
      throw new DomainError('NOT_FOUND', `There is no ${this.#noun} ${name}. See: ${list}`);
    }
    const at = this.#clock.now();
    await this.#store.revoke(holder, { at, actor });
    return { ...holder, revokedAt: holder.revokedAt ?? at };
  }

  /**
   * Revokes a key for whoever holds it, and says in the audit log that it had leaked.
   *
   * @returns the holder's name, or `undefined` when the key was not good any more
   */
  async revokeLeaked(key: string, reason: string, actor: Actor): Promise<string | undefined> {
    const holder = await this.findByKey(key);
    if (!holder || holder.revokedAt) return undefined;
    await this.#store.revoke(holder, { at: this.#clock.now(), actor, leak: reason });
    return holder.name;
  }

  /** Finds a holder by key; from memory where it is known. */
  findByKey(key: string): Promise<KeyHolder | undefined> {
    const { table } = this.#store;
    return this.#byDigest.get(cacheKeyOf(key), async () => {
      const holder = await this.#credentials.find(table, key, async (digests) => {
        const rows = await this.#store.findByDigests(digests);
        return rows.map(({ holder: value, stored }) => ({
          value,
          id: value.id,
          agentId: null,
          stored,
        }));
      });
      return holder && { value: holder, subject: this.#store.subjectOf(holder.id) };
    });
  }
}
