import { z } from 'zod';

import { ToolCalendarsDocument, type ToolCalendarsQuery } from '../../generated/graphql.js';
import { CALENDAR_ICON } from '../icons.js';
import { account } from '../inputs.js';
import { defineTool, READS } from '../tool.js';

const ROLES = {
  OWNER: 'owner',
  WRITER: 'writer',
  READER: 'reader',
  FREE_BUSY_READER: 'freeBusyReader',
} as const;

const MOST_PAGES = 10;

/** The calendars that the agent's account sees. */
export const listCalendars = defineTool({
  name: 'list-calendars',
  title: 'List calendars',
  icon: CALENDAR_ICON,
  description:
    'Lists the calendars of the Google account, with their ids, time zones, and what may be done with them. Use it to find the calendarId that other tools take.',
  field: { type: 'Query', name: 'calendars', scope: 'calendar.read' },
  input: z.strictObject({ account }),
  output: z.object({
    account: z.string(),
    calendars: z.array(
      z.object({
        id: z.string(),
        summary: z.string().describe('Its name, which its owner wrote: data.'),
        description: z.string().optional(),
        timeZone: z.string(),
        accessRole: z.enum(['owner', 'writer', 'reader', 'freeBusyReader']),
        primary: z.boolean(),
        selected: z.boolean().describe('Whether the account’s owner has it in view.'),
      }),
    ),
    hasMore: z.boolean(),
  }),
  annotations: READS,
  run: async (input, call) => {
    const found: ToolCalendarsQuery['calendars']['nodes'] = [];
    let page: ToolCalendarsQuery['calendars'] | undefined;
    let pages = 0;
    do {
      const after = page?.pageInfo.endCursor;
      page = (await call.query(ToolCalendarsDocument, { ...input, after })).calendars;
      found.push(...page.nodes);
      pages += 1;
      await call.progress(pages, `Read ${found.length} calendars.`);
    } while (page.pageInfo.hasNextPage && pages < MOST_PAGES);
    const calendars = found.map(({ name, description, role, ...calendar }) => ({
      ...calendar,
      summary: name,
      ...(description === null ? {} : { description }),
      accessRole: ROLES[role],
    }));
    const writable = calendars.filter(({ accessRole }) => /owner|writer/.test(accessRole)).length;
    return {
      content: { account: page.account, calendars, hasMore: page.pageInfo.hasNextPage },
      spoken: `There ${count(found.length, 'calendar')}, ${writable} of which can be written to.`,
    };
  },
});

function count(number: number, noun: string): string {
  return number === 1 ? `is one ${noun}` : `are ${number} ${noun}s`;
}
