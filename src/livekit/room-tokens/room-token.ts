import { bounded, checkAll } from '../../platform/checks.js';
import { DomainError } from '../../platform/errors.js';
import {
  DEFAULT_ROOM_POLICY,
  type ParticipantRight,
  participantRights,
  ROOM_TTL_SECONDS,
  type RoomPolicy,
  type TrackSource,
} from '../../providers/room-policy.js';
import { checkAttributes, checkMetadata, checkRoomName, NAME_BYTES } from '../limits.js';
import {
  checkAttributesAllowed,
  checkConfiguringAllowed,
  checkEveryRoomAllowed,
  checkRoomAllowed,
  outsidePolicy,
  policyRefusal,
} from '../policies/allowed.js';
import { decideDispatches } from '../policies/dispatch-allowed.js';
import { fitsSome } from '../policies/pattern.js';
import { ADMIN_SCOPE } from '../policies/policy.js';
import type { RoomCaller } from './caller.js';
import { allowsIdentityOf, SUPERUSERS_START } from './identity.js';
import type { AgentDispatchOrder, RoomConfigOrder, RoomTokenOrder, WantedGrants } from './order.js';
import { checkAgentDispatch, checkRoomConfig, configuresRoom } from './room-config.js';

/** What a participant is allowed, each of it said. */
export interface RoomGrants extends Readonly<Record<ParticipantRight, boolean>> {
  /** `null` for all of them. */
  readonly publishSources: readonly TrackSource[] | null;
  readonly hidden: boolean;
  readonly roomAdmin: boolean;
  readonly roomCreate: boolean;
}

/** What a room token will say, decided and within every limit. */
export interface RoomTokenContent {
  readonly room: string;
  readonly identity: string;
  readonly name: string | undefined;
  readonly metadata: string | undefined;
  readonly attributes: Readonly<Record<string, string>> | undefined;
  readonly ttlSeconds: number;
  readonly grants: RoomGrants;
  readonly agentDispatch: readonly AgentDispatchOrder[];
  readonly roomConfig: RoomConfigOrder | undefined;
}

/** What {@link decideRoomToken} decides by. */
export interface RoomTokenBasis {
  readonly caller: RoomCaller;
  /** What binds the caller; `undefined` for a superuser. */
  readonly policy: RoomPolicy | undefined;
  /** Other agents, and superusers, to whom the identity that was asked for belongs. */
  readonly otherOwners: readonly string[];
  /** Makes a name that nobody has, from its beginning. */
  readonly uniqueName: (start: string) => string;
}

/**
 * Decides what a room token says: what was asked for, as far as the caller's policy goes, and its
 * default where nothing was asked. What goes beyond the policy is refused and not cut down, so that
 * nobody finds out in the room what they were not given.
 *
 * @throws DomainError `BAD_USER_INPUT`, or `FORBIDDEN` with the reason `OUTSIDE_POLICY` or
 *   `INSUFFICIENT_SCOPE`, naming the argument
 */
export function decideRoomToken(order: RoomTokenOrder, basis: RoomTokenBasis): RoomTokenContent {
  const { policy, otherOwners, uniqueName, caller } = basis;
  const start = caller.agent?.name ?? SUPERUSERS_START;
  const identity = order.identity ?? defaultName(policy?.identities, start, uniqueName);
  const content = checkAll({
    room: () => checkRoomName('room', order.room ?? defaultRoom(policy, uniqueName)),
    identity: () => checkRoomName('identity', identity),
    name: () => (order.name === undefined ? undefined : checkRoomName('name', order.name)),
    metadata: () =>
      order.metadata === undefined ? undefined : checkMetadata('metadata', order.metadata),
    attributes: () => order.attributes && checkAttributes('attributes', order.attributes),
    ttlSeconds: () =>
      bounded(
        'ttlSeconds',
        order.ttlSeconds ?? usualTtlSeconds(policy),
        ROOM_TTL_SECONDS,
        'seconds',
      ),
    grants: () => decideGrants(order.grants ?? {}, basis),
    agentDispatch: () => checkAgentDispatch('agentDispatch', order.agentDispatch ?? []),
    roomConfig: () => order.roomConfig && checkRoomConfig('roomConfig', order.roomConfig),
  });
  if (!policy) return content;
  const { room, attributes, ttlSeconds, roomConfig } = content;
  checkRoomAllowed(policy, 'room', room);
  if (!fitsSome(policy.identities, identity)) {
    throw outsidePolicy('identity', 'is none of the identities that this caller may give');
  }
  // LiveKit disconnects a participant when another one joins with its identity.
  if (!otherOwners.every((owner) => allowsIdentityOf(owner, identity, policy))) {
    throw identityOfOthers();
  }
  if (attributes) checkAttributesAllowed(policy, 'attributes', attributes);
  if (ttlSeconds > policy.maxTtlSeconds) {
    throw outsidePolicy('ttlSeconds', `is more than ${String(policy.maxTtlSeconds)} seconds`);
  }
  if (roomConfig && configuresRoom(roomConfig)) checkConfiguringAllowed(policy, 'roomConfig');
  return { ...content, agentDispatch: agentDispatchOf(content, basis) };
}

