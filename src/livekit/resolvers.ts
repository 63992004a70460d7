import type { ServedResolver } from '../schema/served-resolver.js';
import { ExclusionResolver } from './exclusions/exclusion.resolver.js';
import type { RoomServices } from './module.js';
import { ApiTokenResolver } from './api-tokens/api-token.resolver.js';
import { ModerationResolver } from './moderation/moderation.resolver.js';
import { RoomTokenResolver } from './room-tokens/room-token.resolver.js';
import { RoomCreationResolver } from './rooms/creation.resolver.js';
import { DispatchResolver } from './rooms/dispatch.resolver.js';
import { RoomResolver } from './rooms/room.resolver.js';

/** The resolvers of LiveKit's rooms. */
export const roomResolvers: readonly ServedResolver<RoomServices>[] = [
  { type: RoomResolver, create: ({ rooms }) => new RoomResolver(rooms) },
  {
    type: RoomCreationResolver,
    create: ({ roomCreations }) => new RoomCreationResolver(roomCreations),
  },
  { type: DispatchResolver, create: ({ dispatches }) => new DispatchResolver(dispatches) },
  { type: ApiTokenResolver, create: ({ apiTokens }) => new ApiTokenResolver(apiTokens) },
  { type: ModerationResolver, create: ({ moderation }) => new ModerationResolver(moderation) },
  { type: ExclusionResolver, create: ({ exclusions }) => new ExclusionResolver(exclusions) },
  { type: RoomTokenResolver, create: ({ roomTokens }) => new RoomTokenResolver(roomTokens) },
];
