import { DateResolver, DateTimeResolver, LocalDateTimeResolver } from 'graphql-scalars';
import { Arg, createUnionType, Field, ObjectType } from 'type-graphql';

import { checkClocks } from '../../platform/time-zone.js';
import { localTime } from './zone.js';
import { TimeZoneScalar } from './zone.type.js';

/** The argument `timeZone` of what clocks show. */
function ByClocksOf(): ReturnType<typeof Arg> {
  return Arg('timeZone', () => TimeZoneScalar, {
    nullable: true,
    description: 'By whose clocks; those of the time’s own `timeZone` when left out.',
  });
}

function zoneOf(timeZone: string | null | undefined): string | undefined {
  return typeof timeZone === 'string' ? checkClocks('timeZone', timeZone) : undefined;
}

/** The schema's `AllDayTime`. */
@ObjectType('AllDayTime', {
  simpleResolvers: true,
  description: 'When an event is that lasts for whole days.',
})
export class AllDayTimeType {
  @Field(() => DateResolver, { description: 'The first day.' })
  readonly startDate!: string;

  @Field(() => DateResolver, { description: 'The day after the last, as in RFC 5545.' })
  readonly endDate!: string;
}

/** The schema's `TimedTime`. */
@ObjectType('TimedTime', {
  simpleResolvers: true,
  description: 'When something begins and ends, as instants and by the clocks of a zone.',
})
export class TimedTimeType {
  @Field(() => DateTimeResolver, { description: 'When it begins.' })
  readonly startAt!: Date;

  @Field(() => DateTimeResolver, { description: 'When it ends.' })
  readonly endAt!: Date;

  @Field(() => TimeZoneScalar, {
    description:
      'The time zone by whose clocks it is planned and repeated. Where Google names none that is ' +
      'known, the offset from UTC that it begins with.',
  })
  readonly timeZone!: string;

  @Field(() => TimeZoneScalar, {
    description: 'The time zone by whose clocks it ends: another one than `timeZone` of a flight.',
  })
  readonly endTimeZone!: string;

  @Field(() => LocalDateTimeResolver, {
    description: 'What clocks in `timeZone`, or in another zone, show at `startAt`.',
  })
  startLocal(@ByClocksOf() timeZone: string | null | undefined): string {
    return localTime(this.startAt, zoneOf(timeZone) ?? this.timeZone);
  }

  @Field(() => LocalDateTimeResolver, {
    description: 'What clocks in `timeZone`, or in another zone, show at `endAt`.',
  })
  endLocal(@ByClocksOf() timeZone: string | null | undefined): string {
    return localTime(this.endAt, zoneOf(timeZone) ?? this.timeZone);
  }
}

/** A time without what is worked out of it when it is asked for. */
export type PresentedTime = AllDayTimeType | PresentedSpan;
/** See {@link PresentedTime}. */
export type PresentedSpan = Omit<TimedTimeType, 'startLocal' | 'endLocal'>;

/** The name of the type that a time is of. */
export function eventTimeTypeName(time: PresentedTime): 'AllDayTime' | 'TimedTime' {
  return 'startDate' in time ? 'AllDayTime' : 'TimedTime';
}

/** The schema's `EventTime`. */
export const EventTimeUnion = createUnionType({
  name: 'EventTime',
  description: 'When an event is: whole days, or from one instant to another.',
  types: () => [AllDayTimeType, TimedTimeType] as const,
  resolveType: eventTimeTypeName,
});
