import { badUserInput } from '../platform/errors.js';

/** For how much longer than it says LiveKit accepts a room token. */
export const ROOM_TOKEN_LEEWAY_SECONDS = 60;

/**
 * For how long the room tokens are good by which LiveKit itself renews the right of those who are
 * in a room: whoever leaves can come back by the last one.
 *
 * @see https://github.com/livekit/livekit/blob/master/pkg/service/roommanager.go
 */
export const RENEWED_ROOM_TOKEN_SECONDS = 600;

/** Longer than anybody stays in a room. */
export const LONGEST_STAY_SECONDS = 30 * 24 * 3600;

/** The most bytes of a room's name, an identity or a participant's name: LiveKit's own default. */
export const NAME_BYTES = 256;

/** The most bytes of metadata: what LiveKit's servers allow by default since 1.13.2. */
const METADATA_BYTES = 512 * 1024;

/** The most bytes of all attributes together: theirs too. */
const ATTRIBUTES_BYTES = 64 * 1024;

/** The most bytes of an issuer or a subject: those of OIDC have fewer. */
const CLAIM_BYTES = 1_000;

/** What cannot be stored, or would not come back as it was: NUL and halves of surrogate pairs. */
const UNSTORABLE = /[\0\p{Cs}]/u;

/**
 * Passes the name of a room, an identity or a participant's name.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkRoomName(argument: string, name: string): string {
  if (name === '') throw badUserInput(argument, 'must not be empty');
  return checkBytes(argument, name, NAME_BYTES);
}

/**
 * Passes a name that may be empty, which stands for none.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkNameOrNone(argument: string, name: string): string {
  return checkBytes(argument, name, NAME_BYTES);
}

/**
 * Passes an issuer or a subject of a JWT.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkClaim(argument: string, text: string): string {
  if (text === '') throw badUserInput(argument, 'must not be empty');
  return checkBytes(argument, text, CLAIM_BYTES);
}

/**
 * Passes metadata, which everybody in the room can read.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkMetadata(argument: string, metadata: string): string {
  return checkBytes(argument, metadata, METADATA_BYTES);
}

/**
 * Passes a participant's attributes, which everybody in the room can read. Their size is that of
 * all keys and values together.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkAttributes(
  argument: string,
  attributes: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const entries = Object.entries(attributes);
  if (entries.some(([key]) => key === '')) {
    throw badUserInput(argument, 'must have no empty key');
  }
  // The SDK's messages lose it.
  if (Object.hasOwn(attributes, '__proto__')) {
    throw badUserInput(argument, 'must not have the key __proto__');
  }
  checkBytes(argument, entries.flat().join(''), ATTRIBUTES_BYTES);
  return attributes;
}

function checkBytes(argument: string, text: string, mostBytes: number): string {
  // Bytes are counted only where they could be too many.
  if (text.length * 3 > mostBytes && Buffer.byteLength(text) > mostBytes) {
    throw badUserInput(argument, `must be at most ${String(mostBytes)} bytes long in UTF-8`);
  }
  if (UNSTORABLE.test(text)) {
    throw badUserInput(argument, 'must not hold NUL characters or broken Unicode');
  }
  return text;
}
