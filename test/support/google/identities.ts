import { onTestFinished } from 'vitest';

import { connectionOf, readAccessToken, type GoogleGateway } from '../google-gateway.js';
import {
  DisconnectGoogleAccountMutation,
  ImportGoogleConnectionMutation,
} from '../google-operations.js';
import { withSql } from '../tokens.js';
import { ACCOUNT, type EmulatedIdentity } from './google-emulator.js';

/** Ends the faults of the emulated Google, and takes every connection out of the database. */
export async function forgetConnections({ google, database }: GoogleGateway): Promise<void> {
  google.faults.clear();
  await withSql(database, async (sql) => {
    await sql`delete from agent_google_connections`;
    await sql`delete from google_connections`;
  });
}

/** Changes who the account is until the end of the test. */
export function changeAccount({ google }: GoogleGateway, changes: Partial<EmulatedIdentity>): void {
  const before = google.identityOf(ACCOUNT);
  google.changeAccount(ACCOUNT, changes);
  onTestFinished(() => {
    google.changeAccount(changes.email ?? ACCOUNT, before);
  });
}

/** Disconnects an account as a superuser. */
export function disconnect(gateway: GoogleGateway, connection: string) {
  return gateway.send(
    DisconnectGoogleAccountMutation,
    { input: { connection } },
    gateway.superuser,
  );
}

/** Imports a refresh token of an account, which says whose it is. */
export async function importToken(gateway: GoogleGateway, account = ACCOUNT) {
  const { refreshToken } = await gateway.google.grant(['openid', 'email'], account);
  const input = { refreshToken, agents: [] };
  return gateway.send(ImportGoogleConnectionMutation, { input }, gateway.superuser);
}

/** The issuer and the subject that connections of an account are stored with. */
export function identityIn({ database }: GoogleGateway, account: string) {
  return withSql(
    database,
    (sql) =>
      sql`select google_issuer as issuer, google_subject as sub from google_connections
          where account = ${account}`,
  );
}

/** What nobody but the account's owner may change. */
export async function stateOf(gateway: GoogleGateway, agent: { headers: Record<string, string> }) {
  const { id, agents, state } = await connectionOf(gateway);
  const read = await readAccessToken(gateway, agent.headers);
  const accessToken = read.data?.googleAccessToken.accessToken;
  return { id, agents, state, accessToken };
}
