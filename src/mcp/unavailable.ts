import { z } from 'zod';

/** What is said of calendars that could not be looked at. */
export const unavailable = z
  .array(z.object({ calendarId: z.string(), reason: z.string() }))
  .describe('The calendars that could not be looked at: nothing is known of them.');

/** A calendar that could not be looked at, and Google's word for why. */
export type Unavailable = z.output<typeof unavailable>[number];

/** The end of a sentence, where calendars could not be looked at. */
export function spokenUnavailable(calendars: readonly Unavailable[]): string {
  const { length } = calendars;
  return length === 0 ? '' : ` Nothing is known of ${length} of the calendars.`;
}
