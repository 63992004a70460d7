import { z } from 'zod';

import type { WorkingHoursInput } from '../../generated/graphql.js';
import { readTimeOfDay, readWeekday, splitWeekdays, WEEKDAYS } from '../input/hours.js';
import { writtenForms } from '../input/written-form.js';

const FIVE_DAYS: readonly (typeof WEEKDAYS)[number][] = WEEKDAYS.slice(0, 5);
const DEFAULT_HOURS = { start: '09:00', end: '17:00' } as const;

const time = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time, for example 09:00')
  .register(writtenForms, { read: readTimeOfDay });

/** The hours in which a time is looked for. */
export const workingHours = z
  .strictObject({
    start: time.optional().describe('08:30.'),
    end: time.optional().describe('18:00.'),
    days: z
      .array(z.enum(WEEKDAYS).register(writtenForms, { read: readWeekday }))
      .min(1)
      .register(writtenForms, { split: splitWeekdays })
      .optional(),
  })
  .optional()
  .describe('Else 09:00 to 17:00, Monday to Friday.');

/** The hours to look at, as the schema has them and in words. */
export interface Hours {
  /** `undefined` for all of them. */
  readonly asked: WorkingHoursInput | undefined;
  readonly words: string;
  /** What is said after a time that was found: hours that nobody asked for. */
  readonly note: string;
  /** What is said, and what to do, where nothing is free then. */
  readonly nothing: string;
}

const ADVICE = 'Ask for a shorter one, or for a longer range';

/** Reads in which hours a time is looked for: working hours, unless any hour will do. */
export function hoursOf(written: z.output<typeof workingHours>, anyHour: boolean): Hours {
  if (anyHour && !written) {
    const nothing = `There is no such time. ${ADVICE}.`;
    return { asked: undefined, words: 'any hour', note: '', nothing };
  }
  const { start = DEFAULT_HOURS.start, end = DEFAULT_HOURS.end, days = FIVE_DAYS } = written ?? {};
  const words = `${daysInWords(days)}, ${start} to ${end}`;
  return {
    asked: {
      startTime: start,
      endTime: end,
      days: days.map((day) => day.toUpperCase() as Uppercase<typeof day>),
    },
    words,
    note: written ? '' : ` I looked at working hours alone, ${words}.`,
    nothing: `There is no such time within working hours, ${words}. ${ADVICE}, or with anyHour: true for times outside these hours.`,
  };
}

function daysInWords(days: readonly (typeof WEEKDAYS)[number][]): string {
  const inOrder = WEEKDAYS.filter((day) => days.includes(day));
  const names = inOrder.map((day) => `${day.charAt(0).toUpperCase()}${day.slice(1)}`);
  const [first = '', last = ''] = [names[0], names.at(-1)];
  const isRow = WEEKDAYS.indexOf(inOrder[0] ?? 'monday') + inOrder.length - 1;
  if (inOrder.length > 2 && WEEKDAYS[isRow] === inOrder.at(-1)) return `${first} to ${last}`;
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : first;
}
