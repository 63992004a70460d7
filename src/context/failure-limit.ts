import { AddressLimit } from './address-limit.js';

/**
 * Counts the wrong credentials that each address presents. Right ones are never held up by it, so
 * that one broken client does not shut out the others behind the same address.
 */
export class FailureLimit extends AddressLimit {
  constructor(failuresPerMinute: number) {
    super(failuresPerMinute, {
      message: 'Too many wrong credentials came from this address. Wait before the next attempt.',
    });
  }
}
