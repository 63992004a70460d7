import { Field, ID, InputType } from 'type-graphql';

import { ChangeInput } from '../fields.input.js';

/** The schema's `MoveCalendarEventInput`. */
@InputType({ description: 'What `moveCalendarEvent` moves.' })
export class MoveCalendarEventInput extends ChangeInput {
  @Field(() => ID, { description: 'The event: a series, or one that stands alone.' })
  readonly id!: string;

  @Field(() => ID, { description: 'The calendar to move it to.' })
  readonly destination!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The `etag` that was read: if the event was changed since, the answer is `CONFLICT` and ' +
      'nothing is done.',
  })
  readonly etag?: string | null;
}
