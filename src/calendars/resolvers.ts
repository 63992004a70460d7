import type { Clock } from '../platform/clock.js';
import type { ServedResolver } from '../schema/served-resolver.js';
import { CalendarResolver } from './calendar.resolver.js';
import { EventChangeResolver } from './changes/change.resolver.js';
import { EventResolver } from './events/event.resolver.js';
import type { CalendarServices } from './module.js';

/** The resolvers of calendars and their events. */
export const calendarResolvers: readonly ServedResolver<{
  readonly calendars: CalendarServices;
  readonly clock: Clock;
}>[] = [
  {
    type: CalendarResolver,
    create: ({ calendars, clock }) =>
      new CalendarResolver(calendars.calendars, calendars.calls, clock),
  },
  {
    type: EventResolver,
    create: ({ calendars }) => new EventResolver(calendars.events, calendars.calls),
  },
  {
    type: EventChangeResolver,
    create: ({ calendars }) => new EventChangeResolver(calendars.changes, calendars.calls),
  },
];
