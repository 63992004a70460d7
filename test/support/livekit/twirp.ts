import type { ClaimGrants } from 'livekit-server-sdk';

import type { EmulatedRooms } from './rooms.js';

/** An error in Twirp's form. */
export class TwirpRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A request in protobuf's JSON. */
export type Request = Readonly<Record<string, unknown>>;

/** What a method of a service does. */
export type Call = (rooms: EmulatedRooms, request: Request, grants: ClaimGrants) => unknown;

/** The room of a request whose token lets its holder govern it. */
export function adminRoom({ room }: Request, { video }: ClaimGrants): string {
  if (!video?.roomAdmin || video.room !== room) throw denied();
  return String(room);
}

/** The refusal of a token that lacks a grant. */
export function denied(): TwirpRefusal {
  return new TwirpRefusal(401, 'unauthenticated', 'permissions denied');
}
