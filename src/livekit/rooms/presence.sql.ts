import { gt, isNull, or, type SQL } from 'drizzle-orm';

import { roomAdmissions } from '../../db/tables/rooms.js';
import { addSeconds } from '../../platform/clock.js';
import { RENEWED_ROOM_TOKEN_SECONDS, ROOM_TOKEN_LEEWAY_SECONDS } from '../limits.js';

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
