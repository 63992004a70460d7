import { and, eq, gt, isNull, or, type SQL } from 'drizzle-orm';

import { roomAdmissions } from '../../db/tables/rooms.js';
import { addSeconds } from '../../platform/clock.js';
import { RENEWED_ROOM_TOKEN_SECONDS, ROOM_TOKEN_LEEWAY_SECONDS } from '../limits.js';
import type { ParticipantPlace } from './admission.js';

/**
 * The admissions by which somebody may have joined at an instant: by the room token that was given
 * out, or by LiveKit's renewal of it.
 */
export function mayHaveJoined(at: Date): SQL | undefined {
  const { expiresAt, leftAt } = roomAdmissions;
  return or(
    gt(expiresAt, addSeconds(at, -ROOM_TOKEN_LEEWAY_SECONDS)),
    isNull(leftAt),
    gt(leftAt, addSeconds(at, -ROOM_TOKEN_LEEWAY_SECONDS - RENEWED_ROOM_TOKEN_SECONDS)),
  );
}

/** Not known to have left, or able to come. */
export function isOpen(now: Date): SQL | undefined {
  return or(isNull(roomAdmissions.leftAt), gt(roomAdmissions.expiresAt, now));
}

/** The admissions of one identity into one room. */
export function isAt({ project, room, identity }: ParticipantPlace): SQL | undefined {
  const isThere = and(eq(roomAdmissions.project, project), eq(roomAdmissions.room, room));
  return and(isThere, eq(roomAdmissions.identity, identity));
}
