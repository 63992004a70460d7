import { registerEnumType } from 'type-graphql';

import type { ChangeScope } from '../changes/change.js';
import type { SendUpdates } from '../google/resource.js';
import type {
  AttendeeResponse,
  EventStatus,
  ReminderMethod,
  Transparency,
  Visibility,
} from './event.js';

/** An enum with exactly the names of a type. */
type Same<T extends string> = { readonly [Name in T]: Name };

/** The schema's `CalendarEventStatus`. */
export const CalendarEventStatus = {
  CONFIRMED: 'CONFIRMED',
  TENTATIVE: 'TENTATIVE',
  CANCELLED: 'CANCELLED',
} as const satisfies Same<EventStatus>;

/** The schema's `AttendeeResponse`. */
export const AttendeeResponseEnum = {
  NEEDS_ACTION: 'NEEDS_ACTION',
  ACCEPTED: 'ACCEPTED',
  TENTATIVE: 'TENTATIVE',
  DECLINED: 'DECLINED',
} as const satisfies Same<AttendeeResponse>;

/** The schema's `CalendarEventTransparency`. */
export const CalendarEventTransparency = {
  OPAQUE: 'OPAQUE',
  TRANSPARENT: 'TRANSPARENT',
} as const satisfies Same<Transparency>;

/** The schema's `CalendarEventVisibility`. */
export const CalendarEventVisibility = {
  DEFAULT: 'DEFAULT',
  PUBLIC: 'PUBLIC',
  PRIVATE: 'PRIVATE',
  CONFIDENTIAL: 'CONFIDENTIAL',
} as const satisfies Same<Visibility>;

/** The schema's `ReminderMethod`. */
export const ReminderMethodEnum = {
  EMAIL: 'EMAIL',
  POPUP: 'POPUP',
} as const satisfies Same<ReminderMethod>;

/** The schema's `CalendarEventScope`. */
export const CalendarEventScope = {
  THIS: 'THIS',
  FOLLOWING: 'FOLLOWING',
  ALL: 'ALL',
} as const satisfies Same<ChangeScope>;

/** The schema's `AttendeeNotification`; its values are what Google calls `sendUpdates`. */
export const AttendeeNotification = {
  ALL: 'all',
  EXTERNAL_ONLY: 'externalOnly',
  NONE: 'none',
} as const satisfies Record<string, SendUpdates>;

/** The schema's `RecurringEvents`. */
export const RecurringEvents = { INSTANCES: 'INSTANCES', SERIES: 'SERIES' } as const;

registerEnumType(CalendarEventStatus, {
  name: 'CalendarEventStatus',
  description: 'Whether an event takes place.',
  valuesConfig: {
    CONFIRMED: { description: 'It does.' },
    TENTATIVE: { description: 'Perhaps.' },
    CANCELLED: { description: 'It was deleted or called off.' },
  },
});
registerEnumType(AttendeeResponseEnum, {
  name: 'AttendeeResponse',
  description: 'What somebody answered to an invitation.',
  valuesConfig: {
    NEEDS_ACTION: { description: 'Nothing yet.' },
    ACCEPTED: { description: 'Yes.' },
    TENTATIVE: { description: 'Perhaps.' },
    DECLINED: { description: 'No.' },
  },
});
registerEnumType(CalendarEventTransparency, {
  name: 'CalendarEventTransparency',
  description: 'Whether an event takes the time it covers.',
  valuesConfig: {
    OPAQUE: { description: 'It does: whoever has it is busy.' },
    TRANSPARENT: { description: 'It does not: whoever has it is free.' },
  },
});
registerEnumType(CalendarEventVisibility, {
  name: 'CalendarEventVisibility',
  description: 'Who sees what an event is about.',
  valuesConfig: {
    DEFAULT: { description: 'As the calendar has it.' },
    PUBLIC: { description: 'Everybody who sees the calendar.' },
    PRIVATE: { description: 'Only its attendees.' },
    CONFIDENTIAL: { description: 'The same as `PRIVATE`; kept by Google for older clients.' },
  },
});
registerEnumType(ReminderMethodEnum, {
  name: 'ReminderMethod',
  description: 'How a reminder arrives.',
  valuesConfig: {
    EMAIL: { description: 'By e-mail.' },
    POPUP: { description: 'In the calendar’s own program.' },
  },
});
registerEnumType(CalendarEventScope, {
  name: 'CalendarEventScope',
  description: 'How much of a series a change is about.',
  valuesConfig: {
    THIS: {
      description:
        'The event that the id names: one instance, or the whole series where it is the series’ id.',
    },
    FOLLOWING: {
      description:
        'The instance that the id names and all behind it, which become their own series.',
    },
    ALL: { description: 'The whole series, whichever of its instances the id names.' },
  },
});
registerEnumType(AttendeeNotification, {
  name: 'AttendeeNotification',
  description: 'Whom Google tells of a change by e-mail.',
  valuesConfig: {
    ALL: { description: 'Every attendee.' },
    EXTERNAL_ONLY: { description: 'Attendees who do not use Google Calendar.' },
    NONE: { description: 'Nobody.' },
  },
});
registerEnumType(RecurringEvents, {
  name: 'RecurringEvents',
  description: 'What a list shows of events that repeat.',
  valuesConfig: {
    INSTANCES: { description: 'Every instance on its own, in the order of their beginning.' },
    SERIES: { description: 'Each series once, with its rule, and the instances that differ.' },
  },
});
