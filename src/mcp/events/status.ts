import { z } from 'zod';

import type { CreateCalendarEventInput } from '../../generated/graphql.js';

const TYPES = {
  default: 'DEFAULT',
  focusTime: 'FOCUS_TIME',
  outOfOffice: 'OUT_OF_OFFICE',
  workingLocation: 'WORKING_LOCATION',
} as const;

const DECLINES = {
  none: 'DECLINE_NONE',
  all: 'DECLINE_ALL_CONFLICTING_INVITATIONS',
  new: 'DECLINE_ONLY_NEW_CONFLICTING_INVITATIONS',
} as const;

/** What kind of event is made, and what that brings with it. */
export const statusFields = {
  eventType: z
    .enum(['default', 'focusTime', 'outOfOffice', 'workingLocation'])
    .optional()
    .describe('A status; workingLocation is at location.'),
  autoDecline: z
    .enum(['none', 'all', 'new'])
    .optional()
    .describe('Invitations that focusTime or outOfOffice declines.'),
  declineMessage: z.string().optional(),
};

/** What was said of it. */
export type SaidStatus = {
  readonly [Name in keyof typeof statusFields]?: z.output<(typeof statusFields)[Name]>;
} & { readonly location?: string | undefined };

/** The same as the schema's inputs have it. */
export function statusOf({
  eventType,
  autoDecline,
  declineMessage,
  location,
}: SaidStatus): Partial<CreateCalendarEventInput> {
  const status = {
    eventType: eventType && TYPES[eventType],
    autoDeclineMode: autoDecline && DECLINES[autoDecline],
    declineMessage,
  };
  if (eventType !== 'workingLocation' || location === undefined) return status;
  const isHome = /^\s*(?:at )?home\s*$/i.test(location);
  const workingLocation = isHome
    ? ({ place: 'HOME' } as const)
    : ({ place: 'CUSTOM', label: location } as const);
  return { ...status, workingLocation, location: undefined };
}
