import { z } from 'zod';

import { ToolJoinedDocument, ToolJoinRoomDocument } from '../../generated/graphql.js';
import { spokenTime } from '../events/times.js';
import { ROOM_ICON } from '../icons.js';
import { ADDS, defineTool, type Query } from '../tool.js';

const UTC = { timeZone: 'UTC', isNamed: false };

/** What a participant joins a LiveKit room with. */
export const joinRoom = defineTool({
  name: 'join-room',
  title: 'Join a LiveKit room',
  icon: ROOM_ICON,
  description:
    'Gets what a participant needs in order to join a LiveKit room: the server’s address and a room token, good for one participant and a short time. Give the room token to the program that joins; do not say or write it elsewhere.',
  field: { type: 'Mutation', name: 'liveKitRoomToken', scope: 'livekit.join' },
  input: z.strictObject({
    room: z.string().min(1).describe('The room’s name; it opens when nobody is in it yet.'),
    identity: z
      .string()
      .min(1)
      .optional()
      .describe(
        'Who joins; a new identity when left out. A second one of the same puts out the first.',
      ),
    name: z.string().optional().describe('The name that the others see.'),
    metadata: z.string().optional().describe('What the others can read of the participant.'),
    ttlSeconds: z
      .int()
      .min(60)
      .max(21_600)
      .optional()
      .describe('For how long the token opens the room; 15 minutes when left out.'),
  }),
  output: z.object({
    room: z.string(),
    identity: z.string(),
    alreadyJoined: z.boolean().describe('Whether it is in the room, so that no token is needed.'),
    serverUrl: z.string().optional(),
    roomToken: z.string().optional().describe('The JWT to connect with: a secret.'),
    expiresAt: z.string().optional(),
  }),
  annotations: ADDS,
  run: async (input, { query }) => {
    const { room, identity } = input;
    const joined = await findJoined(query, { room, identity });
    if (joined !== undefined) {
      const other = identity === undefined ? ' For another participant, give its identity.' : '';
      return {
        content: { room, identity: joined, alreadyJoined: true },
        spoken: `This participant is in the room already, so it needs no token.${other}`,
      };
    }
    const { liveKitRoomToken } = await query(ToolJoinRoomDocument, { input });
    return {
      content: { ...liveKitRoomToken, alreadyJoined: false },
      spoken: `The room can be joined until ${spokenTime(liveKitRoomToken.expiresAt, UTC)} UTC.`,
    };
  },
});

/** A room token is had without LiveKit: where that cannot be asked, nobody is taken to be there. */
async function findJoined(
  query: Query,
  where: { readonly room: string; readonly identity?: string | undefined },
): Promise<string | undefined> {
  try {
    return (await query(ToolJoinedDocument, where)).liveKitParticipant?.identity;
  } catch {
    return undefined;
  }
}
