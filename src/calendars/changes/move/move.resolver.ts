import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { RequestContext } from '../../../request/context.js';
import type { CalendarCalls } from '../../google/call.js';
import { MoveCalendarEventInput } from './move.input.js';
import type { EventMoveService } from './move.service.js';
import { MoveCalendarEventPayload } from './move.type.js';

/** The schema's field that moves events to other calendars. */
@Resolver()
export class EventMoveResolver {
  readonly #moves: EventMoveService;
  readonly #calls: CalendarCalls;

  constructor(moves: EventMoveService, calls: CalendarCalls) {
    this.#moves = moves;
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
    const target = {
      calendar: calendar ?? 'primary',
      id,
      etag: etag ?? undefined,
      sendUpdates: notify ?? 'all',
    };
    const call = this.#calls.of(context, connection);
    const { event, isMoved } = await this.#moves.move(call, target, destination);
    return { account: event.account, event, moved: isMoved };
  }
}
