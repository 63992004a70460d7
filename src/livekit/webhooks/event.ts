import { createHash } from 'node:crypto';

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

/** A connection by which its end is remembered, in the form of an event's id. */
export function endOfConnection(room: string, participantId: string): string {
  const connection = JSON.stringify([room, participantId]);
  return `end:${createHash('sha256').update(connection).digest('base64url')}`;
}

/** How long a connection lasted; 0 where LiveKit does not tell when it began. */
export function connectedSeconds(joinedAt: Date | null, at: Date): number {
  const joinedMs = joinedAt?.getTime() ?? 0;
  return joinedMs <= 0 ? 0 : Math.max(0, Math.round((at.getTime() - joinedMs) / 1000));
}
