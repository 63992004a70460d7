import { Field, InputType, ObjectType } from 'type-graphql';

/** The schema's `LiveKitAttribute`. */
@ObjectType({ simpleResolvers: true, description: 'An attribute: a key and its value.' })
export class LiveKitAttribute {
  @Field(() => String, { description: 'Its key.' })
  readonly name!: string;

  @Field(() => String, { description: 'Its value.' })
  readonly value!: string;
}

/** The schema's `LiveKitAttributeInput`. */
@InputType({ description: 'An attribute: a key and its value.' })
export class LiveKitAttributeInput {
  @Field(() => String, { description: 'Its key.' })
  readonly name!: string;

  @Field(() => String, { description: 'Its value.' })
  readonly value!: string;
}
