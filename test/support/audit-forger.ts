import { randomUUID } from 'node:crypto';

import { plainEventDigest, type AuditRow } from '../../src/db/audit/chain.js';
import { keyCheckValue, type EncryptionKey } from '../../src/platform/crypto.js';
import { withSql } from './bulk-tokens.js';

/** Makes an empty database one of gateways up to 0.1, which know no keyed digests. */
export function makeLegacy(databaseUrl: string, key: EncryptionKey): Promise<unknown> {
  return withSql(
    databaseUrl,
    (sql) => sql`insert into encryption_keys (id, check_value, created_at)
      values (${key.id}, ${keyCheckValue(key, 'LEGACY')}, '2029-01-01')`,
  );
}

/**
 * Writes a lane anew as somebody who knows the algorithm and has no key: SHA-256 over every event,
 * and the record to match.
 *
 * @param edit - the event as it shall be, `undefined` for one to be left out
 */
export async function forgeLane(
  databaseUrl: string,
  lane: number,
  edit: (event: AuditRow) => AuditRow | undefined = (event) => event,
): Promise<void> {
  await withSql(databaseUrl, async (sql) => {
    const rows = await sql<AuditRow[]>`
      select lane, sequence::int, id, at, action, actor_kind as "actorKind",
        actor_name as "actorName", agent_name as "agentName", token_id as "tokenId", address,
        request_id as "requestId", details, key_id as "keyId", digest
      from audit_events where lane = ${lane} order by audit_events.sequence`;
    let digest: Buffer = Buffer.alloc(32);
    let sequence = 0;
    await sql`delete from audit_events where lane = ${lane}`;
    for (const row of rows) {
      const event = edit(row);
      if (!event) continue;
      sequence += 1;
      const forged = { ...event, sequence, keyId: null };
      digest = plainEventDigest(digest, forged);
      await sql`insert into audit_events values (${lane}, ${sequence}, ${event.id}, ${event.at},
        ${event.action}, ${event.actorKind}, ${event.actorName}, ${event.agentName},
        ${event.tokenId}, ${event.address}, ${event.requestId}, ${event.details}, ${digest}, null)`;
    }
    await sql`insert into audit_lanes values (${lane}, ${sequence}, ${digest}, 0,
        ${Buffer.alloc(32)}, null, null)
      on conflict (lane) do update set sequence = excluded.sequence, digest = excluded.digest,
        base_sequence = 0, base_digest = excluded.base_digest, key_id = null, signature = null`;
  });
}

/** Appends an event to a lane as gateways up to 0.1 do, which know neither keys nor signatures. */
export async function appendPlainEvent(databaseUrl: string, lane: number): Promise<void> {
  await withSql(databaseUrl, async (sql) => {
    const [head] = await sql<{ sequence: number; digest: Buffer }[]>`
      update audit_lanes set sequence = sequence + 1 where lane = ${lane}
      returning sequence::int, digest`;
    if (!head) throw new Error(`There is no lane ${String(lane)}.`);
    const [id, at] = [randomUUID(), new Date('2030-01-01T00:00:00Z')];
    const event: Omit<AuditRow, 'digest'> = {
      ...{ lane, sequence: head.sequence, id, at, action: 'TOKEN_READ', details: '{}' },
      ...{ actorKind: 'GATEWAY', actorName: null, agentName: null, tokenId: null },
      ...{ address: null, requestId: null, keyId: null },
    };
    const digest = plainEventDigest(head.digest, event);
    await sql`insert into audit_events values (${lane}, ${head.sequence}, ${id}, ${at},
      ${event.action}, ${event.actorKind}, null, null, null, null, null, '{}', ${digest}, null)`;
    await sql`update audit_lanes set digest = ${digest} where lane = ${lane}`;
  });
}
