import { randomUUID } from 'node:crypto';

import { and, eq, or, sql } from 'drizzle-orm';

import type { Database, Queries } from '../db/database.js';
import { googleConnections } from '../db/google-schema.js';
import type { SealedText } from '../platform/crypto.js';
import {
  deleteBindings,
  insertBindings,
  recordConnection,
  requireStored,
  type BoundAgent,
  type Said,
} from './google-connection-row.store.js';
import type { ConnectionKind, GoogleConnection } from './google-connection.js';

/** A grant that was just obtained, and whom it is for. */
export interface NewGrant {
  readonly kind: ConnectionKind;
  readonly account: string;
  readonly googleSubject: string | null;
  readonly grantedScopes: readonly string[];
  readonly neededScopes: readonly string[];
  readonly accessTokenExpiresAt: Date;
  /** `null` where the grant is older than this and by how much is not known. */
  readonly consentedAt: Date | null;
  readonly consentExpiresAt: Date | null;
  readonly agents: readonly BoundAgent[];
  /** Seals the secrets for the row of that id. */
  readonly seal: (id: string) => SealedText;
  /** How it came: by consent, or by import. */
  readonly origin: 'consent' | 'import';
}

/** Begins and ends connections in the database. */
export class GoogleGrantStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Keeps a new grant: of an account that is connected already it takes the old one's place. */
  connect(grant: NewGrant, said: Said): Promise<GoogleConnection> {
    return this.#database.write(async (queries, effects) => {
      const id = (await takeRow(queries, grant)) ?? randomUUID();
      const sealed = grant.seal(id);
      const values = {
        account: grant.account,
        googleSubject: grant.googleSubject,
        state: 'ACTIVE' as const,
        stateChangedAt: said.at,
        grantedScopes: [...grant.grantedScopes],
        neededScopes: [...grant.neededScopes],
        ciphertext: sealed.ciphertext,
        encryptionKeyId: sealed.keyId,
        accessTokenExpiresAt: grant.accessTokenExpiresAt,
        consentedAt: grant.consentedAt,
        consentExpiresAt: grant.consentExpiresAt,
        connectedAt: said.at,
        lastRefreshAt: said.at,
        lastError: null,
        lastErrorAt: null,
        leaseHolder: null,
        leaseUntil: null,
      };
      const consents = grant.origin === 'consent' ? 1 : 0;
      await queries
        .insert(googleConnections)
        .values({ ...values, id, kind: grant.kind, generation: 1, consentCount: consents })
        .onConflictDoUpdate({
          target: googleConnections.id,
          set: {
            ...values,
            generation: sql`${googleConnections.generation} + 1`,
            consentCount: sql`${googleConnections.consentCount} + ${consents}::int`,
          },
        });
      effects.record({
        ...said,
        action: 'GOOGLE_ACCOUNT_CONNECTED',
        agentName: null,
        tokenId: null,
        details: {
          connection: id,
          account: grant.account,
          kind: grant.kind,
          origin: grant.origin,
          grantedScopes: grant.grantedScopes.join(' '),
        },
      });
      effects.changed(`google:${id}`);
      await insertBindings(queries, effects, { id, account: grant.account }, grant.agents, said);
      return (await requireStored(queries, id)).connection;
    });
  }

  /** Ends a connection here: its secrets go, and so do its agents. */
  disconnect(
    connection: GoogleConnection,
    emptied: SealedText,
    details: { readonly revokedAtGoogle: boolean },
    said: Said,
  ): Promise<GoogleConnection> {
    return this.#database.write(async (queries, effects) => {
      await queries
        .update(googleConnections)
        .set({
          state: 'REVOKED',
          stateChangedAt: said.at,
          ciphertext: emptied.ciphertext,
          encryptionKeyId: emptied.keyId,
          generation: sql`${googleConnections.generation} + 1`,
          accessTokenExpiresAt: null,
          consentCount: 0,
          leaseHolder: null,
          leaseUntil: null,
        })
        .where(eq(googleConnections.id, connection.id));
      await deleteBindings(queries, effects, connection, undefined, said);
      recordConnection(effects, 'GOOGLE_ACCOUNT_DISCONNECTED', connection, said, details);
      return (await requireStored(queries, connection.id)).connection;
    });
  }
}

/** The row of the account that is being connected anew, taken until the commit. */
async function takeRow(queries: Queries, grant: NewGrant): Promise<string | undefined> {
  const { kind, account, googleSubject } = grant;
  // There may be no row to take yet: whoever connects the same account meanwhile waits here.
  await queries.execute(sql`select pg_advisory_xact_lock(hashtext(${`${kind} ${account}`}))`);
  const [row] = await queries
    .select({ id: googleConnections.id })
    .from(googleConnections)
    .where(
      and(
        eq(googleConnections.kind, kind),
        or(
          eq(googleConnections.account, account),
          googleSubject === null ? undefined : eq(googleConnections.googleSubject, googleSubject),
        ),
      ),
    )
    .for('update');
  return row?.id;
}
