import { z } from 'zod';

import { writtenTime, writtenZone } from './events/times.js';
import { readEtag, readId, splitIds } from './input/ids.js';
import { readAttendee, splitPeople } from './input/people.js';
import { writtenForms, type WrittenForm } from './input/written-form.js';

// What several tools take, under the names that the most used calendar server has for them.

const MOST_CALENDARS = 20;

/** How many accounts a call reads, which is as many as the schema takes. */
export const MOST_ACCOUNTS = 10;

const address = z.string().min(1).register(writtenForms, { read: readId });

/** The Google account. */
export const account = address.optional().describe('Which of several.');

/** The Google accounts to read. */
export const accounts = z
  .array(address)
  .min(1)
  .max(MOST_ACCOUNTS)
  .register(writtenForms, { split: splitIds })
  .optional()
  .describe('By e-mail address; all if left out.');

const calendar = z.string().min(1, 'must be the id of a calendar').register(writtenForms, {
  read: readId,
  example: 'primary',
});

/** A calendar. */
export const calendarId = calendar.default('primary').describe('An id, or a name.');

/** Calendars to read. */
export const calendarIds = z
  .array(calendar)
  .min(1)
  .max(MOST_CALENDARS)
  .register(writtenForms, { split: splitIds })
  .default(['primary'])
  .describe('Ids, or names.');

/** Calendars, or people, whose time is looked at. */
export const calendarList = z
  .array(calendar)
  .min(1)
  .max(50)
  .register(writtenForms, { split: splitIds })
  .default(['primary'])
  .describe('Ids, names, or addresses of people or groups.');

/** An event. */
export const eventId = z
  .string()
  .min(1)
  .register(writtenForms, { read: readId })
  .describe('From list-events.');

/** The zone of an answer, and of times that are written without an offset. */
export const timeZone = writtenZone.optional().describe("IANA; else the account's.");

/** Where a range begins. */
export const timeMin = writtenTime.optional().describe('What ends after 2030-03-25T09:00:00.');

/** Where a range ends. */
export const timeMax = writtenTime.optional().describe('What begins before 2030-03-26.');

/** What an event was when the model read it. */
export const etag = z
  .string()
  .register(writtenForms, { read: readEtag })
  .optional()
  .describe('As read; refused if the event changed since.');

/** Whom Google tells. */
export const sendUpdates = z
  .enum(['all', 'externalOnly', 'none'])
  .default('all')
  .describe('Who gets e-mail.');

/** Guests. */
export const guests = guestList({ read: readAttendee }).optional();

/** The same, published as a list of addresses. */
export const shortGuests = guestList({ read: readAttendee, published: 'text' }).optional();

/** How much of a series is meant. */
export const modificationScope = z
  .enum(['thisEventOnly', 'thisAndFollowing', 'all'])
  .default('thisEventOnly')
  .describe('Of a series.');

/** What the schema calls the values of {@link sendUpdates}. */
export const NOTIFY = { all: 'ALL', externalOnly: 'EXTERNAL_ONLY', none: 'NONE' } as const;

/** What the schema calls the values of {@link modificationScope}. */
export const SCOPE = { thisEventOnly: 'THIS', thisAndFollowing: 'FOLLOWING', all: 'ALL' } as const;

function guestList(form: WrittenForm) {
  const guest = z
    .strictObject({
      email: z
        .email('must be an e-mail address')
        .register(writtenForms, { example: 'maya@example.com' }),
      displayName: z.string().optional(),
      optional: z.boolean().optional(),
    })
    .register(writtenForms, form);
  return z.array(guest).max(200).register(writtenForms, { split: splitPeople });
}
