import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';

import type { Effects, Queries } from '../../db/database.js';
import { holdAgentRows } from '../../db/tables/agent-row.js';
import { agentGoogleConnections, googleConnections } from '../../db/tables/google.js';
import { agents } from '../../db/tables/tokens.js';
import type { Actor } from '../../platform/actor.js';
import type { SealedText } from '../../platform/crypto.js';
import type { GoogleConnection } from './connection.js';

/** A connection with its secrets, sealed. */
export interface StoredConnection {
  readonly connection: GoogleConnection;
  readonly sealed: SealedText;
  /** Whether some process is asking Google for the next access token right now. */
  readonly isLeased: boolean;
}

/** An agent, as far as bindings need to know it. */
export interface BoundAgent {
  readonly id: string;
  readonly name: string;
}

/** When something was done, and by whom. */
export interface Said {
  readonly at: Date;
  readonly actor: Actor;
}

/** The columns of a connection without its secrets. */
export const connectionColumns = {
  id: googleConnections.id,
  kind: googleConnections.kind,
  account: googleConnections.account,
  state: googleConnections.state,
  stateChangedAt: googleConnections.stateChangedAt,
  grantedScopes: googleConnections.grantedScopes,
  neededScopes: googleConnections.neededScopes,
  generation: googleConnections.generation,
  accessTokenExpiresAt: googleConnections.accessTokenExpiresAt,
  consentedAt: googleConnections.consentedAt,
  consentExpiresAt: googleConnections.consentExpiresAt,
  consentCount: googleConnections.consentCount,
  connectedAt: googleConnections.connectedAt,
  lastRefreshAt: googleConnections.lastRefreshAt,
  lastError: googleConnections.lastError,
  lastErrorAt: googleConnections.lastErrorAt,
};

const storedColumns = {
  connection: connectionColumns,
  ciphertext: googleConnections.ciphertext,
  encryptionKeyId: googleConnections.encryptionKeyId,
  // By the database's clock: the processes' own ones differ.
  isLeased: sql<boolean>`coalesce(${googleConnections.leaseUntil} > now(), false)`,
};

/** One connection with its secrets. */
export async function selectStored(
  queries: Queries,
  condition: SQL | undefined,
): Promise<StoredConnection | undefined> {
  const [row] = await queries.select(storedColumns).from(googleConnections).where(condition);
  if (!row) return undefined;
  const { connection, ciphertext, encryptionKeyId, isLeased } = row;
  return { connection, sealed: { keyId: encryptionKeyId, ciphertext }, isLeased };
}

/** Allows agents to work with a connection; what they may already is left alone. */
export async function insertBindings(
  queries: Queries,
  effects: Effects,
  connection: { readonly id: string; readonly account: string },
  bound: readonly BoundAgent[],
  { at, actor }: Said,
): Promise<void> {
  if (bound.length === 0) return;
  await holdAgentRows(queries, bound);
  const added = await queries
    .insert(agentGoogleConnections)
    .values(bound.map(({ id }) => ({ agentId: id, connectionId: connection.id, createdAt: at })))
    .onConflictDoNothing()
    .returning({ agentId: agentGoogleConnections.agentId });
  for (const { agentId } of added) {
    recordBinding(effects, 'GOOGLE_CONNECTION_BOUND', connection, {
      id: agentId,
      name: bound.find((agent) => agent.id === agentId)?.name ?? '',
      at,
      actor,
    });
  }
}

/** Forbids agents to work with a connection; all of its agents where none are named. */
export async function deleteBindings(
  queries: Queries,
  effects: Effects,
  connection: { readonly id: string; readonly account: string },
  bound: readonly BoundAgent[] | undefined,
  { at, actor }: Said,
): Promise<void> {
  const removed = await queries
    .delete(agentGoogleConnections)
    .where(
      and(
        eq(agentGoogleConnections.connectionId, connection.id),
        bound &&
          inArray(
            agentGoogleConnections.agentId,
            bound.map((agent) => agent.id),
          ),
      ),
    )
    .returning({ agentId: agentGoogleConnections.agentId });
  if (removed.length === 0) return;
  const ids = removed.map((row) => row.agentId);
  const rows = await queries
    .select({ id: agents.id, name: agents.name })
    .from(agents)
    .where(inArray(agents.id, ids));
  for (const agent of rows) {
    recordBinding(effects, 'GOOGLE_CONNECTION_UNBOUND', connection, { ...agent, at, actor });
  }
}

function recordBinding(
  effects: Effects,
  action: 'GOOGLE_CONNECTION_BOUND' | 'GOOGLE_CONNECTION_UNBOUND',
  connection: { readonly id: string; readonly account: string },
  { id, name, at, actor }: BoundAgent & Said,
): void {
  effects.record({
    at,
    actor,
    action,
    agentName: name,
    tokenId: null,
    details: { connection: connection.id, account: connection.account },
  });
  // What an agent may work with is remembered with the agent.
  effects.changed(`agent:${id}`);
}

/** A connection that is there. */
export async function requireStored(queries: Queries, id: string): Promise<StoredConnection> {
  const stored = await selectStored(queries, eq(googleConnections.id, id));
  if (!stored) throw new Error('A connection was written and is not there.');
  return stored;
}

/** Whether a row's secrets are still those that something was told from. */
export function isGeneration(id: string, generation: number) {
  return and(eq(googleConnections.id, id), eq(googleConnections.generation, generation));
}

/** Records what was done with a connection, and tells every process of it. */
export function recordConnection(
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
