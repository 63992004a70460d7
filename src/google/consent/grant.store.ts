import { randomUUID } from 'node:crypto';

import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';

import type { Database, Effects, Queries } from '../../db/database.js';
import { agentGoogleConnections, googleConnections } from '../../db/tables/google.js';
import { requirePremise } from '../../db/tables/secret-premise.js';
import type { GoogleIdentity } from '../accounts/identity.js';
import { chooseConnection, type RelatedConnection } from '../connections/choice.js';
import type { ConnectionKind, GoogleConnection } from '../connections/connection.js';
import {
  deleteBindings,
  insertBindings,
  recordConnection,
  requireStored,
  type BoundAgent,
  type Said,
} from '../connections/row.sql.js';
import type { NewSealedText } from '../vault.js';

/** The advisory lock of whoever connects an account; the number is arbitrary. */
const CONNECT_LOCK = 7_020_117;

/** A grant that was just obtained, and whom it is for. */
export interface NewGrant {
  readonly kind: ConnectionKind;
  readonly account: string;
  /** `undefined` for a service account, which its address identifies. */
  readonly identity: Pick<GoogleIdentity, 'issuer' | 'subject'> | undefined;
  readonly grantedScopes: readonly string[];
  readonly neededScopes: readonly string[];
  readonly accessTokenExpiresAt: Date;
  /** `null` where the grant is older than this and by how much is not known. */
  readonly consentedAt: Date | null;
  readonly consentExpiresAt: Date | null;
  readonly agents: readonly BoundAgent[];
  /** Seals the secrets for the row of that id. */
  readonly seal: (id: string) => NewSealedText;
  /** How it came: by consent, or by import. */
  readonly origin: 'consent' | 'import';
}

/** Begins and ends connections in the database. */
export class GoogleGrantStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Keeps a new grant: of an account that is connected already it takes the old one's place, and
   * its present address that of the old one.
   *
   * @throws DomainError `CONFLICT`, reason `ADDRESS_TAKEN`
   */
  connect(grant: NewGrant, said: Said): Promise<GoogleConnection> {
    return this.#database.write(async (queries, effects) => {
      const former = await takeRow(queries, grant);
      const id = former?.id ?? randomUUID();
      const isRenamed = former !== undefined && former.account !== grant.account;
      const sealed = grant.seal(id);
      await requirePremise(queries, sealed);
      const values = {
        account: grant.account,
        googleIssuer: grant.identity?.issuer ?? null,
        googleSubject: grant.identity?.subject ?? null,
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
          ...(isRenamed ? { formerAccount: former.account } : {}),
        },
      });
      effects.changed(`google:${id}`);
      if (isRenamed) await announceToAgents(queries, effects, id);
      await insertBindings(queries, effects, { id, account: grant.account }, grant.agents, said);
      return (await requireStored(queries, id)).connection;
    });
  }

  /** Ends a connection here: its secrets go, and so do its agents. */
  disconnect(
    connection: GoogleConnection,
    emptied: NewSealedText,
    details: { readonly revokedAtGoogle: boolean },
    said: Said,
  ): Promise<GoogleConnection> {
    return this.#database.write(async (queries, effects) => {
      await requirePremise(queries, emptied);
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

/**
 * Takes the row of the account that is being connected until the commit, and deletes disconnected
 * rows that are in its way.
 */
async function takeRow(queries: Queries, grant: NewGrant): Promise<RelatedConnection | undefined> {
  const { kind, account, identity } = grant;
  // There may be no row to lock yet, and a renamed account has two addresses.
  await queries.execute(sql`select pg_advisory_xact_lock(${CONNECT_LOCK}::bigint)`);
  const hasAddress = sql<boolean>`lower(${googleConnections.account}) = lower(${account})`;
  const hasIdentity = identity
    ? sql<boolean>`coalesce(${googleConnections.googleSubject} = ${identity.subject}
        and coalesce(${googleConnections.googleIssuer}, ${identity.issuer}) = ${identity.issuer}, false)`
    : sql<boolean>`false`;
  const related = await queries
    .select({
      id: googleConnections.id,
      account: googleConnections.account,
      state: googleConnections.state,
      hasAddress,
      hasIdentity,
      hasSubject: sql<boolean>`${googleConnections.googleSubject} is not null`,
    })
    .from(googleConnections)
    .where(and(eq(googleConnections.kind, kind), or(hasAddress, hasIdentity)))
    .orderBy(asc(googleConnections.connectedAt), asc(googleConnections.id))
    .for('update');
  const { row, obsolete } = chooseConnection(account, related);
  const ids = obsolete.map(({ id }) => id);
  if (ids.length > 0) {
    await queries.delete(googleConnections).where(inArray(googleConnections.id, ids));
  }
  return row;
}

/** Tells every process that the address of a connection has changed. */
async function announceToAgents(queries: Queries, effects: Effects, id: string): Promise<void> {
  const bound = await queries
    .select({ agentId: agentGoogleConnections.agentId })
    .from(agentGoogleConnections)
    .where(eq(agentGoogleConnections.connectionId, id));
  // What an agent may work with is remembered with the agent.
  for (const { agentId } of bound) effects.changed(`agent:${agentId}`);
}
