import { LRUCache } from 'lru-cache';

import { sha256 } from '../platform/crypto.js';

/** How many secrets are remembered: the one that was used longest ago is forgotten first. */
const MOST_SECRETS = 20_000;

/**
 * The secrets that this process accepted, issued or handed out, as digests, so that a limit on
 * guesses can let them pass. That a secret is known says that it is no guess, not that it is valid:
 * it must be looked up all the same. Nobody gets in here by guessing.
 */
export class KnownSecrets {
  readonly #digests = new LRUCache<string, true>({ max: MOST_SECRETS });

  /** Remembers a secret, or an identity that was proved without one. */
  add(secret: string): void {
    this.#digests.set(keyOf(secret), true);
  }

  /** Whether a secret was remembered and not forgotten since. */
  has(secret: string): boolean {
    return this.#digests.get(keyOf(secret)) === true;
  }
}

function keyOf(secret: string): string {
  return sha256(secret).toString('base64');
}
