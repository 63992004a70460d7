import { Field, ObjectType } from 'type-graphql';

import type { LazyConflicts } from '../../conflicts/conflicts.js';
import { CalendarEventType } from '../../events/event.type.js';

const ACCOUNT = { description: 'The Google account that this was done with.' } as const;
const CONFLICTS = {
  nullable: true,
  description:
    'Up to 50 events of the calendar that take time while it takes place; of a series, while one ' +
    'of its first ten instances within 92 days does. Found by one more request to Google, where ' +
    'this field is selected. Null where they are not known: Google did not answer within three ' +
    'seconds, or the token lacks the scope `calendar.read`.',
} as const;

/** The schema's `CreateCalendarEventPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `createCalendarEvent` answers.' })
export class CreateCalendarEventPayload {
  @Field(() => String, ACCOUNT)
  readonly account!: string;

  @Field(() => CalendarEventType, { description: 'The event.' })
  readonly event!: CalendarEventType;

  @Field(() => Boolean, {
    description: 'Whether this made it; false where its idempotency key had been sent before.',
  })
  readonly created!: boolean;

  @Field(() => [CalendarEventType], CONFLICTS)
  readonly conflicts!: LazyConflicts;
}

/** The schema's `CreateCalendarEventsError`. */
@ObjectType({ simpleResolvers: true, description: 'Why an event of several was not made.' })
export class CreateCalendarEventsError {
  @Field(() => String, { description: 'The code, one of those that errors have.' })
  readonly code!: string;

  @Field(() => String, { nullable: true, description: 'The word that tells cases of it apart.' })
  readonly reason!: string | null;

  @Field(() => String, { description: 'What went wrong, and what to do.' })
  readonly message!: string;

  @Field(() => String, { description: 'The argument that it is about, such as `events.3`.' })
  readonly argument!: string;

  @Field(() => Boolean, { description: 'Whether the same call may make it later.' })
  readonly retryable!: boolean;
}

/** The schema's `CreateCalendarEventsResult`. */
@ObjectType({ simpleResolvers: true, description: 'What came of one event of several.' })
export class CreateCalendarEventsResult {
  @Field(() => CalendarEventType, { nullable: true, description: 'The event; null if not made.' })
  readonly event!: CalendarEventType | null;

  @Field(() => Boolean, {
    description: 'Whether this call made it; false where an earlier one had.',
  })
  readonly created!: boolean;

  @Field(() => CreateCalendarEventsError, {
    nullable: true,
    description: 'Why it was not made; null if it was.',
  })
  readonly error!: CreateCalendarEventsError | null;

  @Field(() => [CalendarEventType], {
    ...CONFLICTS,
    description:
      'The same as `CreateCalendarEventPayload.conflicts`, the other events of this call among ' +
      'them; one request to Google for all. Null as well for an event that begins a year after ' +
      'the first.',
  })
  readonly conflicts!: LazyConflicts;
}

/** The schema's `CreateCalendarEventsPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `createCalendarEvents` answers.' })
export class CreateCalendarEventsPayload {
  @Field(() => String, ACCOUNT)
  readonly account!: string;

  @Field(() => [CreateCalendarEventsResult], {
    description: 'What came of each event, in the order in which they were sent.',
  })
  readonly results!: readonly CreateCalendarEventsResult[];
}
