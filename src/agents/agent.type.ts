import { DateTimeResolver } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import { OVERLAP_SECONDS, TTL_SECONDS, type KeyStatus } from '../credentials/lifetime.js';
import {
  LiveKitPolicy,
  LiveKitPolicyInput,
  type RoomPolicyInput,
} from '../livekit/policies/policy.type.js';
import type { ProviderId } from '../providers/registry.js';
import type { RoomPolicy } from '../providers/room-policy.js';
import { connectionOf } from '../schema/connection.type.js';
import { enumOf } from '../schema/enum-of.js';
import { IntegrationProvider } from '../schema/provider.type.js';
import type { Renewal } from './agent.js';

/** The schema's `AgentRenewal`. */
const AgentRenewal = enumOf<Renewal>('AgentRenewal', "Who issues an agent's next token.", {
  AUTOMATIC: 'The gateway, when the agent asks from `refreshAt` on.',
  MANUAL: 'A superuser, by `generateToken` or `rotateToken`.',
});

/** The schema's `AgentKeyStatus`. */
const AgentKeyStatus = enumOf<KeyStatus>(
  'AgentKeyStatus',
  'Where an agent key stands at the moment of the answer.',
  {
    ACTIVE: 'It is accepted.',
    EXPIRES_SOON: 'It is accepted, and expires within a week.',
    EXPIRED: 'Past its `expiresAt`, and refused.',
    REVOKED: 'Ended before its time, and refused.',
  },
);

const TTL = `The lifetime of its tokens in seconds, ${String(TTL_SECONDS.least)} to ${String(TTL_SECONDS.most)}`;
const OVERLAP =
  'How many seconds a replaced token stays good, ' +
  `${String(OVERLAP_SECONDS.least)} to ${String(OVERLAP_SECONDS.most)}`;

/** The schema's `AgentKey`. */
@ObjectType('AgentKey', {
  simpleResolvers: true,
  description: 'A key by which an agent may read its own current token; without the key.',
})
export class AgentKeyType {
  @Field(() => ID, { description: 'Names the key; of no use as a credential.' })
  readonly id!: string;

  @Field(() => String, { description: "The key's prefix and last four characters." })
  readonly hint!: string;

  @Field(() => AgentKeyStatus, { description: 'Where it stands now.' })
  readonly status!: KeyStatus;

  @Field(() => DateTimeResolver, { description: 'When it was made.' })
  readonly createdAt!: Date;

  @Field(() => DateTimeResolver, {
    nullable: true,
    description: 'When it expires, or expired; null for a key that does not expire.',
  })
  readonly expiresAt!: Date | null;

  @Field(() => DateTimeResolver, { nullable: true, description: 'When it was revoked.' })
  readonly revokedAt!: Date | null;

  @Field(() => DateTimeResolver, {
    nullable: true,
    description: 'When it was last accepted, to the minute; null before its first use.',
  })
  readonly lastUsedAt!: Date | null;
}

/** The schema's `Agent`; its resolver has the fields `keys` and `subjects`. */
@ObjectType('Agent', {
  simpleResolvers: true,
  description: 'A program that carries tokens of one provider.',
})
export class AgentType {
  @Field(() => ID, { description: 'Names the agent for caches; its `name` is what people use.' })
  readonly id!: string;

  @Field(() => String, { description: 'Its name, which is its identity.' })
  readonly name!: string;

  @Field(() => IntegrationProvider, { description: 'The provider it belongs to for good.' })
  readonly provider!: ProviderId;

  @Field(() => AgentRenewal, { description: 'Who issues its next token.' })
  readonly renewal!: Renewal;

  @Field(() => Int, { description: `${TTL}, where none other is asked for.` })
  readonly ttlSeconds!: number;

  @Field(() => Int, { description: `${OVERLAP}, where none other is asked for.` })
  readonly overlapSeconds!: number;

  @Field(() => [String], { description: 'The most that its tokens are allowed.' })
  readonly scopes!: readonly string[];

  @Field(() => LiveKitPolicy, {
    nullable: true,
    description: 'The most that its room tokens can be good for; null where it has no rooms.',
  })
  readonly liveKitPolicy!: RoomPolicy | null;

  @Field(() => Boolean, { description: 'Whether its tokens and keys are accepted.' })
  readonly enabled!: boolean;

  @Field(() => DateTimeResolver, {
    nullable: true,
    description: 'When it was disabled; null while it is enabled.',
  })
  readonly disabledAt!: Date | null;

  @Field(() => DateTimeResolver, { description: 'When it was registered.' })
  readonly createdAt!: Date;
}

/** The schema's `AgentConnection`. */
export const AgentConnection = connectionOf('Agent', AgentType, {
  one: 'agent',
  many: 'agents',
  edge: 'An agent and its place in the list.',
  page: 'A page of agents, by name.',
  totalCount: 'How many agents the filter lets through, on all pages.',
});

/** The schema's `RegisterAgentInput`. */
@InputType({ description: 'The agent that `registerAgent` makes.' })
export class RegisterAgentInput {
  @Field(() => String, { description: '1 to 100 characters out of `A-Z a-z 0-9 . _ -`.' })
  readonly name!: string;

  @Field(() => IntegrationProvider, { description: 'The provider it belongs to for good.' })
  readonly provider!: ProviderId;

  @Field(() => AgentRenewal, {
    nullable: true,
    description: 'Who issues its next token; `MANUAL` when left out.',
  })
  readonly renewal?: Renewal | null;

  @Field(() => Int, { nullable: true, description: `${TTL}; 30 days when left out.` })
  readonly ttlSeconds?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `${OVERLAP}; ${String(OVERLAP_SECONDS.default)} when left out.`,
  })
  readonly overlapSeconds?: number | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "The most that its tokens are allowed; the provider's scopes when left out, without " +
      '`calendar.access_token`.',
  })
  readonly scopes?: readonly string[] | null;

  @Field(() => LiveKitPolicyInput, {
    nullable: true,
    description: 'The most that its room tokens can be good for, where that is not the default.',
  })
  readonly liveKitPolicy?: RoomPolicyInput | null;
}

/** The schema's `UpdateAgentInput`. */
@InputType({ description: 'What `updateAgent` changes; what is left out stays.' })
export class UpdateAgentInput {
  @Field(() => String, { description: 'The agent.' })
  readonly agent!: string;

  @Field(() => AgentRenewal, { nullable: true, description: 'Who issues its next token.' })
  readonly renewal?: Renewal | null;

  @Field(() => Int, { nullable: true, description: `${TTL}; of tokens issued from now on.` })
  readonly ttlSeconds?: number | null;

  @Field(() => Int, { nullable: true, description: `${OVERLAP}.` })
  readonly overlapSeconds?: number | null;

  @Field(() => [String], {
    nullable: true,
    description: 'The most that its tokens are allowed; narrows its live tokens too.',
  })
  readonly scopes?: readonly string[] | null;

  @Field(() => LiveKitPolicyInput, {
    nullable: true,
    description: 'The most that room tokens can be good for that are issued from now on.',
  })
  readonly liveKitPolicy?: RoomPolicyInput | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether its tokens and keys are accepted from now on.',
  })
  readonly enabled?: boolean | null;
}

/** The schema's `RegisterAgentPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `registerAgent` made.' })
export class RegisterAgentPayload {
  @Field(() => AgentType, { description: 'The new agent.' })
  readonly agent!: AgentType;
}

/** The schema's `UpdateAgentPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `updateAgent` changed.' })
export class UpdateAgentPayload {
  @Field(() => AgentType, { description: 'The agent as it is now.' })
  readonly agent!: AgentType;
}
