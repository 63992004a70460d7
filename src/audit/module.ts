import type { AuditKeys } from '../db/audit/keys.js';
import type { Database } from '../db/database.js';
import type { Clock } from '../platform/clock.js';
import { AuditService } from './audit.service.js';
import { AuditStore } from './audit.store.js';
import { AuditChainService } from './chains/chain.service.js';
import { AuditChainStore } from './chains/chain.store.js';
import type { AuditLaneStore } from './chains/lane.store.js';
import { AuditPruneStore } from './retention/prune.store.js';

/** The services of the audit log. */
export interface AuditServices {
  readonly audit: AuditService;
  readonly auditChains: AuditChainService;
}

/**
 * Assembles the services of the audit log.
 *
 * @param parts.retentionDays - the setting AUDIT_RETENTION_DAYS
 */
export function assembleAudit(parts: {
  readonly database: Database;
  readonly auditKeys: AuditKeys;
  readonly auditLanes: AuditLaneStore;
  readonly retentionDays: number | undefined;
  readonly clock: Clock;
}): AuditServices {
  const { database, auditKeys, auditLanes, retentionDays, clock } = parts;
  const store = new AuditStore(database);
  return {
    audit: new AuditService(store, clock),
    auditChains: new AuditChainService({
      store,
      chains: new AuditChainStore(database, auditKeys),
      pruning: new AuditPruneStore(database, auditKeys),
      lanes: auditLanes,
      clock,
      retentionDays,
    }),
  };
}
