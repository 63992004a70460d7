import { RoomConfiguration } from 'livekit-server-sdk';

/**
 * What LiveKit's servers know of a room's configuration in a token, by the first release that does.
 * Up to 1.11.0 they hold a token for invalid that says more; from 1.12.0 on they pass it over.
 */
const KNOWN = {
  '1.9.0': { room: [], agent: [] },
  '1.9.1': { room: ['metadata'], agent: [] },
  '1.10.1': { room: ['metadata', 'tags'], agent: ['restartPolicy'] },
} as const;

const ROOM = [
  'name',
  'emptyTimeout',
  'departureTimeout',
  'maxParticipants',
  'egress',
  'minPlayoutDelay',
  'maxPlayoutDelay',
  'syncStreams',
  'agents',
];
const AGENT = ['agentName', 'metadata'];

/** A release of LiveKit's server since which it reads room configurations as it does. */
export type StrictRelease = keyof typeof KNOWN;

/**
 * Reads the `roomConfig` of a token as that release does, up to the next one of {@link KNOWN}.
 *
 * @throws Error for what that release holds for invalid
 */
export function readStrictly(claim: unknown, release: StrictRelease): RoomConfiguration {
  const known = KNOWN[release];
  refuseUnknown(claim, [...ROOM, ...known.room]);
  const config = RoomConfiguration.fromJson(
    claim as Parameters<typeof RoomConfiguration.fromJson>[0],
  );
  const { agents = [] } = claim as { agents?: unknown[] };
  for (const agent of agents) refuseUnknown(agent, [...AGENT, ...known.agent]);
  return config;
}

function refuseUnknown(message: unknown, known: readonly string[]): void {
  const names = known.flatMap((name) => [name, snakeCase(name)]);
  const unknown = Object.keys(message as object).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`unknown field "${unknown}"`);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
