import { DateTimeResolver } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';

import { connectionOf } from '../schema/connection.type.js';
import { enumOf } from '../schema/enum-of.js';
import { FromAccount } from './calendar.args.js';
import type { CalendarRole } from './calendar.js';
import { TimedTimeType, type PresentedSpan } from './time/event-time.type.js';
import { TimeZoneScalar } from './time/zone.type.js';

const CalendarRoleType = enumOf<CalendarRole>(
  'CalendarRole',
  'What an account may do with a calendar.',
  {
    FREE_BUSY_READER: 'See when it is busy.',
    READER: 'See its events.',
    WRITER: 'See and change its events.',
    OWNER: 'Change its events and who else may.',
  },
);

/** The schema's `Calendar`. */
@ObjectType('Calendar', {
  simpleResolvers: true,
  description: 'A Google calendar that an account sees.',
})
export class CalendarType {
  @Field(() => ID, { description: 'Names the calendar, for the arguments `calendar`.' })
  readonly id!: string;

  @Field(() => String, { description: 'The Google account that it was read by.' })
  readonly account!: string;

  @Field(() => String, { description: 'Its name, on the account’s list if it is there.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  readonly description!: string | null;

  @Field(() => TimeZoneScalar, {
    description: 'The time zone of the calendar; UTC where its name is not known.',
  })
  readonly timeZone!: string;

  @Field(() => CalendarRoleType, { description: 'What the account may do with it.' })
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

/** The schema's `CalendarConnection`. */
export const CalendarConnection = connectionOf('Calendar', CalendarType, {
  one: 'calendar',
  many: 'calendars',
  edge: 'A calendar and its place in the list.',
  page: 'A page of an account’s calendars.',
});
FromAccount()(CalendarConnection.prototype as object, 'account');

/** The schema's `BusyTime`. */
@ObjectType({ simpleResolvers: true, description: 'A stretch of time that is taken.' })
export class BusyTime {
  @Field(() => DateTimeResolver, { description: 'When it begins.' })
  readonly startAt!: Date;

  @Field(() => DateTimeResolver, { description: 'When it ends.' })
  readonly endAt!: Date;
}

/** The schema's `GroupMemberBusy`. */
@ObjectType({ simpleResolvers: true, description: 'When a member of a group is busy.' })
export class GroupMemberBusy {
  @Field(() => String, { description: 'The Google account that it was looked at by.' })
  readonly account!: string;

  @Field(() => ID, {
    description: 'The calendar, as it was asked for; its id where it was asked for by its name.',
  })
  readonly calendarId!: string;

  @Field(() => [BusyTime], {
    description: 'When it is busy, in order; of a group, when any of its members is.',
  })
  readonly busy!: readonly BusyTime[];

  @Field(() => String, {
    nullable: true,
    description:
      'Google’s reason for telling nothing of this calendar, or not of every member of this group, ' +
      'for example `notFound`. Unless this is null, an empty `busy` does not mean free.',
  })
  readonly unavailableReason!: string | null;
}

/** The schema's `CalendarBusy`. */
@ObjectType('CalendarBusy', {
  simpleResolvers: true,
  description: 'When a calendar, or a group of people, is busy.',
})
export class CalendarBusyType extends GroupMemberBusy {
  @Field(() => [GroupMemberBusy], {
    nullable: true,
    description: 'The members of a group, each by its own; null for a calendar.',
  })
  readonly members!: readonly GroupMemberBusy[] | null;
}

/** The schema's `FreeBusy`. */
@ObjectType({ simpleResolvers: true, description: 'When calendars are busy.' })
export class FreeBusy {
  @FromAccount()
  readonly account!: string;

  @Field(() => [CalendarBusyType], { description: 'The calendars, in the order of the question.' })
  readonly calendars!: readonly CalendarBusyType[];
}

/** The schema's `SuggestedTimes`. */
@ObjectType({ simpleResolvers: true, description: 'Times at which calendars are free.' })
export class SuggestedTimes {
  @FromAccount()
  readonly account!: string;

  @Field(() => [TimedTimeType], { description: 'The first free times, in order, without overlap.' })
  readonly slots!: readonly PresentedSpan[];

  @Field(() => [CalendarBusyType], {
    description:
      'Calendars that could not be read: whether the times are free for them is not known.',
  })
  readonly unavailable!: readonly CalendarBusyType[];

  @Field(() => Boolean, {
    description: 'Whether the times are free for all: false where a calendar is in `unavailable`.',
  })
  readonly freeForAll!: boolean;
}
