import { DateTimeResolver } from 'graphql-scalars';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';

import type { Clock } from '../platform/clock.js';
import type { RequestContext } from '../request/context.js';
import { After, First } from '../schema/page.args.js';
import type { BusyService } from './busy/busy.service.js';
import { Connection, CONNECTIONS } from './calendar.args.js';
import { SuggestTimesInput } from './calendar.input.js';
import type { CalendarService } from './calendar.service.js';
import { CalendarConnection, CalendarType, FreeBusy, SuggestedTimes } from './calendar.type.js';
import type { CalendarCalls } from './google/call.js';
import type { CalendarServices } from './module.js';
import type { CalendarNameService } from './names/calendar-name.service.js';
import { wantedSlots } from './time/wanted-slots.js';

/** The schema's fields that read calendars as a whole. */
@Resolver()
export class CalendarResolver {
  readonly #calendars: CalendarService;
  readonly #busy: BusyService;
  readonly #names: CalendarNameService;
  readonly #calls: CalendarCalls;
  readonly #clock: Clock;

  constructor({ calendars, busy, names, calls }: CalendarServices, clock: Clock) {
    this.#calendars = calendars;
    this.#busy = busy;
    this.#names = names;
    this.#calls = calls;
    this.#clock = clock;
  }

  @Query(() => CalendarConnection, {
    description: 'The calendars of a Google account. Needs the scope `calendar.read`.',
  })
  calendars(
    @Connection() connection: string | null,
    @First() first: number | null,
    @After() after: string | null,
    @Ctx() context: RequestContext,
  ): ReturnType<CalendarService['list']> {
    return this.#calendars.list(this.#calls.of(context, connection), { first, after });
  }

  @Query(() => CalendarType, {
    nullable: true,
    description:
      'One calendar, also one that is not on the account’s list; null when the account sees no such ' +
      'calendar. Needs the scope `calendar.read`.',
  })
  calendar(
    @Connection() connection: string | null,
    @Arg('id', () => ID, {
      nullable: true,
      defaultValue: 'primary',
      description: 'The calendar, by its id or its name; the account’s own when left out.',
    })
    id: string | null,
    @Ctx() context: RequestContext,
  ): ReturnType<CalendarService['find']> {
    const call = this.#calls.of(context, connection);
    return this.#names.withCalendar(call, 'id', id ?? 'primary', (calendarId) =>
      this.#calendars.find(call, calendarId),
    );
  }

  @Query(() => FreeBusy, {
    description:
      'When calendars are busy, the account’s own and others that it may look at. Needs the scope ' +
      '`calendar.read`.',
  })
  freeBusy(
    @Connection() connection: string | null,
    @Arg('connections', () => [ID], CONNECTIONS) connections: string[] | null,
    @Arg('calendars', () => [ID], {
      nullable: true,
      description:
        'Up to 200 ids or names, or the addresses of people or of groups, whose members are then ' +
        'looked at. The account’s own when left out.',
    })
    calendars: string[] | null,
    @Arg('since', () => DateTimeResolver, { description: 'From when on.' }) since: Date,
    @Arg('until', () => DateTimeResolver, {
      description: 'Until when, at most 92 days after `since`.',
    })
    until: Date,
    @Ctx() context: RequestContext,
  ): Promise<FreeBusy> {
    const calls = this.#calls.ofSeveral(context, { connection, connections });
    return this.#busy.freeBusy(calls, { calendarIds: calendars ?? ['primary'], since, until });
  }

  @Query(() => SuggestedTimes, {
    description:
      'The first times at which all calendars are free, for `createCalendarEvent`. Needs the scope ' +
      '`calendar.read`.',
  })
  async suggestTimes(
    @Arg('input', () => SuggestTimesInput, { description: 'What is looked for.' })
    input: SuggestTimesInput,
    @Ctx() context: RequestContext,
  ): Promise<SuggestedTimes> {
    const wanted = wantedSlots(input, this.#clock.now());
    const { slots, ...answer } = await this.#busy.suggestTimes(
      this.#calls.ofSeveral(context, input),
      input.calendars ?? ['primary'],
      wanted,
    );
    const { timeZone } = wanted;
    return {
      ...answer,
      freeForAll: answer.unavailable.length === 0,
      slots: slots.map((slot) => ({ ...slot, timeZone, endTimeZone: timeZone })),
    };
  }
}
