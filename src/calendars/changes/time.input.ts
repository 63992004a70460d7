import { DateResolver, DateTimeResolver, LocalDateTimeResolver } from 'graphql-scalars';
import { Field, InputType } from 'type-graphql';

import { TimeZoneScalar } from '../time/zone.type.js';

/** The schema's `AllDayTimeInput`. */
@InputType({ description: 'When an event is that lasts for whole days.' })
export class AllDayTimeInput {
  @Field(() => DateResolver, { description: 'The first day.' })
  readonly startDate!: Date;

  @Field(() => DateResolver, {
    nullable: true,
    description:
      'The day after the last, as in RFC 5545. When left out a new event is one day long, and a ' +
      'changed one has as many days as before.',
  })
  readonly endDate?: Date | null;
}

/** The schema's `TimedTimeInput`. */
@InputType({
  description:
    'When an event begins and ends: by the clocks of a zone, or as instants, which say each of two ' +
    'hours where clocks are set back.',
})
export class TimedTimeInput {
  @Field(() => LocalDateTimeResolver, {
    nullable: true,
    description:
      'When it begins, without offset, for example `2030-03-25T09:00:00`. Required unless `startAt` ' +
      'is given.',
  })
  readonly startLocal?: string | null;

  @Field(() => DateTimeResolver, {
    nullable: true,
    description: 'When it begins, with an offset: in place of `startLocal`.',
  })
  readonly startAt?: Date | null;

  @Field(() => LocalDateTimeResolver, {
    nullable: true,
    description:
      'When it ends, without offset. Required unless `endAt` is given; a change without either ' +
      'keeps how long the event is.',
  })
  readonly endLocal?: string | null;

  @Field(() => DateTimeResolver, {
    nullable: true,
    description: 'When it ends, with an offset: in place of `endLocal`.',
  })
  readonly endAt?: Date | null;

  @Field(() => TimeZoneScalar, {
    description: 'The IANA time zone by whose clocks it is planned and repeated.',
  })
  readonly timeZone!: string;

  @Field(() => TimeZoneScalar, {
    nullable: true,
    description: 'The IANA time zone by whose clocks it ends; `timeZone` when left out.',
  })
  readonly endTimeZone?: string | null;
}

/** The schema's `EventTimeInput`. */
@InputType({ description: 'When an event is; exactly one of the two.' })
export class EventTimeInput {
  @Field(() => AllDayTimeInput, { nullable: true, description: 'For whole days.' })
  readonly allDay?: AllDayTimeInput | null;

  @Field(() => TimedTimeInput, { nullable: true, description: 'From one time to another.' })
  readonly timed?: TimedTimeInput | null;
}
