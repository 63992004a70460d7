import { Field, ObjectType } from 'type-graphql';

/** The schema's `PageInfo`, as the Relay cursor connections specification has it. */
@ObjectType({ simpleResolvers: true, description: 'Where a page stands in the whole list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more behind `endCursor`.' })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether this page follows another one.' })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "The first edge's cursor." })
  readonly startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The last edge's cursor: pass it as `after` for the next page.",
  })
  readonly endCursor!: string | null;
}
