import { randomBytes, randomUUID } from 'node:crypto';

import postgres from 'postgres';

import { keyedDigest, recordContext } from '../../src/encryption/secret-record.js';
import {
  keyCheckValue,
  open,
  seal,
  sha256,
  type EncryptionKey,
} from '../../src/platform/crypto.js';
import { createSecret } from '../../src/platform/secrets/secret.js';

const CHUNK = 5_000;
const ISSUED_AT = '2029-12-31T00:00:00Z';
const EXPIRES_AT = '2031-01-01T00:00:00Z';

/** A key of 32 equal bytes. */
export function testKey(id: string, byte: number): EncryptionKey {
  return { id, key: Buffer.alloc(32, byte) };
}

/** Keys as `TOKEN_ENCRYPTION_KEYS` has them. */
export function keysSetting(...keys: readonly EncryptionKey[]): string {
  return keys.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(',');
}

/** Makes a database one that a gateway of the version before has written to with these keys. */
export async function makeLegacy(
  databaseUrl: string,
  ...keys: readonly EncryptionKey[]
): Promise<void> {
  await withSql(databaseUrl, async (sql) => {
    for (const key of keys) {
      await sql`
        insert into encryption_keys (id, check_value, created_at)
        values (${key.id}, ${keyCheckValue(key, 'LEGACY')}, ${ISSUED_AT})`;
    }
  });
}

/**
 * Inserts tokens with real ciphertexts under `key`, spread over agents; each agent has one live
 * token, all the others are revoked.
 *
 * @param form - `LEGACY` for rows as the version before wrote them
 * @returns the secret of each agent's live token
 */
export async function insertTokens(
  databaseUrl: string,
  key: EncryptionKey,
  count: number,
  agentCount: number,
  form: 'LEGACY' | 'BOUND' = 'BOUND',
): Promise<ReadonlyMap<string, string>> {
  const live = new Map<string, string>();
  const agents = Array.from({ length: agentCount }, () => randomUUID());
  await withSql(databaseUrl, async (sql) => {
    await sql`
      insert into agents (id, name, provider, renewal, ttl_seconds, overlap_seconds, scopes, created_at)
      select id, 'agent-' || id, 'LIVEKIT', 'MANUAL', 86400, 300, array['livekit.join'], ${ISSUED_AT}
      from unnest(${agents}::uuid[]) as id`;
    for (let from = 0; from < count; from += CHUNK) {
      const rows = Array.from({ length: Math.min(CHUNK, count - from) }, (_, at) => {
        const id = randomUUID();
        const agent = agents[(from + at) % agentCount] ?? '';
        const secret = createSecret('lk', randomBytes);
        const isLive = from + at < agentCount;
        if (isLive) live.set(`agent-${agent}`, secret);
        const place = { table: 'integration_tokens', id, agentId: agent } as const;
        const context = form === 'LEGACY' ? id : recordContext(place, key.id);
        const { ciphertext } = seal(key, secret, context, randomBytes);
        const plain = sha256(secret);
        const digest = form === 'LEGACY' ? plain : keyedDigest(key, place.table, plain);
        return {
          id,
          agent,
          digest: digest.toString('base64'),
          ciphertext: ciphertext.toString('base64'),
          revoked_at: isLive ? null : ISSUED_AT,
        };
      });
      await sql`
        insert into integration_tokens (id, agent_id, digest, ciphertext, encryption_key_id, hint,
          scopes, issued_at, issued_by, ttl_seconds, expires_at, revoked_at)
        select id, agent, decode(digest, 'base64'), decode(ciphertext, 'base64'), ${key.id}, 'itg',
          array['livekit.join'], ${ISSUED_AT}, 'a test', 31622400, ${EXPIRES_AT}, revoked_at
        from json_to_recordset(${JSON.stringify(rows)}::text::json)
          as row(id uuid, agent uuid, digest text, ciphertext text, revoked_at timestamptz)`;
    }
  });
  return live;
}

/** How many tokens are under the key and open with it to what their digest is of. */
export async function countReadable(databaseUrl: string, key: EncryptionKey): Promise<number> {
  let readable = 0;
  await withSql(databaseUrl, async (sql) => {
    const rows = sql<{ id: string; agent: string; digest: Buffer; ciphertext: Buffer }[]>`
      select id, agent_id as agent, digest, ciphertext from integration_tokens where encryption_key_id = ${key.id}`;
    for await (const page of rows.cursor(CHUNK)) {
      for (const { id, agent, digest, ciphertext } of page) {
        const place = { table: 'integration_tokens', id, agentId: agent } as const;
        const secret = open(key, ciphertext, recordContext(place, key.id));
        if (keyedDigest(key, place.table, sha256(secret)).equals(digest)) readable += 1;
      }
    }
  });
  return readable;
}

/** Uses a connection of its own. */
export async function withSql<T>(
  databaseUrl: string,
  use: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    return await use(sql);
  } finally {
    await sql.end();
  }
}
