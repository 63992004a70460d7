import { randomUUID } from 'node:crypto';

import { describeActor, type Actor } from '../../platform/actor.js';
import type { AuditAction } from '../../platform/audit-action.js';
import { bounded, checkAll, checkName, checkNote } from '../../platform/checks.js';
import { addSeconds, type Clock } from '../../platform/clock.js';
import type { Position } from '../../platform/cursor.js';
import { badUserInput, DomainError } from '../../platform/errors.js';
import { checkClaim, checkRoomName } from '../limits.js';
import type { RoomPolicyService } from '../policies/policy.service.js';
import type { ProjectService } from '../project.service.js';
import type { RoomCaller } from '../room-tokens/caller.js';
import type { AdmissionOwner, ParticipantPlace } from '../rooms/admission.js';
import type { RoomAdmissionStore } from '../rooms/admission.store.js';
import type { RoomRemoval } from '../rooms/removal.js';
import type { RoomRemovalService } from '../rooms/removal.service.js';
import {
  EXCLUSION_SECONDS,
  type ExcludedUser,
  type Exclusion,
  type ExclusionTarget,
} from './exclusion.js';
import type { ExclusionFilter, ExclusionStore } from './exclusion.store.js';

/** Whom {@link ExclusionService.exclude} excludes: an agent, an identity or a user. */
export interface ExclusionOrder {
  readonly agent?: string | undefined;
  readonly identity?: string | undefined;
  readonly user?: { readonly issuer?: string | undefined; readonly subject: string } | undefined;
  /** Every project when left out; empty for the default one. */
  readonly project?: string | undefined;
  /** All of them when left out, which an identity's cannot be. */
  readonly room?: string | undefined;
  /** Until somebody ends it, when left out. */
  readonly durationSeconds?: number | undefined;
  readonly reason?: string | undefined;
  readonly removeFromRooms?: boolean | undefined;
}

interface ExclusionServiceParts {
  readonly store: ExclusionStore;
  readonly admissions: RoomAdmissionStore;
  readonly policies: RoomPolicyService;
  readonly projects: ProjectService;
  readonly removals: RoomRemovalService;
  readonly clock: Clock;
}

/** Excludes agents, users and identities from rooms: they get no room token for the time being. */
export class ExclusionService {
  readonly #parts: ExclusionServiceParts;

  constructor(parts: ExclusionServiceParts) {
    this.#parts = parts;
  }

