import { Field, ID, InputType, ObjectType } from 'type-graphql';

import { AgentKey } from './agent.type.js';

/** The schema's `CreateAgentKeyInput`. */
@InputType({ description: 'Whom `createAgentKey` makes a key for.' })
export class CreateAgentKeyInput {
  @Field(() => String, { description: 'The agent; it may have several keys.' })
  readonly agent!: string;
}

/** The schema's `CreateAgentKeyPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `createAgentKey` made.' })
export class CreateAgentKeyPayload {
  @Field(() => String, { description: 'The key, shown here and never again.' })
  readonly key!: string;

  @Field(() => AgentKey, { description: 'What the gateway keeps of it.' })
  readonly agentKey!: AgentKey;
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
  @Field(() => AgentKey, { description: 'The key, revoked.' })
  readonly agentKey!: AgentKey;
}
