import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';

import { withoutNulls } from '../../platform/without-nulls.js';
import type { RequestContext } from '../../request/context.js';
import { After, First } from '../../schema/page.args.js';
import { Calendar, Connection } from '../calendar.args.js';
import { CalendarEventFilter } from '../calendar.input.js';
import type { CalendarCalls } from '../google/call.js';
import type { CalendarServices } from '../module.js';
import type { CalendarNameService } from '../names/calendar-name.service.js';
import type { EventService } from './event.service.js';
import { CalendarEventConnection, CalendarEventType } from './event.type.js';

/** The schema's fields that read events. */
@Resolver()
export class EventResolver {
  readonly #events: EventService;
  readonly #names: CalendarNameService;
  readonly #calls: CalendarCalls;

  constructor({ events, names, calls }: CalendarServices) {
    this.#events = events;
    this.#names = names;
    this.#calls = calls;
  }

  @Query(() => CalendarEventConnection, {
    description:
      'The events of a calendar. A page may have fewer events than were asked for: `hasNextPage` ' +
      'tells whether there are more. Needs the scope `calendar.read`.',
  })
  async calendarEvents(
    @Connection() connection: string | null,
    @Calendar() calendar: string | null,
    @Arg('filter', () => CalendarEventFilter, {
      nullable: true,
      description: 'Which events; all of them, series unfolded, when left out.',
    })
    filter: CalendarEventFilter | null,
    @First() first: number | null,
    @After() after: string | null,
    @Ctx() context: RequestContext,
  ): ReturnType<EventService['list']> {
    const { recurring, includeCancelled, excludeDeclined, ...others } = withoutNulls(
      filter ?? new CalendarEventFilter(),
    );
    const wanted = {
      ...others,
      isUnfolded: recurring !== 'SERIES',
      withCancelled: includeCancelled === true,
      withoutDeclined: excludeDeclined === true,
    };
    const call = this.#calls.of(context, connection);
    return this.#names.withCalendar(call, 'calendar', calendar ?? 'primary', (calendarId) =>
      this.#events.list(call, calendarId, wanted, { first, after }),
    );
  }

  @Query(() => CalendarEventType, {
    nullable: true,
    description:
      'One event, or null when the account sees no such event or calendar. Needs the scope ' +
      '`calendar.read`.',
  })
  async calendarEvent(
    @Connection() connection: string | null,
    @Calendar() calendar: string | null,
    @Arg('id', () => ID, { description: 'The event.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<CalendarEventType | null> {
    const call = this.#calls.of(context, connection);
    return this.#names.withCalendar(call, 'calendar', calendar ?? 'primary', (calendarId) =>
      this.#events.find(call, calendarId, id),
    );
  }
}
