import { sha256, type StoredSecret } from '../platform/crypto.js';
import type { Logger } from '../platform/log/logger.js';
import type { KeyRing } from './key-ring.js';
import type { Shelf } from './rotation/rotation.js';
import type { SecretRowStore } from './rotation/secret-row.store.js';
import type { CredentialPlace, CredentialTable, RecordPlace } from './secret-record.js';
import type { StoredFormService } from './stored-form.service.js';
import type { RowForm, TokenVault } from './vault.js';

/** A row that was found by a credential's digest. */
export interface CredentialRow<T> {
  readonly value: T;
  readonly id: string;
  /** The agent for which the credential is good; `null` if it is good for none. */
  readonly agentId: string | null;
  readonly stored: StoredSecret;
}

/** Under what a credential is remembered: its SHA-256, so that secrets do not stay in memory. */
export function cacheKeyOf(secret: string): string {
  return sha256(secret).toString('base64');
}

interface CredentialServiceParts {
  readonly vault: TokenVault;
  readonly ring: KeyRing;
  readonly forms: StoredFormService;
  readonly rows: SecretRowStore;
  readonly logger: Logger;
}

/**
 * Finds what credentials are good for, in rows that a gateway with the encryption keys wrote: a row
 * that somebody else inserted or changed is as good as missing. Rows under an older key or in the
 * older form move to the first key when they are used, so that no key needs to stay for them.
 */
export class CredentialService {
  readonly #parts: CredentialServiceParts;

  constructor(parts: CredentialServiceParts) {
    this.#parts = parts;
  }

  /**
   * Returns what a credential stands for.
   *
   * @param load - reads the rows that are stored under any of these digests
   */
  async find<T>(
    table: CredentialTable,
    secret: string,
    load: (digests: readonly Buffer[]) => Promise<readonly CredentialRow<T>[]>,
  ): Promise<T | undefined> {
    const search = async (): Promise<T | undefined> => {
      for (const row of await load(this.#parts.vault.digests(table, secret))) {
        const place = { table, id: row.id, agentId: row.agentId };
        if (await this.#isProven(place, row.stored, secret)) return row.value;
      }
      return undefined;
    };
    // Another process may have added a key to the file that this one has not read yet.
    return (await search()) ?? (this.#parts.ring.refresh() ? search() : undefined);
  }

  /** Whether a gateway wrote a row without a digest for this very text. */
  async isVouched(
    place: RecordPlace & { readonly table: Shelf },
    stored: StoredSecret,
    text: string,
  ): Promise<boolean> {
    return this.#accept(place, stored, text, () =>
      this.#parts.vault.proveText(place, stored, text),
    );
  }

  #isProven(place: CredentialPlace, stored: StoredSecret, secret: string): Promise<boolean> {
    const prove = () => this.#parts.vault.proveCredential(place, stored, secret);
    return this.#accept(place, stored, null, prove);
  }

  async #accept(
    place: RecordPlace & { readonly table: Shelf },
    stored: StoredSecret,
    vouchedText: string | null,
    prove: () => RowForm | undefined,
  ): Promise<boolean> {
    let form = prove();
    // This process may not have heard yet that the older form is over.
    if (form === 'LEGACY') {
      await this.#parts.forms.confirm();
      form = prove();
    }
    if (!form) {
      this.#parts.logger.warn(
        { table: place.table, row: place.id },
        'A credential is refused because its row was not written by a gateway with these encryption keys',
      );
      return false;
    }
    if (this.#parts.ring.form !== 'LEGACY') this.#renew(place, stored, vouchedText);
    return true;
  }

  /** Not waited for: a database that takes no writes just now must not refuse anybody. */
  #renew(
    place: RecordPlace & { readonly table: Shelf },
    stored: StoredSecret,
    vouchedText: string | null,
  ): void {
    const renewed = this.#parts.vault.renew(place, stored, vouchedText);
    if (!renewed || renewed === 'CURRENT') return;
    this.#parts.rows
      .replace(place.table, { id: place.id, replaces: stored.ciphertext, renewed })
      .catch((error: unknown) => {
        this.#parts.logger.warn(
          { err: error, table: place.table, row: place.id },
          'A credential could not be moved to the first encryption key; its next use tries again',
        );
      });
  }
}
