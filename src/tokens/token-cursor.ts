import { badUserInput } from '../platform/errors.js';
import type { TokenPosition } from './token-selection.store.js';

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
  if (issuedAtMs === undefined || id === undefined) {
    throw badUserInput('after', 'must be a cursor from an earlier page of this list');
  }
  return { issuedAt: new Date(Number(issuedAtMs)), id };
}
