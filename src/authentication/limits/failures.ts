import type { KnownSecrets } from '../../credentials/known-secrets.js';
import type { CredentialIndex } from '../../encryption/credential-index.js';
import type { Clock } from '../../platform/clock.js';
import { DomainError } from '../../platform/errors.js';
import { addressBlock } from '../../platform/network/networks.js';
import { unauthenticated } from '../credentials.js';
import { MinuteLimit } from './minutes.js';

/** Look-ups of one address block that are under way, and those that wait for a place. */
interface LookUps {
  underWay: number;
  readonly waiting: (() => void)[];
}

/**
 * Limits the wrong credentials of one address block. A look-up is admitted before it costs the
 * database anything, and only as many are under way at once as may still fail: a flood of guesses
 * gets no more of them than a slow one, and valid credentials that arrive together wait for each
 * other and are not refused. After too many wrong ones, only what is no guess is looked up.
 */
export class FailureLimit {
  readonly #limit: MinuteLimit;
  readonly #known: KnownSecrets;
  readonly #index: CredentialIndex;
  readonly #byBlock = new Map<string, LookUps>();

  /**
   * @param known - what this process has seen to be no guesses; the limit does not hold them up
   * @param index - what is stored, such as tokens that another replica issued; asked after too many
   *   wrong ones
   */
  constructor(
    clock: Clock,
    failuresPerMinute: number,
    { known, index }: { known: KnownSecrets; index: CredentialIndex },
  ) {
    this.#known = known;
    this.#index = index;
    this.#limit = new MinuteLimit({
      clock,
      perMinute: failuresPerMinute,
      refusal: {
        message: 'Too many wrong credentials came from this address. Wait before the next attempt.',
      },
    });
  }

  /**
   * Counts a credential that was refused without a look-up.
   *
   * @param address - `undefined` to leave it uncounted
   * @returns the refusal to answer with: the given one, or `RATE_LIMITED` after too many
   */
  count(address: string | undefined, refusal: DomainError): DomainError {
    if (address === undefined) return refusal;
    return this.#limit.count(addressBlock(address)) ?? refusal;
  }

  /**
   * Looks a credential up, and counts it when there is none such. One that this process knows is
   * looked up whatever its neighbours do.
   *
   * @param credential - the secret, or what was proved without one
   * @param address - `undefined` to leave it uncounted
   * @param options.unknown - the message for a credential that is not found
   * @throws DomainError `UNAUTHENTICATED`, reason `UNKNOWN`, what `find` throws, or `RATE_LIMITED`
   *   before `find` was called
   */
  async lookUp<T extends object>(
    credential: string,
    address: string | undefined,
    options: { readonly find: () => Promise<T | undefined>; readonly unknown: string },
  ): Promise<T> {
    const isCounted = address !== undefined && !this.#known.has(credential);
    const found = await (isCounted
      ? this.#admit(address, credential, options.find)
      : options.find());
    if (!found) throw unauthenticated('UNKNOWN', options.unknown);
    this.#known.add(credential);
    return found;
  }

  async #admit<T>(
    address: string,
    credential: string,
    find: () => Promise<T | undefined>,
  ): Promise<T | undefined> {
    const block = addressBlock(address);
    const lookUps = await this.#enter(block);
    if (lookUps instanceof DomainError) {
      if (await this.#index.mayHold(credential)) return find();
      throw lookUps;
    }
    try {
      const found = await find();
      if (found === undefined) this.#limit.count(block);
      return found;
    } finally {
      lookUps.underWay -= 1;
      this.#passOn(block, lookUps);
    }
  }

  /** @returns the refusal after too many wrong ones */
  async #enter(block: string): Promise<LookUps | DomainError> {
    const lookUps = this.#byBlock.get(block) ?? { underWay: 0, waiting: [] };
    this.#byBlock.set(block, lookUps);
    while (lookUps.underWay >= this.#limit.remaining(block)) {
      const refusal = this.#limit.peek(block);
      if (refusal) {
        this.#passOn(block, lookUps);
        return refusal;
      }
      await new Promise<void>((resolve) => lookUps.waiting.push(resolve));
    }
    lookUps.underWay += 1;
    return lookUps;
  }

  /**
   * Wakes the next one: it takes the place that was left, or is refused and wakes the one after.
   */
  #passOn(block: string, lookUps: LookUps): void {
    const next = lookUps.waiting.shift();
    if (next) next();
    else if (lookUps.underWay === 0) this.#byBlock.delete(block);
  }
}
