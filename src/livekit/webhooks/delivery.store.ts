import { and, desc, eq, isNull, lt, lte, or } from 'drizzle-orm';

import type { AuditEntry } from '../../db/audit/entry.js';
import type { Database, Queries } from '../../db/database.js';
import {
  agents,
  integrationTokens,
  liveKitWebhooks,
  roomAdmissions,
} from '../../db/tables/tokens.js';
import { addSeconds } from '../../platform/clock.js';
import type { WebhookEvent } from './event.js';

/** How long a delivery is remembered; LiveKit gives up on one within minutes. */
const MEMORY_SECONDS = 24 * 3600;

/** Whom an event is about, as far as the gateway let them in. */
interface Owner {
  readonly agentName: string;
  readonly tokenId: string;
}

/** Writes down what LiveKit tells. */
export class WebhookStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Takes an event in, once: what it says of admissions, and an audit event. One that was delivered
   * before changes nothing.
   *
   * @param entryOf - the audit event, from whom it is about
   */
  takeIn(
    event: WebhookEvent,
    receivedAt: Date,
    entryOf: (owner: Owner | undefined) => AuditEntry,
  ): Promise<void> {
    return this.#database.write(async (queries, effects) => {
      const [fresh] = await queries
        .insert(liveKitWebhooks)
        .values({ id: event.id, receivedAt })
        .onConflictDoNothing()
        .returning({ id: liveKitWebhooks.id });
      if (!fresh) return;
      if (event.kind === 'FINISHED') {
        await finish(queries, event);
        const oldest = addSeconds(receivedAt, -MEMORY_SECONDS);
        await queries.delete(liveKitWebhooks).where(lt(liveKitWebhooks.receivedAt, oldest));
        effects.record(entryOf(undefined));
        return;
      }
      const admission = await findAdmission(queries, event);
      if (admission) await follow(queries, admission.id, event);
      effects.record(entryOf(admission));
    });
  }
}

/** The newest room token of that identity: an older connection was replaced by LiveKit itself. */
async function findAdmission(
  queries: Queries,
  { room, identity }: { readonly room: string; readonly identity: string },
): Promise<(Owner & { id: string }) | undefined> {
  const rows = await queries
    .select({
      id: roomAdmissions.id,
      tokenId: integrationTokens.id,
      agentName: agents.name,
    })
    .from(roomAdmissions)
    .innerJoin(integrationTokens, eq(integrationTokens.id, roomAdmissions.tokenId))
    .innerJoin(agents, eq(agents.id, integrationTokens.agentId))
    .where(and(eq(roomAdmissions.room, room), eq(roomAdmissions.identity, identity)))
    .orderBy(desc(roomAdmissions.issuedAt), desc(roomAdmissions.id))
    .limit(1);
  return rows[0];
}

/** Events may overtake one another, so a connection is told by its id and its beginning. */
async function follow(
  queries: Queries,
  id: string,
  event: Extract<WebhookEvent, { participantId: string }>,
): Promise<void> {
  const { participantId, joinedAt, at } = event;
  if (event.kind === 'JOINED') {
    const isNewer = or(isNull(roomAdmissions.joinedAt), lt(roomAdmissions.joinedAt, joinedAt));
    await queries
      .update(roomAdmissions)
      .set({ participantId, joinedAt, leftAt: null })
      .where(and(eq(roomAdmissions.id, id), isNewer));
    return;
  }
  const isLatest = or(
    isNull(roomAdmissions.joinedAt),
    lt(roomAdmissions.joinedAt, joinedAt),
    eq(roomAdmissions.participantId, participantId),
  );
  await queries
    .update(roomAdmissions)
    .set({ participantId, joinedAt, leftAt: at })
    .where(and(eq(roomAdmissions.id, id), isLatest));
}

async function finish(
  queries: Queries,
  { room, at }: Extract<WebhookEvent, { kind: 'FINISHED' }>,
): Promise<void> {
  await queries
    .update(roomAdmissions)
    .set({ leftAt: at })
    .where(
      and(
        eq(roomAdmissions.room, room),
        isNull(roomAdmissions.leftAt),
        lte(roomAdmissions.joinedAt, at),
      ),
    );
}
