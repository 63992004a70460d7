import { Field, ID, InputType, ObjectType } from 'type-graphql';

/** The schema's `DeleteAgentInput`. */
@InputType({ description: 'Which agent `deleteAgent` deletes.' })
export class DeleteAgentInput {
  @Field(() => String, { description: "The agent's name." })
  readonly agent!: string;
}

/** The schema's `DeleteAgentPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `deleteAgent` deleted.' })
export class DeleteAgentPayload {
  @Field(() => String, { description: 'The name of the agent, which is free again.' })
  readonly agentName!: string;

  @Field(() => ID, { description: 'The `id` that the agent had, for caches.' })
  readonly deletedId!: string;
}
