import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { prepareWorkloads, startGateway, type GatewayOptions } from './gateway.js';
import { loadServer } from './load.js';

/** The parts of V8's CPU profile that are read here. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly startTime: number;
  readonly endTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const WARM_UP_SECONDS = 3;
const TOP = 25;

/**
 * Loads a gateway of its own with `viewer` and `currentToken` while V8 samples it, and tells where
 * the time went: the self time of each package, of each part of `src`, and of single functions.
 * The start and the warm-up are left out.
 */
export async function profileGateway(
  options: GatewayOptions,
  load: { readonly connections: number; readonly seconds: number },
): Promise<string> {
  const folder = join(options.folder, 'profile');
  const nodeOptions = ['--cpu-prof', `--cpu-prof-dir=${folder}`];
  const gateway = await startGateway({ ...options, nodeOptions });
  let loadMicros: number;
  try {
    const { viewer, currentToken } = await prepareWorkloads(gateway);
    await loadServer(gateway, viewer, { ...load, seconds: WARM_UP_SECONDS });
    const startedAtMs = performance.now();
    for (const work of [viewer, currentToken]) await loadServer(gateway, work, load);
    loadMicros = (performance.now() - startedAtMs) * 1000;
  } finally {
    await gateway.stop();
  }
  const [file = ''] = await readdir(folder);
  const profile = JSON.parse(await readFile(join(folder, file), 'utf8')) as CpuProfile;
  return renderProfile(profile, loadMicros);
}

function renderProfile(profile: CpuProfile, loadMicros: number): string {
  const byId = new Map(profile.nodes.map((node) => [node.id, node.callFrame]));
  const places = new Map<string, number>();
  const functions = new Map<string, number>();
  let busy = 0;
  let at = profile.startTime;
  profile.samples.forEach((id, index) => {
    const delta = profile.timeDeltas[index] ?? 0;
    at += delta;
    const frame = byId.get(id);
    // The end of the profile is the end of the load, but for the stop.
    if (!frame || at < profile.endTime - loadMicros || frame.functionName === '(idle)') return;
    busy += delta;
    const place = placeOf(frame.url, frame.functionName);
    places.set(place, (places.get(place) ?? 0) + delta);
    const name = `${frame.functionName || '(anonymous)'}  ${place}`;
    functions.set(name, (functions.get(name) ?? 0) + delta);
  });
  return [
    'Self time by package or file, in per cent of the busy time',
    ...topOf(places, busy),
    '',
    'Self time by function',
    ...topOf(functions, busy),
    '',
  ].join('\n');
}

function topOf(times: ReadonlyMap<string, number>, busy: number): string[] {
  return [...times]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, TOP)
    .map(([name, time]) => `${((100 * time) / busy).toFixed(1).padStart(5)}  ${name}`);
}

function placeOf(url: string, functionName: string): string {
  const packaged = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  if (packaged !== undefined) return packaged;
  if (url.startsWith('node:')) return url;
  return /\/((?:dist|src)\/.*)$/.exec(url)?.[1] ?? (url === '' ? functionName : url);
}
