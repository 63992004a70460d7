import { Field, Int, ObjectType } from 'type-graphql';

import type { Page } from '../platform/page.js';
import { PageInfo } from './page-info.type.js';

/** A page of a list, in the form of Relay's cursor connections. */
export interface Connection<Node> extends Page<Node> {
  /** Counts what is on all pages, where the list can be counted; called where it is asked for. */
  readonly count?: () => number | Promise<number>;
}

/** How a list is described. */
interface ConnectionWords {
  /** One of the list, in a word: `token`. */
  readonly one: string;
  /** Several of them: `tokens`. */
  readonly many: string;
  /** The description of an edge. */
  readonly edge: string;
  /** The description of the connection. */
  readonly page: string;
  /** The description of `totalCount`; a list without it cannot be counted. */
  readonly totalCount?: string;
}

/**
 * Makes the types `<name>Edge` and `<name>Connection` of the schema.
 *
 * @param name - the name of the schema's type of a node
 * @param node - the class of that type
 * @returns the class of the connection, for fields
 * @see https://relay.dev/graphql/connections.htm
 */
export function connectionOf<Node extends object>(
  name: string,
  node: new () => Node,
  { one, many, edge, page, totalCount }: ConnectionWords,
): new () => Connection<Node> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: edge })
  class Edge {
    @Field(() => String, { description: `The place of this ${one}, for \`after\`.` })
    readonly cursor!: string;

    @Field(() => node, { description: `The ${one}.` })
    readonly node!: Node;
  }

  const TotalCount: MethodDecorator =
    totalCount === undefined ? () => undefined : Field(() => Int, { description: totalCount });

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: page })
  class NodeConnection implements Connection<Node> {
    @Field(() => [Edge], { description: `The ${many} with their cursors.` })
    readonly edges!: readonly Edge[];

    @Field(() => [node], { description: `The ${many} alone.` })
    readonly nodes!: readonly Node[];

    @Field(() => PageInfo, { description: 'Where this page stands.' })
    readonly pageInfo!: PageInfo;

    readonly count!: () => number | Promise<number>;

    @TotalCount
    totalCount(): number | Promise<number> {
      return this.count();
    }
  }

  return NodeConnection;
}
