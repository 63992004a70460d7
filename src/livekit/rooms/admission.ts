import type { ExcludedUser } from '../exclusions/exclusion.js';

/** Somebody who was let into a room by an integration token, or as a user. */
export interface RoomAdmission {
  readonly id: string;
  /** The room's project; empty for the default one. */
  readonly project: string;
  readonly room: string;
  readonly identity: string;
  /** When the room token ends. */
  readonly expiresAt: Date;
}

/** Whose admissions are meant: one integration token's, all of an agent's, or all of a user's. */
export type AdmissionOwner =
  { readonly tokenId: string } | { readonly agentName: string } | { readonly user: ExcludedUser };

/** Which participant is meant. */
export interface ParticipantPlace {
  /** The room's project; empty for the default one. */
  readonly project: string;
  readonly room: string;
  readonly identity: string;
}

/** What became of a room token that was to be written down. */
export type AdmissionOutcome =
  | { readonly kind: 'ADMITTED' | 'TOKEN_REVOKED' | 'IDENTITY_CLAIMED' }
  /** `until` is null where a superuser has to end it. */
  | { readonly kind: 'EXCLUDED'; readonly until: Date | null };
