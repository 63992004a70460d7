import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { RequestContext } from '../../../request/context.js';
import type { CalendarCalls } from '../../google/call.js';
import type { CalendarServices } from '../../module.js';
import type { CalendarNameService } from '../../names/calendar-name.service.js';
import { MoveCalendarEventInput } from './move.input.js';
import type { EventMoveService } from './move.service.js';
import { MoveCalendarEventPayload } from './move.type.js';

/** The schema's field that moves events to other calendars. */
@Resolver()
export class EventMoveResolver {
  readonly #moves: EventMoveService;
  readonly #names: CalendarNameService;
  readonly #calls: CalendarCalls;

  constructor({ moves, names, calls }: CalendarServices) {
    this.#moves = moves;
    this.#names = names;
    this.#calls = calls;
  }

  @Mutation(() => MoveCalendarEventPayload, {
    description:
      'Moves an event, or a series as a whole, to another calendar, which becomes its organizer. ' +
      'Needs the scope `calendar.write`.',
  })
  async moveCalendarEvent(
    @Arg('input', () => MoveCalendarEventInput, { description: 'The event, and where to.' })
    { connection, calendar, id, destination, etag, notify }: MoveCalendarEventInput,
    @Ctx() context: RequestContext,
  ): Promise<MoveCalendarEventPayload> {
    const call = this.#calls.of(context, connection);
    const options = { id, etag: etag ?? undefined, sendUpdates: notify ?? 'all' } as const;
    const { event, isMoved } = await this.#names.withCalendar(
      call,
      'calendar',
      calendar ?? 'primary',
      (from) =>
        this.#names.withCalendar(call, 'destination', destination, (to) =>
          this.#moves.move(call, { ...options, calendar: from }, to),
        ),
    );
    return { account: event.account, event, moved: isMoved };
  }
}
