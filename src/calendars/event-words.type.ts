import { registerEnumType } from 'type-graphql';

import type {
  AttendeeResponse,
  EventStatus,
  ReminderMethod,
  Transparency,
  Visibility,
} from './calendar-event.js';
import type { ChangeScope } from './event-change.js';
import type { SendUpdates } from './google-resource.js';

/** The schema's `CalendarEventStatus`. */
export const CalendarEventStatus = same<EventStatus>()({
  CONFIRMED: 'CONFIRMED',
  TENTATIVE: 'TENTATIVE',
  CANCELLED: 'CANCELLED',
});

/** The schema's `AttendeeResponse`. */
export const AttendeeResponseEnum = same<AttendeeResponse>()({
  NEEDS_ACTION: 'NEEDS_ACTION',
  ACCEPTED: 'ACCEPTED',
  TENTATIVE: 'TENTATIVE',
  DECLINED: 'DECLINED',
});

/** The schema's `CalendarEventTransparency`. */
export const CalendarEventTransparency = same<Transparency>()({
  OPAQUE: 'OPAQUE',
  TRANSPARENT: 'TRANSPARENT',
});

/** The schema's `CalendarEventVisibility`. */
export const CalendarEventVisibility = same<Visibility>()({
  DEFAULT: 'DEFAULT',
  PUBLIC: 'PUBLIC',
  PRIVATE: 'PRIVATE',
  CONFIDENTIAL: 'CONFIDENTIAL',
});

/** The schema's `ReminderMethod`. */
export const ReminderMethodEnum = same<ReminderMethod>()({ EMAIL: 'EMAIL', POPUP: 'POPUP' });

/** The schema's `CalendarEventScope`. */
export const CalendarEventScope = same<ChangeScope>()({
  THIS: 'THIS',
  FOLLOWING: 'FOLLOWING',
  ALL: 'ALL',
});

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

/** Makes sure that an enum has exactly the names of a type. */
function same<T extends string>() {
  return (names: { readonly [Name in T]: Name }) => names;
}
