import type { ParticipantRight, TrackSource } from '../../providers/room-policy.js';

/** What a participant is to be allowed; what is left out is what the policy allows. */
export interface WantedGrants extends Partial<Readonly<Record<ParticipantRight, boolean>>> {
  readonly publishSources?: readonly TrackSource[] | undefined;
  /** Needs the scope `livekit.admin`. */
  readonly hidden?: boolean | undefined;
  /** Needs the scope `livekit.admin`. */
  readonly roomAdmin?: boolean | undefined;
  /** Needs the scope `livekit.admin`, and a policy that allows every room. */
  readonly roomCreate?: boolean | undefined;
}

/** A LiveKit agent that is to be sent into the room. */
export interface AgentDispatchOrder {
  /** The name of its workers; left out or empty for those that have none. */
  readonly agentName?: string | undefined;
  readonly metadata?: string | undefined;
  /** Which deployment of the agent, where it has several. */
  readonly deployment?: string | undefined;
  /** What its job can be told by keys. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

/** How LiveKit sets up a room that opens. */
export interface RoomConfigOrder {
  /** The name of one of the server's configurations, which holds for what is left out here. */
  readonly roomPreset?: string | undefined;
  readonly emptyTimeoutSeconds?: number | undefined;
  readonly departureTimeoutSeconds?: number | undefined;
  readonly maxParticipants?: number | undefined;
  readonly metadata?: string | undefined;
  readonly minPlayoutDelayMs?: number | undefined;
  readonly maxPlayoutDelayMs?: number | undefined;
  readonly syncStreams?: boolean | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** What a room token is to be good for; everything that is left out takes its default. */
export interface RoomTokenOrder {
  readonly room?: string | undefined;
  readonly identity?: string | undefined;
  readonly name?: string | undefined;
  readonly metadata?: string | undefined;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly ttlSeconds?: number | undefined;
  readonly grants?: WantedGrants | undefined;
  readonly agentDispatch?: readonly AgentDispatchOrder[] | undefined;
  readonly roomConfig?: RoomConfigOrder | undefined;
}
