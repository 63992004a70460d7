import { TokenClientError } from '../../client/index.js';
import { ToolEventByIdDocument, type ToolEventFragment } from '../../generated/graphql.js';
import type { ConfirmationLimits, ConfirmationQuestion, ToolCall } from '../tool.js';
import { plannedZone, showEvent, spokenStart } from './event.js';
import { guestLines, guestsAfter, mailsOf, type Guest } from './guests.js';
import { quoted, short } from './question-text.js';
import { clocksOf, ownZone } from './zone.js';

/** Which event a call is about, how much of its series, and whom it tells. */
export interface Reach {
  readonly account?: string | undefined;
  readonly calendarId: string;
  readonly eventId: string;
  /** By whose clocks times are said; the account's own if left out. */
  readonly timeZone?: string | undefined;
  readonly modificationScope: 'thisEventOnly' | 'thisAndFollowing' | 'all';
  readonly sendUpdates: 'all' | 'externalOnly' | 'none';
}

/** What a call would set, by the names of its inputs. */
export type SaidChanges = Readonly<Record<string, unknown>> & {
  readonly attendees?: readonly Guest[] | undefined;
  readonly addAttendees?: readonly Guest[] | undefined;
  readonly removeAttendees?: readonly string[] | undefined;
  readonly recurrence?: readonly string[] | undefined;
  readonly clear?: readonly string[] | undefined;
};

/** The event that a call names, and what is meant by it. */
interface Target {
  readonly part: 'ONE' | 'REST' | 'ALL';
  readonly event: ToolEventFragment;
  /** The event, or its series where more than it is meant: whose guests and owner count. */
  readonly whole: ToolEventFragment;
}

/** What to ask before an event is deleted; nothing if that reaches no further than it. */
export async function deletionQuestion(
  reach: Reach,
  call: ToolCall,
  limits: ConfirmationLimits,
): Promise<ConfirmationQuestion | undefined> {
  const target = await read(reach, call);
  if (typeof target === 'string') return unreadable(target, 'Delete', reach);
  const { part, whole } = target;
  const owner = otherOwner(whole);
  const isCopy = whole.organizer?.self === false;
  const { count, sentence } = mailsOf(whole, undefined, reach.sendUpdates);
  if (part === 'ONE' && (isCopy || count <= limits.guests)) return undefined;
  return question(target, [
    `Delete ${await named(target, reach, call)}?`,
    owner === undefined ? '' : `It belongs to ${owner}.`,
    isCopy ? 'It is removed from this calendar alone.' : '',
    'This cannot be undone.',
    isCopy ? '' : sentence,
  ]);
}

/** What to ask before an event is changed; nothing where that concerns few besides its owner. */
export async function changeQuestion(
  reach: Reach,
  changes: SaidChanges,
  call: ToolCall,
  limits: ConfirmationLimits,
): Promise<ConfirmationQuestion | undefined> {
  const target = await read(reach, call);
  if (typeof target === 'string') return unreadable(target, 'Change', reach);
  const { part, whole } = target;
  const repeats =
    changes.recurrence !== undefined || changes.clear?.includes('recurrence') === true;
  const owner = part === 'ONE' && !repeats ? undefined : otherOwner(whole);
  const isCut = repeats && part !== 'ONE';
  const guests = guestsAfter(whole.attendees, changes);
  const { count, sentence } = mailsOf(whole, guests, reach.sendUpdates);
  if (owner === undefined && !isCut && count <= limits.guests) return undefined;
  return question(target, [
    `Change ${await named(target, reach, call)}?`,
    owner === undefined ? '' : `It belongs to ${owner}.`,
    ...said(changes),
    ...guestLines(whole.attendees, guests),
    isCut ? 'Dates of the series can disappear by that.' : '',
    sentence,
  ]);
}

/** What to ask before an event is made; nothing where few are invited. */
export function invitationQuestion(
  input: SaidChanges & Pick<Reach, 'sendUpdates'> & { readonly summary: string },
  limits: ConfirmationLimits,
): ConfirmationQuestion | undefined {
  const { summary, sendUpdates, attendees = [], ...changes } = input;
  const { count, sentence } = mailsOf({ attendees: [], account: '' }, attendees, sendUpdates);
  if (count <= limits.guests) return undefined;
  const head = `Make the event ${quoted(summary)}?`;
  return { message: lines([head, ...said(changes), ...guestLines([], attendees), sentence]) };
}

/** What to ask before several events are made; nothing where few are invited to all of them. */
export function invitationsQuestion(
  events: readonly (SaidChanges & { readonly summary: string })[],
  sendUpdates: Reach['sendUpdates'],
  limits: ConfirmationLimits,
): ConfirmationQuestion | undefined {
  const guests = events.flatMap(({ attendees = [] }) => attendees);
  const { count, sentence } = mailsOf({ attendees: [], account: '' }, guests, sendUpdates);
  if (count <= limits.guests) return undefined;
  const made = events.map(({ summary, start }) => `${quoted(summary)}: ${short(start)}`);
  const head = `Make ${events.length} events?`;
  return { message: lines([head, ...made, ...guestLines([], guests), sentence]) };
}

