import { Field, Int, ObjectType } from 'type-graphql';

import { PageInfo } from '../../schema/page-info.type.js';
import { LiveKitParticipant, LiveKitRoom } from './room.type.js';

/** The schema's `LiveKitRoomEdge`. */
@ObjectType({ simpleResolvers: true, description: 'A room and its place in the list.' })
export class LiveKitRoomEdge {
  @Field(() => String, { description: 'The place of this room, for `after`.' })
  readonly cursor!: string;

  @Field(() => LiveKitRoom, { description: 'The room.' })
  readonly node!: LiveKitRoom;
}

/** The schema's `LiveKitRoomConnection`. */
@ObjectType({ simpleResolvers: true, description: 'A page of rooms, by name.' })
export class LiveKitRoomConnection {
  @Field(() => [LiveKitRoomEdge], { description: 'The rooms with their cursors.' })
  readonly edges!: readonly LiveKitRoomEdge[];

  @Field(() => [LiveKitRoom], { description: 'The rooms alone.' })
  readonly nodes!: readonly LiveKitRoom[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  readonly pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many rooms are open, on all pages.' })
  readonly totalCount!: number;
}

/** The schema's `LiveKitParticipantEdge`. */
@ObjectType({ simpleResolvers: true, description: 'A participant and its place in the list.' })
export class LiveKitParticipantEdge {
  @Field(() => String, { description: 'The place of this participant, for `after`.' })
  readonly cursor!: string;

  @Field(() => LiveKitParticipant, { description: 'The participant.' })
  readonly node!: LiveKitParticipant;
}

/** The schema's `LiveKitParticipantConnection`. */
@ObjectType({ simpleResolvers: true, description: 'A page of participants, by identity.' })
export class LiveKitParticipantConnection {
  @Field(() => [LiveKitParticipantEdge], { description: 'The participants with their cursors.' })
  readonly edges!: readonly LiveKitParticipantEdge[];

  @Field(() => [LiveKitParticipant], { description: 'The participants alone.' })
  readonly nodes!: readonly LiveKitParticipant[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  readonly pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many are in the room, on all pages.' })
  readonly totalCount!: number;
}
