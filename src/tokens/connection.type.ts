import { Field, Int, ObjectType } from 'type-graphql';

import { PageInfo } from '../schema/page-info.type.js';
import { IntegrationToken } from './token.type.js';

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

  /** Counts what the filter lets through. */
  readonly count!: () => Promise<number>;

  @Field(() => Int, { description: 'How many tokens the filter lets through, on all pages.' })
  totalCount(): Promise<number> {
    return this.count();
  }
}
