import type { Clock } from '../platform/clock.js';
import type { ServedResolver } from '../schema/served-resolver.js';
import { CalendarResolver } from './calendar.resolver.js';
import { EventChangeResolver } from './changes/change.resolver.js';
import { EventCreationResolver } from './changes/creation/creation.resolver.js';
import { EventMoveResolver } from './changes/move/move.resolver.js';
import { EventResolver } from './events/event.resolver.js';
import type { CalendarServices } from './module.js';

/** The resolvers of calendars and their events. */
export const calendarResolvers: readonly ServedResolver<{
  readonly calendars: CalendarServices;
  readonly clock: Clock;
}>[] = [
  {
    type: CalendarResolver,
    create: ({ calendars, clock }) => new CalendarResolver(calendars, clock),
  },
  {
    type: EventResolver,
    create: ({ calendars }) => new EventResolver(calendars),
  },
  {
    type: EventCreationResolver,
    create: ({ calendars }) => new EventCreationResolver(calendars),
  },
  {
    type: EventChangeResolver,
    create: ({ calendars }) => new EventChangeResolver(calendars),
  },
  {
    type: EventMoveResolver,
    create: ({ calendars }) => new EventMoveResolver(calendars),
  },
];
