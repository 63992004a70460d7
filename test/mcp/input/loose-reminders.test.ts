import { expect, test } from 'vitest';

import { describeOverMcp } from '../../support/calendar-tools.js';
import { ACCOUNT } from '../../support/google/google-emulator.js';

describeOverMcp((at) => {
  const hour = { start: '2030-03-25T09:00:00', end: '2030-03-25T10:00:00' };
  const popup = { useDefault: false, overrides: [{ method: 'popup', minutes: 10 }] };

  test.each<[unknown, unknown]>([
    [[{ method: 'popup', minutes: 10 }], popup],
    ['[{"minutes": "10"}]', popup],
    ['10', popup],
    [[10], popup],
    [{ overrides: [10] }, popup],
    [
      [30, { method: 'email', minutes: 60 }],
      {
        useDefault: false,
        overrides: [
          { method: 'popup', minutes: 30 },
          { method: 'email', minutes: 60 },
        ],
      },
    ],
    ['none', { useDefault: false, overrides: [] }],
  ])('reminders may be %j', async (reminders, expected) => {
    const { fields } = await at.host.call('create-event', { summary: 'Call', ...hour, reminders });
    const { id } = fields['event'] as { id: string };
    expect(at.gateway.google.events.get(ACCOUNT, id).reminders).toEqual(expected);
  });

  test('anything else is refused with an example', async () => {
    const refused = { summary: 'Call', ...hour, reminders: 'soon' };
    const { problem, spoken } = await at.host.call('create-event', refused);
    expect(problem).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'reminders' });
    expect(spoken).toContain('{"overrides":[{"method":"popup","minutes":10}]}');
  });
});
