import { loadWithRotations } from '../../test/support/rotation-load.js';
import { asSuperuser, startGateway } from '../support/gateway.js';
import { table } from '../support/report.js';
import type { Bench, Findings } from './part.js';

const AGENTS = 50;
const ROTATORS = 10;

/**
 * Rotations by a superuser on two processes, beside agents that work without a pause and refresh as
 * told. Not one request may be refused.
 */
export async function measureRotations(
  { postgres, folder, cores }: Bench,
  { rotations, overlapSeconds }: { readonly rotations: number; readonly overlapSeconds: number },
): Promise<Findings> {
  const databaseUrl = await postgres.createDatabase('bench_rotations');
  const start = (name: string) => startGateway({ databaseUrl, folder, cores: cores?.all, name });
  const gateways = [await start('rotations-1'), await start('rotations-2')];
  try {
    const found = await loadWithRotations({
      urls: gateways.map(({ url }) => url),
      superuser: asSuperuser,
      agents: AGENTS,
      rotations,
      rotators: ROTATORS,
      overlapSeconds,
      now: () => Date.now(),
    });
    const rows = [
      ['agents', String(AGENTS)],
      ['overlap', `${overlapSeconds} s`],
      ['rotations', String(found.rotations)],
      ['rotations/s', (found.rotations / found.seconds).toFixed(0)],
      ['requests', String(found.requests)],
      ['requests/s', (found.requests / found.seconds).toFixed(0)],
      ['refreshes at refreshAt', String(found.refreshes)],
      ['answers of 401, tried once more', String(found.retried)],
      ['requests refused', String(found.refused)],
      ...(found.firstRefusal === undefined ? [] : [['the first of them', found.firstRefusal]]),
    ];
    const text = table(['rotations under load', ''], rows);
    return {
      text,
      json: { agents: AGENTS, overlapSeconds, ...found },
      isGood: found.refused === 0,
    };
  } finally {
    await Promise.all(gateways.map((gateway) => gateway.stop()));
  }
}
