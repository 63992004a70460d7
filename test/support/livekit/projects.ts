import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { test } from 'vitest';

import { stopWith } from '../fixture-end.js';
import { startGateway, type TestGateway } from '../gateway.js';
import { makeFolder } from '../leftovers.js';
import { TestClock } from '../test-clock.js';
import { startEmulatedLiveKit, type LiveKitServer } from './server.js';

/** A gateway with two LiveKit projects: the default one, and `eu`. */
export interface ProjectsGateway {
  readonly gateway: TestGateway;
  readonly home: LiveKitServer;
  readonly eu: LiveKitServer;
  stop(): Promise<void>;
}

/** Writes what `LIVEKIT_PROJECTS` names into a file of its own. */
export function writeProjects(projects: unknown): string {
  const file = path.join(makeFolder(), 'livekit-projects.json');
  writeFileSync(file, typeof projects === 'string' ? projects : JSON.stringify(projects));
  return file;
}

/** A server as the file has it. */
function projectOf(name: string, { env }: LiveKitServer) {
  const { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = env;
  return { name, url, apiKey, apiSecret };
}

/** `gatewayTest` with two LiveKit projects: `home`, the default one, and `eu`. */
export function projectsTest(settings: Readonly<Record<string, string>> = {}) {
  const start = async (): Promise<ProjectsGateway> => {
    const [home, eu] = [await startEmulatedLiveKit(), await startEmulatedLiveKit()];
    const gateway = await startGateway({
      clock: new TestClock(new Date()),
      env: { ...home.env, LIVEKIT_PROJECTS: writeProjects([projectOf('eu', eu)]), ...settings },
    });
    return {
      gateway,
      home,
      eu,
      stop: async () => {
        await gateway.stop();
        await Promise.all([home.stop(), eu.stop()]);
      },
    };
  };
  return test
    .extend('running', { scope: 'file' }, ({}, end) => stopWith(end, start()))
    .extend('gateway', { scope: 'file' }, ({ running }) => running.gateway)
    .extend('home', { scope: 'file' }, ({ running }) => running.home)
    .extend('eu', { scope: 'file' }, ({ running }) => running.eu);
}
