import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';

import { badUserInput, type DomainError } from '../../platform/errors.js';
import type { EventTime } from '../time/event-time.js';
import { zonedAt } from '../time/zone.js';
import { compact, dateLineOf, lineOf, localOf, seriesStart, zoneOf } from './stamps.js';

const MOST_LINES = 50;
const LONGEST_LINE = 1_000;
const RULE =
  /^RRULE:(?:(?:FREQ|UNTIL|COUNT|INTERVAL|BYSECOND|BYMINUTE|BYHOUR|BYDAY|BYMONTHDAY|BYYEARDAY|BYWEEKNO|BYMONTH|BYSETPOS|WKST)=[A-Z0-9,+-]+(?:;|$))+$/;
const DATES = /^(?:EXDATE|RDATE)(?:;VALUE=DATE|;TZID=[A-Za-z0-9_+/-]+)*:[0-9TZ,]+$/;
const SHAPE =
  'must be lines of RFC 5545 such as RRULE:FREQ=WEEKLY;BYDAY=MO, one of them an RRULE and the others ' +
  'EXDATE or RDATE';

const LINE = /^\s*(RRULE|EXDATE|RDATE)((?:;[^:]*)?):(.*)$/is;
const UNTIL = /UNTIL=([^;]*)/;
const END = /^\d{8}(?:T\d{6}Z)?$/;

/**
 * Reads what makes an event repeat; nothing makes it stand alone. Case, and spaces between its
 * parts, mean nothing.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 * @see https://datatracker.ietf.org/doc/html/rfc5545#section-3.8.5
 */
export function checkRecurrence(argument: string, written: readonly string[]): string[] {
  if (written.length === 0) return [];
  const lines = written.map((line) => (line.length <= LONGEST_LINE ? readLine(line) : line));
  const rules = lines.filter((line) => line.startsWith('RRULE:'));
  const isWellFormed = lines.every(
    (line) => line.length <= LONGEST_LINE && (RULE.test(line) || DATES.test(line)),
  );
  const [rule] = rules;
  const end = rule && UNTIL.exec(rule)?.[1];
  if (end !== undefined && !END.test(end)) {
    throw badUserInput(
      argument,
      'must have UNTIL in UTC, for example UNTIL=20300415T215959Z, or as a day, UNTIL=20300415',
    );
  }
  if (rule === undefined || rules.length > 1 || lines.length > MOST_LINES || !isWellFormed) {
    throw badUserInput(argument, SHAPE);
  }
  if (/COUNT=/.test(rule) && /UNTIL=/.test(rule)) {
    throw badUserInput(argument, 'must end by COUNT or by UNTIL, not by both');
  }
  try {
    new RRuleTemporal({ rruleString: rule, dtstart: SOME_START });
  } catch {
    throw badUserInput(argument, SHAPE);
  }
  return lines;
}

/** A line as Google writes it. */
function readLine(line: string): string {
  const [, name = '', params = '', values = ''] = LINE.exec(line) ?? [];
  if (name === '') return line;
  const said = values.replace(/\s/g, '').toUpperCase().replace(/;$/, '');
  return `${name.toUpperCase()}${params.trimEnd()}:${said}`;
}

const SOME_START = Temporal.ZonedDateTime.from('2030-01-01T00:00:00[UTC]');

/** A series cut in two. */
export interface SplitSeries {
  /** The lines of the series up to the cut. */
  readonly before: string[];
  /** The lines of a series that begins at the cut. */
  readonly after: string[];
}

/**
 * Cuts a series in two, as Google's guide has it: the old one ends before the instance, a new one
 * begins with it.
 *
 * @param series - when the first instance is
 * @param cut - when the first instance of the new series is
 * @throws DomainError `BAD_USER_INPUT` naming `id` where the cut is a date that the rule does not
 *   name: a series that began there would repeat by it
 * @see https://developers.google.com/workspace/calendar/api/guides/recurringevents
 */
export function splitRecurrence(
  lines: readonly string[],
  series: EventTime,
  cut: EventTime,
): SplitSeries {
  const start = seriesStart(series);
  const { local: cutLocal } = seriesStart(cut);
  const hasRule = lines.some((line) => line.startsWith('RRULE:'));
  const before: string[] = [];
  const after: string[] = [];
  for (const line of lines) {
    const dates = dateLineOf(line);
    if (dates) {
      const isBefore = (value: string) => {
        const local = localOf(value.split('/')[0] ?? '', start, zoneOf(dates));
        const order = local ? Temporal.PlainDateTime.compare(local, cutLocal) : 1;
        if (order === 0 && dates.name === 'RDATE' && hasRule) throw besidesTheRule();
        return order < 0;
      };
      const sides = [
        dates.values.filter(isBefore),
        dates.values.filter((value) => !isBefore(value)),
      ];
      for (const [side, kept] of [before, after].entries()) {
        const values = sides[side] ?? [];
        if (values.length > 0) kept.push(lineOf({ ...dates, values }));
      }
    } else if (line.startsWith('RRULE:')) {
      before.push(`${withoutEnd(line)};UNTIL=${lastMomentBefore(cut)}`);
      after.push(afterCut(line, series, cut));
    } else {
      before.push(line);
      after.push(line);
    }
  }
  return { before, after };
}

function besidesTheRule(): DomainError {
  return badUserInput(
    'id',
    'must be an event that the rule of its series names, and not a date besides, where those after it are meant',
  );
}

/** A rule that ends after so many instances has fewer of them behind the cut. */
function afterCut(rule: string, series: EventTime, cut: EventTime): string {
  const [, count] = /COUNT=(\d+)/.exec(rule) ?? [];
  if (count === undefined) return rule;
  const cutMs = zonedStart(cut).epochMilliseconds;
  let done = 0;
  new RRuleTemporal({
    rruleString: rule,
    dtstart: zonedStart(series),
    includeDtstart: true,
  }).all((instance) => {
    if (instance.epochMilliseconds >= cutMs) return false;
    done += 1;
    return true;
  });
  return rule.replace(/COUNT=\d+/, `COUNT=${String(Math.max(1, Number(count) - done))}`);
}

function withoutEnd(rule: string): string {
  return rule.replace(/;?(?:COUNT|UNTIL)=[^;]+/g, '').replace('RRULE:;', 'RRULE:');
}

/** When a series begins, as the library of rules takes it; whole days by UTC. */
export function zonedStart(time: EventTime): Temporal.ZonedDateTime {
  return time.kind === 'ALL_DAY'
    ? Temporal.PlainDate.from(time.startDate).toZonedDateTime('UTC')
    : zonedAt(time.startAt, time.timeZone);
}

/** The end of a rule, which RFC 5545 wants in UTC, or as a date for days. */
function lastMomentBefore(cut: EventTime): string {
  return cut.kind === 'ALL_DAY'
    ? compact(Temporal.PlainDate.from(cut.startDate).subtract({ days: 1 }).toString())
    : compact(new Date(cut.startAt.getTime() - 1_000).toISOString());
}
