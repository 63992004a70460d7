import { z } from 'zod';

import { invalidArguments, type ArgumentProblem, type DomainError } from '../../platform/errors.js';
import { refuseSecrets } from '../../platform/secrets/free-text.js';
import type { Redact } from '../../platform/secrets/redact.js';
import type { RoomTokenOrder } from './order.js';

const FIELD_NAME = /^[A-Za-z_]{1,30}$/;

const text = z.string('must be a text').nullish();
const number = z.number('must be a number').nullish();

const agent = z.strictObject({
  agent_name: z.string('must be the name of an agent'),
  metadata: text,
  deployment: text,
});

const roomConfig = z.strictObject({
  empty_timeout: number,
  departure_timeout: number,
  max_participants: number,
  metadata: text,
  min_playout_delay: number,
  max_playout_delay: number,
  sync_streams: z.boolean('must be true or false').nullish(),
  agents: z.array(agent, 'must be a list of agents').nullish(),
});

const request = z.strictObject({
  room_name: text,
  participant_identity: text,
  participant_name: text,
  participant_metadata: text,
  participant_attributes: z
    .record(z.string(), z.string('must be a text'), 'must be an object of texts')
    .nullish(),
  room_config: roomConfig.nullish(),
});

/**
 * Reads the body of a request to LiveKit's standard token endpoint. Every field may be left out or
 * be null; one that is not known here is refused, since leaving it out would change what was asked.
 *
 * @see https://docs.livekit.io/frontends/build/authentication/endpoint/
 * @param redact - knows the secrets that no field may hold
 * @throws DomainError `BAD_USER_INPUT` naming the fields
 */
export function readTokenRequest(body: unknown, redact: Redact): RoomTokenOrder {
  const result = request.safeParse(body ?? {});
  if (!result.success) throw refusalOf(result.error);
  refuseSecrets('', result.data, { redact });
  const { room_config: config, ...given } = result.data;
  return {
    room: blankAsAbsent(given.room_name),
    identity: blankAsAbsent(given.participant_identity),
    name: blankAsAbsent(given.participant_name),
    metadata: given.participant_metadata ?? undefined,
    attributes: given.participant_attributes ?? undefined,
    agentDispatch: config?.agents?.map(({ agent_name: agentName, metadata, deployment }) => ({
      agentName,
      metadata: metadata ?? undefined,
      deployment: deployment ?? undefined,
    })),
    roomConfig: config ? configOf(config) : undefined,
  };
}

/** What the endpoint calls the parts of an order. */
const FIELDS: Readonly<Record<string, string>> = {
  room: 'room_name',
  identity: 'participant_identity',
  name: 'participant_name',
  metadata: 'participant_metadata',
  attributes: 'participant_attributes',
  agentDispatch: 'room_config.agents',
  roomConfig: 'room_config',
};

/**
 * The endpoint's name for an argument of `liveKitRoomToken`, such as
 * `room_config.max_participants`.
 */
export function endpointFieldOf(path: string): string {
  const [part = '', ...rest] = path.split('.');
  return [FIELDS[part] ?? part, ...rest.map(snakeCase)].join('.');
}

function snakeCase(name: string): string {
  return name
    .replace(/(?:Seconds|Ms)$/, '')
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `undefined` where nothing is said but which agents to dispatch. */
function configOf(config: z.output<typeof roomConfig>): RoomTokenOrder['roomConfig'] {
  const said = {
    emptyTimeoutSeconds: config.empty_timeout ?? undefined,
    departureTimeoutSeconds: config.departure_timeout ?? undefined,
    maxParticipants: config.max_participants ?? undefined,
    metadata: config.metadata ?? undefined,
    minPlayoutDelayMs: config.min_playout_delay ?? undefined,
    maxPlayoutDelayMs: config.max_playout_delay ?? undefined,
    syncStreams: config.sync_streams ?? undefined,
  };
  return Object.values(said).every((value) => value === undefined) ? undefined : said;
}

/** In protobuf, which the endpoint's clients speak, an empty text is how a field is left out. */
function blankAsAbsent(value: string | null | undefined): string | undefined {
  return value === null || value === '' ? undefined : value;
}

function refusalOf({ issues }: z.ZodError): DomainError {
  return invalidArguments(issues.map(problemOf));
}

function problemOf(issue: z.core.$ZodIssue): ArgumentProblem {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    // Whatever else stands there could be anything, a secret included.
    const field = FIELD_NAME.test(key) ? key : 'one field';
    return { path: [...path, field].join('.'), message: 'is not accepted by this endpoint' };
  }
  if (path.length === 0) return { path: 'The request body', message: 'must be a JSON object' };
  return { path: path.join('.'), message: issue.message };
}
