import type { RecordPlace } from '../encryption/secret-record.js';
import type { TokenVault } from '../encryption/vault.js';
import type { NewSecret, SealedText } from '../platform/crypto.js';
import type { ConnectionSecrets } from './connections/connection.js';
import type { Consent } from './consent/consent.js';

const CONNECTION = { noun: 'Google connection', remedy: 'connect the account again' };
const CONSENT = { noun: 'request for consent', remedy: 'ask for a new one' };

/** A secret of Google's to be written. */
export type NewSealedText = SealedText & Pick<NewSecret, 'premise'>;

/** Seals what connections and requests for consent keep secret, each bound to its row. */
export class GoogleVault {
  readonly #vault: TokenVault;

  constructor(vault: TokenVault) {
    this.#vault = vault;
  }

  /** Seals a connection's secrets. */
  seal(connectionId: string, secrets: ConnectionSecrets): NewSealedText {
    return this.#vault.seal(connectionPlace(connectionId), JSON.stringify(secrets));
  }

  /**
   * Opens a connection's secrets.
   *
   * @throws DomainError `SERVICE_UNAVAILABLE` when the key is missing or does not fit
   */
  open(connectionId: string, sealed: SealedText): ConnectionSecrets {
    const text = this.#vault.open(connectionPlace(connectionId), sealed, CONNECTION);
    return JSON.parse(text) as ConnectionSecrets;
  }

  /** Seals a request's PKCE verifier together with all that the request allows. */
  sealVerifier(consent: Consent, stateDigest: Buffer, verifier: string): NewSealedText {
    return this.#vault.seal(consentPlace(consent, stateDigest), verifier);
  }

  /**
   * Opens a request's PKCE verifier, if nobody changed the request; throws as {@link open} does.
   */
  openVerifier(consent: Consent, stateDigest: Buffer, sealed: SealedText): string {
    return this.#vault.open(consentPlace(consent, stateDigest), sealed, CONSENT);
  }
}

function connectionPlace(id: string): RecordPlace {
  return { table: 'google_connections', id };
}

function consentPlace(consent: Consent, stateDigest: Buffer): RecordPlace {
  return {
    table: 'google_consents',
    id: consent.id,
    facts: [
      stateDigest.toString('base64'),
      consent.redirectUri,
      consent.agents,
      consent.scopes,
      consent.loginHint,
      consent.requestedByKind,
      consent.requestedByName,
      consent.createdAt.toISOString(),
      consent.expiresAt.toISOString(),
    ],
  };
}
