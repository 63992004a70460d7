import { randomUUID } from 'node:crypto';

import { and, eq, or, sql } from 'drizzle-orm';

import type { Database, Effects, Queries } from '../db/database.js';
import { googleConnections } from '../db/google-schema.js';
import type { SealedText } from '../platform/crypto.js';
import {
  deleteBindings,
  insertBindings,
  selectStored,
  type BoundAgent,
  type Said,
  type StoredConnection,
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

/** What Google granted beside the secrets, at a refresh. */
export interface RefreshedGrant {
  readonly sealed: SealedText;
  readonly accessTokenExpiresAt: Date;
  /** `undefined` where Google did not say. */
  readonly grantedScopes: readonly string[] | undefined;
}

/**
 * Writes the secrets of connections. What was told from older secrets than the row has now is not
 * written: every method that says so compares the generation.
 */
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
      return (await required(queries, id)).connection;
    });
  }

  /**
   * Takes the right to ask Google for the next access token, unless another process has it or the
   * secrets have changed. It ends by itself, so that a process that dies blocks nobody for long.
   */
  takeLease(
    { id, generation }: GoogleConnection,
    holder: string,
    seconds: number,
  ): Promise<boolean> {
    return this.#database.write(async (queries) => {
      const rows = await queries
        .update(googleConnections)
        .set({
          leaseHolder: holder,
          leaseUntil: sql`now() + ${seconds}::int * interval '1 second'`,
        })
        .where(
          and(
            isGeneration(id, generation),
            eq(googleConnections.state, 'ACTIVE'),
            sql`coalesce(${googleConnections.leaseUntil} <= now(), true)`,
          ),
        )
        .returning({ id: googleConnections.id });
      return rows.length > 0;
    });
  }

  /** Keeps what a refresh brought, unless the secrets have changed since; then `undefined`. */
  refreshed(
    connection: GoogleConnection,
    grant: RefreshedGrant,
    said: Said,
  ): Promise<StoredConnection | undefined> {
    const values = {
      ciphertext: grant.sealed.ciphertext,
      encryptionKeyId: grant.sealed.keyId,
      accessTokenExpiresAt: grant.accessTokenExpiresAt,
      ...(grant.grantedScopes && { grantedScopes: [...grant.grantedScopes] }),
      lastRefreshAt: said.at,
      lastError: null,
      lastErrorAt: null,
    };
    return this.#replace(connection, values, (effects) => {
      record(effects, 'GOOGLE_ACCESS_TOKEN_REFRESHED', connection, said, {});
    });
  }

  /** Marks that a person must consent anew, unless the secrets have changed since. */
  refused(
    connection: GoogleConnection,
    problem: string,
    said: Said,
  ): Promise<StoredConnection | undefined> {
    const values = {
      state: 'NEEDS_CONSENT' as const,
      stateChangedAt: said.at,
      lastError: problem,
      lastErrorAt: said.at,
    };
    return this.#replace(connection, values, (effects) => {
      record(effects, 'GOOGLE_ACCOUNT_REFUSED', connection, said, { problem });
    });
  }

  /** Writes down why a refresh failed for now, and lets others try. The state stays as it is. */
  failed(connection: GoogleConnection, holder: string, problem: string, at: Date): Promise<void> {
    return this.#database.write(async (queries, effects) => {
      await queries
        .update(googleConnections)
        .set({ leaseHolder: null, leaseUntil: null, lastError: problem, lastErrorAt: at })
        .where(
          and(
            isGeneration(connection.id, connection.generation),
            eq(googleConnections.leaseHolder, holder),
          ),
        );
      effects.changed(`google:${connection.id}`);
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
      record(effects, 'GOOGLE_ACCOUNT_DISCONNECTED', connection, said, details);
      return (await required(queries, connection.id)).connection;
    });
  }

  #replace(
    connection: GoogleConnection,
    values: Partial<typeof googleConnections.$inferInsert>,
    say: (effects: Effects) => void,
  ): Promise<StoredConnection | undefined> {
    const { id, generation } = connection;
    return this.#database.write(async (queries, effects) => {
      const rows = await queries
        .update(googleConnections)
        .set({ ...values, generation: generation + 1, leaseHolder: null, leaseUntil: null })
        .where(isGeneration(id, generation))
        .returning({ id: googleConnections.id });
      if (rows.length === 0) return undefined;
      say(effects);
      return required(queries, id);
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

async function required(queries: Queries, id: string): Promise<StoredConnection> {
  const stored = await selectStored(queries, eq(googleConnections.id, id));
  if (!stored) throw new Error('A connection was written and is not there.');
  return stored;
}

function isGeneration(id: string, generation: number) {
  return and(eq(googleConnections.id, id), eq(googleConnections.generation, generation));
}

function record(
  effects: Effects,
  action:
    'GOOGLE_ACCESS_TOKEN_REFRESHED' | 'GOOGLE_ACCOUNT_REFUSED' | 'GOOGLE_ACCOUNT_DISCONNECTED',
  { id, account }: GoogleConnection,
  said: Said,
  details: Readonly<Record<string, string | boolean>>,
): void {
  effects.record({
    ...said,
    action,
    agentName: null,
    tokenId: null,
    details: { connection: id, account, ...details },
  });
  effects.changed(`google:${id}`);
}
