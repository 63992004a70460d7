import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';

import {
  equalDigests,
  isLaneSignedBy,
  keyedEventDigest,
  plainEventDigest,
  replacedRecord,
  type AuditRow,
  type EventLink,
} from '../../db/audit/chain.js';
import type { Queries } from '../../db/database.js';
import { auditEvents } from '../../db/tables/audit.js';
import { EARLIEST_INSTANT, LATEST_INSTANT } from '../../platform/instants.js';
import { countedByKey, type AuditBreak, type ChainLink } from './break.js';
import type { EventWalk } from './event-walk.js';
import type { Keyring } from './keyring.sql.js';

const LINKS: readonly EventLink[] = ['FOLLOWS', 'REOPENS', 'TAKES_OVER'];

type StoredEvent = AuditRow & { readonly isExact: boolean };

/** What is wrong with an event. */
type Finding = Pick<AuditBreak, 'problem' | 'keyId'>;

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
    if (found?.problem === 'KEY_MISSING' || found?.problem === 'LANE_REOPENED') {
      notes.push({ lane, sequence, ...found });
    } else if (found) {
      return { link, isKeyed, notes: countedByKey(notes), broken: { lane, sequence, ...found } };
    }
    isKeyed ||= stored.keyId !== null;
    link = { sequence, digest: stored.digest };
  }
  return { link, isKeyed, notes: countedByKey(notes), broken: undefined };
}

function findingAt(
  link: ChainLink,
  isKeyed: boolean,
  { isExact, digest, ...event }: StoredEvent,
  keyring: Keyring,
): Finding | undefined {
  if (event.sequence !== link.sequence + 1) return { problem: 'EVENT_MISSING' };
  // PostgreSQL knows instants that no clock shows, such as "infinity".
  if (!isExact) return { problem: 'EVENT_CHANGED' };
  const { keyId } = event;
  const isPlain = (): boolean => equalDigests(plainEventDigest(link.digest, event), digest);
  if (keyId === null) {
    if (!isPlain()) return { problem: 'EVENT_CHANGED' };
    return isKeyed ? { problem: 'EVENT_UNSIGNED' } : undefined;
  }
  const isLinkedBy = (auditKey: Buffer, id: string, how: EventLink): boolean =>
    equalDigests(keyedEventDigest(auditKey, link.digest, { ...event, keyId: id }, how), digest);
  const auditKey = keyring.auditKeyOf(keyId);
  if (!auditKey) {
    // Whose digest is that of another key, or of none, got the missing key's id later.
    const isRenamed = keyring.all.some(([id, key]) =>
      LINKS.some((how) => isLinkedBy(key, id, how)),
    );
    const isChanged = !keyring.isKnown(keyId) || isRenamed || isPlain();
    return isChanged ? { problem: 'EVENT_CHANGED' } : { problem: 'KEY_MISSING', keyId };
  }
  const how = LINKS.find((one) => isLinkedBy(auditKey, keyId, one));
  if (how === 'FOLLOWS') return undefined;
  if (how === 'REOPENS') return { problem: 'LANE_REOPENED' };
  return how ? replacedRecordFinding(link, event, keyring) : { problem: 'EVENT_CHANGED' };
}

/** The record that the event replaced, judged by its key, which the event's writer lacked. */
function replacedRecordFinding(
  link: ChainLink,
  event: Omit<AuditRow, 'digest'>,
  keyring: Keyring,
): Finding | undefined {
  const record = replacedRecord(event, { lane: event.lane, ...link });
  const keyId = record.keyId ?? '';
  const auditKey = keyring.auditKeyOf(keyId);
  if (auditKey && isLaneSignedBy(auditKey, record)) return undefined;
  const isMissing = !auditKey && keyring.isKnown(keyId);
  return isMissing ? { problem: 'KEY_MISSING', keyId } : { problem: 'LANE_REOPENED' };
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
      // The digest is over milliseconds of the years that can be shown; the column could hold more.
      isExact: sql<boolean>`date_trunc('milliseconds', ${auditEvents.at}) = ${auditEvents.at}
        and ${auditEvents.at} between ${EARLIEST_INSTANT.toISOString()}::timestamptz
        and ${LATEST_INSTANT.toISOString()}::timestamptz`,
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
