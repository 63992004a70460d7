import pLimit from 'p-limit';

import type { AuditService } from '../audit/audit.service.js';
import type { GoogleSettings } from '../config/settings/google.js';
import type { GoogleAccounts } from '../google/accounts/account.js';
import type { RandomSource } from '../platform/crypto.js';
import { BusyService } from './busy/busy.service.js';
import { CalendarService } from './calendar.service.js';
import { EventChangeService } from './changes/change.service.js';
import { EventBatchService } from './changes/creation/batch.service.js';
import { EventCreationService } from './changes/creation/creation.service.js';
import { EventMoveService } from './changes/move/move.service.js';
import { SingleEventService } from './changes/single.service.js';
import { EventWriterService } from './changes/writer.service.js';
import { ConflictService } from './conflicts/conflict.service.js';
import { EventService } from './events/event.service.js';
import { GoogleCalendarClient } from './google/calendar.client.js';
import { CalendarCalls } from './google/call.js';
import { CalendarNameService } from './names/calendar-name.service.js';
import { SeriesService } from './series/series.service.js';
import { SeriesSplitService } from './series/split.service.js';

/** What the gateway does with Google's calendars. */
export interface CalendarServices {
  readonly calls: CalendarCalls;
  readonly calendars: CalendarService;
  readonly busy: BusyService;
  readonly names: CalendarNameService;
  readonly events: EventService;
  readonly creation: EventCreationService;
  readonly batches: EventBatchService;
  readonly changes: EventChangeService;
  readonly moves: EventMoveService;
  readonly conflicts: ConflictService;
}

/**
 * How many requests to Google a process has under way: enough for a fast Google at any load, and
 * few enough that a slow one fills neither memory nor sockets.
 */
const REQUESTS_AT_ONCE = 64;

/** Assembles the services about Google's calendars. */
export function assembleCalendars(parts: {
  settings: GoogleSettings;
  accounts: GoogleAccounts;
  audit: AuditService;
  random: RandomSource;
}): CalendarServices {
  const { settings, accounts, audit, random } = parts;
  const google = new GoogleCalendarClient(settings.apiRootUrl);
  const session = { accounts, limit: pLimit(REQUESTS_AT_ONCE) };
  const names = new CalendarNameService(session, google);
  const writer = new EventWriterService(google);
  const single = new SingleEventService(google, writer);
  const split = new SeriesSplitService(writer, single);
  const series = new SeriesService({ google, writer, single, split });
  const creation = new EventCreationService({ ...session, writer, audit, random });
  return {
    calls: new CalendarCalls(settings.timeoutSeconds),
    calendars: new CalendarService(session, google),
    busy: new BusyService(session, google, names),
    names,
    events: new EventService(session, google),
    creation,
    batches: new EventBatchService(creation, google),
    changes: new EventChangeService({ ...session, writer, single, series, audit, random }),
    moves: new EventMoveService({ ...session, google, audit }),
    conflicts: new ConflictService(session, google),
  };
}
