import { Field, ObjectType } from 'type-graphql';

import { CalendarEventType } from '../../events/event.type.js';

/** The schema's `MoveCalendarEventPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `moveCalendarEvent` answers.' })
export class MoveCalendarEventPayload {
  @Field(() => String, { description: 'The Google account that this was done with.' })
  readonly account!: string;

  @Field(() => CalendarEventType, { description: 'The event in its calendar.' })
  readonly event!: CalendarEventType;

  @Field(() => Boolean, {
    description: 'Whether this moved it; false where it was in that calendar already.',
  })
  readonly moved!: boolean;
}