/** A question is about events as they are, so that another state of them is another question. */
function question({ event, whole }: Target, all: readonly string[]): ConfirmationQuestion {
  const { calendarId, account } = event;
  const [head = '', ...rest] = all;
  const place = `Calendar: ${short(calendarId)}, of ${short(account)}`;
  return {
    message: lines([head, place, ...rest]),
    etag: event.etag,
    version: [event.etag, whole.etag].join(' '),
  };
}

/**
 * Which event is meant; a word where nothing will be done, because it is not there or a series is
 * named for one event, or where it may not be read by this agent.
 */
async function read(reach: Reach, call: ToolCall): Promise<Target | 'REFUSED' | 'FORBIDDEN'> {
  try {
    const event = await find(reach, call, reach.eventId);
    const isOne = reach.modificationScope === 'thisEventOnly';
    if (!event || event.status === 'CANCELLED') return 'REFUSED';
    if (isOne && event.recurrence.length > 0) return 'REFUSED';
    const part = partOf(reach, event);
    const series =
      part === 'ONE' || event.seriesId === null ? event : await find(reach, call, event.seriesId);
    return { part, event, whole: series ?? event };
  } catch (error) {
    if (error instanceof TokenClientError && error.code === 'FORBIDDEN') return 'FORBIDDEN';
    throw error;
  }
}

async function find(
  { account, calendarId: calendar }: Reach,
  { query }: ToolCall,
  id: string,
): Promise<ToolEventFragment | null> {
  return (await query(ToolEventByIdDocument, { account, calendar, id })).calendarEvent;
}

/** An agent that may write, and not read, is asked for without what it may not see. */
function unreadable(
  why: 'REFUSED' | 'FORBIDDEN',
  verb: string,
  { eventId, calendarId }: Reach,
): ConfirmationQuestion | undefined {
  if (why === 'REFUSED') return undefined;
  return {
    message: lines([
      `${verb} the event ${quoted(eventId)} of the calendar ${quoted(calendarId)}?`,
      'This agent may not read it, so it is not known whether it is a series, or who is invited.',
    ]),
  };
}

/** How much of a series is meant. */
function partOf({ modificationScope }: Reach, event: ToolEventFragment): Target['part'] {
  const isAlone = event.recurrence.length === 0 && event.seriesId === null;
  if (isAlone || modificationScope === 'thisEventOnly') return 'ONE';
  return modificationScope === 'all' ? 'ALL' : 'REST';
}

async function named(
  { part, event, whole }: Target,
  reach: Reach,
  call: ToolCall,
): Promise<string> {
  const own = await ownZone(call, reach.account);
  const startOf = (one: ToolEventFragment): string => spokenBy(one, reach.timeZone, own);
  const { summary } = part === 'ALL' ? whole : event;
  const title = summary === null ? 'without a title' : quoted(summary);
  if (part === 'ALL') return `the whole series ${title}, from ${startOf(whole)} on`;
  return part === 'REST'
    ? `${title} on ${startOf(event)} and every event of its series after it`
    : `the event ${title} on ${startOf(event)}`;
}

/** By the clocks of an answer, whose zone a person is always told. */
function spokenBy(
  event: ToolEventFragment,
  said: string | undefined,
  own: string | undefined,
): string {
  const { timeZone } = clocksOf(said, own, plannedZone(event));
  const shown = showEvent(event, timeZone);
  const zone = shown['allDay'] === true ? '' : ` (${timeZone})`;
  return `${spokenStart(shown, { timeZone, isNamed: false })}${zone}`;
}

/**
 * Whose event it is, where it is somebody else's, or nobody knows. `self` is about the calendar, so
 * it says nothing on a calendar that the account only has access to.
 */
function otherOwner({ organizer, account, calendarId }: ToolEventFragment): string | undefined {
  const isSame = (address: string | null): boolean =>
    address?.toLowerCase() === account.toLowerCase();
  if (organizer?.self && (calendarId === 'primary' || isSame(calendarId))) return undefined;
  if (organizer && isSame(organizer.email)) return undefined;
  if (!organizer?.email) return 'somebody else';
  const { displayName, email } = organizer;
  return displayName === null ? short(email) : `${quoted(displayName)} (${short(email)})`;
}

/** What a call would set, a line each. */
function said({
  attendees: _guests,
  addAttendees: _added,
  removeAttendees: _removed,
  ...changes
}: SaidChanges): string[] {
  return Object.entries(changes).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${short(value)}`],
  );
}

function lines(all: readonly string[]): string {
  return all.filter((line) => line !== '').join('\n');
}
