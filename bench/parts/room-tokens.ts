import { renderSamples } from '../support/report.js';
import { startRoomTokenLoop } from '../support/room-tokens.js';
import { compare, runRounds } from '../support/rounds.js';
import { CONNECTIONS, type LoadOptions } from './load-ratios.js';
import type { Bench, Findings } from './part.js';

const WARM_UP_SECONDS = 2;

/** Room tokens per second against the bare SDK signing in the same process. */
export async function measureRoomTokens(
  { postgres, cores, tell }: Bench,
  { rounds, seconds }: Pick<LoadOptions, 'rounds' | 'seconds'>,
): Promise<Findings> {
  const loop = await startRoomTokenLoop({
    databaseUrl: await postgres.createDatabase('bench_rooms'),
    loops: CONNECTIONS,
    cores: cores?.server,
  });
  try {
    for (const subject of loop.subjects) await subject.measure(WARM_UP_SECONDS);
    const samples = await runRounds(loop.subjects, {
      rounds,
      seconds,
      onRound: (round) => {
        tell(`Round ${round} of ${rounds}`);
      },
    });
    const comparisons = [
      compare(samples, 'room token, decided', 'room token, SDK alone'),
      compare(samples, 'room token, issued', 'room token, SDK alone'),
    ];
    return {
      text: renderSamples(samples, comparisons),
      json: { samples: Object.fromEntries(samples), comparisons },
      isGood: true,
    };
  } finally {
    await loop.stop();
  }
}
