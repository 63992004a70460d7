import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import { TTL_SECONDS } from '../../credentials/lifetime.js';
import { AgentKeyType } from '../agent.type.js';

/** The schema's `CreateAgentKeyInput`. */
@InputType({ description: 'Whom `createAgentKey` makes a key for.' })
export class CreateAgentKeyInput {
  @Field(() => String, { description: 'The agent; it may have several keys.' })
  readonly agent!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      `The key's lifetime in seconds, ${String(TTL_SECONDS.least)} to ` +
      `${String(TTL_SECONDS.most)}; the key does not expire when left out.`,
  })
  readonly ttlSeconds?: number | null;
}

/** The schema's `CreateAgentKeyPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `createAgentKey` made.' })
export class CreateAgentKeyPayload {
  @Field(() => String, { description: 'The key, shown here and never again.' })
  readonly key!: string;

  @Field(() => AgentKeyType, { description: 'What the gateway keeps of it.' })
  readonly agentKey!: AgentKeyType;
}

/** The schema's `RevokeAgentKeyInput`. */
@InputType({ description: 'Which key `revokeAgentKey` ends.' })
export class RevokeAgentKeyInput {
  @Field(() => ID, { description: "The key's id, from `agent { keys }`." })
  readonly id!: string;
}

/** The schema's `RevokeAgentKeyPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `revokeAgentKey` ended.' })
export class RevokeAgentKeyPayload {
  @Field(() => AgentKeyType, { description: 'The key, revoked.' })
  readonly agentKey!: AgentKeyType;
}