/** Which agents are dispatched, and what they are told, once that is within the policy. */
function agentDispatchOf(
  { room, identity, agentDispatch }: RoomTokenContent,
  { policy, caller }: RoomTokenBasis,
): readonly AgentDispatchOrder[] {
  const values = { room, identity, agent: caller.agent?.name, claims: caller.user?.claims };
  const basis = { policy, values, opensRoom: true };
  const decided = decideDispatches('agentDispatch', agentDispatch, basis);
  return checkAgentDispatch(
    'agentDispatch',
    decided.map(({ order }) => order),
  );
}

function usualTtlSeconds(policy: RoomPolicy | undefined): number {
  return Math.min(ROOM_TTL_SECONDS.default, policy?.maxTtlSeconds ?? ROOM_TTL_SECONDS.default);
}

/** The refusal of an identity that is another agent's, or a participant's of others. */
export function identityOfOthers(): DomainError {
  return outsidePolicy('identity', 'belongs to another agent or to a participant of others');
}

/** Rules make identities of claims, which may not tell all users apart. */
export function identityTaken(): DomainError {
  return new DomainError(
    'FORBIDDEN',
    'The identity that the rule makes for this user is that of somebody else, who may be in this ' +
      'room: of an agent’s participant, or of another user if the rule’s claims do not tell users ' +
      'apart.',
    { reason: 'IDENTITY_TAKEN' },
  );
}

/** An agent that may use one room alone means that one; everybody else gets a new one. */
function defaultRoom(
  policy: RoomPolicy | undefined,
  uniqueName: (start: string) => string,
): string {
  const [only, ...others] = policy?.rooms ?? [];
  const isOne = only !== undefined && others.length === 0 && !only.includes('*');
  return isOne ? only : defaultName(policy?.rooms, 'room', uniqueName);
}

/**
 * A name that nobody has and that the patterns allow: one with the beginning that it has without a
 * policy, or one made from the first pattern that leaves room for it, or else the first that they
 * allow.
 */
function defaultName(
  patterns: readonly string[] | undefined,
  start: string,
  uniqueName: (start: string) => string,
): string {
  const usual = uniqueName(start);
  if (!patterns || fitsSome(patterns, usual)) return usual;
  const unique = usual.slice(start.length + 1);
  const made = patterns
    .filter((pattern) => pattern.includes('*'))
    .map((pattern) => pattern.replace('*', unique).replaceAll('*', ''))
    .find((name) => Buffer.byteLength(name) <= NAME_BYTES);
  return made ?? patterns.find((pattern) => !pattern.includes('*')) ?? usual;
}

function decideGrants(wanted: WantedGrants, { caller, policy }: RoomTokenBasis): RoomGrants {
  const allowed = (grant: ParticipantRight): boolean => {
    const most = (policy ?? DEFAULT_ROOM_POLICY)[grant];
    const asked = wanted[grant] ?? most;
    if (asked && policy && !most) {
      throw outsidePolicy(`grants.${grant}`, 'is not open to this caller');
    }
    return asked;
  };
  const forAdmins = (grant: 'hidden' | 'roomAdmin' | 'roomCreate'): boolean => {
    if (wanted[grant] !== true) return false;
    if (!policy || caller.agent?.scopes.includes(ADMIN_SCOPE)) return true;
    throw policyRefusal('INSUFFICIENT_SCOPE', `grants.${grant}`, `needs ${ADMIN_SCOPE}`);
  };
  const roomCreate = forAdmins('roomCreate');
  if (roomCreate && policy) {
    checkEveryRoomAllowed(
      policy,
      'grants.roomCreate',
      'lets its holder create every room of the project, and this agent may not use all of them; ' +
        'createLiveKitRoom creates those that it may use',
    );
  }
  return {
    ...participantRights(allowed),
    publishSources: decideSources(wanted.publishSources, policy, 'grants.publishSources'),
    hidden: forAdmins('hidden'),
    roomAdmin: forAdmins('roomAdmin'),
    roomCreate,
  };
}

function decideSources(
  wanted: readonly TrackSource[] | undefined,
  policy: RoomPolicy | undefined,
  argument: string,
): readonly TrackSource[] | null {
  const most = policy?.publishSources ?? null;
  if (!wanted) return most;
  if (most && !wanted.every((source) => most.includes(source))) {
    throw outsidePolicy(argument, 'names a source that this caller may not publish');
  }
  return [...new Set(wanted)];
}
