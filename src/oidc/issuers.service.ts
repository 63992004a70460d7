import type { Clock } from '../platform/clock.js';
import type { Logger } from '../platform/log/logger.js';
import { JwtSignatureService } from './signature.service.js';

/** The issuers whose JWTs are accepted as bearer tokens: those of one share what is fetched. */
export class Issuers {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #byIssuer = new Map<string, JwtSignatureService>();

  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock;
    this.#logger = logger;
  }

  /** @param setting - what names the issuer, for the log; of several the first */
  signaturesOf(issuer: string, setting: string): JwtSignatureService {
    const known = this.#byIssuer.get(issuer);
    if (known) return known;
    const parts = { issuer, setting, clock: this.#clock, logger: this.#logger };
    const signatures = new JwtSignatureService(parts);
    this.#byIssuer.set(issuer, signatures);
    return signatures;
  }
}
