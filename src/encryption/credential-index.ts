import type { Clock } from '../platform/clock.js';
import { sha256 } from '../platform/crypto.js';
import type { CredentialChange, CredentialIndexStore } from './credential-index.store.js';
import { INDEXED_BYTES, type CredentialTable } from './secret-record.js';
import type { TokenVault } from './vault.js';

/**
 * Everything is read again after this time, so that credentials that ended do not stay in memory.
 */
const WHOLE_MS = 3_600_000;

const TABLES: readonly CredentialTable[] = [
  'integration_tokens',
  'superusers',
  'verifiers',
  'agent_keys',
];

interface CredentialIndexParts {
  readonly store: CredentialIndexStore;
  readonly vault: TokenVault;
  readonly clock: Clock;
}

/**
 * Tells guesses from credentials that exist, by the beginnings of their digests, in memory. It is
 * read when it is first asked, and after that only what changed since; a guess costs the database
 * nothing. That a credential is in it does not say that it is valid: it must be looked up all the
 * same.
 */
export class CredentialIndex {
  readonly #parts: CredentialIndexParts;
  // Numbers take a fifth of the memory of texts: about 50 bytes for each credential.
  #beginnings = new Set<number>();
  /** The agents that changed since they were read; `ALL` before the first time and after a gap. */
  #changed: Set<string> | 'ALL' = 'ALL';
  /** Whether a superuser's or verifier's key changed; they are few, and read every time. */
  #isStale = true;
  #wholeAtMs = 0;
  #reading: Promise<void> | undefined;

  constructor(parts: CredentialIndexParts) {
    this.#parts = parts;
    this.#parts.store.onChange((change) => {
      this.#note(change);
    });
  }

  /**
   * Whether there may be such a credential, or such a subject of an OIDC issuer, as far as this
   * process has heard. While the database is away it says no.
   */
  async mayHold(credential: string): Promise<boolean> {
    try {
      // What is being read may lack what changed a moment ago.
      await this.#reading;
      await this.#read();
    } catch {
      return false;
    }
    return this.#candidates(credential).some((one) => this.#beginnings.has(one));
  }

  #candidates(credential: string): number[] {
    const digests = TABLES.flatMap((table) => this.#parts.vault.digests(table, credential));
    return [...digests, sha256(credential)].map((digest) => digest.readUIntBE(0, INDEXED_BYTES));
  }

  #note(change: CredentialChange): void {
    this.#isStale = true;
    if (change === 'ALL') this.#changed = 'ALL';
    else if (change !== 'HOLDERS' && this.#changed !== 'ALL') this.#changed.add(change.agentId);
  }

  #read(): Promise<void> {
    const ageMs = Math.abs(this.#parts.clock.now().getTime() - this.#wholeAtMs);
    if (!this.#isStale && ageMs < WHOLE_MS) return Promise.resolve();
    this.#reading ??= this.#readChanged(ageMs >= WHOLE_MS).finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readChanged(isOld: boolean): Promise<void> {
    const now = this.#parts.clock.now();
    const changed = isOld ? 'ALL' : this.#changed;
    this.#changed = new Set();
    this.#isStale = false;
    try {
      const found = await this.#parts.store.read(now, changed === 'ALL' ? undefined : [...changed]);
      if (changed === 'ALL') {
        this.#beginnings = new Set(found);
        this.#wholeAtMs = now.getTime();
      } else for (const one of found) this.#beginnings.add(one);
    } catch (error) {
      this.#note('ALL');
      throw error;
    }
  }
}
