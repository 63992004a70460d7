import { and, eq, isNull, lt } from 'drizzle-orm';

import type { Database } from '../../db/database.js';
import { googleConsents } from '../../db/tables/google.js';
import { requirePremise } from '../../db/tables/secret-premise.js';
import type { Actor } from '../../platform/actor.js';
import type { SealedText } from '../../platform/crypto.js';
import type { NewSealedText } from '../vault.js';
import type { Consent } from './consent.js';

/** A request as it comes back, the first time or once more. */
export interface TakenConsent {
  readonly consent: Consent;
  readonly sealedVerifier: SealedText;
  /** Whether it had come back before. */
  readonly wasUsed: boolean;
}

/** Requests for consent in the database. */
export class GoogleConsentStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Adds a request, and forgets those that expired before `forgetBefore`.
   *
   * @param stateDigest - the digest of the `state` by which it is found again
   */
  insert(
    consent: Consent,
    secrets: { stateDigest: Buffer; sealedVerifier: NewSealedText },
    forgetBefore: Date,
    actor: Actor,
  ): Promise<void> {
    const { stateDigest, sealedVerifier } = secrets;
    return this.#database.write(async (queries, effects) => {
      await requirePremise(queries, sealedVerifier);
      await queries.delete(googleConsents).where(lt(googleConsents.expiresAt, forgetBefore));
      await queries.insert(googleConsents).values({
        ...consent,
        agents: [...consent.agents],
        scopes: [...consent.scopes],
        stateDigest,
        ciphertext: sealedVerifier.ciphertext,
        encryptionKeyId: sealedVerifier.keyId,
      });
      effects.record({
        at: consent.createdAt,
        action: 'GOOGLE_CONSENT_REQUESTED',
        actor,
        agentName: null,
        tokenId: null,
        details: {
          consent: consent.id,
          agents: consent.agents.join(' '),
          scopes: consent.scopes.join(' '),
          loginHint: consent.loginHint,
        },
      });
    });
  }

  /** Finds a request by its `state` and marks it as used; of two who come at once, one is first. */
  take(stateDigest: Buffer, at: Date): Promise<TakenConsent | undefined> {
    return this.#database.write(async (queries) => {
      const marked = await queries
        .update(googleConsents)
        .set({ usedAt: at })
        .where(and(eq(googleConsents.stateDigest, stateDigest), isNull(googleConsents.usedAt)))
        .returning({ id: googleConsents.id });
      const [row] = await queries
        .select()
        .from(googleConsents)
        .where(eq(googleConsents.stateDigest, stateDigest));
      if (!row) return undefined;
      const { ciphertext, encryptionKeyId, requestedByKind, ...consent } = row;
      return {
        consent: { ...consent, requestedByKind: requestedByKind as Actor['kind'] },
        sealedVerifier: { keyId: encryptionKeyId, ciphertext },
        wasUsed: marked.length === 0,
      };
    });
  }
}
