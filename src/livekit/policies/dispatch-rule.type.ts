import { Field, InputType, Int, ObjectType } from 'type-graphql';

import { LiveKitAttribute, LiveKitAttributeInput } from '../attribute.type.js';

const RULE = {
  agentName: 'The name under which its workers are registered; empty for those without a name.',
  deployment: 'Which of its deployments is dispatched; its usual one when this is null.',
  metadata:
    'What it is told: a template. Where that is JSON, values are put into its texts and stay there.',
  attributes: 'What it is told by keys; the values are templates.',
  allowsAnyMetadata: 'Whether the caller says what it is told.',
  maxPerRoom: 'How many may be in one room, 1 to 10.',
} as const;

/** The schema's `LiveKitDispatchRule`. */
@ObjectType({
  simpleResolvers: true,
  description: 'A LiveKit agent that may be dispatched, and what it is told.',
})
export class LiveKitDispatchRule {
  @Field(() => String, { description: RULE.agentName })
  readonly agentName!: string;

  @Field(() => String, { nullable: true, description: RULE.deployment })
  readonly deployment!: string | null;

  @Field(() => String, { nullable: true, description: RULE.metadata })
  readonly metadata!: string | null;

  @Field(() => [LiveKitAttribute], { description: RULE.attributes })
  readonly attributes!: readonly LiveKitAttribute[];

  @Field(() => Boolean, { description: RULE.allowsAnyMetadata })
  readonly allowsAnyMetadata!: boolean;

  @Field(() => Int, { description: RULE.maxPerRoom })
  readonly maxPerRoom!: number;
}

/** The schema's `LiveKitDispatchRuleInput`. */
@InputType({
  description:
    'A LiveKit agent that may be dispatched, and what it is told. Workers tend to believe that, so ' +
    'the rule says it and not the caller. Templates have the placeholders `{{room}}`, ' +
    '`{{identity}}`, `{{agent}}` and, for users, `{{claims.…}}`.',
})
export class LiveKitDispatchRuleInput {
  @Field(() => String, { description: RULE.agentName })
  readonly agentName!: string;

  @Field(() => String, { nullable: true, description: RULE.deployment })
  readonly deployment?: string | null;

  @Field(() => String, { nullable: true, description: RULE.metadata })
  readonly metadata?: string | null;

  @Field(() => [LiveKitAttributeInput], { nullable: true, description: RULE.attributes })
  readonly attributes?: readonly LiveKitAttributeInput[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: `${RULE.allowsAnyMetadata} False if left out.`,
  })
  readonly allowsAnyMetadata?: boolean | null;

  @Field(() => Int, { nullable: true, description: `${RULE.maxPerRoom} One if left out.` })
  readonly maxPerRoom?: number | null;
}
