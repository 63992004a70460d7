import { Field, InputType, ObjectType } from 'type-graphql';

import { LiveKitRoomConfigInput } from '../room-tokens/room-token.type.js';
import { PROJECT } from '../project.type.js';
import { LiveKitRoom } from './room.type.js';

/** The schema's `CreateLiveKitRoomInput`. */
@InputType({ description: 'Which room `createLiveKitRoom` creates, and how it is set up.' })
export class CreateLiveKitRoomInput extends LiveKitRoomConfigInput {
  @Field(() => String, PROJECT)
  readonly project?: string | null;

  @Field(() => String, { description: 'Its name, at most 256 bytes.' })
  readonly name!: string;
}

/** The schema's `CreateLiveKitRoomPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `createLiveKitRoom` did.' })
export class CreateLiveKitRoomPayload {
  @Field(() => LiveKitRoom, { description: 'The room.' })
  readonly room!: LiveKitRoom;

  @Field(() => Boolean, {
    description: 'False if it was open already: it is as it was, whatever the input said.',
  })
  readonly isNew!: boolean;
}

/** The schema's `DeleteLiveKitRoomInput`. */
@InputType({ description: 'Which room `deleteLiveKitRoom` closes.' })
export class DeleteLiveKitRoomInput {
  @Field(() => String, PROJECT)
  readonly project?: string | null;

  @Field(() => String, { description: 'Its name.' })
  readonly room!: string;
}

/** The schema's `DeleteLiveKitRoomPayload`. */
@ObjectType({ simpleResolvers: true, description: 'Which room `deleteLiveKitRoom` closed.' })
export class DeleteLiveKitRoomPayload {
  @Field(() => String, { description: 'Its name.' })
  readonly room!: string;
}
