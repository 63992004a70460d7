import type { Actor } from '../../platform/actor.js';
import { addSeconds, type Clock } from '../../platform/clock.js';
import { DomainError } from '../../platform/errors.js';
import type { Logger } from '../../platform/log/logger.js';
import { ROOM_TTL_SECONDS } from '../../providers/room-policy.js';
import { liveKitFault } from '../fault.js';
import { ROOM_TOKEN_LEEWAY_SECONDS } from '../limits.js';
import { projectDetail } from '../project-name.js';
import type { ProjectService } from '../project.service.js';
import type { AdmissionOwner, ParticipantPlace, RoomAdmission } from './admission.js';
import type { RoomAdmissionStore } from './admission.store.js';
import { revocationTime, type RoomRemoval } from './removal.js';

/** How many calls to LiveKit are under way at a time, and how long all of them may take. */
const CALLS_AT_A_TIME = 8;
const DEADLINE_SECONDS = 20;

type Entry = Parameters<RoomAdmissionStore['record']>[0][number];

const REVOKED = 'The integration token that let it in was revoked.';

/** Which of somebody's participants are removed, and why. */
interface RemovalOrder {
  /** From all projects when left out. */
  readonly project?: string | undefined;
  /** From all rooms when left out. */
  readonly room?: string | undefined;
  readonly reason: string;
}

/** A participant, with every admission that it came by. */
interface Candidate extends ParticipantPlace {
  readonly ids: readonly string[];
  readonly expiresAt: Date;
}

interface RoomRemovalServiceParts {
  readonly projects: ProjectService;
  readonly admissions: RoomAdmissionStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Takes out of their rooms those who may not be there any more. */
export class RoomRemovalService {
  readonly #parts: RoomRemovalServiceParts;

  constructor(parts: RoomRemovalServiceParts) {
    this.#parts = parts;
  }

  /**
   * Removes whoever was let in and is not known to have left, and whoever could still come by a
   * room token that is not over; the latter so that LiveKit refuses it, where the server can. To be
   * called when they can get no other room token, by a revocation or an exclusion.
   *
   * LiveKit being away fails no call: each removal says how it went, and doing it again tries those
   * again that failed.
   *
   * @throws DomainError `SERVICE_UNAVAILABLE` when the database is away
   */
  async remove(
    owner: AdmissionOwner | ParticipantPlace,
    actor: Actor,
    { reason, ...where }: RemovalOrder = { reason: REVOKED },
  ): Promise<readonly RoomRemoval[]> {
    const now = this.#parts.clock.now();
    const since = addSeconds(now, -ROOM_TOKEN_LEEWAY_SECONDS);
    const open = await this.#parts.admissions.listOpen(owner, since, where);
    const known = merged(open);
    // A superuser may have let it in, of whose room tokens nothing is kept.
    const latest = addSeconds(now, ROOM_TTL_SECONDS.most);
    const candidates =
      'room' in owner && known.length === 0 ? [{ ...owner, ids: [], expiresAt: latest }] : known;
    const signal = AbortSignal.timeout(DEADLINE_SECONDS * 1000);
    const removals = new Array<RoomRemoval>(candidates.length);
    let next = 0;
    const work = async (): Promise<void> => {
      for (let at = next++; at < candidates.length; at = next++) {
        const candidate = candidates[at];
        if (candidate) removals[at] = await this.#removeOne(candidate, signal);
      }
    };
    await Promise.all(Array.from({ length: CALLS_AT_A_TIME }, work));
    await this.#writeDown(candidates, removals, (details) => ({
      at: this.#parts.clock.now(),
      action: 'ROOM_PARTICIPANT_REMOVED',
      actor,
      agentName: 'agentName' in owner ? owner.agentName : null,
      tokenId: 'tokenId' in owner ? owner.tokenId : null,
      details: { ...details, reason },
    }));
    return removals;
  }

  async #removeOne(candidate: Candidate, signal: AbortSignal): Promise<RoomRemoval> {
    const { project, room, identity, expiresAt: roomTokenExpiresAt } = candidate;
    const tokensBefore = revocationTime(this.#parts.clock);
    const about = { project, room, identity, roomTokenExpiresAt };
    try {
      if (signal.aborted) throw outOfTime();
      const { client } = this.#parts.projects.require(project);
      const wasThere = await client.removeParticipant(room, identity, tokensBefore);
      return {
        ...about,
        outcome: wasThere ? 'REMOVED' : 'NOT_IN_ROOM',
        roomTokensRefusedBefore: wasThere ? tokensBefore : null,
        message: wasThere
          ? 'Removed. LiveKit was told to refuse its room tokens from before now.'
          : 'LiveKit knows nobody of that identity in that room, and so refuses no room token of it.',
      };
    } catch (error) {
      const fault = liveKitFault(error, project);
      const place = { ...projectDetail(project), room, identity };
      this.#parts.logger.warn({ ...place, err: fault }, 'A participant could not be removed');
      const message = `Not removed. ${fault.message}`;
      return { ...about, outcome: 'FAILED', roomTokensRefusedBefore: null, message };
    }
  }

  #writeDown(
    candidates: readonly Candidate[],
    removals: readonly RoomRemoval[],
    entryOf: (place: Entry['details']) => Entry,
  ): Promise<void> {
    const isOver = (at: number): boolean => removals[at]?.outcome !== 'FAILED';
    const closed = candidates.filter((_, at) => isOver(at)).flatMap(({ ids }) => ids);
    const entries = removals
      .filter(({ outcome }) => outcome === 'REMOVED')
      .map(({ project, room, identity }) => entryOf({ ...projectDetail(project), room, identity }));
    if (closed.length === 0 && entries.length === 0) return Promise.resolve();
    return this.#parts.admissions.close(closed, this.#parts.clock.now(), entries);
  }
}

/** One identity in one room is one participant, by however many room tokens. */
function merged(open: readonly RoomAdmission[]): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const { id, project, room, identity, expiresAt } of open) {
    const key = JSON.stringify([project, room, identity]);
    const known = found.get(key);
    found.set(key, {
      project,
      room,
      identity,
      ids: [...(known?.ids ?? []), id],
      expiresAt: known && known.expiresAt > expiresAt ? known.expiresAt : expiresAt,
    });
  }
  return [...found.values()];
}

function outOfTime(): DomainError {
  return new DomainError('SERVICE_UNAVAILABLE', 'There were too many for one go: do it again.');
}
