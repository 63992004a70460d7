import { ToolEventByIdDocument, type ToolEventFragment } from '../../generated/graphql.js';
import type { ConfirmationLimits, ToolCall } from '../tool.js';
import { showEvent, spokenStart } from './event.js';

/** Which event a call is about, how much of its series, and whom it tells. */
export interface Reach {
  readonly account?: string | undefined;
  readonly calendarId: string;
  readonly eventId: string;
  readonly modificationScope: 'thisEventOnly' | 'thisAndFollowing' | 'all';
  readonly sendUpdates: 'all' | 'externalOnly' | 'none';
}

/** What a call would set, by the names of its inputs. */
export type SaidChanges = Readonly<Record<string, unknown>> & {
  readonly attendees?: readonly unknown[] | undefined;
};

const MOST_CHARACTERS = 120;

/** What to ask before an event is deleted; nothing if that reaches no further than it. */
export async function deletionQuestion(
  reach: Reach,
  call: ToolCall,
  limits: ConfirmationLimits,
): Promise<string | undefined> {
  const event = await read(reach, call);
  if (!event) return undefined;
  const guests = guestsOf(event);
  const part = partOf(reach, event);
  const mails = mailSentence(guests, reach, limits);
  if (part === 'ONE' && mails === undefined) return undefined;
  return lines(
    `Delete ${named(part, event)}?`,
    'This cannot be undone.',
    mails ?? toldSentence(guests, reach),
  );
}

/** What to ask before an event is changed; nothing where that concerns few besides its owner. */
export async function changeQuestion(
  reach: Reach,
  changes: SaidChanges,
  call: ToolCall,
  limits: ConfirmationLimits,
): Promise<string | undefined> {
  const event = await read(reach, call);
  if (!event) return undefined;
  const part = partOf(reach, event);
  const guests = changes.attendees ? changes.attendees.length : guestsOf(event);
  const mails = mailSentence(guests, reach, limits);
  const owner = part === 'ONE' ? undefined : otherOwner(event);
  if (owner === undefined && mails === undefined) return undefined;
  const whose = owner === undefined ? '' : ` of ${owner}`;
  return lines(
    `Change ${named(part, event)}${whose}?`,
    ...said(changes),
    mails ?? toldSentence(guests, reach),
  );
}

/** What to ask before an event is made; nothing where few are invited. */
export function invitationQuestion(
  input: SaidChanges & Pick<Reach, 'sendUpdates'> & { readonly summary: string },
  limits: ConfirmationLimits,
): string | undefined {
  const mails = mailSentence(input.attendees?.length ?? 0, input, limits);
  if (mails === undefined) return undefined;
  const { summary, sendUpdates: _told, ...changes } = input;
  return lines(`Make the event ${quoted(summary)}?`, ...said(changes), mails);
}

async function read(
  { account, calendarId: calendar, eventId: id }: Reach,
  { query }: ToolCall,
): Promise<ToolEventFragment | null> {
  return (await query(ToolEventByIdDocument, { account, calendar, id })).calendarEvent;
}

/** How much of a series is meant; the id of a series means all of it. */
function partOf({ modificationScope }: Reach, event: ToolEventFragment): 'ONE' | 'REST' | 'ALL' {
  const isSeries = event.recurrence.length > 0;
  if (!isSeries && event.seriesId === null) return 'ONE';
  if (modificationScope === 'thisEventOnly') return isSeries ? 'ALL' : 'ONE';
  return modificationScope === 'all' ? 'ALL' : 'REST';
}

function named(part: 'ONE' | 'REST' | 'ALL', event: ToolEventFragment): string {
  const title = event.summary === null ? 'without a title' : quoted(event.summary);
  const start = spokenStart(showEvent(event));
  if (part === 'ALL') return `the whole series ${title}`;
  return part === 'REST'
    ? `${title} on ${start} and every event of its series after it`
    : `the event ${title} on ${start}`;
}

function guestsOf({ attendees }: ToolEventFragment): number {
  return attendees.filter(({ self }) => !self).length;
}

/** Whose event it is, where it is somebody else's. */
function otherOwner({ organizer }: ToolEventFragment): string | undefined {
  if (!organizer || organizer.self) return undefined;
  return quoted(organizer.displayName ?? organizer.email ?? 'somebody else');
}

function mailSentence(
  guests: number,
  { sendUpdates }: Pick<Reach, 'sendUpdates'>,
  limits: ConfirmationLimits,
): string | undefined {
  if (sendUpdates === 'none' || guests <= limits.guests) return undefined;
  return `${guests} guests get an e-mail.`;
}

function toldSentence(guests: number, { sendUpdates }: Pick<Reach, 'sendUpdates'>): string {
  if (guests === 0) return '';
  if (sendUpdates === 'none') return 'Its guests are not told.';
  return guests === 1 ? 'Its guest gets an e-mail.' : `Its ${guests} guests get an e-mail.`;
}

/** What a call would set, a line each. */
function said(changes: SaidChanges): string[] {
  return Object.entries(changes).flatMap(([name, value]) =>
    value === undefined || name === 'attendees' ? [] : [`${name}: ${short(value)}`],
  );
}

function short(value: unknown): string {
  return oneLine(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Text of others, so that where it begins and ends is plain. */
function quoted(text: string): string {
  return `“${oneLine(text).replace(/[“”]/g, '"')}”`;
}

function oneLine(text: string): string {
  const line = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
}

function lines(...all: readonly string[]): string {
  return all.filter((line) => line !== '').join('\n');
}
