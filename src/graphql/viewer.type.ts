import { DateTimeResolver } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';

import type { ProviderId } from '../providers/registry.js';
import type { Principal } from '../request/principal.js';
import { enumOf } from '../schema/enum-of.js';
import { IntegrationProvider } from '../schema/provider.type.js';

/** The schema's `ViewerKind`. */
const ViewerKind = enumOf<Principal['kind']>(
  'ViewerKind',
  'What sort of principal a request acts for.',
  {
    ANONYMOUS: 'Nobody in particular: the request carried no credential.',
    SUPERUSER: 'Somebody who governs tokens.',
    AGENT: 'An agent, by a live integration token.',
    ENROLLED_AGENT:
      'An agent, by its agent key or by a JWT of a subject bound to it: it may read its own ' +
      'current token.',
    DELEGATE:
      'A client that acts for a user as an agent, by an access token of `/oauth/token`: at `/mcp` ' +
      'alone.',
    VERIFIER: 'A back end that may introspect tokens, and nothing else.',
  },
);

/** The schema's `Viewer`. */
@ObjectType({ simpleResolvers: true, description: 'Who the request acts for.' })
export class Viewer {
  @Field(() => ViewerKind, { description: 'What sort of principal it is.' })
  readonly kind!: Principal['kind'];

  @Field(() => String, { nullable: true, description: 'Its name; null when anonymous.' })
  readonly name!: string | null;

  @Field(() => IntegrationProvider, {
    nullable: true,
    description: "An agent's provider; null for everybody else.",
  })
  readonly provider!: ProviderId | null;

  @Field(() => [String], { description: "What an agent's token may be used for." })
  readonly scopes!: readonly string[];

  @Field(() => DateTimeResolver, {
    nullable: true,
    description:
      'When the token, key or JWT expires that the request carried; null if it does not.',
  })
  readonly expiresAt!: Date | null;
}
