import { Field, Int, ObjectType } from 'type-graphql';

import { IntegrationToken } from './token.type.js';

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

/** The schema's `IntegrationTokenEdge`. */
@ObjectType({ simpleResolvers: true, description: 'A token and its place in the list.' })
export class IntegrationTokenEdge {
  @Field(() => String, { description: 'The place of this token, for `after`.' })
  readonly cursor!: string;

  @Field(() => IntegrationToken, { description: 'The token.' })
  readonly node!: IntegrationToken;
}

/** The schema's `IntegrationTokenConnection`; `totalCount` is resolved when it is asked for. */
@ObjectType({ simpleResolvers: true, description: 'A page of tokens, newest first.' })
export class IntegrationTokenConnection {
  @Field(() => [IntegrationTokenEdge], { description: 'The tokens with their cursors.' })
  readonly edges!: readonly IntegrationTokenEdge[];

  @Field(() => [IntegrationToken], { description: 'The tokens alone.' })
  readonly nodes!: readonly IntegrationToken[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  readonly pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many tokens the filter lets through, on all pages.' })
  readonly totalCount!: number | (() => Promise<number>);
}
