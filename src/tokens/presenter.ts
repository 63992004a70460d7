import type { ProviderId } from '../providers/registry.js';
import { tokenStatus, type IntegrationTokenRecord, type TokenStatus } from './token.js';

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
