import { DateTimeResolver } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

import { LiveKitAttribute, LiveKitAttributeInput } from '../attribute.type.js';
import { PROJECT } from '../project.type.js';

/** The schema's `LiveKitAgentDispatch`. */
@ObjectType({ simpleResolvers: true, description: 'A LiveKit agent that was sent into a room.' })
export class LiveKitAgentDispatch {
  @Field(() => ID, { description: 'LiveKit’s id of the dispatch.' })
  readonly id!: string;

  @Field(() => String, { description: 'The room.' })
  readonly room!: string;

  @Field(() => String, { description: 'The agent; empty for the workers without a name.' })
  readonly agentName!: string;

  @Field(() => String, { description: 'What it was told.' })
  readonly metadata!: string;

  @Field(() => String, {
    description: 'The deployment of the worker; empty if none was asked for.',
  })
  readonly deployment!: string;

  @Field(() => [LiveKitAttribute], { description: 'What it was told by keys.' })
  readonly attributes!: readonly LiveKitAttribute[];

  @Field(() => DateTimeResolver, {
    nullable: true,
    description: 'When it was sent; null where the server does not tell.',
  })
  readonly createdAt!: Date | null;

  @Field(() => Boolean, {
    description:
      'Whether LiveKit told that all of its jobs are done or have failed. A server of one’s own ' +
      'does not tell: false there says nothing.',
  })
  readonly isOver!: boolean;
}

/** The schema's `DispatchLiveKitAgentInput`. */
@InputType({ description: 'Which agent `dispatchLiveKitAgent` sends, and where.' })
export class DispatchLiveKitAgentInput {
  @Field(() => String, PROJECT)
  readonly project?: string | null;

  @Field(() => String, { description: 'The room, which must be open.' })
  readonly room!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The name under which its workers are registered; those without a name when left out or empty.',
  })
  readonly agentName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it is told, within the 256 KiB of a request.',
  })
  readonly metadata?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Which of its deployments, where it has several.',
  })
  readonly deployment?: string | null;

  @Field(() => [LiveKitAttributeInput], {
    nullable: true,
    description: 'What it is told by keys, at most 64 KiB in all; each key once.',
  })
  readonly attributes?: readonly LiveKitAttributeInput[] | null;
}

/** The schema's `DispatchLiveKitAgentPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `dispatchLiveKitAgent` did.' })
export class DispatchLiveKitAgentPayload {
  @Field(() => LiveKitAgentDispatch, { description: 'The dispatch.' })
  readonly dispatch!: LiveKitAgentDispatch;

  @Field(() => Boolean, {
    description:
      'False where the same was sent within the last minute, and is not known to be over: no other ' +
      'was sent.',
  })
  readonly isNew!: boolean;
}

/** The schema's `DeleteLiveKitAgentDispatchInput`. */
@InputType({ description: 'Which dispatch `deleteLiveKitAgentDispatch` takes back.' })
export class DeleteLiveKitAgentDispatchInput {
  @Field(() => String, PROJECT)
  readonly project?: string | null;

  @Field(() => String, { description: 'The room.' })
  readonly room!: string;

  @Field(() => ID, { description: 'LiveKit’s id of the dispatch.' })
  readonly id!: string;
}

/** The schema's `DeleteLiveKitAgentDispatchPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `deleteLiveKitAgentDispatch` took back.' })
export class DeleteLiveKitAgentDispatchPayload {
  @Field(() => String, { description: 'The room.' })
  readonly room!: string;

  @Field(() => ID, { description: 'LiveKit’s id of the dispatch that was.' })
  readonly id!: string;
}
