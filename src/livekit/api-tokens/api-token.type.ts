import { DateTimeResolver } from 'graphql-scalars';
import { Field, InputType, Int, ObjectType } from 'type-graphql';

import type { ApiGrant } from '../../providers/livekit-api.js';
import { enumOf } from '../../schema/enum-of.js';
import { PROJECT } from '../project.type.js';
import { API_TTL_SECONDS } from './lifetime.js';

const LiveKitApiGrant = enumOf<ApiGrant>(
  'LiveKitApiGrant',
  "What a token for LiveKit's API allows, in every room of the project.",
  {
    EGRESS: 'Recordings and streams out of rooms; needs the scope `livekit.egress`.',
    INGRESS: 'Streams into rooms; needs the scope `livekit.ingress`.',
    SIP_ADMIN: 'Trunks and dispatch rules of SIP; needs the scope `livekit.sip.admin`.',
    SIP_CALL: 'Outgoing calls of SIP; needs the scope `livekit.sip.call`.',
    ROOM_LIST: 'The list of rooms; needs the scope `livekit.list`.',
  },
);

/** The schema's `LiveKitApiTokenInput`. */
@InputType({ description: 'What a token of `liveKitApiToken` allows.' })
export class LiveKitApiTokenInput {
  @Field(() => String, PROJECT)
  readonly project?: string | null;

  @Field(() => [LiveKitApiGrant], { description: 'One grant or more.' })
  readonly grants!: readonly ApiGrant[];

  @Field(() => Int, {
    nullable: true,
    description:
      `For how many seconds it is valid, ${String(API_TTL_SECONDS.least)} to ` +
      `${String(API_TTL_SECONDS.most)}; 10 minutes when left out.`,
  })
  readonly ttlSeconds?: number | null;
}

/** The schema's `LiveKitApiTokenPayload`. */
@ObjectType({ simpleResolvers: true, description: "A token for LiveKit's API." })
export class LiveKitApiTokenPayload {
  @Field(() => String, { description: 'Where to use it: an http or https URL.' })
  readonly serverUrl!: string;

  @Field(() => String, { description: 'The JWT. It is not stored anywhere.' })
  readonly apiToken!: string;

  @Field(() => [LiveKitApiGrant], { description: 'What it allows.' })
  readonly grants!: readonly ApiGrant[];

  @Field(() => DateTimeResolver, { description: 'When it was signed.' })
  readonly issuedAt!: Date;

  @Field(() => DateTimeResolver, { description: 'When it expires.' })
  readonly expiresAt!: Date;
}
