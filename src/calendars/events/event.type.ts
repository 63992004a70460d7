import { DateTimeResolver } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';

import { connectionOf } from '../../schema/connection.type.js';
import { FromAccount } from '../calendar.args.js';
import { TimeZoneScalar } from '../time/zone.type.js';
import { EventTimeUnion, type PresentedTime } from '../time/event-time.type.js';
import type { EventColor } from './color.js';
import type {
  AttendeeResponse,
  EventStatus,
  EventType,
  ReminderMethod,
  Transparency,
  Visibility,
} from './event.js';
import {
  AttendeeResponseType,
  CalendarEventStatus,
  CalendarEventTransparency,
  CalendarEventVisibility,
  EventColorWord,
  EventTypeWord,
  ReminderMethodType,
} from './words.type.js';

/** The schema's `CalendarPerson`. */
@ObjectType({ simpleResolvers: true, description: 'Somebody who has to do with an event.' })
export class CalendarPerson {
  @Field(() => String, { nullable: true, description: 'The e-mail address.' })
  readonly email!: string | null;

  @Field(() => String, { nullable: true, description: 'The name.' })
  readonly displayName!: string | null;

  @Field(() => Boolean, {
    description: 'Whether this is the account that the event was read by.',
  })
  readonly self!: boolean;
}

/** The schema's `CalendarAttendee`. */
@ObjectType({ simpleResolvers: true, description: 'Somebody or something that is invited.' })
export class CalendarAttendee extends CalendarPerson {
  @Field(() => AttendeeResponseType, { description: 'What they answered.' })
  readonly response!: AttendeeResponse;

  @Field(() => Boolean, { description: 'Whether they invited the others.' })
  readonly organizer!: boolean;

  @Field(() => Boolean, {
    description: 'Whether it can take place without them.',
  })
  readonly optional!: boolean;

  @Field(() => Boolean, { description: 'Whether this is a room or the like.' })
  readonly resource!: boolean;

  @Field(() => String, { nullable: true, description: 'What they added to their answer.' })
  readonly comment!: string | null;
}

/** The schema's `CalendarReminder`. */
@ObjectType({ simpleResolvers: true, description: 'Something that reminds of an event.' })
export class CalendarReminder {
  @Field(() => ReminderMethodType, { description: 'How it arrives.' })
  readonly method!: ReminderMethod;

  @Field(() => Int, { description: 'How long before the event, in minutes.' })
  readonly minutesBefore!: number;
}

/** The schema's `CalendarReminders`. */
@ObjectType({ simpleResolvers: true, description: 'What reminds the account of an event.' })
export class CalendarReminders {
  @Field(() => Boolean, { description: 'Whether the calendar’s own reminders hold.' })
  readonly useDefault!: boolean;

  @Field(() => [CalendarReminder], { description: 'The reminders of this event alone.' })
  readonly overrides!: readonly CalendarReminder[];
}

/** The schema's `CalendarEvent`. */
@ObjectType('CalendarEvent', {
  simpleResolvers: true,
  description:
    'An event of a Google calendar: one that stands alone, a series, or an instance of one.',
})
export class CalendarEventType {
  @Field(() => ID, { description: 'Names the event within its calendar.' })
  readonly id!: string;

  @Field(() => String, { description: 'The Google account that it was read by.' })
  readonly account!: string;

  @Field(() => ID, { description: 'The calendar, as it was asked for.' })
  readonly calendarId!: string;

  @Field(() => String, {
    description: 'Changes whenever the event does; send it with a change to lose nobody else’s.',
  })
  readonly etag!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The same for its copies in other calendars, and for all of a series (RFC 5545).',
  })
  readonly iCalUid!: string | null;

  @Field(() => ID, { nullable: true, description: 'The series that this is an instance of.' })
  readonly seriesId!: string | null;

  @Field(() => CalendarEventStatus, { description: 'Whether it takes place.' })
  readonly status!: EventStatus;

  @Field(() => EventTypeWord, { description: 'What sort of entry it is.' })
  readonly eventType!: EventType;

  @Field(() => String, { nullable: true, description: 'Its title.' })
  readonly summary!: string | null;

  @Field(() => String, { nullable: true, description: 'What it is about; may have HTML in it.' })
  readonly description!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The description without HTML: lines and lists as they are read, and behind a link where it ' +
      'leads.',
  })
  readonly descriptionText!: string | null;

  @Field(() => String, { nullable: true, description: 'Where it is.' })
  readonly location!: string | null;

  @Field(() => EventTimeUnion, {
    nullable: true,
    description: 'When it is. Null where Google tells only that it was cancelled.',
  })
  readonly time!: PresentedTime | null;

  @Field(() => [String], {
    description: 'What makes it repeat: lines of RFC 5545, RRULE, EXDATE and RDATE. For a series.',
  })
  readonly recurrence!: readonly string[];

  @Field(() => CalendarPerson, { nullable: true, description: 'Who invites.' })
  readonly organizer!: CalendarPerson | null;

  @Field(() => [CalendarAttendee], { description: 'Who is invited.' })
  readonly attendees!: readonly CalendarAttendee[];

  @Field(() => Boolean, {
    description: 'Whether more are invited than `attendees` has, which Google does not show.',
  })
  readonly attendeesOmitted!: boolean;

  @Field(() => AttendeeResponseType, {
    nullable: true,
    description: 'What the account answered; null where it is not invited.',
  })
  readonly ownResponse!: AttendeeResponse | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where somebody works: `home`, `office`, or the name of a place.',
  })
  readonly workingLocation!: string | null;

  @Field(() => String, { nullable: true, description: 'Where to join the video call.' })
  readonly conferenceUrl!: string | null;

  @Field(() => String, { nullable: true, description: 'The event in Google Calendar.' })
  readonly htmlLink!: string | null;

  @Field(() => CalendarEventTransparency, { description: 'Whether it takes the time it covers.' })
  readonly transparency!: Transparency;

  @Field(() => CalendarEventVisibility, { description: 'Who sees what it is about.' })
  readonly visibility!: Visibility;

  @Field(() => CalendarReminders, { description: 'What reminds the account of it.' })
  readonly reminders!: CalendarReminders;

  @Field(() => String, { nullable: true, description: 'Google’s number of its colour.' })
  readonly colorId!: string | null;

  @Field(() => EventColorWord, {
    nullable: true,
    description: 'The name of its colour; null for the calendar’s own.',
  })
  readonly color!: EventColor | null;

  @Field(() => Boolean, { description: 'Whether guests may change it.' })
  readonly guestsCanModify!: boolean;

  @Field(() => Boolean, { description: 'Whether guests may invite others.' })
  readonly guestsCanInviteOthers!: boolean;

  @Field(() => Boolean, { description: 'Whether guests see who else is invited.' })
  readonly guestsCanSeeOtherGuests!: boolean;

  @Field(() => DateTimeResolver, { nullable: true, description: 'When it was made.' })
  readonly createdAt!: Date | null;

  @Field(() => DateTimeResolver, { nullable: true, description: 'When it was last changed.' })
  readonly updatedAt!: Date | null;
}

/** The schema's `CalendarEventConnection`. */
export const CalendarEventConnection = connectionOf('CalendarEvent', CalendarEventType, {
  one: 'event',
  many: 'events',
  edge: 'An event and its place in the list.',
  page: 'A page of a calendar’s events.',
});
FromAccount()(CalendarEventConnection.prototype as object, 'account');
Field(() => TimeZoneScalar, {
  description: 'The time zone of the calendar; UTC where its name is not known.',
})(CalendarEventConnection.prototype as object, 'timeZone');
