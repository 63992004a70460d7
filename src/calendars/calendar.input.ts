import { DateTimeResolver, LocalTimeResolver } from 'graphql-scalars';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';

import { CONNECTIONS } from './calendar.args.js';
import type { AttendeeResponse, EventStatus, EventType } from './events/event.js';
import {
  AttendeeResponseType,
  CalendarEventStatus,
  EventTypeWord,
  RecurringEvents,
} from './events/words.type.js';
import { TimeZoneScalar } from './time/zone.type.js';

/** The schema's `Weekday`: ISO numbers, 1 for Monday. */
const Weekday = {
  MONDAY: 1,
  TUESDAY: 2,
  WEDNESDAY: 3,
  THURSDAY: 4,
  FRIDAY: 5,
  SATURDAY: 6,
  SUNDAY: 7,
} as const;

registerEnumType(Weekday, {
  name: 'Weekday',
  description: 'A day of the week.',
  valuesConfig: Object.fromEntries(
    Object.keys(Weekday).map((day) => [
      day,
      { description: `${day.charAt(0)}${day.slice(1).toLowerCase()}.` },
    ]),
  ),
});

/** The schema's `CalendarEventFilter`. */
@InputType({ description: 'Which events to answer with; all that is said must hold.' })
export class CalendarEventFilter {
  @Field(() => DateTimeResolver, {
    nullable: true,
    description: 'Only events that end after this instant.',
  })
  readonly since?: Date | null;

  @Field(() => DateTimeResolver, {
    nullable: true,
    description: 'Only events that begin before this instant.',
  })
  readonly until?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only events with these words in their title, text, place or people.',
  })
  readonly search?: string | null;

  @Field(() => DateTimeResolver, {
    nullable: true,
    description: 'Only events changed since this instant, deleted ones too.',
  })
  readonly updatedSince?: Date | null;

  @Field(() => RecurringEvents, {
    nullable: true,
    defaultValue: RecurringEvents.INSTANCES,
    description: 'What to show of events that repeat.',
  })
  readonly recurring?: keyof typeof RecurringEvents | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether to show cancelled events as well.',
  })
  readonly includeCancelled?: boolean | null;

  @Field(() => [EventTypeWord], {
    nullable: true,
    description: 'Only events of these sorts; of every sort when left out or empty.',
  })
  readonly eventTypes?: readonly EventType[] | null;

  @Field(() => [CalendarEventStatus], {
    nullable: true,
    description: 'Only events of these statuses; `CANCELLED` shows cancelled events.',
  })
  readonly statuses?: readonly EventStatus[] | null;

  @Field(() => [AttendeeResponseType], {
    nullable: true,
    description: 'Only invitations that the account has answered so.',
  })
  readonly responses?: readonly AttendeeResponse[] | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether to leave out invitations that the account has declined.',
  })
  readonly excludeDeclined?: boolean | null;
}

/** The schema's `WorkingHoursInput`. */
@InputType({ description: 'The hours in which something may be planned.' })
export class WorkingHoursInput {
  @Field(() => [Weekday], {
    nullable: true,
    description: 'The days; Monday to Friday when left out.',
  })
  readonly days?: readonly number[] | null;

  @Field(() => LocalTimeResolver, { description: 'From when on, for example `09:00`.' })
  readonly startTime!: string;

  @Field(() => LocalTimeResolver, {
    description: 'Until when; not after `startTime` means of the next day.',
  })
  readonly endTime!: string;
}

/** The schema's `SuggestTimesInput`. */
@InputType({ description: 'What sort of free time is looked for.' })
export class SuggestTimesInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The connection to use; may be left out by an agent that has one.',
  })
  readonly connection?: string | null;

  @Field(() => [ID], CONNECTIONS)
  readonly connections?: readonly string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'The calendars that must be free, up to 200: ids or names, or the addresses of people or of ' +
      'groups. The account’s own when left out.',
  })
  readonly calendars?: readonly string[] | null;

  @Field(() => Int, { description: 'How long, in minutes, 1 to 1440.' })
  readonly durationMinutes!: number;

  @Field(() => DateTimeResolver, {
    nullable: true,
    description: 'From when on; now when left out, or when it is over.',
  })
  readonly since?: Date | null;

  @Field(() => DateTimeResolver, {
    nullable: true,
    description: 'Until when, at most 92 days after `since`; 14 days after it when left out.',
  })
  readonly until?: Date | null;

  @Field(() => TimeZoneScalar, {
    description: 'The IANA time zone of the working hours and of the answer.',
  })
  readonly timeZone!: string;

  @Field(() => WorkingHoursInput, {
    nullable: true,
    description: 'The hours to look at; all of them when left out.',
  })
  readonly workingHours?: WorkingHoursInput | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 0,
    description: 'Minutes that must be free before and after, too, 0 to 240.',
  })
  readonly bufferMinutes?: number | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 15,
    description: 'Times begin at multiples of so many minutes past the hour: 5, 10, 15, 30 or 60.',
  })
  readonly stepMinutes?: number | null;

  @Field(() => Int, { nullable: true, defaultValue: 5, description: 'How many, 1 to 50.' })
  readonly first?: number | null;
}
