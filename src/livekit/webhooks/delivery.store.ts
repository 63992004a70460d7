import { and, desc, eq, inArray, isNull, lt, lte, or } from 'drizzle-orm';

import type { AuditEntry } from '../../db/audit/entry.js';
import type { Database, Queries } from '../../db/database.js';
import { liveKitWebhooks, roomAdmissions } from '../../db/tables/rooms.js';
import { agents, integrationTokens } from '../../db/tables/tokens.js';
import { addSeconds } from '../../platform/clock.js';
import { finishRoomKey, keepRoomKey } from '../e2ee/key.store.js';
import { isAt, mayHaveJoined } from '../rooms/presence.sql.js';
import { addUsage } from '../usage/usage.sql.js';
import { connectedSeconds, deliveryOf, endOfConnection, type WebhookEvent } from './event.js';

/** A participant that came or went. */
type Movement = Extract<WebhookEvent, { participantId: string }>;

/** How long a delivery is remembered; LiveKit gives up on one within minutes. */
const MEMORY_SECONDS = 24 * 3600;

/** Whom an event is about, as far as the gateway let them in; a user has neither. */
interface Owner {
  readonly agentName: string | null;
  readonly tokenId: string | null;
}

/** What an event tells that an agent used. */
export interface ToldUsage {
  readonly agentName: string;
  readonly joins: number;
  readonly connectedSeconds: number;
}

/** Writes down what LiveKit tells. */
export class WebhookStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Takes an event in, once: what it says of admissions and of what agents used, and an audit
   * event. One that was delivered before changes nothing.
   *
   * @param entryOf - the audit event, from whom it is about
   */
  takeIn(
    event: WebhookEvent,
    receivedAt: Date,
    entryOf: (owner: Owner | undefined) => AuditEntry,
  ): Promise<readonly ToldUsage[]> {
    return this.#database.write(async (queries, effects) => {
      const [isFresh] = await remember(queries, [deliveryOf(event)], receivedAt);
      if (isFresh === undefined) return [];
      const told =
        event.kind === 'FINISHED'
          ? await finish(queries, event, receivedAt)
          : await move(queries, event, receivedAt);
      const used = told.used.filter(({ agentId }) => agentId !== null);
      await addUsage(
        queries,
        used.map(({ agentId, ...rest }) => ({ ...rest, agentId: agentId ?? '', at: event.at })),
      );
      effects.record(entryOf(told.owner));
      return used.map(({ agentName, ...rest }) => ({ ...rest, agentName: agentName ?? '' }));
    });
  }
}

interface Used {
  readonly agentId: string | null;
  readonly agentName: string | null;
  readonly joins: number;
  readonly connectedSeconds: number;
}

interface Told {
  readonly owner: Owner | undefined;
  readonly used: readonly Used[];
}

/** Returns those of the ids that were not known. */
async function remember(
  queries: Queries,
  ids: readonly string[],
  receivedAt: Date,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const fresh = await queries
    .insert(liveKitWebhooks)
    .values([...ids].sort().map((id) => ({ id, receivedAt })))
    .onConflictDoNothing()
    .returning({ id: liveKitWebhooks.id });
  return fresh.map(({ id }) => id);
}

/** A participant came or went. */
async function move(queries: Queries, event: Movement, receivedAt: Date): Promise<Told> {
  if (event.kind === 'JOINED') await keepRoomKey(queries, event, event.joinedAt);
  const admission = await findAdmission(queries, event);
  if (!admission) return { owner: undefined, used: [] };
  await follow(queries, admission.id, event);
  const { agentId, agentName } = admission;
  if (event.kind === 'JOINED') {
    return { owner: admission, used: [{ agentId, agentName, joins: 1, connectedSeconds: 0 }] };
  }
  const { participantId, at } = event;
  const [isFirstEnd] = await remember(queries, [endOfConnection(event, participantId)], receivedAt);
  if (isFirstEnd === undefined) return { owner: admission, used: [] };
  const seconds = connectedSeconds(event.joinedAt, at);
  return {
    owner: admission,
    used: [{ agentId, agentName, joins: 0, connectedSeconds: seconds }],
  };
}

/**
 * The newest room token of that identity by which the participant may have joined: an older
 * connection was replaced by LiveKit itself.
 */
