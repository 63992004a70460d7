import { sql } from 'drizzle-orm';

import type { Queries } from '../../db/database.js';
import { roomUsage } from '../../db/tables/rooms.js';

/** What an agent used of LiveKit at some moment; what is left out is nothing. */
export interface UsedRooms {
  readonly agentId: string;
  readonly at: Date;
  readonly roomTokens?: number;
  readonly joins?: number;
  readonly connectedSeconds?: number;
}

/** Adds to what agents used on a day, in UTC. */
export async function addUsage(queries: Queries, used: readonly UsedRooms[]): Promise<void> {
  const sums = new Map<string, typeof roomUsage.$inferInsert>();
  for (const { agentId, at, roomTokens = 0, joins = 0, connectedSeconds = 0 } of used) {
    const day = at.toISOString().slice(0, 10);
    const key = `${agentId} ${day}`;
    const known = sums.get(key);
    sums.set(key, {
      agentId,
      day,
      roomTokens: roomTokens + (known?.roomTokens ?? 0),
      joins: joins + (known?.joins ?? 0),
      connectedSeconds: connectedSeconds + (known?.connectedSeconds ?? 0),
    });
  }
  if (sums.size === 0) return;
  // In one order, so that two transactions never wait for each other.
  const rows = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await queries
    .insert(roomUsage)
    .values(rows)
    .onConflictDoUpdate({
      target: [roomUsage.agentId, roomUsage.day],
      set: {
        roomTokens: sql`${roomUsage.roomTokens} + excluded.room_tokens`,
        joins: sql`${roomUsage.joins} + excluded.joins`,
        connectedSeconds: sql`${roomUsage.connectedSeconds} + excluded.connected_seconds`,
      },
    });
}