  /**
   * Excludes somebody, from the answer on and on every replica, and takes out of the rooms whoever
   * is there by an earlier room token, where that is asked for.
   *
   * @throws DomainError `BAD_USER_INPUT`, or `NOT_FOUND` when there is no such agent
   */
  async exclude(
    order: ExclusionOrder,
    actor: Actor,
  ): Promise<{ exclusion: Exclusion; removals: readonly RoomRemoval[] | null }> {
    const { target, durationSeconds, reason } = this.#checkOrder(order);
    const [exclusion] = await this.#create([target], { durationSeconds, reason }, actor, null);
    if (!exclusion) throw new DomainError('NOT_FOUND', `There is no agent ${String(order.agent)}.`);
    if (order.removeFromRooms !== true) return { exclusion, removals: null };
    const [project, room] = [target.project ?? undefined, target.room ?? undefined];
    const removals: RoomRemoval[] = [];
    for (const owner of this.#ownersOf(target)) {
      const removal = { project, room, reason: 'It was excluded.' };
      removals.push(...(await this.#parts.removals.remove(owner, actor, removal)));
    }
    return { exclusion, removals };
  }

  /**
   * Excludes a participant from its room: its identity, and whom it belongs to, who would otherwise
   * come back by another one. These are the users that were let in by it, and the agents whose name
   * it is or for which the gateway made it.
   *
   * @throws DomainError `BAD_USER_INPUT` naming `excludeSeconds`
   */
  async excludeParticipant(
    place: ParticipantPlace,
    seconds: number,
    { actor, agent }: RoomCaller,
  ): Promise<readonly Exclusion[]> {
    const durationSeconds = checkDuration('excludeSeconds', seconds);
    const { identity, ...where } = place;
    const now = this.#parts.clock.now();
    const [named, admitted] = await Promise.all([
      this.#parts.policies.namedOwnersOf(identity),
      this.#parts.admissions.listOwners(place, now),
    ]);
    const users = admitted.flatMap(({ user }) => user ?? []);
    const agents = new Set([...named, ...admitted.flatMap(({ agentName }) => agentName ?? [])]);
    const targets = [
      { ...NOBODY, ...where, identity },
      ...[...agents].map((agentName) => ({ ...NOBODY, ...where, agentName })),
      ...users.map((user) => ({ ...NOBODY, ...where, user })),
    ];
    const said = { durationSeconds, reason: `Removed as ${identity}.` };
    return this.#create(targets, said, actor, agent ?? null);
  }

  /**
   * Ends an exclusion before its time.
   *
   * @returns the exclusion as it was
   * @throws DomainError `NOT_FOUND` when there is none of that id, or it is over
   */
  async end(id: string, actor: Actor): Promise<Exclusion> {
    const now = this.#parts.clock.now();
    const ended = await this.#parts.store.end(id, now, (exclusion) =>
      entryOf('ROOM_EXCLUSION_ENDED', exclusion, { at: now, actor }),
    );
    if (!ended) throw new DomainError('NOT_FOUND', 'There is no exclusion of that id any more.');
    return ended;
  }

  /** A page of the exclusions that are not over, newest first. */
  list(
    filter: ExclusionFilter,
    page: { readonly limit: number; readonly after: Position | undefined },
  ): Promise<Exclusion[]> {
    return this.#parts.store.list(filter, this.#parts.clock.now(), page);
  }

  /** How many of them a filter lets through. */
  count(filter: ExclusionFilter): Promise<number> {
    return this.#parts.store.count(filter, this.#parts.clock.now());
  }

  /** Whose participants are to leave; an identity is somebody in each project by itself. */
  #ownersOf({
    agentName,
    user,
    identity,
    project,
    room,
  }: ExclusionTarget): readonly (AdmissionOwner | ParticipantPlace)[] {
    if (agentName !== null) return [{ agentName }];
    if (user) return [{ user }];
    const names =
      project === null ? this.#parts.projects.list().map(({ name }) => name) : [project];
    return names.map((name) => ({ project: name, room: room ?? '', identity: identity ?? '' }));
  }

  #checkOrder(order: ExclusionOrder) {
    const { agent, identity, user, project, room, durationSeconds, reason } = order;
    if ([agent, identity, user].filter((one) => one !== undefined).length !== 1) {
      throw badUserInput('agent', 'or identity or user must be given, and no two of them');
    }
    if (identity !== undefined && room === undefined) {
      throw badUserInput('room', 'must be given where an identity is excluded');
    }
    const checked = checkAll({
      agentName: () => (agent === undefined ? null : checkName('agent', agent)),
      identity: () => (identity === undefined ? null : checkRoomName('identity', identity)),
      user: () => (user === undefined ? null : checkUser(user)),
      project: () =>
        project === undefined ? null : this.#parts.projects.checkName('project', project),
      room: () => (room === undefined ? null : checkRoomName('room', room)),
      durationSeconds: () =>
        durationSeconds === undefined
          ? undefined
          : checkDuration('durationSeconds', durationSeconds),
      reason: () => checkNote('reason', reason),
    });
    const { durationSeconds: seconds, reason: remark, ...target } = checked;
    return { target, durationSeconds: seconds, reason: remark };
  }

  #create(
    targets: readonly ExclusionTarget[],
    said: { readonly durationSeconds: number | undefined; readonly reason: string | null },
    actor: Actor,
    by: RoomCaller['agent'] | null,
  ): Promise<readonly Exclusion[]> {
    const now = this.#parts.clock.now();
    const { durationSeconds, reason } = said;
    const exclusions = targets.map((target) => ({
      ...target,
      id: randomUUID(),
      reason,
      createdAt: now,
      createdBy: describeActor(actor),
      endsAt: durationSeconds === undefined ? null : addSeconds(now, durationSeconds),
    }));
    return this.#parts.store.create(exclusions, (exclusion) =>
      entryOf('ROOM_EXCLUSION_CREATED', exclusion, { at: now, actor, by }),
    );
  }
}

const NOBODY = { agentName: null, user: null, identity: null };

function checkUser({ issuer, subject }: NonNullable<ExclusionOrder['user']>): ExcludedUser {
  return {
    issuer: issuer === undefined ? null : checkClaim('user.issuer', issuer),
    subject: checkClaim('user.subject', subject),
  };
}

function checkDuration(argument: string, seconds: number): number {
  return bounded(argument, seconds, EXCLUSION_SECONDS, 'seconds');
}

function entryOf(
  action: AuditAction,
  { id, agentName, user, identity, project, room, reason, endsAt }: Exclusion,
  { at, actor, by = null }: { at: Date; actor: Actor; by?: RoomCaller['agent'] | null },
) {
  return {
    at,
    action,
    actor,
    agentName: agentName ?? by?.name ?? null,
    tokenId: by?.tokenId ?? null,
    details: {
      exclusionId: id,
      ...(project !== null && { project }),
      room,
      identity,
      userIssuer: user?.issuer ?? null,
      userSubject: user?.subject ?? null,
      endsAt: endsAt?.toISOString() ?? null,
      reason,
    },
  };
}
