import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { RequestContext } from '../../request/context.js';
import type { ConflictService } from '../conflicts/conflict.service.js';
import type { CalendarCall, CalendarCalls } from '../google/call.js';
import type { CalendarServices } from '../module.js';
import type { CalendarNameService } from '../names/calendar-name.service.js';
import {
  DeleteCalendarEventInput,
  RespondToCalendarEventInput,
  UpdateCalendarEventInput,
} from './change.input.js';
import type { EventTarget } from './change.js';
import type { EventChangeService } from './change.service.js';
import {
  DeleteCalendarEventPayload,
  RespondToCalendarEventPayload,
  UpdateCalendarEventPayload,
} from './change.type.js';

/** The schema's fields that change events. */
@Resolver()
export class EventChangeResolver {
  readonly #changes: EventChangeService;
  readonly #conflicts: ConflictService;
  readonly #names: CalendarNameService;
  readonly #calls: CalendarCalls;

  constructor({ changes, conflicts, names, calls }: CalendarServices) {
    this.#changes = changes;
    this.#conflicts = conflicts;
    this.#names = names;
    this.#calls = calls;
  }

  @Mutation(() => UpdateCalendarEventPayload, {
    description:
      'Changes an event, or a series from one of its instances on or as a whole. Needs the scope ' +
      '`calendar.write`.',
  })
  async updateCalendarEvent(
    @Arg('input', () => UpdateCalendarEventInput, { description: 'The change.' })
    input: UpdateCalendarEventInput,
    @Ctx() context: RequestContext,
  ): Promise<UpdateCalendarEventPayload> {
    const call = this.#calls.of(context, input.connection);
    const { event, isChanged } = await this.#inCalendar(call, input, (calendar) =>
      this.#changes.update(call, { ...targetOf(input), calendar }, input),
    );
    const isMoved = Boolean(input.time ?? input.recurrence);
    return {
      account: event.account,
      event,
      changed: isChanged,
      conflicts: () => (isMoved ? this.#conflicts.of(call, event) : Promise.resolve(null)),
    };
  }

  @Mutation(() => DeleteCalendarEventPayload, {
    description:
      'Deletes an event, or a series from one of its instances on or as a whole. Needs the scope ' +
      '`calendar.write`.',
  })
  async deleteCalendarEvent(
    @Arg('input', () => DeleteCalendarEventInput, { description: 'What to delete.' })
    input: DeleteCalendarEventInput,
    @Ctx() context: RequestContext,
  ): Promise<DeleteCalendarEventPayload> {
    const call = this.#calls.of(context, input.connection);
    const { account } = await this.#inCalendar(call, input, (calendar) =>
      this.#changes.remove(call, { ...targetOf(input), calendar }),
    );
    return { account, deletedId: input.id };
  }

  @Mutation(() => RespondToCalendarEventPayload, {
    description:
      'Answers an invitation in the name of the account. Needs the scope `calendar.write`.',
  })
  async respondToCalendarEvent(
    @Arg('input', () => RespondToCalendarEventInput, { description: 'The answer.' })
    input: RespondToCalendarEventInput,
    @Ctx() context: RequestContext,
  ): Promise<RespondToCalendarEventPayload> {
    const call = this.#calls.of(context, input.connection);
    const { response, comment } = input;
    const answer = { response, comment: comment ?? undefined };
    const event = await this.#inCalendar(call, input, (calendar) =>
      this.#changes.respond(call, { ...targetOf(input), calendar }, answer),
    );
    return { account: event.account, event };
  }

  #inCalendar<T>(
    call: CalendarCall,
    { calendar }: { readonly calendar?: string | null },
    run: (calendarId: string) => Promise<T>,
  ): Promise<T> {
    return this.#names.withCalendar(call, 'calendar', calendar ?? 'primary', run);
  }
}

function targetOf(
  input: Pick<UpdateCalendarEventInput, 'id' | 'scope' | 'etag' | 'notify'>,
): Omit<EventTarget, 'calendar'> {
  return {
    id: input.id,
    scope: input.scope ?? 'THIS',
    etag: input.etag ?? undefined,
    sendUpdates: input.notify ?? 'all',
  };
}
