import type { SealedText } from '../platform/crypto.js';
import type { TokenVault } from '../tokens/token-vault.js';
import type { ConnectionSecrets } from './google-connection.js';

const CONNECTION = { noun: 'Google connection', remedy: 'connect the account again' };
const CONSENT = { noun: 'request for consent', remedy: 'ask for a new one' };

/** Seals what connections and requests for consent keep secret, each bound to its row's id. */
export class GoogleVault {
  readonly #vault: TokenVault;

  constructor(vault: TokenVault) {
    this.#vault = vault;
  }

  /** Seals a connection's secrets. */
  seal(connectionId: string, secrets: ConnectionSecrets): SealedText {
    return this.#vault.seal(connectionId, JSON.stringify(secrets));
  }

  /**
   * Opens a connection's secrets.
   *
   * @throws DomainError `SERVICE_UNAVAILABLE` when the key is missing or does not fit
   */
  open(connectionId: string, sealed: SealedText): ConnectionSecrets {
    const text = this.#vault.open(connectionId, sealed, CONNECTION);
    return JSON.parse(text) as ConnectionSecrets;
  }

  /** Seals a request's PKCE verifier. */
  sealVerifier(consentId: string, verifier: string): SealedText {
    return this.#vault.seal(consentId, verifier);
  }

  /** Opens a request's PKCE verifier; throws as {@link open} does. */
  openVerifier(consentId: string, sealed: SealedText): string {
    return this.#vault.open(consentId, sealed, CONSENT);
  }
}
