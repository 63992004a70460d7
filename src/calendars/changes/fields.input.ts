import { EmailAddressResolver } from 'graphql-scalars';
import { Field, ID, InputType, Int } from 'type-graphql';

import { CALENDAR, CONNECTION } from '../calendar.args.js';
import type { EventColor } from '../events/color.js';
import type { ReminderMethod, Transparency, Visibility } from '../events/event.js';
import {
  AttendeeNotification,
  CalendarEventTransparency,
  CalendarEventVisibility,
  EventColorWord,
  ReminderMethodType,
} from '../events/words.type.js';
import type { SendUpdates } from '../google/resource.js';
import type { AutoDeclineMode, ChatStatus } from './status/status-event.js';
import {
  AutoDeclineModeType,
  ChatStatusType,
  WorkingLocationInput,
} from './status/status-event.type.js';

/** The schema's `CalendarAttendeeInput`. */
@InputType({ description: 'Somebody to invite.' })
export class CalendarAttendeeInput {
  @Field(() => EmailAddressResolver, { description: 'The e-mail address.' })
  readonly email!: string;

  @Field(() => String, { nullable: true, description: 'The name.' })
  readonly displayName?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it can take place without them. When left out, as it is so far; not for somebody new.',
  })
  readonly optional?: boolean | null;
}

/** The schema's `CalendarReminderInput`. */
@InputType({ description: 'Something that reminds of the event.' })
export class CalendarReminderInput {
  @Field(() => ReminderMethodType, { description: 'How it arrives.' })
  readonly method!: ReminderMethod;

  @Field(() => Int, { description: 'How long before the event, in minutes, 0 to 40320.' })
  readonly minutesBefore!: number;
}

/** The schema's `CalendarRemindersInput`. */
@InputType({ description: 'What reminds the account, in place of the calendar’s own reminders.' })
export class CalendarRemindersInput {
  @Field(() => [CalendarReminderInput], { description: 'Up to five; none for no reminder at all.' })
  readonly overrides!: readonly CalendarReminderInput[];
}

const NOTIFY = {
  nullable: true,
  defaultValue: AttendeeNotification.ALL,
  description: 'Whom Google tells by e-mail.',
} as const;

/** What every change of events has in common. */
@InputType({ description: 'Where the change is made, and who hears of it.' })
export abstract class ChangeInput {
  @Field(() => ID, CONNECTION)
  readonly connection?: string | null;

  @Field(() => ID, CALENDAR)
  readonly calendar?: string | null;

  @Field(() => AttendeeNotification, NOTIFY)
  readonly notify?: SendUpdates | null;
}

/** What all inputs that say something of one event have in common. */
@InputType({ description: 'What an event is to say.' })
export abstract class EventFieldsInput {
  @Field(() => String, { nullable: true, description: 'Its title, up to 1024 characters.' })
  readonly summary?: string | null;

  @Field(() => String, { nullable: true, description: 'Its text, up to 8192 characters.' })
  readonly description?: string | null;

  @Field(() => String, { nullable: true, description: 'Where it is.' })
  readonly location?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'What makes it repeat: one RRULE of RFC 5545, and EXDATE or RDATE lines, for example ' +
      '`RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=10`. Empty for an event that stands alone.',
  })
  readonly recurrence?: readonly string[] | null;

  @Field(() => [CalendarAttendeeInput], {
    nullable: true,
    description:
      'Everybody to be invited, up to 200; who is left out is not, or not any more. Who stays keeps ' +
      'their answer, and what is not said of them.',
  })
  readonly attendees?: readonly CalendarAttendeeInput[] | null;

  @Field(() => CalendarRemindersInput, {
    nullable: true,
    description: 'What reminds of it; the calendar’s own reminders when null.',
  })
  readonly reminders?: CalendarRemindersInput | null;

  @Field(() => CalendarEventTransparency, {
    nullable: true,
    description: 'Whether it takes the time it covers.',
  })
  readonly transparency?: Transparency | null;

  @Field(() => CalendarEventVisibility, {
    nullable: true,
    description: 'Who sees what it is about.',
  })
  readonly visibility?: Visibility | null;

  @Field(() => String, { nullable: true, description: 'Google’s number of its colour.' })
  readonly colorId?: string | null;

  @Field(() => EventColorWord, {
    nullable: true,
    description: 'Its colour by name, in place of `colorId`; the calendar’s own when null.',
  })
  readonly color?: EventColor | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether to add a Google Meet video call; one that is there stays.',
  })
  readonly addConference?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether guests may change the event; Google’s default is false.',
  })
  readonly guestsCanModify?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether guests may invite others; Google’s default is true.',
  })
  readonly guestsCanInviteOthers?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether guests see who else is invited; Google’s default is true.',
  })
  readonly guestsCanSeeOtherGuests?: boolean | null;

  @Field(() => AutoDeclineModeType, {
    nullable: true,
    description:
      'Which invitations Google declines meanwhile: for focus time and out-of-office events; none ' +
      'when left out of a new one.',
  })
  readonly autoDeclineMode?: AutoDeclineMode | null;

  @Field(() => String, {
    nullable: true,
    description: 'What is answered to those invitations, up to 1024 characters.',
  })
  readonly declineMessage?: string | null;

  @Field(() => ChatStatusType, {
    nullable: true,
    description: 'What Google Chat shows meanwhile: for focus time.',
  })
  readonly chatStatus?: ChatStatus | null;

  @Field(() => WorkingLocationInput, {
    nullable: true,
    description: 'Where the account’s owner works: required of a new working location.',
  })
  readonly workingLocation?: WorkingLocationInput | null;
}

/** What `createCalendarEvent` and `updateCalendarEvent` have in common. */
@InputType({ description: 'What an event is to say, where, and who hears of it.' })
export abstract class ChangedFieldsInput extends EventFieldsInput implements ChangeInput {
  @Field(() => ID, CONNECTION)
  readonly connection?: string | null;

  @Field(() => ID, CALENDAR)
  readonly calendar?: string | null;

  @Field(() => AttendeeNotification, NOTIFY)
  readonly notify?: SendUpdates | null;
}
