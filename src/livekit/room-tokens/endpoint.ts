import { z } from 'zod';

import { invalidArguments, type DomainError } from '../../platform/errors.js';
import { refuseSecrets } from '../../platform/secrets/free-text.js';
import type { Redact } from '../../platform/secrets/redact.js';
import type { RoomTokenOrder } from './order.js';
import { protobufMessage, protobufNumber } from './protobuf-json.js';

const text = z.string('must be a text').nullish();
const number = protobufNumber.nullish();
const texts = z
  .record(z.string(), z.string('must be a text'), 'must be an object of texts')
  .nullish();

const agent = protobufMessage({
  agent_name: text,
  metadata: text,
  deployment: text,
  attributes: texts,
});

const roomConfig = protobufMessage({
  name: text,
  empty_timeout: number,
  departure_timeout: number,
  max_participants: number,
  metadata: text,
  min_playout_delay: number,
  max_playout_delay: number,
  sync_streams: z.boolean('must be true or false').nullish(),
  tags: texts,
  agents: z.array(agent, 'must be a list of agents').nullish(),
});

const request = protobufMessage({
  room_name: text,
  participant_identity: text,
  participant_name: text,
  participant_metadata: text,
  participant_attributes: texts,
  room_config: roomConfig.nullish(),
});

/**
 * Reads the body of a request to LiveKit's standard token endpoint: protobuf's JSON of its
 * `TokenSourceRequest`. Every field may be left out or be null, and so may the body.
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
    attributes: emptyAsAbsent(given.participant_attributes),
    agentDispatch: config?.agents?.map((dispatch) => ({
      agentName: dispatch.agent_name ?? undefined,
      metadata: dispatch.metadata ?? undefined,
      deployment: dispatch.deployment ?? undefined,
      attributes: dispatch.attributes ?? undefined,
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
  'roomConfig.roomPreset': 'room_config.name',
};

/**
 * The endpoint's name for an argument of `liveKitRoomToken`, such as
 * `room_config.max_participants`.
 */
export function endpointFieldOf(path: string): string {
  const whole = FIELDS[path];
  if (whole !== undefined) return whole;
  const [part = '', ...rest] = path.split('.');
  return [FIELDS[part] ?? part, ...rest.map(snakeCase)].join('.');
}

function snakeCase(name: string): string {
  return name
    .replace(/(?:Seconds|Ms)$/, '')
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function configOf(config: z.output<typeof roomConfig>): RoomTokenOrder['roomConfig'] {
  return {
    roomPreset: blankAsAbsent(config.name),
    emptyTimeoutSeconds: config.empty_timeout ?? undefined,
    departureTimeoutSeconds: config.departure_timeout ?? undefined,
    maxParticipants: config.max_participants ?? undefined,
    metadata: blankAsAbsent(config.metadata),
    minPlayoutDelayMs: config.min_playout_delay ?? undefined,
    maxPlayoutDelayMs: config.max_playout_delay ?? undefined,
    syncStreams: config.sync_streams ?? undefined,
    tags: emptyAsAbsent(config.tags),
  };
}

/**
 * In protobuf, which the endpoint's clients speak, an empty text is how a field is left out, and so
 * is what has no members.
 */
function blankAsAbsent(value: string | null | undefined): string | undefined {
  return value === null || value === '' ? undefined : value;
}

function emptyAsAbsent<T extends object>(value: T | null | undefined): T | undefined {
  return value && Object.keys(value).length > 0 ? value : undefined;
}

function refusalOf({ issues }: z.ZodError): DomainError {
  return invalidArguments(
    issues.map(({ path, message }) => ({
      path: path.length === 0 ? 'The request body' : path.map(String).join('.'),
      message,
    })),
  );
}
