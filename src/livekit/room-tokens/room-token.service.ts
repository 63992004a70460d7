import { randomUUID } from 'node:crypto';

import type { SharedLimitService } from '../../limits/limit.service.js';
import type { AuditAction } from '../../platform/audit-action.js';
import { addSeconds, type Clock } from '../../platform/clock.js';
import type { RandomSource } from '../../platform/crypto.js';
import { DomainError } from '../../platform/errors.js';
import type { Logger } from '../../platform/log/logger.js';
import { describeSkew, isSkewed } from '../clock-skew.js';
import type { RoomKeyService } from '../e2ee/key.service.js';
import { excluded } from '../exclusions/exclusion.js';
import type { ExclusionStore } from '../exclusions/exclusion.store.js';
import { LONGEST_STAY_SECONDS } from '../limits.js';
import type { RoomPolicyService } from '../policies/policy.service.js';
import { projectDetail } from '../project-name.js';
import type { LiveKitProject, ProjectService } from '../project.service.js';
import type { ParticipantPlace } from '../rooms/admission.js';
import type { RoomAdmissionStore } from '../rooms/admission.store.js';
import type { RoomParticipant } from '../rooms/room.js';
import type { UsageTally } from '../usage/tally.js';
import { countedAs, type RoomCaller } from './caller.js';
import {
  allowsIdentityOf,
  generateName,
  isMadeFrom,
  possibleOwners,
  SUPERUSERS_START,
} from './identity.js';
import type { RoomTokenOrder } from './order.js';
import {
  decideRoomToken,
  identityOfOthers,
  identityTaken,
  type RoomTokenContent,
} from './room-token.js';
import type { SignedRoomToken } from './signer.sdk.js';

/** How often this process looks at LiveKit's clock and forgets old admissions. */
const UPKEEP_SECONDS = 600;

/** A room token as it is handed out. */
export interface IssuedRoomToken extends SignedRoomToken {
  readonly room: string;
  readonly identity: string;
  /** Returns the room's key for end-to-end encryption; see `RoomKeyService.keyFor`. */
  readonly readE2eeKey: () => Promise<string | null>;
}

interface RoomTokenServiceParts {
  readonly projects: ProjectService;
  readonly policies: RoomPolicyService;
  readonly admissions: RoomAdmissionStore;
  readonly exclusions: ExclusionStore;
  readonly e2eeKeys: RoomKeyService;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly logger: Logger;
  readonly tally: UsageTally;
  /** Counts what a principal is issued. */
  readonly limit: SharedLimitService;
}

/** Lets agents, superusers and users, or those they act for, into rooms. */
export class RoomTokenService {
  readonly #parts: RoomTokenServiceParts;
  #upkeepAt = new Date(0);

  constructor(parts: RoomTokenServiceParts) {
    this.#parts = parts;
  }

  /**
   * Signs a room token within the caller's policy. It is handed out once it is written down who was
   * let in by which integration token, and that is in the audit log.
   *
   * @throws DomainError `BAD_USER_INPUT`, `FORBIDDEN` with the reason `OUTSIDE_POLICY`,
   *   `INSUFFICIENT_SCOPE` or `EXCLUDED`, `UNAUTHENTICATED` when the integration token was revoked
   *   meanwhile, `RATE_LIMITED`, or `UPSTREAM_ERROR`, reason `NOT_CONFIGURED`
   */
  async issue(order: RoomTokenOrder, caller: RoomCaller): Promise<IssuedRoomToken> {
    const { project, content, signed } = await this.sign(order, caller);
    await this.#parts.limit.count(countedAs(caller));
    await this.#writeDown(order, { project, ...content }, signed, caller);
    this.#keepUp();
    const { room, identity } = content;
    const readE2eeKey = () =>
      this.#parts.e2eeKeys.keyFor({ project, room, expiresAt: signed.expiresAt }, caller);
    return { ...signed, room, identity, readE2eeKey };
  }

  /**
   * Finds the participant for whom a room token would be: the one of the identity, or else the
   * agent's own, which has its name or an identity that the gateway made from that or from its
   * policy.
   *
   * @returns null where it is not in the room
   * @throws what {@link issue} throws, and `UPSTREAM_ERROR` while LiveKit is away
   */
  async findJoined(
    { room, identity }: Pick<RoomTokenOrder, 'room' | 'identity'>,
    caller: RoomCaller,
  ): Promise<RoomParticipant | null> {
    const { project, content } = await this.#decide({ room, identity }, caller);
    const participants = await project.client.listParticipants(content.room);
    const own = caller.agent?.name ?? SUPERUSERS_START;
    const isMeant = (participant: RoomParticipant): boolean =>
      participant.identity === content.identity ||
      (identity === undefined && possibleOwners(participant.identity).includes(own));
    const found = participants.find(isMeant);
    if (found || identity !== undefined) return found ?? null;
    const place = { project: project.name, room: content.room };
    return this.#findAdmitted(participants, place, caller);
  }

