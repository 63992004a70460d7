import type { LimitSettings } from '../../config/settings/limits.js';
import type { Clock } from '../../platform/clock.js';
import { addressBlock } from '../../platform/network/networks.js';
import type { Principal } from '../../request/principal.js';
import { MinuteLimit } from './minutes.js';

const REASON = 'TOO_MANY_REQUESTS';

/**
 * Limits the requests of each principal and of each client of OAuth, and of each address block
 * those without a credential. Those from a trusted network count as a principal's.
 */
export class RequestLimit {
  readonly #ofPrincipals: MinuteLimit;
  readonly #ofStrangers: MinuteLimit;

  constructor(clock: Clock, settings: LimitSettings) {
    this.#ofPrincipals = new MinuteLimit({
      clock,
      perMinute: settings.requestsPerMinute,
      refusal: {
        reason: REASON,
        message: 'Too many requests were made with this credential. Wait before the next one.',
      },
    });
    this.#ofStrangers = new MinuteLimit({
      clock,
      perMinute: settings.anonymousRequestsPerMinute,
      refusal: {
        reason: REASON,
        message:
          'Too many requests without a credential came from this address. Send a credential, or wait.',
      },
    });
  }

  /**
   * Counts a request.
   *
   * @throws DomainError `RATE_LIMITED`, reason `TOO_MANY_REQUESTS`
   */
  count(principal: Principal, address: string): void {
    const refusal = this.#refusal(principal, address);
    if (refusal) throw refusal;
  }

  /**
   * Counts a request of a client of OAuth that is no principal.
   *
   * @throws DomainError `RATE_LIMITED`, reason `TOO_MANY_REQUESTS`
   */
  countClient(clientId: string): void {
    const refusal = this.#ofPrincipals.count(`client ${clientId}`);
    if (refusal) throw refusal;
  }

  /**
   * Counts a request of an application's user.
   *
   * @param id - names the user among those of all issuers
   * @throws DomainError `RATE_LIMITED`, reason `TOO_MANY_REQUESTS`
   */
  countUser(id: string): void {
    const refusal = this.#ofPrincipals.count(`user ${id}`);
    if (refusal) throw refusal;
  }

  #refusal(principal: Principal, address: string) {
    if (principal.kind !== 'ANONYMOUS') return this.#ofPrincipals.count(principal.id);
    const block = addressBlock(address);
    return principal.isFromTrustedNetwork
      ? this.#ofPrincipals.count(block)
      : this.#ofStrangers.count(block);
  }
}
