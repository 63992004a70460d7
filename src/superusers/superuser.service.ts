import { randomUUID, timingSafeEqual } from 'node:crypto';

import { checkName } from '../agents/agent.js';
import type { ChangeCache } from '../db/change-cache.js';
import type { Clock } from '../platform/clock.js';
import { sha256, type RandomSource } from '../platform/crypto.js';
import { DomainError } from '../platform/errors.js';
import { createSecret, secretHint, SUPERUSER_KEY_PREFIX } from '../tokens/token-secret.js';
import type { Superuser, SuperuserStore } from './superuser.store.js';

/** The name of the superuser that exists from the first start. */
export const BOOTSTRAP_NAME = 'bootstrap';

/** A new superuser with its key, which is shown here and never again. */
export interface NewSuperuser {
  readonly superuser: Superuser;
  readonly key: string;
}

/** Makes, finds and revokes superusers. */
export class SuperuserService {
  readonly #store: SuperuserStore;
  readonly #clock: Clock;
  readonly #random: RandomSource;
  readonly #configuredDigest: Buffer | undefined;
  readonly #byDigest: ChangeCache<Superuser>;

  /** @param parts.configuredKey - the value of `SUPERUSER_KEY`; it is kept as a digest alone */
  constructor(parts: {
    store: SuperuserStore;
    byDigest: ChangeCache<Superuser>;
    clock: Clock;
    random: RandomSource;
    configuredKey: string | undefined;
  }) {
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#random = parts.random;
    this.#configuredDigest =
      parts.configuredKey === undefined ? undefined : sha256(parts.configuredKey);
    this.#byDigest = parts.byDigest;
  }

  /**
   * Makes a superuser with a key of its own.
   *
   * @throws DomainError `BAD_USER_INPUT`, or `CONFLICT` when the name is taken
   */
  async create(name: string): Promise<NewSuperuser> {
    const created = await this.#insert(checkName('name', name));
    if (!created) {
      throw new DomainError(
        'CONFLICT',
        `The superuser name ${name} is taken, and names are never used twice. Choose another.`,
      );
    }
    return created;
  }

  /**
   * Makes the first superuser where there is none yet. Of several processes that start at once,
   * one gets the key.
   */
  async bootstrap(): Promise<NewSuperuser | undefined> {
    const existing = await this.#store.list();
    return existing.length > 0 ? undefined : this.#insert(BOOTSTRAP_NAME);
  }

  /** Every superuser, by name. */
  list(): Promise<Superuser[]> {
    return this.#store.list();
  }

  /**
   * Revokes a superuser's key. Idempotent.
   *
   * @throws DomainError `NOT_FOUND`
   */
  async revoke(name: string): Promise<Superuser> {
    const superuser = await this.#store.findByName(name);
    if (!superuser) {
      throw new DomainError(
        'NOT_FOUND',
        `There is no superuser ${name}. See: token-gateway superuser list`,
      );
    }
    await this.#store.revoke(superuser.id, this.#clock.now());
    return { ...superuser, revokedAt: superuser.revokedAt ?? this.#clock.now() };
  }

  /** Whether a text is the key that `SUPERUSER_KEY` names. */
  isConfiguredKey(text: string): boolean {
    return (
      this.#configuredDigest !== undefined && timingSafeEqual(sha256(text), this.#configuredDigest)
    );
  }

  /** Finds a superuser by key; from memory where it is known. */
  findByKey(key: string): Promise<Superuser | undefined> {
    const digest = sha256(key);
    return this.#byDigest.get(digest.toString('base64'), async () => {
      const superuser = await this.#store.findByDigest(digest);
      return superuser && { value: superuser, subject: `superuser:${superuser.id}` };
    });
  }

  async #insert(name: string): Promise<NewSuperuser | undefined> {
    const key = createSecret(SUPERUSER_KEY_PREFIX, this.#random);
    const superuser: Superuser = {
      id: randomUUID(),
      name,
      hint: secretHint(key),
      createdAt: this.#clock.now(),
      revokedAt: null,
    };
    return (await this.#store.insert(superuser, sha256(key))) ? { superuser, key } : undefined;
  }
}
