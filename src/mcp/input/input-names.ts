/** What the schema's arguments are called in the tools; `#` is an item's place in its list. */
const INPUT_NAMES: Readonly<Record<string, string>> = {
  connection: 'account',
  connections: 'account',
  calendar: 'calendarId',
  id: 'eventId',
  since: 'timeMin',
  until: 'timeMax',
  'filter.since': 'timeMin',
  'filter.until': 'timeMax',
  'filter.search': 'query',
  notify: 'sendUpdates',
  scope: 'modificationScope',
  first: 'maxResults',
  time: 'start',
  'time.timed': 'start',
  'time.timed.startLocal': 'start',
  'time.timed.startAt': 'start',
  'time.timed.endLocal': 'end',
  'time.timed.endAt': 'end',
  'time.timed.timeZone': 'timeZone',
  'time.timed.endTimeZone': 'endTimeZone',
  'time.allDay': 'start',
  'time.allDay.startDate': 'start',
  'time.allDay.endDate': 'end',
  'reminders.overrides.#.minutesBefore': 'reminders.overrides.#.minutes',
  autoDeclineMode: 'autoDecline',
  workingLocation: 'location',
  'workingLocation.label': 'location',
  destination: 'moveTo',
  'workingHours.startTime': 'workingHours.start',
  'workingHours.endTime': 'workingHours.end',
};

/** What the tools call an argument of the schema, by its path. */
export function inputNameOf(path: string): string {
  const own = path.replace(/^input\./, '');
  const [, item, rest] = /^(events\.\d+\.)(.+)$/.exec(own) ?? [];
  if (item !== undefined && rest !== undefined) return item + inputNameOf(rest);
  const places = own.match(/(?<=\.)\d+(?=\.|$)/g) ?? [];
  const pattern = own.replace(/(?<=\.)\d+(?=\.|$)/g, '#');
  const name = INPUT_NAMES[pattern] ?? pattern;
  return name.replace(/#/g, () => places.shift() ?? '#');
}
