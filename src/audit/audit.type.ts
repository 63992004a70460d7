import { DateTimeResolver } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

import { AUDIT_ACTION_DESCRIPTIONS, type AuditAction } from '../platform/audit-action.js';
import { PageInfo } from '../schema/page-info.type.js';

/** The schema's `AuditAction`. */
const AuditActionEnum = Object.fromEntries(
  Object.keys(AUDIT_ACTION_DESCRIPTIONS).map((action) => [action, action]),
);

registerEnumType(AuditActionEnum, {
  name: 'AuditAction',
  description: 'What can have been done.',
  valuesConfig: Object.fromEntries(
    Object.entries(AUDIT_ACTION_DESCRIPTIONS).map(([action, description]) => [
      action,
      { description },
    ]),
  ),
});

/** The schema's `AuditEvent`. */
@ObjectType({ simpleResolvers: true, description: 'Something that was done; never a secret.' })
export class AuditEvent {
  @Field(() => ID, { description: 'Names the event.' })
  readonly id!: string;

  @Field(() => DateTimeResolver, { description: 'When it was done.' })
  readonly at!: Date;

  @Field(() => AuditActionEnum, { description: 'What was done.' })
  readonly action!: AuditAction;

  @Field(() => String, {
    description: 'What sort of principal did it: a `ViewerKind`, `OPERATOR` or `GATEWAY`.',
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

/** The schema's `AuditEventEdge`. */
@ObjectType({ simpleResolvers: true, description: 'An event and its place in the list.' })
export class AuditEventEdge {
  @Field(() => String, { description: 'The place of this event, for `after`.' })
  readonly cursor!: string;

  @Field(() => AuditEvent, { description: 'The event.' })
  readonly node!: AuditEvent;
}

/** The schema's `AuditEventConnection`; `totalCount` is resolved when it is asked for. */
@ObjectType({ simpleResolvers: true, description: 'A page of events, newest first.' })
export class AuditEventConnection {
  @Field(() => [AuditEventEdge], { description: 'The events with their cursors.' })
  readonly edges!: readonly AuditEventEdge[];

  @Field(() => [AuditEvent], { description: 'The events alone.' })
  readonly nodes!: readonly AuditEvent[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  readonly pageInfo!: PageInfo;

  /** Counts what the filter lets through. */
  readonly count!: () => Promise<number>;

  @Field(() => Int, { description: 'How many events the filter lets through, on all pages.' })
  totalCount(): Promise<number> {
    return this.count();
  }
}

/** The schema's `AuditEventFilter`. */
@InputType({ description: 'Which events to answer with; all that is said must hold.' })
export class AuditEventFilter {
  @Field(() => String, { nullable: true, description: 'Only what was done to this agent.' })
  readonly agent?: string | null;

  @Field(() => String, { nullable: true, description: 'Only what this actor did.' })
  readonly actor?: string | null;

  @Field(() => AuditActionEnum, { nullable: true, description: 'Only this action.' })
  readonly action?: AuditAction | null;

  @Field(() => DateTimeResolver, { nullable: true, description: 'Only from this instant on.' })
  readonly since?: Date | null;

  @Field(() => DateTimeResolver, { nullable: true, description: 'Only before this instant.' })
  readonly until?: Date | null;
}
