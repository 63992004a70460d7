import { wholeNumberRule } from '../../platform/checks.js';
import { badUserInput } from '../../platform/errors.js';
import { checkAttributes, checkMetadata, checkNameOrNone } from '../limits.js';
import type { AgentDispatchOrder, RoomConfigOrder } from './order.js';

/** How many agents one room token can dispatch. */
const MOST_DISPATCHES = 10;

/** LiveKit's numbers are unsigned and 32 bits wide; GraphQL's are signed, and end at the half. */
const NUMBERS = { least: 0, most: 2 ** 32 - 1 } as const;

/**
 * Checks and returns a room's configuration. Recordings are not part of it: they carry the keys of
 * whatever stores them, and a room token can be read by whoever holds it.
 *
 * @param argument - where the configuration is in the call; `undefined`: its parts are arguments
 * @throws DomainError `BAD_USER_INPUT` naming the part
 */
export function checkRoomConfig(
  argument: string | undefined,
  config: RoomConfigOrder,
): RoomConfigOrder {
  const pathOf = (part: string): string => (argument === undefined ? part : `${argument}.${part}`);
  for (const [name, value] of Object.entries(config)) {
    if (typeof value !== 'number') continue;
    if (!Number.isInteger(value) || value < NUMBERS.least || value > NUMBERS.most) {
      throw badUserInput(pathOf(name), wholeNumberRule(NUMBERS));
    }
  }
  const { roomPreset, metadata, tags } = config;
  if (roomPreset !== undefined) checkNameOrNone(pathOf('roomPreset'), roomPreset);
  if (metadata !== undefined) checkMetadata(pathOf('metadata'), metadata);
  if (tags) checkAttributes(pathOf('tags'), tags);
  return config;
}

/** Whether a configuration says anything: to LiveKit what is empty, 0 or false is left out. */
export function configuresRoom(config: RoomConfigOrder): boolean {
  const { tags, ...plain } = config;
  return Object.keys(tags ?? {}).length > 0 || Object.values(plain).some(Boolean);
}

/**
 * Passes the agents that are to be dispatched.
 *
 * @throws DomainError `BAD_USER_INPUT` naming the part
 */
export function checkAgentDispatch(
  argument: string,
  agents: readonly AgentDispatchOrder[],
): readonly AgentDispatchOrder[] {
  if (agents.length > MOST_DISPATCHES) {
    throw badUserInput(argument, `must be at most ${String(MOST_DISPATCHES)} agents`);
  }
  for (const { agentName = '', metadata, deployment = '', attributes } of agents) {
    checkNameOrNone(`${argument}.agentName`, agentName);
    checkNameOrNone(`${argument}.deployment`, deployment);
    if (metadata !== undefined) checkMetadata(`${argument}.metadata`, metadata);
    if (attributes) checkAttributes(`${argument}.attributes`, attributes);
  }
  return agents;
}
