import type { SharedLimitService } from '../../limits/limit.service.js';
import { bounded } from '../../platform/checks.js';
import type { Clock } from '../../platform/clock.js';
import { badUserInput } from '../../platform/errors.js';
import type { ApiGrant } from '../../providers/livekit-api.js';
import { checkEveryRoomAllowed } from '../policies/allowed.js';
import { excluded, exclusionOf } from '../exclusions/exclusion.js';
import type { ExclusionStore } from '../exclusions/exclusion.store.js';
import type { RoomPolicyService } from '../policies/policy.service.js';
import type { ProjectService } from '../project.service.js';
import { countedAs, type RoomCaller } from '../room-tokens/caller.js';
import type { RoomService } from '../rooms/room.service.js';
import type { SignedApiToken } from './api-token.sdk.js';
import { API_TTL_SECONDS } from './lifetime.js';

/** An API token as it is handed out. */
export interface IssuedApiToken extends SignedApiToken {
  readonly grants: readonly ApiGrant[];
}

interface ApiTokenServiceParts {
  readonly projects: ProjectService;
  readonly policies: RoomPolicyService;
  readonly exclusions: ExclusionStore;
  readonly rooms: RoomService;
  readonly clock: Clock;
  /** Counts what a principal is issued: room tokens and these together. */
  readonly limit: SharedLimitService;
}

/** Issues tokens for LiveKit's API, so that back ends need not hold the project's secret. */
export class ApiTokenService {
  readonly #parts: ApiTokenServiceParts;

  constructor(parts: ApiTokenServiceParts) {
    this.#parts = parts;
  }

  /**
   * Signs an API token. It is handed out once it is in the audit log.
   *
   * @param grants - those for which the caller has the scopes
   * @throws DomainError `BAD_USER_INPUT`, `FORBIDDEN` with the reason `OUTSIDE_POLICY` or
   *   `EXCLUDED`, `RATE_LIMITED`, or `UPSTREAM_ERROR`, reason `NOT_CONFIGURED`
   */
  async issue(
    grants: readonly ApiGrant[],
    ttlSeconds: number | undefined,
    caller: RoomCaller,
  ): Promise<IssuedApiToken> {
    const wanted = [...new Set(grants)];
    if (wanted.length === 0) throw badUserInput('grants', 'must be one or more');
    const ttl = ttlSeconds ?? API_TTL_SECONDS.default;
    bounded('ttlSeconds', ttl, API_TTL_SECONDS, 'seconds');
    const policy = await this.#parts.policies.policyOf(caller);
    if (policy) {
      checkEveryRoomAllowed(
        policy,
        'grants',
        'reach every room of the LiveKit project, and this agent may not use all of them',
      );
    }
    const { name: project, apiTokens } = this.#parts.projects.of(caller, policy);
    await this.#checkExclusions(caller, project);
    const signed = await apiTokens.sign(wanted, ttl);
    await this.#parts.limit.count(countedAs(caller));
    const details = { grants: wanted.join(' '), expiresAt: signed.expiresAt.toISOString() };
    await this.#parts.rooms.record('LIVEKIT_API_TOKEN_ISSUED', caller, project, details);
    return { ...signed, grants: wanted };
  }

  /** By a stream or a call it would let others into the rooms from which it is excluded. */
  async #checkExclusions({ agent }: RoomCaller, project: string): Promise<void> {
    if (!agent) return;
    // In no room that there is: only exclusions from all of them fit.
    const where = { project, room: '', identity: '', userIssuer: null, userSubject: null };
    const entrant = { ...where, agentId: agent.id };
    const rules = await this.#parts.exclusions.findFor([entrant], this.#parts.clock.now());
    const exclusion = exclusionOf(rules, entrant);
    if (exclusion) throw excluded(exclusion.until);
  }
}
