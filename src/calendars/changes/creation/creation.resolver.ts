import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { DomainError } from '../../../platform/errors.js';
import type { RequestContext } from '../../../request/context.js';
import type { ConflictService } from '../../conflicts/conflict.service.js';
import type { CalendarCalls } from '../../google/call.js';
import type { CalendarNameService } from '../../names/calendar-name.service.js';
import type { EventBatchService } from './batch.service.js';
import { CreateCalendarEventInput, CreateCalendarEventsInput } from './creation.input.js';
import type { EventCreationService } from './creation.service.js';
import {
  CreateCalendarEventPayload,
  CreateCalendarEventsPayload,
  type CreateCalendarEventsError,
} from './creation.type.js';

/** Dependencies of {@link EventCreationResolver}. */
export interface EventCreationResolverParts {
  readonly creation: EventCreationService;
  readonly batches: EventBatchService;
  readonly conflicts: ConflictService;
  readonly names: CalendarNameService;
  readonly calls: CalendarCalls;
}

/** The schema's fields that make events. */
@Resolver()
export class EventCreationResolver {
  readonly #parts: EventCreationResolverParts;

  constructor(parts: EventCreationResolverParts) {
    this.#parts = parts;
  }

  @Mutation(() => CreateCalendarEventPayload, {
    description:
      'Makes an event, once for an idempotency key however often it is sent. Needs the scope ' +
      '`calendar.write`.',
  })
  async createCalendarEvent(
    @Arg('input', () => CreateCalendarEventInput, { description: 'The event.' })
    input: CreateCalendarEventInput,
    @Ctx() context: RequestContext,
  ): Promise<CreateCalendarEventPayload> {
    const { creation, conflicts, names, calls } = this.#parts;
    const call = calls.of(context, input.connection);
    const { calendar, notify } = input;
    const { event, isNew } = await names.withCalendar(
      call,
      'calendar',
      calendar ?? 'primary',
      (calendarId) => creation.create(call, calendarId, input, notify ?? 'all'),
    );
    return {
      account: event.account,
      event,
      created: isNew,
      conflicts: () => conflicts.of(call, event),
    };
  }

  @Mutation(() => CreateCalendarEventsPayload, {
    description:
      'Makes up to 50 events of one calendar, none twice for an idempotency key. All are checked ' +
      'before the first is made; what Google refuses is told for each event. Needs the scope ' +
      '`calendar.write`.',
  })
  async createCalendarEvents(
    @Arg('input', () => CreateCalendarEventsInput, { description: 'The events.' })
    input: CreateCalendarEventsInput,
    @Ctx() context: RequestContext,
  ): Promise<CreateCalendarEventsPayload> {
    const { batches, conflicts, names, calls } = this.#parts;
    const call = calls.of(context, input.connection);
    const { calendar, notify } = input;
    const { account, results } = await names.withCalendar(
      call,
      'calendar',
      calendar ?? 'primary',
      (calendarId) => batches.create(call, calendarId, input, notify ?? 'all'),
    );
    const events = results.flatMap((result) => ('event' in result ? [result.event] : []));
    let found: ReturnType<ConflictService['ofEach']> | undefined;
    return {
      account,
      results: results.map((result, place) => {
        if ('error' in result) {
          const error = errorAt(place, result.error);
          return { event: null, created: false, error, conflicts: () => Promise.resolve(null) };
        }
        const { event, isNew } = result;
        return {
          event,
          created: isNew,
          error: null,
          conflicts: async () => {
            found ??= conflicts.ofEach(call, events);
            return (await found)[events.indexOf(event)] ?? null;
          },
        };
      }),
    };
  }
}

function errorAt(
  place: number,
  { code, reason, message, details }: DomainError,
): CreateCalendarEventsError {
  const argument = `events.${String(place)}`;
  return {
    code,
    reason: reason ?? null,
    message,
    argument,
    retryable: details['retryable'] === true,
  };
}
