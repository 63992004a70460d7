import type { KnownSecrets } from '../credentials/known-secrets.js';
import type { Touches } from '../credentials/usage.js';
import { ChangeCache } from '../db/changes/cache.js';
import type { Database } from '../db/database.js';
import type { SecretServices } from '../encryption/module.js';
import type { Clock } from '../platform/clock.js';
import type { RandomSource } from '../platform/crypto.js';
import { SUPERUSER_KEY_PREFIX, VERIFIER_KEY_PREFIX } from '../platform/secrets/secret.js';
import { KeyHolderService } from './key-holder.service.js';
import { KeyHolderStore } from './key-holder.store.js';
import { SuperuserService } from './superuser.service.js';

/** Those who are known by a key of their own. */
export interface KeyHolderServices {
  readonly superusers: SuperuserService;
  readonly verifiers: KeyHolderService;
}

/**
 * Assembles the services of superusers and verifiers.
 *
 * @param parts.superuserKey - the setting SUPERUSER_KEY
 */
export function assembleKeyHolders(
  { vault, credentials }: SecretServices,
  parts: {
    readonly database: Database;
    readonly knownSecrets: KnownSecrets;
    readonly superuserKey: string | undefined;
    readonly clock: Clock;
    readonly random: RandomSource;
  },
): KeyHolderServices & { readonly touch: Pick<Touches, 'SUPERUSER' | 'VERIFIER'> } {
  const { database, knownSecrets, superuserKey, clock, random } = parts;
  const stores = {
    superuser: new KeyHolderStore(database, 'superuser'),
    verifier: new KeyHolderStore(database, 'verifier'),
  };
  const holders = (noun: keyof typeof stores, prefix: string) =>
    new KeyHolderService({
      store: stores[noun],
      vault,
      credentials,
      byDigest: new ChangeCache(database),
      clock,
      random,
      knownSecrets,
      prefix,
      noun,
    });
  return {
    superusers: new SuperuserService(holders('superuser', SUPERUSER_KEY_PREFIX), superuserKey),
    verifiers: holders('verifier', VERIFIER_KEY_PREFIX),
    touch: {
      SUPERUSER: (id, at) => stores.superuser.touch(id, at),
      VERIFIER: (id, at) => stores.verifier.touch(id, at),
    },
  };
}
