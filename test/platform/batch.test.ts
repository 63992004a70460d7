import { expect, test } from 'vitest';

import { Batch } from '../../src/platform/tasks/batch.js';

/** Runs that are let go by hand, and what they were given. */
function heldRuns(most: number) {
  const runs: { items: readonly number[]; finish: () => void; fail: () => void }[] = [];
  const batch = new Batch<number, number>(
    (items) =>
      new Promise((resolve, reject) => {
        runs.push({
          items,
          finish: () => {
            resolve(items.map((item) => item * 10));
          },
          fail: () => {
            reject(new Error('away'));
          },
        });
      }),
    most,
  );
  return { batch, runs };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('whoever comes during a run shares the next one, and each gets its own answer', async () => {
  const { batch, runs } = heldRuns(2);
  const answers = [1, 2, 3, 4].map((item) => batch.add(item));
  expect(runs.map(({ items }) => items)).toEqual([[1]]);
  for (const expected of [[1], [2, 3], [4]]) {
    expect(runs.at(-1)?.items).toEqual(expected);
    runs.at(-1)?.finish();
    await turn();
  }
  expect(await Promise.all(answers)).toEqual([10, 20, 30, 40]);
  expect(runs).toHaveLength(3);
});

test('a run that fails fails those in it, and not those that come next', async () => {
  const { batch, runs } = heldRuns(10);
  const [first, second] = [batch.add(1), batch.add(2)];
  runs[0]?.fail();
  await expect(first).rejects.toThrow('away');
  await turn();
  runs[1]?.finish();
  expect(await second).toBe(20);
});
