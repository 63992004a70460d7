import fc from 'fast-check';
import { expect, test } from 'vitest';

import { localTimes } from '../../src/mcp/events/local-times.js';
import { shown } from '../../src/mcp/events/times.js';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'];

test('many instants are shown as each of them alone is, around the changes of clocks too', () => {
  const changes = [
    '2030-03-10',
    '2030-03-31',
    '2030-04-07',
    '2030-10-06',
    '2030-10-27',
    '2030-11-03',
  ];
  const instant = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -172_800, max: 172_800 }))
    .map(([day, seconds]) => new Date(Date.parse(day) + seconds * 1_000).toISOString());
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), fc.array(instant, { maxLength: 20 }), (zone, all) => {
      expect(all.map(localTimes(zone))).toEqual(all.map((one) => shown(one, zone)));
    }),
  );
});
