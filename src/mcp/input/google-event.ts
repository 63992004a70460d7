import { isRecord } from '../../platform/is-record.js';
import { readColorId } from './color.js';
import { isNothing, isNullWord } from './scalars.js';
import { readTime as readClock, readZone } from './times.js';
import type { Reading } from './written-form.js';

const MEET = 'hangoutsMeet';
const OFFSET = /(?:[Zz]|[+-]\d\d:\d\d)$/;

interface GoogleTime {
  readonly time: unknown;
  readonly timeZone: unknown;
}

/**
 * Reads the parts of an event that were written as Google's API has them: `start` and `end` as
 * objects, `conferenceData` with a `createRequest`, and `colorId`.
 */
export function readGoogleEvent(written: unknown, reading: Reading): unknown {
  if (!isRecord(written)) return written;
  return readColorId(readConference(readTimes(written, reading), reading), reading);
}

type Written = Readonly<Record<string, unknown>>;

function readTimes(written: Written, reading: Reading): Written {
  const start = readTime('start', written['start'], reading);
  const end = readTime('end', written['end'], reading);
  if (!start && !end) return written;
  const { refuse } = reading;
  const zone = zoneOf(written['timeZone']);
  const startZone = start?.timeZone ?? zone;
  const endZone = end?.timeZone;
  if (!isSame(startZone, zone ?? startZone)) {
    refuse('start.timeZone', 'must be that of timeZone; leave one of the two out');
  }
  const ownEnd = endZone === undefined || isSame(endZone, startZone) ? undefined : endZone;
  const endTime = end?.time ?? written['end'];
  const startTime = start?.time ?? written['start'];
  const { timeZone: _zone, endTimeZone, ...rest } = written;
  const said = {
    ...rest,
    ...(startTime !== undefined && { start: startTime }),
    ...(endTime !== undefined && { end: endTime }),
    ...(startZone !== undefined && { timeZone: startZone }),
    ...(endTimeZone !== undefined && { endTimeZone }),
  };
  if (ownEnd === undefined) return said;
  if (startZone === undefined && (isNothing(startTime) || hasOffset(startTime))) {
    return { ...said, timeZone: ownEnd };
  }
  if (startZone === undefined) {
    refuse('start.timeZone', 'must be said too, for example Europe/Berlin, as end has one');
    return said;
  }
  if (!isSame(ownEnd, isNothing(endTimeZone) ? ownEnd : endTimeZone)) {
    refuse('end.timeZone', 'must be that of endTimeZone; leave one of the two out');
  }
  return { ...said, endTimeZone: ownEnd };
}

function readTime(
  name: string,
  written: unknown,
  { refuse, parse }: Reading,
): GoogleTime | undefined {
  const isText = typeof written === 'string' && written.trimStart().startsWith('{');
  const value = isText ? parse(written) : written;
  if (!isRecord(value)) return undefined;
  const { dateTime, date, timeZone, ...others } = value;
  if (Object.keys(others).length > 0) return undefined;
  if (!isNothing(dateTime) && !isNothing(date)) {
    refuse(name, 'has a dateTime and a date; say one of them, for example 2030-03-25T09:00:00');
  }
  if (isNothing(dateTime) && !isNothing(date) && !isDay(date)) {
    refuse(`${name}.date`, 'must be a day, for example 2030-03-25; a time is a dateTime');
  }
  const time = isNothing(dateTime) ? date : dateTime;
  return {
    time: isNothing(time) ? null : time,
    timeZone: zoneOf(timeZone),
  };
}

function readConference(written: Written, { refuse, parse }: Reading): Written {
  const { conferenceData, conferenceDataVersion: _version, ...rest } = written;
  const text = typeof conferenceData === 'string' ? parse(conferenceData) : undefined;
  const value = text === undefined ? conferenceData : text;
  if (isEmpty(value)) return rest;
  const request = isRecord(value) ? value['createRequest'] : undefined;
  const others = isRecord(value) ? Object.entries(value) : [];
  if (
    !isRecord(request) ||
    others.some(([name, other]) => name !== 'createRequest' && !isEmpty(other))
  ) {
    refuse('conferenceData', 'takes a createRequest alone; say addConference: true instead');
    return rest;
  }
  const key = request['conferenceSolutionKey'];
  const type = isRecord(key) ? key['type'] : undefined;
  if (!isNothing(type) && type !== MEET) {
    refuse('conferenceData.createRequest.conferenceSolutionKey.type', `must be ${MEET}`);
  }
  const added = rest['addConference'];
  if (!isNothing(added) && String(added).toLowerCase() !== 'true') {
    refuse('addConference', 'must be true beside a createRequest; leave one of the two out');
  }
  return { ...rest, addConference: true };
}

/** Whether a value says nothing, or is made of nothing else. */
function isEmpty(written: unknown): boolean {
  if (isNothing(written)) return true;
  if (Array.isArray(written)) return written.length === 0;
  return isRecord(written) && Object.values(written).every(isNothing);
}

function isSame(one: unknown, other: unknown): boolean {
  return String(one).toLowerCase() === String(other).toLowerCase();
}

function hasOffset(written: unknown): boolean {
  const time = readClock(written);
  return typeof time === 'string' && time.includes('T') && OFFSET.test(time);
}

function zoneOf(written: unknown): unknown {
  return isNothing(written) || isNullWord(written) ? undefined : readZone(written);
}

/** Whether it is not a time; what is neither is told of later. */
function isDay(date: unknown): boolean {
  return typeof date !== 'string' || !date.includes(':');
}
