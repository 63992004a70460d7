import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import { LiveKitRoomRemoval } from '../../livekit/rooms/removal.type.js';
import { NOTE_LENGTH } from '../../platform/checks.js';
import { IntegrationToken } from '../token.type.js';

const REMOVE =
  'Whether to take those whom it let into LiveKit rooms out of them; false when left out. Doing it ' +
  'again, when it is revoked already, tries those again that could not be removed.';
const REMOVALS =
  'What became of those who were in a LiveKit room by it, or can still come; null unless ' +
  '`removeFromRooms` was asked for.';
const REASON = `Why, for people and the audit log; at most ${String(NOTE_LENGTH)} characters.`;

/** The schema's `RotateTokenInput`. */
@InputType({ description: 'Whose token `rotateToken` replaces, and how.' })
export class RotateTokenInput {
  @Field(() => String, { description: 'The agent.' })
  readonly agent!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many seconds the present token stays good, never past its own expiry; the ' +
      "agent's own overlap when left out, and 0, for a leak, revokes it at once.",
  })
  readonly overlapSeconds?: number | null;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;
}

/** The schema's `RotateTokenPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `rotateToken` made.' })
export class RotateTokenPayload {
  @Field(() => String, { description: 'The new secret. `currentToken` hands it out again.' })
  readonly token!: string;

  @Field(() => IntegrationToken, { description: 'The new token without its secret.' })
  readonly integrationToken!: IntegrationToken;
}

/** The schema's `RevokeTokenInput`. */
@InputType({ description: 'Which token `revokeToken` ends.' })
export class RevokeTokenInput {
  @Field(() => ID, { description: 'The id from `integrationTokens`.' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;

  @Field(() => Boolean, { nullable: true, description: REMOVE })
  readonly removeFromRooms?: boolean | null;
}

/** The schema's `RevokeTokenPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `revokeToken` ended.' })
export class RevokeTokenPayload {
  @Field(() => IntegrationToken, { description: 'The token, revoked.' })
  readonly integrationToken!: IntegrationToken;

  @Field(() => [LiveKitRoomRemoval], { nullable: true, description: REMOVALS })
  readonly roomRemovals!: readonly LiveKitRoomRemoval[] | null;
}

/** The schema's `RevokeAgentTokensInput`. */
@InputType({ description: 'Whose tokens `revokeAgentTokens` ends.' })
export class RevokeAgentTokensInput {
  @Field(() => String, { description: 'The agent.' })
  readonly agent!: string;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;

  @Field(() => Boolean, { nullable: true, description: REMOVE })
  readonly removeFromRooms?: boolean | null;
}

/** The schema's `RevokeAgentTokensPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `revokeAgentTokens` ended.' })
export class RevokeAgentTokensPayload {
  @Field(() => Int, { description: 'How many tokens were good and are revoked now.' })
  readonly revokedCount!: number;

  @Field(() => [LiveKitRoomRemoval], { nullable: true, description: REMOVALS })
  readonly roomRemovals!: readonly LiveKitRoomRemoval[] | null;
}
