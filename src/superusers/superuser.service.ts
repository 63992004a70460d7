import { timingSafeEqual } from 'node:crypto';

import { gatewayActor } from '../platform/actor.js';
import { sha256 } from '../platform/crypto.js';
import type { NewKeyHolder } from './key-holder.js';
import type { KeyHolderService } from './key-holder.service.js';

/** The name of the superuser that exists from the first start. */
export const BOOTSTRAP_NAME = 'bootstrap';

/** The first superuser: by `SUPERUSER_KEY`, or made at a first start. */
export class SuperuserService {
  /** Superusers with a key of their own. */
  readonly keys: KeyHolderService;
  readonly #configuredDigest: Buffer | undefined;

  /** @param configuredKey - the value of `SUPERUSER_KEY`; it is kept as a digest alone */
  constructor(keys: KeyHolderService, configuredKey: string | undefined) {
    this.keys = keys;
    this.#configuredDigest = configuredKey === undefined ? undefined : sha256(configuredKey);
  }

  /**
   * Makes the first superuser where there is none yet. Of several processes that start at once,
   * one gets the key.
   */
  async bootstrap(): Promise<NewKeyHolder | undefined> {
    const existing = await this.keys.list();
    if (existing.length > 0) return undefined;
    return this.keys.createUnlessTaken(BOOTSTRAP_NAME, gatewayActor);
  }

  /** Whether any superuser has ever shown a key of their own. */
  async haveActed(): Promise<boolean> {
    return (await this.keys.list()).some(({ lastUsedAt }) => lastUsedAt !== null);
  }

  /** Whether a text is the key that `SUPERUSER_KEY` names. */
  isConfiguredKey(text: string): boolean {
    return (
      this.#configuredDigest !== undefined && timingSafeEqual(sha256(text), this.#configuredDigest)
    );
  }
}
