import { DateTimeResolver } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

import { AUDIT_ACTION_DESCRIPTIONS, type AuditAction } from '../platform/audit-action.js';
import { connectionOf } from '../schema/connection.type.js';
import { enumOf } from '../schema/enum-of.js';

/** The schema's `AuditAction`. */
const AuditActionType = enumOf(
  'AuditAction',
  'What can have been done.',
  AUDIT_ACTION_DESCRIPTIONS,
);

/** The schema's `AuditEvent`. */
@ObjectType({ simpleResolvers: true, description: 'Something that was done; never a secret.' })
export class AuditEvent {
  @Field(() => ID, { description: 'Names the event.' })
  readonly id!: string;

  @Field(() => DateTimeResolver, { description: 'When it was done.' })
  readonly at!: Date;

  @Field(() => AuditActionType, { description: 'What was done.' })
  readonly action!: AuditAction;

  @Field(() => String, {
    description: 'What sort of principal did it: a `ViewerKind`, `USER`, `OPERATOR` or `GATEWAY`.',
  })
  readonly actorKind!: string;

  @Field(() => String, { nullable: true, description: 'Who did it; null where it has no name.' })
  readonly actorName!: string | null;

  @Field(() => String, { nullable: true, description: 'The agent it was done to.' })
  readonly agentName!: string | null;

  @Field(() => ID, { nullable: true, description: 'The token it was done to.' })
  readonly tokenId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The client's address; null for what came from the gateway's own machine.",
  })
  readonly address!: string | null;

  @Field(() => String, { nullable: true, description: 'The request, as its log lines name it.' })
  readonly requestId!: string | null;

  @Field(() => String, { description: 'What else is known of it, as a JSON object.' })
  readonly details!: string;
}

/** The schema's `AuditEventConnection`. */
export const AuditEventConnection = connectionOf('AuditEvent', AuditEvent, {
  one: 'event',
  many: 'events',
  edge: 'An event and its place in the list.',
  page: 'A page of events, newest first.',
  totalCount: 'How many events the filter lets through, on all pages.',
});

/** The schema's `AuditEventFilter`. */
@InputType({ description: 'Which events to answer with; all that is said must hold.' })
export class AuditEventFilter {
  @Field(() => String, { nullable: true, description: 'Only what was done to this agent.' })
  readonly agent?: string | null;

  @Field(() => String, { nullable: true, description: 'Only what this actor did.' })
  readonly actor?: string | null;

  @Field(() => AuditActionType, { nullable: true, description: 'Only this action.' })
  readonly action?: AuditAction | null;

  @Field(() => DateTimeResolver, { nullable: true, description: 'Only from this instant on.' })
  readonly since?: Date | null;

  @Field(() => DateTimeResolver, { nullable: true, description: 'Only before this instant.' })
  readonly until?: Date | null;
}
