import { badUserInput } from '../platform/errors.js';
import type { ProviderId } from '../providers/registry.js';
import { tokenStatus, type IntegrationTokenRecord, type TokenStatus } from './token.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A token as the schema shows it at `now`. */
export function presentToken(
  record: IntegrationTokenRecord,
  now: Date,
): IntegrationTokenRecord & { readonly provider: ProviderId; readonly status: TokenStatus } {
  return {
    ...record,
    provider: record.provider as ProviderId,
    status: tokenStatus(record, now),
  };
}

/**
 * Passes what can be an id.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkTokenId(argument: string, id: string): string {
  if (!UUID.test(id)) throw badUserInput(argument, 'must be an id from an earlier answer, a UUID');
  return id;
}
