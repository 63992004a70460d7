import { expect, test } from 'vitest';

import { MinuteCounter } from '../../src/platform/minute-counter.js';
import { TestClock } from '../support/test-clock.js';

test('a minute begins with the first count, and its end forgets what was counted', () => {
  const clock = new TestClock();
  const counter = new MinuteCounter(clock);
  expect(counter.count('a')).toEqual({ count: 1, previous: 0, secondsLeft: 60 });
  clock.advance(59.5);
  expect(counter.count('a')).toEqual({ count: 2, previous: 0, secondsLeft: 1 });
  expect(counter.peek('a')).toEqual({ count: 2, secondsLeft: 1 });
  clock.advance(0.5);
  expect(counter.peek('a')).toEqual({ count: 0, secondsLeft: 0 });
  expect(counter.count('a')).toEqual({ count: 1, previous: 2, secondsLeft: 60 });
});

test('a clock that was set back by an hour holds nobody up for an hour', () => {
  const clock = new TestClock();
  const counter = new MinuteCounter(clock);
  counter.count('a');
  clock.advance(-3600);
  expect(counter.count('a')).toMatchObject({ count: 1, secondsLeft: 60 });
});

test('a stranger with a million addresses does not fill the memory', () => {
  const counter = new MinuteCounter(new TestClock());
  for (let at = 0; at < 1_000_000; at += 1) counter.count(`2001:db8:${at.toString(16)}::/64`);
  expect(counter.size).toBe(10_000);
});
