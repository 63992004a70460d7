import { badUserInput } from './errors.js';
import { EARLIEST_INSTANT, LATEST_INSTANT } from './instants.js';

/** A place in a list that is ordered by an instant and, within it, by id. */
export interface Position {
  readonly at: Date;
  readonly id: string;
}

const POSITION = /^(-?\d{1,15}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The opaque cursor that stands for a text. */
export function encodeCursor(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/**
 * The text that a cursor stands for.
 *
 * @throws DomainError `BAD_USER_INPUT` naming the argument `after`
 */
export function decodeCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  // Decoding overlooks characters that are no base64: only what was handed out comes back equal.
  if (encodeCursor(text) !== cursor) throw unknownCursor();
  return text;
}

/** The opaque cursor of a place in a list. */
export function encodePosition({ at, id }: Position): string {
  return encodeCursor(`${String(at.getTime())}:${id}`);
}

/**
 * The place that a cursor stands for.
 *
 * @throws DomainError `BAD_USER_INPUT` naming the argument `after`
 */
export function decodePosition(cursor: string): Position {
  const [, atMs, id] = POSITION.exec(decodeCursor(cursor)) ?? [];
  const at = new Date(Number(atMs));
  if (id === undefined || at < EARLIEST_INSTANT || at > LATEST_INSTANT) throw unknownCursor();
  return { at, id };
}

/** The refusal of a cursor that was not handed out. */
export function unknownCursor(): Error {
  return badUserInput('after', 'must be a cursor from an earlier page of this list');
}
