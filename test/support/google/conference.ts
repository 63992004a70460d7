import { createHash } from 'node:crypto';

import type { GoogleEvent } from './recurrence.js';

/** An event as somebody writes it: null takes its conference away. */
type WrittenEvent = Omit<Partial<GoogleEvent>, 'conferenceData'> & {
  readonly conferenceData?: GoogleEvent['conferenceData'] | null;
};

/**
 * What a written event says of its conference: Google makes one for each request's id, keeps one
 * that is handed to it, and looks at nothing of it unless `conferenceDataVersion` is 1.
 *
 * @see https://developers.google.com/workspace/calendar/api/guides/create-events#conferencing
 */
export function withConference(
  { conferenceData, ...event }: WrittenEvent,
  version: string | null,
): Partial<GoogleEvent> {
  if (conferenceData === undefined || version !== '1') return event;
  // What is there is taken away, with its link.
  if (conferenceData === null) {
    return { ...event, ...({ conferenceData: null, hangoutLink: null } as object) };
  }
  const { createRequest } = conferenceData;
  if (!createRequest) return { ...event, conferenceData };
  const room = roomOf(createRequest.requestId ?? '');
  const uri = `https://meet.google.com/${room}`;
  return {
    ...event,
    hangoutLink: uri,
    conferenceData: {
      conferenceId: room,
      conferenceSolution: { name: 'Google Meet', key: { type: 'hangoutsMeet' } },
      entryPoints: [{ entryPointType: 'video', uri, label: `meet.google.com/${room}` }],
      createRequest: { ...createRequest, status: { statusCode: 'success' } },
    },
  };
}

/** A room's name, as `abc-defg-hij`. */
function roomOf(requestId: string): string {
  const letters = [...createHash('sha256').update(requestId).digest()]
    .map((byte) => String.fromCharCode(97 + (byte % 26)))
    .join('');
  return `${letters.slice(0, 3)}-${letters.slice(3, 7)}-${letters.slice(7, 10)}`;
}
