/** Somebody who was let into a room by an integration token. */
export interface RoomAdmission {
  readonly id: string;
  readonly room: string;
  readonly identity: string;
  /** When the room token ends. */
  readonly expiresAt: Date;
}

/** Whose admissions are meant: one integration token's, or all of an agent's. */
export type AdmissionOwner = { readonly tokenId: string } | { readonly agentName: string };
