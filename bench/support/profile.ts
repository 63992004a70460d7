import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { prepareWorkloads, startGateway, type GatewayOptions } from './gateway.js';
import { loadServer } from './load.js';

interface Frame {
  readonly functionName: string;
  readonly url: string;
}

/** The parts of V8's CPU profile that are read here. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly children?: readonly number[];
    readonly callFrame: Frame;
  }[];
  readonly startTime: number;
  readonly endTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const WARM_UP_SECONDS = 3;
const TOP = 60;

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
  const inclusive = new Map<string, number>();
  const parents = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  let busy = 0;
  let at = profile.startTime;
  profile.samples.forEach((id, index) => {
    const delta = profile.timeDeltas[index] ?? 0;
    at += delta;
    const frame = byId.get(id);
    // The end of the profile is the end of the load, but for the stop.
    if (!frame || at < profile.endTime - loadMicros || frame.functionName === '(idle)') return;
    busy += delta;
    add(places, placeOf(frame), delta);
    add(functions, nameOf(frame), delta);
    const callers = new Set<string>();
    for (let caller: number | undefined = id; caller !== undefined; caller = parents.get(caller)) {
      const { url, functionName } = byId.get(caller) ?? { url: '', functionName: '' };
      if (url !== '') callers.add(nameOf({ url, functionName }));
    }
    for (const name of callers) add(inclusive, name, delta);
  });
  return [
    'Self time by package or file, in per cent of the busy time',
    ...topOf(places, busy),
    '',
    'Self time by function',
    ...topOf(functions, busy),
    '',
    'Time by function with all that it calls before it first waits',
    ...topOf(inclusive, busy),
    '',
  ].join('\n');
}

function topOf(times: ReadonlyMap<string, number>, busy: number): string[] {
  return [...times]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, TOP)
    .map(([name, time]) => `${((100 * time) / busy).toFixed(1).padStart(5)}  ${name}`);
}

function add(times: Map<string, number>, name: string, micros: number): void {
  times.set(name, (times.get(name) ?? 0) + micros);
}

function nameOf(frame: Frame): string {
  return `${frame.functionName || '(anonymous)'}  ${placeOf(frame)}`;
}

function placeOf({ url, functionName }: Frame): string {
  const packaged = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  if (packaged !== undefined) return packaged;
  if (url.startsWith('node:')) return url;
  return /\/((?:dist|src)\/.*)$/.exec(url)?.[1] ?? (url === '' ? functionName : url);
}