async function findAdmission(
  queries: Queries,
  { project, room, identity, joinedAt }: Movement,
): Promise<(Owner & { id: string; agentId: string | null }) | undefined> {
  const rows = await queries
    .select({
      id: roomAdmissions.id,
      tokenId: integrationTokens.id,
      agentId: agents.id,
      agentName: agents.name,
    })
    .from(roomAdmissions)
    .leftJoin(integrationTokens, eq(integrationTokens.id, roomAdmissions.tokenId))
    .leftJoin(agents, eq(agents.id, integrationTokens.agentId))
    .where(and(isAt({ project, room, identity }), mayHaveJoined(joinedAt)))
    .orderBy(desc(roomAdmissions.issuedAt), desc(roomAdmissions.id))
    .limit(1);
  return rows[0];
}

/** Events may overtake one another, so a connection is told by its id and its beginning. */
async function follow(queries: Queries, id: string, event: Movement): Promise<void> {
  const { participantId, joinedAt, at } = event;
  if (event.kind === 'JOINED') {
    const isNewer = or(isNull(roomAdmissions.joinedAt), lt(roomAdmissions.joinedAt, joinedAt));
    await queries
      .update(roomAdmissions)
      .set({ participantId, joinedAt, leftAt: null })
      .where(and(eq(roomAdmissions.id, id), isNewer));
    // It has taken the place of the one that came by an older room token.
    await queries
      .update(roomAdmissions)
      .set({ leftAt: joinedAt })
      .where(
        and(isAt(event), isNull(roomAdmissions.leftAt), lt(roomAdmissions.joinedAt, joinedAt)),
      );
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
  // It may have come by an older room token, before this one was issued.
  await queries
    .update(roomAdmissions)
    .set({ leftAt: at })
    .where(
      and(
        isAt(event),
        isNull(roomAdmissions.leftAt),
        eq(roomAdmissions.participantId, participantId),
      ),
    );
}

/** A room ended: whoever is thought to be in it has left. */
async function finish(
  queries: Queries,
  { project, room, at }: Extract<WebhookEvent, { kind: 'FINISHED' }>,
  receivedAt: Date,
): Promise<Told> {
  await finishRoomKey(queries, { project, room }, at);
  const ended = await queries
    .update(roomAdmissions)
    .set({ leftAt: at })
    .where(
      and(
        eq(roomAdmissions.project, project),
        eq(roomAdmissions.room, room),
        isNull(roomAdmissions.leftAt),
        lte(roomAdmissions.joinedAt, at),
      ),
    )
    .returning({
      id: roomAdmissions.id,
      participantId: roomAdmissions.participantId,
      joinedAt: roomAdmissions.joinedAt,
    });
  const endOf = (participantId: string | null) =>
    endOfConnection({ project, room }, participantId ?? '');
  const ids = [...new Set(ended.map(({ participantId }) => endOf(participantId)))];
  const fresh = new Set(await remember(queries, ids, receivedAt));
  const oldest = addSeconds(receivedAt, -MEMORY_SECONDS);
  await queries.delete(liveKitWebhooks).where(lt(liveKitWebhooks.receivedAt, oldest));
  const counted = ended.filter(({ participantId }) => fresh.delete(endOf(participantId)));
  const owners = await findAgents(
    queries,
    counted.map(({ id }) => id),
  );
  const used = counted.map(({ id, joinedAt }) => ({
    agentId: owners.get(id)?.agentId ?? null,
    agentName: owners.get(id)?.agentName ?? null,
    joins: 0,
    connectedSeconds: connectedSeconds(joinedAt, at),
  }));
  return { owner: undefined, used };
}

/** The agents that let in by these admissions. */
async function findAgents(queries: Queries, admissionIds: readonly string[]) {
  if (admissionIds.length === 0) return new Map<string, { agentId: string; agentName: string }>();
  const rows = await queries
    .select({ id: roomAdmissions.id, agentId: agents.id, agentName: agents.name })
    .from(roomAdmissions)
    .innerJoin(integrationTokens, eq(integrationTokens.id, roomAdmissions.tokenId))
    .innerJoin(agents, eq(agents.id, integrationTokens.agentId))
    .where(inArray(roomAdmissions.id, [...admissionIds]));
  return new Map(rows.map(({ id, ...agent }) => [id, agent]));
}
