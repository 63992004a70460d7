/** What LiveKit tells of a room, as far as the gateway keeps it. */
export type WebhookEvent =
  | (ParticipantMoment & { readonly kind: 'JOINED' | 'LEFT' })
  | (RoomMoment & { readonly kind: 'FINISHED' });

interface RoomMoment {
  /** LiveKit's id of the event: the same when it is delivered again. */
  readonly id: string;
  /** When it happened, by LiveKit's clock. */
  readonly at: Date;
  readonly room: string;
}

interface ParticipantMoment extends RoomMoment {
  readonly identity: string;
  /** LiveKit's id of the connection. */
  readonly participantId: string;
  readonly joinedAt: Date;
}
