import type { TrackSource } from '../policies/policy.js';

/** What a participant is to be allowed; what is left out is what the policy allows. */
export interface WantedGrants {
  readonly canPublish?: boolean | undefined;
  readonly canSubscribe?: boolean | undefined;
  readonly canPublishData?: boolean | undefined;
  readonly canUpdateOwnMetadata?: boolean | undefined;
  readonly publishSources?: readonly TrackSource[] | undefined;
  /** Needs the scope `livekit.admin`. */
  readonly hidden?: boolean | undefined;
  /** Needs the scope `livekit.admin`. */
  readonly roomAdmin?: boolean | undefined;
}

/** A LiveKit agent that is to be sent into the room. */
export interface AgentDispatchOrder {
  readonly agentName: string;
  readonly metadata?: string | undefined;
  /** Which deployment of the agent, where it has several. */
  readonly deployment?: string | undefined;
}

/** How LiveKit is to set up the room, if the participant is the first to come. */
export interface RoomConfigOrder {
  readonly emptyTimeoutSeconds?: number | undefined;
  readonly departureTimeoutSeconds?: number | undefined;
  readonly maxParticipants?: number | undefined;
  readonly metadata?: string | undefined;
  readonly minPlayoutDelayMs?: number | undefined;
  readonly maxPlayoutDelayMs?: number | undefined;
  readonly syncStreams?: boolean | undefined;
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

/** What the caller calls the parts of an order, for error messages. */
export type ArgumentNames = { readonly [K in keyof Required<RoomTokenOrder>]: string };

/** The names in `liveKitRoomToken`. */
export const GRAPHQL_NAMES: ArgumentNames = {
  room: 'input.room',
  identity: 'input.identity',
  name: 'input.name',
  metadata: 'input.metadata',
  attributes: 'input.attributes',
  ttlSeconds: 'input.ttlSeconds',
  grants: 'input.grants',
  agentDispatch: 'input.agentDispatch',
  roomConfig: 'input.roomConfig',
};

/** The names in LiveKit's standard token endpoint, which has no lifetime and no grants. */
export const ENDPOINT_NAMES: ArgumentNames = {
  room: 'room_name',
  identity: 'participant_identity',
  name: 'participant_name',
  metadata: 'participant_metadata',
  attributes: 'participant_attributes',
  ttlSeconds: 'ttl_seconds',
  grants: 'grants',
  agentDispatch: 'room_config.agents',
  roomConfig: 'room_config',
};
