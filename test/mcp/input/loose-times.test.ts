import { expect, test } from 'vitest';

import { describeOverMcp } from '../../support/calendar-tools.js';

describeOverMcp((at) => {
  test.each<[start: unknown, shown: string]>([
    ['2030-07-01 09:00:00', '09:00:00+02:00'],
    [' 2030-07-01 09:00 ', '09:00:00+02:00'],
    ['"2030-07-01t09:00"', '09:00:00+02:00'],
    ['2030-07-01T09:00:00+0200', '09:00:00+02:00'],
    ['2030-07-01 09:00:00.000 +02', '09:00:00+02:00'],
    ['2030-07-01T09:00Z', '11:00:00+02:00'],
    ['2030-07-01 09:00 UTC', '11:00:00+02:00'],
    ['2030-07-01T03:00:00\u221204:00', '09:00:00+02:00'],
    [{ dateTime: '2030-07-01 09:00:00+0200', timeZone: 'null' }, '09:00:00+02:00'],
  ])('%j is a time', async (start, shown) => {
    const made = await at.host.call('create-event', {
      ...{ summary: 'Planning', timeZone: ' Europe/Berlin ' },
      ...{ start, end: '2030-07-01T12:00:00' },
    });
    const { id: eventId, start: begins } = made.fields['event'] as Record<string, string>;
    expect(begins).toBe(`2030-07-01T${shown}`);
    const range = { timeMin: '2030-07-01 08:00', timeMax: '2030-07-01 12:00:00+0200' };
    const listed = await at.host.call('list-events', { ...range, fields: 'id, summary, etag' });
    expect(listed.fields['events']).toMatchObject([
      { id: eventId, etag: expect.any(String) as string },
    ]);
    const read = await at.host.call('get-event', { eventId: JSON.stringify({ id: eventId }) });
    expect(read.isError).toBe(false);
    await at.host.call('delete-event', { eventId: ` ${eventId}\n` });
  });
});
