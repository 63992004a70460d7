import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

import { checkClocks } from '../../platform/time-zone.js';
import { shown, spokenTime, weekdayOf } from '../events/times.js';
import { ownZone } from '../events/zone.js';
import { CLOCK_ICON } from '../icons.js';
import { writtenForms } from '../input/written-form.js';
import { account, timeZone } from '../inputs.js';
import { answerPhrase, dayAndWeekday, shownPhrase } from '../phrases/shown-phrase.js';
import { defineTool, READS } from '../tool.js';

const MOST_PHRASES = 20;
const NEXT_DAYS = 14;

/** What time it is, and which dates are meant by words. */
export const getCurrentTime = defineTool({
  name: 'get-current-time',
  title: 'Get the current time',
  icon: CLOCK_ICON,
  description:
    'Says what time it is, and turns words such as "next Tuesday" into dates: do not count days yourself.',
  field: undefined,
  input: z.strictObject({
    account,
    timeZone,
    phrases: z
      .array(z.string().min(1))
      .max(MOST_PHRASES)
      .register(writtenForms, { split: splitPhrases })
      .optional()
      .describe('Words to turn into dates, in English: "tomorrow at 3pm", "this weekend".'),
  }),
  output: z.object({
    currentTime: z.string().describe('With the offset: 2030-03-25T09:00:00+01:00.'),
    utc: z.string(),
    timeZone: z.string(),
    date: z.string(),
    weekday: z.string(),
    nextDays: z.array(z.string()).describe('The days after today.'),
    phrases: z.array(shownPhrase).optional(),
  }),
  annotations: { ...READS, idempotentHint: false, openWorldHint: false },
  run: async (input, call) => {
    const said = input.timeZone === undefined ? undefined : checkClocks('timeZone', input.timeZone);
    const own = said === undefined ? await ownZone(call, input.account) : undefined;
    const zone = said ?? own ?? 'UTC';
    const now = call.clock.now().toISOString();
    const zoned = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
    const today = zoned.toPlainDate();
    const answers = input.phrases?.map((phrase) => answerPhrase(phrase, zoned));
    const isUnknown = said === undefined && own === undefined;
    return {
      content: {
        currentTime: shown(now, zone),
        utc: shown(now, 'UTC'),
        timeZone: zone,
        date: today.toString(),
        weekday: weekdayOf(today),
        nextDays: Array.from({ length: NEXT_DAYS }, (_unused, index) =>
          dayAndWeekday(today.add({ days: index + 1 })),
        ),
        ...(answers && { phrases: answers.map((answer) => answer.shown) }),
      },
      spoken: [
        `It is ${spokenTime(now, { timeZone: zone, isNamed: true })}.`,
        isUnknown ? "The account's own time zone is not known." : '',
        ...(answers ?? []).map((answer) => answer.spoken),
      ]
        .filter((sentence) => sentence !== '')
        .join(' '),
    };
  },
});

/** Commas stand within phrases: `Tuesday, 2 April`. */
function splitPhrases(text: string): readonly string[] | undefined {
  const phrases = text.split(/[;\n]/).map((phrase) => phrase.trim());
  return phrases.length > 1 ? phrases.filter((phrase) => phrase !== '') : undefined;
}
