import { DateTimeResolver } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

import { PageInfo } from '../schema/page-info.type.js';
import type { CalendarRole } from './calendar.js';
import { TimedTime, type PresentedSpan } from './time/event-time.type.js';
import { TimeZoneScalar } from './time/zone.type.js';

const CalendarRoleEnum = {
  FREE_BUSY_READER: 'FREE_BUSY_READER',
  READER: 'READER',
  WRITER: 'WRITER',
  OWNER: 'OWNER',
} as const satisfies Record<CalendarRole, CalendarRole>;

registerEnumType(CalendarRoleEnum, {
  name: 'CalendarRole',
  description: 'What an account may do with a calendar.',
  valuesConfig: {
    FREE_BUSY_READER: { description: 'See when it is busy.' },
    READER: { description: 'See its events.' },
    WRITER: { description: 'See and change its events.' },
    OWNER: { description: 'Change its events and who else may.' },
  },
});

/** The schema's `Calendar`. */
@ObjectType('Calendar', {
  simpleResolvers: true,
  description: 'A Google calendar on an account’s list.',
})
export class CalendarType {
  @Field(() => ID, { description: 'Names the calendar, for the arguments `calendar`.' })
  readonly id!: string;

  @Field(() => String, { description: 'The Google account whose list it is on.' })
  readonly account!: string;

  @Field(() => String, { description: 'Its name on that list.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  readonly description!: string | null;

  @Field(() => TimeZoneScalar, { description: 'The IANA time zone of the calendar.' })
  readonly timeZone!: string;

  @Field(() => CalendarRoleEnum, { description: 'What the account may do with it.' })
  readonly role!: CalendarRole;

  @Field(() => Boolean, {
    description: 'Whether it is the account’s own; `primary` names it, too.',
  })
  readonly primary!: boolean;

  @Field(() => Boolean, {
    description: 'Whether its events are shown in the account’s Google Calendar.',
  })
  readonly selected!: boolean;

  @Field(() => String, { nullable: true, description: 'Its colour, as `#9fe1e7`.' })
  readonly backgroundColor!: string | null;
}

/** The schema's `CalendarEdge`. */
@ObjectType({ simpleResolvers: true, description: 'A calendar and its place in the list.' })
export class CalendarEdge {
  @Field(() => String, { description: 'The place of this calendar, for `after`.' })
  readonly cursor!: string;

  @Field(() => CalendarType, { description: 'The calendar.' })
  readonly node!: CalendarType;
}

/** The schema's `CalendarConnection`. */
@ObjectType({ simpleResolvers: true, description: 'A page of an account’s calendars.' })
export class CalendarConnection {
  @Field(() => String, { description: 'The Google account that this came from.' })
  readonly account!: string;

  @Field(() => [CalendarEdge], { description: 'The calendars with their cursors.' })
  readonly edges!: readonly CalendarEdge[];

  @Field(() => [CalendarType], { description: 'The calendars alone.' })
  readonly nodes!: readonly CalendarType[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  readonly pageInfo!: PageInfo;
}

/** The schema's `BusyTime`. */
@ObjectType({ simpleResolvers: true, description: 'A stretch of time that is taken.' })
export class BusyTime {
  @Field(() => DateTimeResolver, { description: 'When it begins.' })
  readonly startAt!: Date;

  @Field(() => DateTimeResolver, { description: 'When it ends.' })
  readonly endAt!: Date;
}

/** The schema's `CalendarBusy`. */
@ObjectType('CalendarBusy', { simpleResolvers: true, description: 'When a calendar is busy.' })
export class CalendarBusyType {
  @Field(() => ID, { description: 'The calendar, as it was asked for.' })
  readonly calendarId!: string;

  @Field(() => [BusyTime], { description: 'When it is busy, in order.' })
  readonly busy!: readonly BusyTime[];

  @Field(() => String, {
    nullable: true,
    description:
      'Google’s reason for telling nothing of this calendar, for example `notFound`. Unless this is ' +
      'null, an empty `busy` does not mean free.',
  })
  readonly unavailableReason!: string | null;
}

/** The schema's `FreeBusy`. */
@ObjectType({ simpleResolvers: true, description: 'When calendars are busy.' })
export class FreeBusy {
  @Field(() => String, { description: 'The Google account that this came from.' })
  readonly account!: string;

  @Field(() => [CalendarBusyType], { description: 'The calendars, in the order of the question.' })
  readonly calendars!: readonly CalendarBusyType[];
}

/** The schema's `SuggestedTimes`. */
@ObjectType({ simpleResolvers: true, description: 'Times at which calendars are free.' })
export class SuggestedTimes {
  @Field(() => String, { description: 'The Google account that this came from.' })
  readonly account!: string;

  @Field(() => [TimedTime], { description: 'The first free times, in order, without overlap.' })
  readonly slots!: readonly PresentedSpan[];

  @Field(() => [CalendarBusyType], {
    description: 'Calendars that could not be read, and were therefore not looked at.',
  })
  readonly unavailable!: readonly CalendarBusyType[];
}
