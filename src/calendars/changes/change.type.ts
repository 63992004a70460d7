import { Field, ID, ObjectType } from 'type-graphql';

import type { LazyConflicts } from '../conflicts/conflicts.js';
import { CalendarEventType } from '../events/event.type.js';

const account = { description: 'The Google account that this was done with.' } as const;

/** The schema's `UpdateCalendarEventPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `updateCalendarEvent` answers.' })
export class UpdateCalendarEventPayload {
  @Field(() => String, account)
  readonly account!: string;

  @Field(() => CalendarEventType, {
    description:
      'The event that was changed: with `FOLLOWING` the new series, with `ALL` the series.',
  })
  readonly event!: CalendarEventType;

  @Field(() => Boolean, {
    description: 'False where the event was that way already, so that Google was sent nothing.',
  })
  readonly changed!: boolean;

  @Field(() => [CalendarEventType], {
    nullable: true,
    description:
      'The same as `CreateCalendarEventPayload.conflicts`; null as well where neither the time nor ' +
      'the recurrence was changed.',
  })
  readonly conflicts!: LazyConflicts;
}

/** The schema's `DeleteCalendarEventPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `deleteCalendarEvent` answers.' })
export class DeleteCalendarEventPayload {
  @Field(() => String, account)
  readonly account!: string;

  @Field(() => ID, { description: 'The id that was given.' })
  readonly deletedId!: string;
}

/** The schema's `RespondToCalendarEventPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `respondToCalendarEvent` answers.' })
export class RespondToCalendarEventPayload {
  @Field(() => String, account)
  readonly account!: string;

  @Field(() => CalendarEventType, { description: 'The event with the answer.' })
  readonly event!: CalendarEventType;
}
