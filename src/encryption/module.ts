import type { ChangeWatch } from '../db/changes/watch.js';
import type { Database } from '../db/database.js';
import { gatewayActor } from '../platform/actor.js';
import type { Clock } from '../platform/clock.js';
import type { EncryptionKey, RandomSource } from '../platform/crypto.js';
import type { Logger } from '../platform/log/logger.js';
import { CredentialIndex } from './credential-index.js';
import { CredentialIndexStore } from './credential-index.store.js';
import { CredentialService } from './credential.service.js';
import type { KeyFile } from './key-file.js';
import { KeyRing, type KeyForms } from './key-ring.js';
import { dependentsOf, describeDependents } from './key-use.js';
import { EncryptionKeyStore } from './key.store.js';
import { KeyRotationService } from './rotation/rotation.service.js';
import { KeyRotationStore } from './rotation/rotation.store.js';
import { SecretRowStore } from './rotation/secret-row.store.js';
import { StoredFormService } from './stored-form.service.js';
import { TokenVault } from './vault.js';

/** What keeps secrets in the database. */
export interface SecretServices {
  readonly ring: KeyRing;
  readonly vault: TokenVault;
  readonly credentials: CredentialService;
  readonly credentialIndex: CredentialIndex;
  readonly keyRotation: KeyRotationService;
}

/** The encryption keys, as a start found them. */
export interface FoundKeys {
  readonly keys: readonly EncryptionKey[];
  /** The forms that the database has for them. */
  readonly keyForms: KeyForms;
  /** The file that holds them; `undefined` where they are a setting. */
  readonly keyFile: KeyFile | undefined;
}

/** Assembles the services that keep secrets. */
export function assembleSecrets(
  { keys, keyForms, keyFile }: FoundKeys,
  parts: {
    readonly database: Database;
    readonly changes: ChangeWatch;
    readonly clock: Clock;
    readonly random: RandomSource;
    readonly logger: Logger;
  },
): SecretServices {
  const { database, changes, clock, random, logger } = parts;
  const ring = new KeyRing({ keys, forms: keyForms, readKeys: keyFile && (() => keyFile.read()) });
  const vault = new TokenVault(ring, random);
  const forms = new StoredFormService({ ring, store: new EncryptionKeyStore(database), changes });
  const rows = new SecretRowStore(database);
  const store = new KeyRotationStore(database);
  const rotation = { store, rows, forms, ring, vault, clock, random, keyFile };
  return {
    ring,
    vault,
    credentials: new CredentialService({ vault, ring, forms, rows, logger }),
    credentialIndex: new CredentialIndex({
      store: new CredentialIndexStore(database),
      vault,
      clock,
    }),
    keyRotation: new KeyRotationService(rotation),
  };
}

/**
 * Says at the start what depends on missing keys, and moves an embedded database of an older
 * version to the bound form. On a PostgreSQL server older replicas may still run, so there the
 * operator does that.
 */
export async function settleSecrets(
  { ring, keyRotation }: SecretServices,
  database: Database,
  logger: Logger,
): Promise<void> {
  for (const key of await keyRotation.list()) {
    const dependents = dependentsOf([key]);
    if (key.isAtHand || dependents === 0) continue;
    logger.warn(
      { missingKey: key.id, dependents: describeDependents(key) },
      `The encryption key "${key.id}" is missing, and ${describeDependents(key)} ` +
        `${dependents === 1 ? 'depends' : 'depend'} on it: ` +
        'the gateway refuses those tokens, keys and subjects, and cannot use those connections. ' +
        'Put the key back into TOKEN_ENCRYPTION_KEYS.',
    );
  }
  if (ring.form === 'BOUND') return;
  if (database.kind === 'embedded') {
    const { reencrypted, outcome } = await keyRotation.moveAll(gatewayActor);
    logger.info({ reencrypted, outcome }, 'Secrets of an older version were bound to their rows');
    return;
  }
  logger.warn(
    { form: ring.form },
    'This database keeps secrets in the form of an older version, in which a person who can write to ' +
      'it can make credentials. When no replica of the older version runs any more, run: ' +
      'token-gateway keys rotate',
  );
}
