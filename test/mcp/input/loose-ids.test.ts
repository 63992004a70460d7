import { expect, test } from 'vitest';

import { describeOverMcp } from '../../support/calendar-tools.js';

describeOverMcp((at) => {
  const hour = { start: '2030-03-25T09:00:00', end: '2030-03-25T10:00:00' };
  const wanted = { summary: 'Planning', ...hour, timeZone: 'Europe/Berlin' };

  test('calendars are one id or several, as text, as JSON or as they were listed', async () => {
    const range = { timeMin: '2029-01-01T00:00:00Z', timeMax: '2029-01-02T00:00:00Z' };
    const team = 'team@group.calendar.google.com';
    for (const calendarId of ['primary', `primary, ${team}`, `["${team}"]`, [{ id: team }]]) {
      const { isError } = await at.host.call('list-events', {
        ...range,
        calendarId,
        maxResults: '5',
      });
      expect([calendarId, isError]).toEqual([calendarId, false]);
    }
    const shown = [{ id: team, summary: 'Team' }, { email: team }, [{ calendarId: team }]];
    for (const calendars of [team, [team], ...shown, `[{"id": "${team}"}]`]) {
      const { fields } = await at.host.call('get-freebusy', { ...range, calendars });
      expect(fields).toMatchObject({ calendars: [{ calendarId: team }] });
    }
  });

  test('an ETag is the same with quotes, without, and as a weak one', async () => {
    const { fields } = await at.host.call('create-event', wanted);
    let { id: eventId, etag } = fields['event'] as Record<string, string>;
    const bare = (): string => String(etag).replaceAll('"', '');
    const forms = [() => String(etag), bare, () => `W/"${bare()}"`, () => `\\"${bare()}\\"`];
    for (const [index, form] of forms.entries()) {
      const changed = await at.host.call('update-event', {
        eventId,
        etag: form(),
        summary: `N${index}`,
      });
      expect(changed.spoken).toContain('The event is changed.');
      ({ id: eventId, etag } = changed.fields['event'] as Record<string, string>);
    }
    const stale = await at.host.call('delete-event', {
      eventId,
      etag: '1',
      modificationScope: 'THIS_EVENT_ONLY',
    });
    expect(stale.problem).toMatchObject({ code: 'CONFLICT' });
    const scope = { modificationScope: 'this event only', sendUpdates: ['NONE'] };
    expect((await at.host.call('delete-event', { eventId, etag: bare(), ...scope })).isError).toBe(
      false,
    );
  });
});
