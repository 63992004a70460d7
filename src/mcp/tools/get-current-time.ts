import { z } from 'zod';

import { checkTimeZone } from '../../platform/time-zone.js';
import { shown, spokenTime } from '../events/times.js';
import { CLOCK_ICON } from '../icons.js';
import { defineTool, READS } from '../tool.js';

/** What time it is. */
export const getCurrentTime = defineTool({
  name: 'get-current-time',
  title: 'Get the current time',
  icon: CLOCK_ICON,
  description:
    'Says what time it is. Call it before you turn words such as "tomorrow" into a date.',
  field: undefined,
  input: z.strictObject({
    timeZone: z
      .string()
      .default('UTC')
      .describe('An IANA time zone, for example Europe/Berlin; list-calendars has that of each.'),
  }),
  output: z.object({
    currentTime: z.string().describe('With the offset: 2030-03-25T09:00:00+01:00.'),
    utc: z.string(),
    timeZone: z.string(),
  }),
  annotations: { ...READS, idempotentHint: false, openWorldHint: false },
  run: (input, { clock }) => {
    const now = clock.now().toISOString();
    const timeZone = checkTimeZone('timeZone', input.timeZone);
    const currentTime = shown(now, timeZone);
    return Promise.resolve({
      content: { currentTime, utc: shown(now, 'UTC'), timeZone },
      spoken: `It is ${spokenTime(now, { timeZone, isNamed: false })}, ${timeZone} time.`,
    });
  },
});
