import { EmailAddressResolver } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';

import type { AttendeeResponse } from '../events/event.js';
import { AttendeeResponseType, CalendarEventScope } from '../events/words.type.js';
import type { ChangeScope } from './change.js';
import { CalendarAttendeeInput, ChangedFieldsInput, ChangeInput } from './fields.input.js';
import { EventTimeInput } from './time.input.js';

const scope = {
  nullable: true,
  defaultValue: CalendarEventScope.THIS,
  description: 'How much of a series is meant.',
} as const;
const etag = {
  nullable: true,
  description:
    'The `etag` that was read: if the event was changed since, the answer is `CONFLICT` and ' +
    'nothing is done.',
} as const;

/** The schema's `UpdateCalendarEventInput`. */
@InputType({
  description: 'What `updateCalendarEvent` changes: what is left out stays, null takes it away.',
})
export class UpdateCalendarEventInput extends ChangedFieldsInput {
  @Field(() => ID, { description: 'The event: an instance, a series, or one that stands alone.' })
  readonly id!: string;

  @Field(() => CalendarEventScope, scope)
  readonly scope?: ChangeScope | null;

  @Field(() => String, etag)
  readonly etag?: string | null;

  @Field(() => EventTimeInput, {
    nullable: true,
    description:
      'When it is to be. For a whole series by one of its instances: when that instance is to be; ' +
      'the others move by as much.',
  })
  readonly time?: EventTimeInput | null;

  @Field(() => [CalendarAttendeeInput], {
    nullable: true,
    description:
      'Guests to add, up to 200. For guests who are invited already, only what is given here ' +
      'changes. Not together with `attendees`.',
  })
  readonly addAttendees?: readonly CalendarAttendeeInput[] | null;

  @Field(() => [EmailAddressResolver], {
    nullable: true,
    description:
      'Who is not invited any more, by address, up to 200. Not together with `attendees`.',
  })
  readonly removeAttendees?: readonly string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether to take the video call away.',
  })
  readonly removeConference?: boolean | null;
}

/** The schema's `DeleteCalendarEventInput`. */
@InputType({ description: 'What `deleteCalendarEvent` deletes.' })
export class DeleteCalendarEventInput extends ChangeInput {
  @Field(() => ID, { description: 'The event: an instance, a series, or one that stands alone.' })
  readonly id!: string;

  @Field(() => CalendarEventScope, scope)
  readonly scope?: ChangeScope | null;

  @Field(() => String, etag)
  readonly etag?: string | null;
}

/** The schema's `RespondToCalendarEventInput`. */
@InputType({ description: 'What `respondToCalendarEvent` answers.' })
export class RespondToCalendarEventInput extends ChangeInput {
  @Field(() => ID, {
    description: 'The event: a series’ own id answers for all of it, an instance’s for that one.',
  })
  readonly id!: string;

  @Field(() => AttendeeResponseType, { description: 'The answer.' })
  readonly response!: AttendeeResponse;

  @Field(() => String, { nullable: true, description: 'What to add to it.' })
  readonly comment?: string | null;
}
