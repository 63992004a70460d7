import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';

import {
  equalDigests,
  keyedEventDigest,
  plainEventDigest,
  type AuditRow,
} from '../db/audit-chain.js';
import { auditEvents } from '../db/audit-schema.js';
import type { Queries } from '../db/database.js';
import type { AuditBreak, ChainLink } from './audit-break.js';
import type { EventWalk } from './event-walk.js';
import type { Keyring } from './keyring.store.js';

type StoredEvent = AuditRow & { readonly isExact: boolean };

/** Follows the chain from where `walk` is over the next events of a lane. */
export function walkOver(
  walk: EventWalk,
  lane: number,
  events: readonly StoredEvent[],
  keyring: Keyring,
): EventWalk {
  let { link, isKeyed } = walk;
  const notes = [...walk.notes];
  for (const stored of events) {
    const sequence = link.sequence + 1;
    const found = findingAt(link, isKeyed, stored, keyring);
    if (found === 'KEY_MISSING') {
      const keyId = stored.keyId ?? '';
      if (!notes.some((note) => note.keyId === keyId)) {
        notes.push({ lane, sequence, problem: found, keyId });
      }
    } else if (found === 'LANE_REOPENED') {
      notes.push({ lane, sequence, problem: found });
    } else if (found) {
      return { link, isKeyed, notes, broken: { lane, sequence, problem: found } };
    }
    isKeyed ||= stored.keyId !== null;
    link = { sequence, digest: stored.digest };
  }
  return { link, isKeyed, notes, broken: undefined };
}

function findingAt(
  link: ChainLink,
  isKeyed: boolean,
  { isExact, digest, ...event }: StoredEvent,
  keyring: Keyring,
): AuditBreak['problem'] | undefined {
  if (event.sequence !== link.sequence + 1) return 'EVENT_MISSING';
  // PostgreSQL knows instants that no clock shows, such as "infinity".
  if (!isExact || Number.isNaN(event.at.getTime())) return 'EVENT_CHANGED';
  if (event.keyId === null) {
    if (!equalDigests(plainEventDigest(link.digest, event), digest)) return 'EVENT_CHANGED';
    return isKeyed ? 'EVENT_UNSIGNED' : undefined;
  }
  const auditKey = keyring.auditKeyOf(event.keyId);
  if (!auditKey) return keyring.isKnown(event.keyId) ? 'KEY_MISSING' : 'EVENT_CHANGED';
  const isLinkedBy = (how: 'FOLLOWS' | 'REOPENS'): boolean =>
    equalDigests(keyedEventDigest(auditKey, link.digest, event, how), digest);
  if (isLinkedBy('FOLLOWS')) return undefined;
  return isLinkedBy('REOPENS') ? 'LANE_REOPENED' : 'EVENT_CHANGED';
}

/** The next events of a lane behind a place, up to `until`, oldest first. */
export function eventsBehind(
  queries: Queries,
  lane: number,
  sequence: number,
  { until, limit }: { until: number; limit: number },
): Promise<StoredEvent[]> {
  return queries
    .select({
      lane: auditEvents.lane,
      sequence: auditEvents.sequence,
      id: auditEvents.id,
      at: auditEvents.at,
      action: auditEvents.action,
      actorKind: auditEvents.actorKind,
      actorName: auditEvents.actorName,
      agentName: auditEvents.agentName,
      tokenId: auditEvents.tokenId,
      address: auditEvents.address,
      requestId: auditEvents.requestId,
      details: auditEvents.details,
      keyId: auditEvents.keyId,
      digest: auditEvents.digest,
      // The digest is over milliseconds; the column could hold more.
      isExact: sql<boolean>`date_trunc('milliseconds', ${auditEvents.at}) = ${auditEvents.at}`,
    })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.lane, lane),
        gt(auditEvents.sequence, Math.min(sequence, Number.MAX_SAFE_INTEGER)),
        lte(auditEvents.sequence, Math.min(until, Number.MAX_SAFE_INTEGER)),
      ),
    )
    .orderBy(asc(auditEvents.sequence))
    .limit(limit);
}
