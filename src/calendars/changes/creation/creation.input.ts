import { Field, InputType } from 'type-graphql';

import { ChangedFieldsInput, ChangeInput, EventFieldsInput } from '../fields.input.js';
import type { NewEventType } from '../status/status-event.js';
import { NewCalendarEventType } from '../status/status-event.type.js';
import { EventTimeInput } from '../time.input.js';

const TIME = { description: 'When it is.' } as const;
const EVENT_TYPE = {
  nullable: true,
  defaultValue: NewCalendarEventType.DEFAULT,
  description: 'What kind of event it is, once and for all.',
} as const;

/** The schema's `CreateCalendarEventInput`. */
@InputType({ description: 'What `createCalendarEvent` makes.' })
export class CreateCalendarEventInput extends ChangedFieldsInput {
  @Field(() => EventTimeInput, TIME)
  readonly time!: EventTimeInput;

  @Field(() => NewCalendarEventType, EVENT_TYPE)
  readonly eventType?: NewEventType | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A word of your own for this event, up to 200 characters: sending it again finds the event ' +
      'that was made first, and makes no second one.',
  })
  readonly idempotencyKey?: string | null;
}

/** The schema's `NewCalendarEventInput`. */
@InputType({ description: 'One of the events that `createCalendarEvents` makes.' })
export class NewCalendarEventInput extends EventFieldsInput {
  @Field(() => EventTimeInput, TIME)
  readonly time!: EventTimeInput;

  @Field(() => NewCalendarEventType, EVENT_TYPE)
  readonly eventType?: NewEventType | null;
}

/** The schema's `CreateCalendarEventsInput`. */
@InputType({ description: 'What `createCalendarEvents` makes.' })
export class CreateCalendarEventsInput extends ChangeInput {
  @Field(() => [NewCalendarEventInput], { description: 'The events, 1 to 50.' })
  readonly events!: readonly NewCalendarEventInput[];

  @Field(() => String, {
    description:
      'A word of your own for these events, up to 200 characters: sending it again with the same ' +
      'events makes those that are missing, and none a second time.',
  })
  readonly idempotencyKey!: string;
}