  /** Whom an agent let in under an identity that the gateway made from its policy. */
  async #findAdmitted(
    participants: readonly RoomParticipant[],
    place: Omit<ParticipantPlace, 'identity'>,
    caller: RoomCaller,
  ): Promise<RoomParticipant | null> {
    const policy = await this.#parts.policies.policyOf(caller);
    const made = participants.filter((participant) =>
      policy?.identities.some((pattern) => isMadeFrom(pattern, participant.identity)),
    );
    if (!caller.agent || made.length === 0) return null;
    const owner = { agentName: caller.agent.name };
    const open = await this.#parts.admissions.listOpen(owner, this.#parts.clock.now(), place);
    const admitted = new Set(open.map((one) => one.identity));
    return made.find(({ identity }) => admitted.has(identity)) ?? null;
  }

  /** The part of {@link issue} that leaves no trace: decides what the token says, and signs it. */
  async sign(
    order: RoomTokenOrder,
    caller: RoomCaller,
  ): Promise<{ project: string; content: RoomTokenContent; signed: SignedRoomToken }> {
    const { project, content } = await this.#decide(order, caller);
    return { project: project.name, content, signed: await project.roomTokens.sign(content) };
  }

  async #decide(
    order: RoomTokenOrder,
    caller: RoomCaller,
  ): Promise<{ project: LiveKitProject; content: RoomTokenContent }> {
    const policy = await this.#parts.policies.policyOf(caller);
    const project = this.#parts.projects.of(caller, policy);
    const otherOwners =
      order.identity === undefined
        ? []
        : await this.#parts.policies.otherOwnersOf(order.identity, caller);
    const uniqueName = (start: string): string => generateName(start, this.#parts.random);
    const content = decideRoomToken(order, { caller, policy, otherOwners, uniqueName });
    return { project, content };
  }

  async #writeDown(
    order: RoomTokenOrder,
    { project, room, identity, grants }: RoomTokenContent & { readonly project: string },
    { issuedAt, expiresAt }: SignedRoomToken,
    caller: RoomCaller,
  ): Promise<void> {
    const { actor, agent, user } = caller;
    const { hidden, roomAdmin, roomCreate } = grants;
    const entry = {
      at: this.#parts.clock.now(),
      action: 'ROOM_TOKEN_ISSUED' as const satisfies AuditAction,
      actor,
      agentName: agent?.name ?? null,
      tokenId: agent?.tokenId ?? null,
      details: {
        ...projectDetail(project),
        room,
        identity,
        expiresAt: expiresAt.toISOString(),
        hidden,
        roomAdmin,
        roomCreate,
        ...(user && { issuer: user.issuer, subject: user.subject }),
      },
    };
    const policy = await this.#parts.policies.policyOf(caller);
    const [userIssuer, userSubject] = [user?.issuer ?? null, user?.subject ?? null];
    const place = { project, room, identity };
    const entrant = { ...place, agentId: agent?.id ?? null, userIssuer, userSubject };
    const admission = {
      id: randomUUID(),
      tokenId: agent?.tokenId ?? null,
      userIssuer,
      userSubject,
      ...place,
      // One that stands in the policy itself is the policy's, and not made by the gateway.
      isGenerated: order.identity === undefined && policy?.identities.includes(identity) !== true,
      issuedAt,
      expiresAt,
    };
    const outcome = await this.#parts.admissions.admit({
      entrant,
      mayTakeIdentity: !user && (!policy || allowsIdentityOf(identity, identity, policy)),
      admission: agent || user ? admission : undefined,
      entry,
    });
    if (outcome.kind === 'ADMITTED') {
      if (agent) this.#parts.tally.add(agent.name, 'roomTokens', 1);
      return;
    }
    if (outcome.kind === 'EXCLUDED') throw excluded(outcome.until);
    if (outcome.kind === 'IDENTITY_CLAIMED') throw user ? identityTaken() : identityOfOthers();
    throw new DomainError(
      'UNAUTHENTICATED',
      'This token was revoked. Fetch the current token with the query currentToken and try once more.',
      { reason: 'REVOKED' },
    );
  }

  /** Nobody waits for it, and nobody's room token fails with it. */
  #keepUp(): void {
    const now = this.#parts.clock.now();
    if (now < addSeconds(this.#upkeepAt, UPKEEP_SECONDS)) return;
    this.#upkeepAt = now;
    const work = [
      this.#parts.admissions.prune(addSeconds(now, -LONGEST_STAY_SECONDS)),
      this.#parts.exclusions.prune(now),
      this.#parts.e2eeKeys.prune(now),
      ...this.#parts.projects.list().map(async ({ name, client }) => {
        const seconds = await client.clockSkewSeconds();
        if (seconds === undefined || !isSkewed(seconds)) return;
        const skew = { ...projectDetail(name), clockSkewSeconds: seconds };
        this.#parts.logger.warn(skew, describeSkew(name, seconds));
      }),
    ];
    void Promise.all(work).catch((error: unknown) => {
      this.#parts.logger.warn(
        { err: error },
        'The upkeep of room tokens failed; it is tried again later',
      );
    });
  }
}
