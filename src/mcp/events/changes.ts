import { z } from 'zod';

import type { UpdateCalendarEventInput } from '../../generated/graphql.js';
import { badUserInput } from '../../platform/errors.js';
import { readAddress, splitPeople } from '../input/people.js';
import { writtenForms } from '../input/written-form.js';
import { guests } from '../inputs.js';
import { fieldsOf, type SaidFields } from './fields.js';

const CLEARABLE = ['description', 'location', 'attendees', 'recurrence', 'reminders'] as const;

/** What can be said besides of an event that is there already. */
export const changeFields = {
  addAttendees: guests.describe('The others stay.'),
  removeAttendees: z
    .array(
      z
        .email('must be an e-mail address')
        .register(writtenForms, { read: readAddress, example: 'maya@example.com' }),
    )
    .max(200)
    .register(writtenForms, { split: splitPeople })
    .optional(),
  removeConference: z.boolean().optional(),
  clear: z
    .array(z.enum(CLEARABLE))
    .optional()
    .describe('What to empty; reminders: back to the default.'),
};

/** What was said of a change. */
type SaidChanges = SaidFields & {
  readonly [Name in keyof typeof changeFields]?: z.output<(typeof changeFields)[Name]>;
};

/**
 * The fields of a change as the schema's inputs have them: null empties one.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `clear` where something is both emptied and said
 */
export function changesOf(
  input: SaidChanges,
): Omit<UpdateCalendarEventInput, 'id' | 'time' | 'scope' | 'etag'> {
  const { addAttendees, removeAttendees, removeConference, clear = [], ...said } = input;
  const both = clear.find((name) => said[name] !== undefined);
  if (both !== undefined) throw badUserInput('clear', `must not name ${both}, which has a value`);
  const emptied = Object.fromEntries(clear.map((name) => [name, null]));
  return { ...fieldsOf(said), ...emptied, addAttendees, removeAttendees, removeConference };
}
