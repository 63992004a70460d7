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
  /** The room's project; empty for the default one. */
  readonly project: string;
  readonly room: string;
}

interface ParticipantMoment extends RoomMoment {
  readonly identity: string;
  /** LiveKit's id of the connection. */
  readonly participantId: string;
  readonly joinedAt: Date;
}

/** How a delivery is remembered: LiveKit's ids are those of one project. */
export function deliveryOf({ project, id }: Pick<RoomMoment, 'project' | 'id'>): string {
  return project === '' ? id : JSON.stringify([project, id]);
}

/** A connection by which its end is remembered, in the form of an event's id. */
export function endOfConnection(
  { project, room }: Pick<RoomMoment, 'project' | 'room'>,
  participantId: string,
): string {
  const place = project === '' ? [room] : [project, room];
  const connection = JSON.stringify([...place, participantId]);
  return `end:${createHash('sha256').update(connection).digest('base64url')}`;
}

/** How long a connection lasted; 0 where LiveKit does not tell when it began. */
export function connectedSeconds(joinedAt: Date | null, at: Date): number {
  const joinedMs = joinedAt?.getTime() ?? 0;
  return joinedMs <= 0 ? 0 : Math.max(0, Math.round((at.getTime() - joinedMs) / 1000));
}
