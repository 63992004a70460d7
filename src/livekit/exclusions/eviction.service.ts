import pRetry from 'p-retry';

import type { Actor } from '../../platform/actor.js';
import type { Clock } from '../../platform/clock.js';
import type { Logger } from '../../platform/log/logger.js';
import { projectDetail } from '../project-name.js';
import type { ProjectService } from '../project.service.js';
import type { ParticipantPlace } from '../rooms/admission.js';
import type { RoomAdmissionStore } from '../rooms/admission.store.js';
import { revocationTime } from '../rooms/removal.js';
import { exclusionOf } from './exclusion.js';
import type { ExclusionStore } from './exclusion.store.js';

/** How often LiveKit is asked where it could not do it, and after how long for the second time. */
const RETRIES = 4;
const FIRST_PAUSE_MS = 1_000;

interface EvictionServiceParts {
  readonly projects: ProjectService;
  readonly exclusions: ExclusionStore;
  readonly admissions: RoomAdmissionStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Takes those out of a room again who came by a room token from before they were excluded: a server
 * of one's own goes on accepting it.
 */
export class EvictionService {
  readonly #parts: EvictionServiceParts;

  constructor(parts: EvictionServiceParts) {
    this.#parts = parts;
  }

  /**
   * Removes a participant that has joined, if its identity is excluded, or somebody is who may have
   * joined under it: by a room token from before, or as LiveKit itself renewed it. It never
   * rejects: nobody waits for it, and what fails is logged.
   */
  async evict(place: ParticipantPlace, joinedAt: Date, actor: Actor): Promise<void> {
    const { project, room, identity } = place;
    const where = { ...projectDetail(project), room, identity };
    try {
      if (!(await this.#isExcluded(place, joinedAt))) return;
      const wasThere = await pRetry(() => this.#remove(place), {
        retries: RETRIES,
        minTimeout: FIRST_PAUSE_MS,
        unref: true,
      });
      if (!wasThere) return;
      const details = { ...where, reason: 'It had been excluded before it joined.' };
      const entry = { actor, agentName: null, tokenId: null, details };
      const at = this.#parts.clock.now();
      await this.#parts.admissions.record([{ ...entry, at, action: 'ROOM_PARTICIPANT_REMOVED' }]);
    } catch (error) {
      this.#parts.logger.warn(
        { ...where, err: error },
        'A participant that was excluded has joined and could not be removed',
      );
    }
  }

  async #remove({ project, room, identity }: ParticipantPlace): Promise<boolean> {
    const { client } = this.#parts.projects.require(project);
    return client.removeParticipant(room, identity, revocationTime(this.#parts.clock));
  }

  async #isExcluded(place: ParticipantPlace, joinedAt: Date): Promise<boolean> {
    const admitted = await this.#parts.admissions.listEntrants(place, joinedAt);
    const itself = { ...place, agentId: null, userIssuer: null, userSubject: null };
    const entrants = [itself, ...admitted];
    const rules = await this.#parts.exclusions.findFor(entrants, this.#parts.clock.now());
    return entrants.some((entrant) => exclusionOf(rules, entrant) !== undefined);
  }
}
