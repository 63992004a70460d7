import { registerEnumType } from 'type-graphql';

import { enumOf } from '../../schema/enum-of.js';
import type { ChangeScope } from '../changes/change.js';
import type { SendUpdates } from '../google/resource.js';
import type { EventColor } from './color.js';
import type {
  AttendeeResponse,
  EventStatus,
  EventType,
  ReminderMethod,
  Transparency,
  Visibility,
} from './event.js';

/** The schema's `CalendarEventStatus`. */
export const CalendarEventStatus = enumOf<EventStatus>(
  'CalendarEventStatus',
  'Whether an event takes place.',
  {
    CONFIRMED: 'It does.',
    TENTATIVE: 'Perhaps.',
    CANCELLED: 'It was deleted or called off.',
  },
);

/** The schema's `CalendarEventType`. */
export const EventTypeWord = enumOf<EventType>(
  'CalendarEventType',
  'What sort of entry of a calendar an event is.',
  {
    DEFAULT: 'An event; also one of a sort that is not known here.',
    BIRTHDAY: 'A birthday, or another day of every year.',
    FOCUS_TIME: 'Time in which somebody wants to work undisturbed.',
    FROM_GMAIL: 'An event that Google has made of an e-mail, such as a flight.',
    OUT_OF_OFFICE: 'Time in which somebody is away.',
    WORKING_LOCATION: 'Where somebody works.',
  },
);

/** The schema's `CalendarEventColor`. */
export const EventColorWord = enumOf<EventColor>(
  'CalendarEventColor',
  'The colour of an event, as Google Calendar names it.',
  {
    LAVENDER: 'Pale blue.',
    SAGE: 'Pale green.',
    GRAPE: 'Purple.',
    FLAMINGO: 'Pink.',
    BANANA: 'Yellow.',
    TANGERINE: 'Orange.',
    PEACOCK: 'Turquoise.',
    GRAPHITE: 'Grey.',
    BLUEBERRY: 'Blue.',
    BASIL: 'Green.',
    TOMATO: 'Red.',
  },
);

/** The schema's `AttendeeResponse`. */
export const AttendeeResponseType = enumOf<AttendeeResponse>(
  'AttendeeResponse',
  'What somebody answered to an invitation.',
  {
    NEEDS_ACTION: 'Nothing yet.',
    ACCEPTED: 'Yes.',
    TENTATIVE: 'Perhaps.',
    DECLINED: 'No.',
  },
);

/** The schema's `CalendarEventTransparency`. */
export const CalendarEventTransparency = enumOf<Transparency>(
  'CalendarEventTransparency',
  'Whether an event takes the time it covers.',
  {
    OPAQUE: 'It does: whoever has it is busy.',
    TRANSPARENT: 'It does not: whoever has it is free.',
  },
);

/** The schema's `CalendarEventVisibility`. */
export const CalendarEventVisibility = enumOf<Visibility>(
  'CalendarEventVisibility',
  'Who sees what an event is about.',
  {
    DEFAULT: 'As the calendar has it.',
    PUBLIC: 'Everybody who sees the calendar.',
    PRIVATE: 'Only its attendees.',
    CONFIDENTIAL: 'The same as `PRIVATE`; kept by Google for older clients.',
  },
);

/** The schema's `ReminderMethod`. */
export const ReminderMethodType = enumOf<ReminderMethod>(
  'ReminderMethod',
  'How a reminder arrives.',
  {
    EMAIL: 'By e-mail.',
    POPUP: 'In the calendar’s own program.',
  },
);

/** The schema's `CalendarEventScope`. */
export const CalendarEventScope = enumOf<ChangeScope>(
  'CalendarEventScope',
  'How much of a series a change is about.',
  {
    THIS: 'The one event that the id names, which is never a whole series.',
    FOLLOWING: 'The instance that the id names and all behind it, which become their own series.',
    ALL: 'The whole series, whichever of its instances the id names.',
  },
);

/** The schema's `AttendeeNotification`; its values are what Google calls `sendUpdates`. */
export const AttendeeNotification = {
  ALL: 'all',
  EXTERNAL_ONLY: 'externalOnly',
  NONE: 'none',
} as const satisfies Record<string, SendUpdates>;

registerEnumType(AttendeeNotification, {
  name: 'AttendeeNotification',
  description: 'Whom Google tells of a change by e-mail.',
  valuesConfig: {
    ALL: { description: 'Every attendee.' },
    EXTERNAL_ONLY: { description: 'Attendees who do not use Google Calendar.' },
    NONE: { description: 'Nobody.' },
  },
});

/** The schema's `RecurringEvents`. */
export const RecurringEvents = enumOf(
  'RecurringEvents',
  'What a list shows of events that repeat.',
  {
    INSTANCES: 'Every instance on its own, in the order of their beginning.',
    SERIES: 'Each series once, with its rule, and the instances that differ.',
  },
);
