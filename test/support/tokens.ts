import { randomUUID } from 'node:crypto';

import postgres from 'postgres';

import { gatewayActor } from '../../src/platform/actor.js';
import { providerById, type ProviderId } from '../../src/providers/registry.js';
import type {
  CurrentTokenQuery as CurrentTokenResult,
  GenerateTokenInput,
  GenerateTokenMutation as GenerateTokenResult,
  IntegrationTokenFieldsFragment,
} from '../generated/graphql.js';
import type { TestDatabase } from './database.js';
import type { ErrorBody, TestGateway } from './gateway.js';
import { CurrentTokenQuery, GenerateTokenMutation, IntegrationTokensQuery } from './operations.js';

/** A name that no other test uses. */
export function uniqueName(start = 'agent'): string {
  return `${start}-${randomUUID()}`;
}

/** Has the superuser generate a token. */
export async function generateToken(
  gateway: TestGateway,
  input: GenerateTokenInput,
): Promise<GenerateTokenResult['generateToken']> {
  const { data, errors } = await gateway.send(GenerateTokenMutation, { input }, gateway.superuser);
  if (!data) throw new Error(errors[0]?.message ?? 'generateToken did not answer.');
  return data.generateToken;
}

/** Has the superuser read an agent's current token. */
export async function currentToken(
  gateway: TestGateway,
  agent: string,
): Promise<CurrentTokenResult['currentToken']> {
  const { data, errors } = await gateway.send(CurrentTokenQuery, { agent }, gateway.superuser);
  if (!data) throw new Error(errors[0]?.message ?? 'currentToken did not answer.');
  return data.currentToken;
}

/** Has the superuser list an agent's tokens, newest first. */
export async function tokensOf(
  gateway: TestGateway,
  agent: string,
): Promise<readonly IntegrationTokenFieldsFragment[]> {
  const answer = await gateway.send(IntegrationTokensQuery, { agent }, gateway.superuser);
  if (!answer.data) throw new Error(answer.errors[0]?.message ?? 'No list was answered.');
  return answer.data.integrationTokens.nodes;
}

/** The header that carries a token of that provider. */
export function providerHeader(provider: ProviderId, token: string): Record<string, string> {
  return { [providerById(provider).header]: token };
}

/** The `Authorization` header that carries a token or key. */
export function bearer(secret: string): Record<string, string> {
  return { authorization: `Bearer ${secret}` };
}

/** An agent that the gateway renews, or one that it does not. */
export async function registerAgent(
  gateway: TestGateway,
  options: {
    name?: string;
    provider?: ProviderId;
    renewal?: 'AUTOMATIC' | 'MANUAL';
    scopes?: readonly string[];
  } = {},
): Promise<string> {
  const { name = uniqueName(), provider = 'LIVEKIT', ...rest } = options;
  const agent = { name, provider: providerById(provider), ...rest };
  await gateway.app.services.agents.register(agent, gatewayActor);
  return name;
}

/** A new key of an agent. */
export async function createAgentKey(gateway: TestGateway, agent: string): Promise<string> {
  return (await gateway.app.services.agentKeys.create(agent, gatewayActor)).key;
}

/** Disables an agent. */
export async function disableAgent(gateway: TestGateway, agent: string): Promise<void> {
  await gateway.app.services.agents.update(agent, { enabled: false }, gatewayActor);
}

/** A new superuser's key. */
export async function createSuperuser(gateway: TestGateway, name: string): Promise<string> {
  return (await gateway.app.services.superusers.keys.create(name, gatewayActor)).key;
}

/** Revokes a superuser's key. */
export async function revokeSuperuser(gateway: TestGateway, name: string): Promise<void> {
  await gateway.app.services.superusers.keys.revoke(name, gatewayActor);
}

/** Works on a gateway's database behind its back. */
export async function withSql<T>(
  database: TestDatabase,
  work: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  const sql = postgres(database.directUrl, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

/** The first error's `extensions`, or an empty object where nothing went wrong. */
export function firstError(answer: {
  errors: readonly ErrorBody[];
}): Partial<ErrorBody['extensions']> {
  return answer.errors[0]?.extensions ?? {};
}
