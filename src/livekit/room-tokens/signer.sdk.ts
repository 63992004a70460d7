import type { RoomConfiguration, VideoGrant } from 'livekit-server-sdk';

import type { TrackSource } from '../../providers/room-policy.js';
import { lifetimeOf } from '../lifetime-of-jwt.js';
import type { ProjectKeys } from '../project-keys.js';
import type { RoomGrants, RoomTokenContent } from './room-token.js';

type Sdk = typeof import('livekit-server-sdk');

/** A room token, and the instants that stand in it. */
export interface SignedRoomToken {
  /** The JWT. */
  readonly roomToken: string;
  /** Where to connect with it: a ws or wss URL. */
  readonly serverUrl: string;
  /** The token's `nbf`. */
  readonly issuedAt: Date;
  /** The token's `exp`. */
  readonly expiresAt: Date;
}

/**
 * Signs room tokens with the secret of a project. Nobody is called; the SDK is loaded at first use.
 */
export class RoomTokenSigner {
  readonly #keys: ProjectKeys;
  #sdk: Promise<Sdk> | undefined;

  constructor(keys: ProjectKeys) {
    this.#keys = keys;
  }

  /**
   * Signs a room token. Its `nbf` is the instant of signing by the machine's own clock, which is
   * the SDK's.
   */
  async sign(content: RoomTokenContent): Promise<SignedRoomToken> {
    const { apiKey, apiSecret } = this.#keys.inUse;
    const sdk = await (this.#sdk ??= import('livekit-server-sdk'));
    const { identity, name, metadata, attributes, ttlSeconds } = content;
    const token = new sdk.AccessToken(apiKey, apiSecret, {
      identity,
      ttl: ttlSeconds,
      ...(name === undefined ? {} : { name }),
      ...(metadata === undefined ? {} : { metadata }),
      ...(attributes === undefined ? {} : { attributes: { ...attributes } }),
    });
    token.addGrant(videoGrant(sdk, content.room, content.grants));
    const roomConfig = roomConfigClaim(sdk, content);
    if (Object.keys(roomConfig).length > 0) token.roomConfig = roomConfig;
    // LiveKit reads the preset from a claim of its own, not from the configuration's `name`.
    if (content.roomConfig?.roomPreset) token.roomPreset = content.roomConfig.roomPreset;
    const roomToken = await token.toJwt();
    return { roomToken, serverUrl: this.#keys.settings.serverUrl, ...lifetimeOf(roomToken) };
  }
}

/**
 * LiveKit takes what is left out of a grant for allowed, and sources that are listed for allowed
 * even where publishing is not: so every right is said, and sources only beside the right to them.
 */
function videoGrant({ TrackSource: sources }: Sdk, room: string, grants: RoomGrants): VideoGrant {
  const { publishSources, hidden, roomAdmin, roomCreate, ...rights } = grants;
  const canPublish = rights.canPublish && publishSources?.length !== 0;
  const named = (source: TrackSource) => sources[source];
  return {
    roomJoin: true,
    room,
    ...rights,
    canPublish,
    ...(canPublish && publishSources ? { canPublishSources: publishSources.map(named) } : {}),
    ...(hidden ? { hidden } : {}),
    ...(roomAdmin ? { roomAdmin } : {}),
    ...(roomCreate ? { roomCreate } : {}),
  };
}

/**
 * What is said of the room, and nothing else. The SDK itself would write every field that it knows,
 * and servers up to 1.11.0 hold a token for invalid that has a field which they do not know.
 */
function roomConfigClaim(
  { RoomConfiguration, RoomAgentDispatch }: Sdk,
  { roomConfig = {}, agentDispatch }: RoomTokenContent,
): RoomConfiguration {
  const { emptyTimeoutSeconds, departureTimeoutSeconds, maxParticipants } = roomConfig;
  const { metadata, minPlayoutDelayMs, maxPlayoutDelayMs, syncStreams, tags } = roomConfig;
  const config = new RoomConfiguration({
    ...(emptyTimeoutSeconds === undefined ? {} : { emptyTimeout: emptyTimeoutSeconds }),
    ...(departureTimeoutSeconds === undefined ? {} : { departureTimeout: departureTimeoutSeconds }),
    ...(maxParticipants === undefined ? {} : { maxParticipants }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(minPlayoutDelayMs === undefined ? {} : { minPlayoutDelay: minPlayoutDelayMs }),
    ...(maxPlayoutDelayMs === undefined ? {} : { maxPlayoutDelay: maxPlayoutDelayMs }),
    ...(syncStreams === undefined ? {} : { syncStreams }),
    ...(tags === undefined ? {} : { tags: { ...tags } }),
    agents: agentDispatch.map(
      ({ agentName, metadata: said, deployment, attributes }) =>
        new RoomAgentDispatch({
          ...(agentName === undefined ? {} : { agentName }),
          ...(said === undefined ? {} : { metadata: said }),
          ...(deployment === undefined ? {} : { deployment }),
          ...(attributes === undefined ? {} : { attributes: { ...attributes } }),
        }),
    ),
  });
  // The SDK's type is that of the message, of which it writes the JSON into the token.
  return config.toJson() as unknown as RoomConfiguration;
}
