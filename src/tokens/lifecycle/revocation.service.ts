import type { RoomRemoval } from '../../livekit/rooms/removal.js';
import type { RoomRemovalService } from '../../livekit/rooms/removal.service.js';
import type { Actor } from '../../platform/actor.js';
import type { IntegrationTokenRecord } from '../token.js';
import type { TokenService } from '../token.service.js';

/** How tokens are ended. */
export interface RevocationOrder {
  readonly reason?: string | undefined;
  /** Whether those whom they let into rooms are taken out of them. */
  readonly removeFromRooms?: boolean | undefined;
  readonly actor: Actor;
}

/** Ends integration tokens, and what was obtained with them. */
export class TokenRevocationService {
  readonly #tokens: TokenService;
  readonly #removals: RoomRemovalService;

  constructor(tokens: TokenService, removals: RoomRemovalService) {
    this.#tokens = tokens;
    this.#removals = removals;
  }

  /**
   * Revokes a token, and then takes those whom it let in out of their rooms. The token is refused
   * everywhere whatever becomes of the rooms. Idempotent.
   *
   * @returns `removals`: what became of each of them; `null` unless that was asked for
   * @throws DomainError `BAD_USER_INPUT` or `NOT_FOUND`
   */
  async revoke(
    tokenId: string,
    { reason, removeFromRooms, actor }: RevocationOrder,
  ): Promise<{ token: IntegrationTokenRecord; removals: readonly RoomRemoval[] | null }> {
    const token = await this.#tokens.revoke(tokenId, reason, actor);
    const removals = removeFromRooms ? await this.#removals.remove({ tokenId }, actor) : null;
    return { token, removals };
  }

  /**
   * The same with every token of an agent; those whom its earlier tokens let in are taken out too.
   *
   * @returns `revokedCount`: how many tokens this ended
   * @throws DomainError `BAD_USER_INPUT` or `NOT_FOUND`
   */
  async revokeAll(
    agentName: string,
    { reason, removeFromRooms, actor }: RevocationOrder,
  ): Promise<{ revokedCount: number; removals: readonly RoomRemoval[] | null }> {
    const revokedCount = await this.#tokens.revokeAll(agentName, reason, actor);
    const removals = removeFromRooms ? await this.#removals.remove({ agentName }, actor) : null;
    return { revokedCount, removals };
  }
}
