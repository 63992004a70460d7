import type { Agent } from '../agents/agent.js';
import type { Queries } from '../db/database.js';
import { requirePremise } from '../db/tables/secret-premise.js';
import { integrationTokens } from '../db/tables/tokens.js';
import type { NewReadableCredential } from '../platform/crypto.js';
import type { IntegrationTokenRecord } from './token.js';
import type { SealedToken } from './token.store.js';

/** A token that is to be stored. */
export interface NewToken extends Omit<
  IntegrationTokenRecord,
  | 'agentId'
  | 'agentName'
  | 'provider'
  | 'supersededAt'
  | 'revokedAt'
  | 'revokedReason'
  | 'lastUsedAt'
> {
  readonly stored: NewReadableCredential;
}

/** Adds a token. */
export async function insertToken(
  queries: Queries,
  agentId: string,
  token: NewToken,
): Promise<void> {
  const { stored, ...values } = token;
  await requirePremise(queries, stored);
  await queries.insert(integrationTokens).values({
    ...values,
    scopes: [...values.scopes],
    agentId,
    digest: stored.digest,
    ciphertext: stored.ciphertext,
    encryptionKeyId: stored.encryptionKeyId,
  });
}

/** A token as it reads right after it was inserted. */
export function sealedToken(agent: Agent, { stored, ...token }: NewToken): SealedToken {
  const record = {
    ...token,
    agentId: agent.id,
    agentName: agent.name,
    provider: agent.provider,
    supersededAt: null,
    revokedAt: null,
    revokedReason: null,
    lastUsedAt: null,
  };
  return { record, stored };
}
