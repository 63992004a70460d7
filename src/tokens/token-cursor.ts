import { badUserInput, type DomainError } from '../platform/errors.js';
import type { TokenPosition } from './token-selection.store.js';

/** The last instant of the year 9999, beyond which PostgreSQL reads dates in another notation. */
const LATEST_MS = 253_402_300_799_999;
const CURSOR = /^(\d{1,15}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The opaque cursor of a place in the list of tokens. */
export function encodeCursor({ issuedAt, id }: TokenPosition): string {
  return Buffer.from(`${String(issuedAt.getTime())}:${id}`).toString('base64url');
}

/**
 * The place that a cursor stands for.
 *
 * @throws DomainError `BAD_USER_INPUT` naming the argument `after`
 */
export function decodeCursor(cursor: string): TokenPosition {
  const [, issuedAtMs, id] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (issuedAtMs === undefined || id === undefined || Number(issuedAtMs) > LATEST_MS) {
    throw unknownCursor();
  }
  const position = { issuedAt: new Date(Number(issuedAtMs)), id };
  // Decoding overlooks characters that are no base64: only what was handed out comes back equal.
  if (encodeCursor(position) !== cursor) throw unknownCursor();
  return position;
}

function unknownCursor(): DomainError {
  return badUserInput('after', 'must be a cursor from an earlier page of this list');
}
