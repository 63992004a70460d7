import { DateTimeResolver } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

/** The schema's `AgentSubject`. */
@ObjectType('AgentSubject', {
  simpleResolvers: true,
  description: 'A subject of the OIDC issuer that stands for an agent.',
})
export class AgentSubjectType {
  @Field(() => ID, { description: 'Names the binding.' })
  readonly id!: string;

  @Field(() => String, { description: 'The agent whose current token the subject may read.' })
  readonly agentName!: string;

  @Field(() => String, { description: 'The issuer whose subject it is: the `iss` of its JWTs.' })
  readonly issuer!: string;

  @Field(() => String, { description: 'The `sub` of its JWTs.' })
  readonly subject!: string;

  @Field(() => DateTimeResolver, { description: 'When it was bound.' })
  readonly createdAt!: Date;
}

/** The schema's `BindAgentSubjectInput`. */
@InputType({ description: 'Which subject is to stand for which agent.' })
export class BindAgentSubjectInput {
  @Field(() => String, { description: "The agent's name." })
  readonly agent!: string;

  @Field(() => String, {
    description:
      'The `sub` of the JWTs to accept, to the letter, for example ' +
      '`system:serviceaccount:voice:livekit-agent`; 1 to 500 characters.',
  })
  readonly subject!: string;
}

/** The schema's `BindAgentSubjectPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `bindAgentSubject` answers with.' })
export class BindAgentSubjectPayload {
  @Field(() => AgentSubjectType, { description: 'The binding that stands now.' })
  readonly agentSubject!: AgentSubjectType;
}

/** The schema's `UnbindAgentSubjectInput`. */
@InputType({ description: 'Which subject is to stand for no agent any more.' })
export class UnbindAgentSubjectInput {
  @Field(() => String, { description: 'The subject as it was bound, to the letter.' })
  readonly subject!: string;
}

/** The schema's `UnbindAgentSubjectPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `unbindAgentSubject` answers with.' })
export class UnbindAgentSubjectPayload {
  @Field(() => AgentSubjectType, { description: 'The binding that stood until now.' })
  readonly agentSubject!: AgentSubjectType;
}
