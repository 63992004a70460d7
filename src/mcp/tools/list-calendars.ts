import { z } from 'zod';

import { ToolCalendarsDocument, type ToolCalendarsQuery } from '../../generated/graphql.js';
import { CALENDAR_ICON } from '../icons.js';
import { accountsOf, tooLate, type Account } from '../events/accounts.js';
import { unavailableOf } from '../events/places.js';
import { cut, THIRD_PARTY_NOTE } from '../events/third-party.js';
import { accounts } from '../inputs.js';
import { settleWithin } from '../settle.js';
import { defineTool, READS, type ToolCall } from '../tool.js';
import { spokenUnavailable, unavailable } from '../unavailable.js';

const ROLES = {
  OWNER: 'owner',
  WRITER: 'writer',
  READER: 'reader',
  FREE_BUSY_READER: 'freeBusyReader',
} as const;

const MOST_PAGES = 10;
const LONGEST_NAME = 200;
const LONGEST_DESCRIPTION = 500;
/** From then on no account is waited for while there are others. */
const LONGEST_READ_MS = 3_000;

/** The calendars that the agent's account sees. */
export const listCalendars = defineTool({
  name: 'list-calendars',
  title: 'List calendars',
  icon: CALENDAR_ICON,
  description: 'Lists calendars: ids, names, time zones, and what may be done with them.',
  field: { type: 'Query', name: 'calendars', scope: 'calendar.read' },
  input: z.strictObject({ account: accounts }),
  output: z.object({
    account: z.string(),
    calendars: z.array(
      z.object({
        account: z.string().optional(),
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
    unavailable,
    note: z.string(),
  }),
  annotations: READS,
  run: async (input, call) => {
    const { accounts: read, beyond } = await accountsOf(call, input.account);
    let pages = 0;
    let isAnswered = false;
    const onPage = async (): Promise<void> => {
      if (!isAnswered) await call.progress((pages += 1), 'Read a page of calendars.');
    };
    const settled = await settleWithin(
      read.map((account) => readCalendars(call, account, onPage)),
      LONGEST_READ_MS,
      tooLate,
    );
    isAnswered = true;
    const answers = settled.map((one, index) => ({ ...one, account: read[index] }));
    const unread = unavailableOf(
      answers.map((one) => ({ ...one, calendar: 'primary' })),
      read,
    ).map(({ calendarId: _all, ...account }) => account);
    const unknown = [...unread, ...beyond];
    const lists = settled.flatMap(({ value }) => value ?? []);
    const calendars = lists.flatMap(({ account, found }) =>
      found.map(({ name, description, role, ...calendar }) => ({
        ...(read.length > 1 && { account }),
        ...calendar,
        summary: cut(name, LONGEST_NAME),
        ...(description === null ? {} : { description: cut(description, LONGEST_DESCRIPTION) }),
        accessRole: ROLES[role],
      })),
    );
    const writable = calendars.filter(({ accessRole }) => /owner|writer/.test(accessRole)).length;
    const said = spokenCount(calendars.length, writable);
    return {
      content: {
        account: lists[0]?.account ?? '',
        calendars,
        hasMore: lists.some(({ hasMore }) => hasMore),
        unavailable: unknown,
        note: THIRD_PARTY_NOTE,
      },
      spoken: said + spokenUnavailable(unknown),
    };
  },
});

type Page = ToolCalendarsQuery['calendars'];

async function readCalendars(
  call: ToolCall,
  account: Account,
  onPage: () => Promise<void>,
): Promise<{ account: string; found: Page['nodes']; hasMore: boolean }> {
  const found: Page['nodes'] = [];
  let page: Page | undefined;
  let pages = 0;
  do {
    const after = page?.pageInfo.endCursor;
    page = (await call.query(ToolCalendarsDocument, { account, after })).calendars;
    found.push(...page.nodes);
    pages += 1;
    await onPage();
  } while (page.pageInfo.hasNextPage && pages < MOST_PAGES);
  return { account: page.account, found, hasMore: page.pageInfo.hasNextPage };
}

function spokenCount(all: number, writable: number): string {
  if (all === 1)
    return `There is one calendar, which can${writable === 1 ? '' : 'not'} be written to.`;
  return `There are ${all} calendars, ${writable} of which can be written to.`;
}
