import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import type { auditEvents, auditLanes } from '../tables/audit.js';
import type { AuditKeys } from './keys.js';

/** An event as it is stored and as its digest is taken. */
export type AuditRow = typeof auditEvents.$inferSelect;

/** A lane as it is stored. */
export type LaneRow = typeof auditLanes.$inferSelect;

/** Where a lane ends. */
type LaneEnd = Pick<LaneRow, 'lane' | 'sequence' | 'digest'>;

/** How an event follows the one before it: see {@link keyedEventDigest}. */
export type EventLink = 'FOLLOWS' | 'REOPENS' | 'TAKES_OVER';

/** How many chains there are: more lets more agents write at once, fewer is quicker to verify. */
export const LANES = 16;

/** The digest that the first event of a lane follows. */
const GENESIS: Buffer = Buffer.alloc(32);

/** A lane without events. */
export function emptyLane(lane: number): LaneRow {
  const base = { baseSequence: 0, baseDigest: GENESIS };
  return { lane, sequence: 0, digest: GENESIS, ...base, keyId: null, signature: null };
}

/**
 * HMAC-SHA-256 over the predecessor's digest and everything that the event says, its key's id
 * included.
 *
 * @param link - `REOPENS` for an event whose lane was not as the gateway had left it when the event
 *   was written: the chain goes on, and a verification shows where that was. `TAKES_OVER` for
 *   one whose gateway lacked the key of the lane's record, and kept it in the event: see {@link
 *   withReplacedRecord}
 */
export function keyedEventDigest(
  auditKey: Buffer,
  previous: Buffer,
  event: Omit<AuditRow, 'digest'>,
  link: EventLink,
): Buffer {
  return hmac(auditKey, ['event', link, previous.toString('hex'), event.keyId, ...said(event)]);
}

/** What events of gateways up to 0.1 carry: SHA-256, which takes no key, over the same. */
export function plainEventDigest(previous: Buffer, event: Omit<AuditRow, 'digest'>): Buffer {
  const text = JSON.stringify(said(event));
  return createHash('sha256').update(previous).update(text, 'utf8').digest();
}

/** A lane's row with its signature under the key that signs now. */
export function signLane(keys: AuditKeys, row: LaneRow): LaneRow {
  const { id, auditKey } = keys.current;
  const signed = { ...row, keyId: id };
  return { ...signed, signature: laneSignature(auditKey, signed) };
}

/** Whether a lane's row is as a holder of a key at hand left it. */
export function isLaneSigned(keys: AuditKeys, row: LaneRow): boolean {
  const key = row.keyId === null ? undefined : keys.find(row.keyId);
  return key !== undefined && isLaneSignedBy(key.auditKey, row);
}

/** Whether a lane's row carries the signature of that key. */
export function isLaneSignedBy(auditKey: Buffer, row: LaneRow): boolean {
  return row.signature !== null && equalDigests(laneSignature(auditKey, row), row.signature);
}

/**
 * The details of an event that `TAKES_OVER`: what was known of the lane's record that it replaces,
 * so that who has the key can check it afterwards.
 */
export function withReplacedRecord(details: string, row: LaneRow): string {
  const replacedRecord = {
    keyId: row.keyId,
    signature: row.signature?.toString('hex'),
    baseSequence: row.baseSequence,
    baseDigest: row.baseDigest.toString('hex'),
  };
  return JSON.stringify({ ...(JSON.parse(details) as object), replacedRecord });
}

/** The record that an event replaced, as {@link withReplacedRecord} kept it. */
export function replacedRecord(event: Pick<AuditRow, 'details'>, link: LaneEnd): LaneRow {
  const { replacedRecord: kept } = JSON.parse(event.details) as {
    replacedRecord: { keyId: string; signature: string; baseSequence: number; baseDigest: string };
  };
  return {
    ...link,
    keyId: kept.keyId,
    signature: Buffer.from(kept.signature, 'hex'),
    baseSequence: kept.baseSequence,
    baseDigest: Buffer.from(kept.baseDigest, 'hex'),
  };
}

/** HMAC-SHA-256 over the ends of lanes, for copies that are kept outside the database. */
export function headsSignature(
  auditKey: Buffer,
  heads: readonly { lane: number; sequence: number; digest: string }[],
): Buffer {
  const ends = heads.map(({ lane, sequence, digest }) => [lane, sequence, digest]);
  return hmac(auditKey, ['heads', ends]);
}

/** Compares two digests in a time that does not depend on where they differ. */
export function equalDigests(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

function laneSignature(auditKey: Buffer, row: LaneRow): Buffer {
  return hmac(auditKey, [
    'lane',
    row.keyId,
    row.lane,
    row.sequence,
    row.digest.toString('hex'),
    row.baseSequence,
    row.baseDigest.toString('hex'),
  ]);
}

function said(event: Omit<AuditRow, 'digest'>): readonly unknown[] {
  return [
    event.lane,
    event.sequence,
    event.id,
    event.at.toISOString(),
    event.action,
    event.actorKind,
    event.actorName,
    event.agentName,
    event.tokenId,
    event.address,
    event.requestId,
    event.details,
  ];
}

/** The first part names what is signed, so that no digest can stand in for one of another sort. */
function hmac(auditKey: Buffer, parts: readonly unknown[]): Buffer {
  return createHmac('sha256', auditKey).update(JSON.stringify(parts), 'utf8').digest();
}
