import { AuditChainService } from './audit/audit-chain.service.js';
import { AuditChainStore } from './audit/audit-chain.store.js';
import { AuditPruneStore } from './audit/audit-prune.store.js';
import { AuditService } from './audit/audit.service.js';
import { AuditStore } from './audit/audit.store.js';
import type { Config } from './config.js';
import type { Clock } from './platform/clock.js';
import type { Storage } from './storage.js';

/** The services of the audit log. */
export interface AuditServices {
  readonly audit: AuditService;
  readonly auditChains: AuditChainService;
}

/** Builds the services of the audit log. */
export function assembleAudit(
  config: Config,
  { database, auditKeys, auditLanes }: Pick<Storage, 'database' | 'auditKeys' | 'auditLanes'>,
  clock: Clock,
): AuditServices {
  const store = new AuditStore(database);
  return {
    audit: new AuditService(store, clock),
    auditChains: new AuditChainService({
      store,
      chains: new AuditChainStore(database, auditKeys),
      pruning: new AuditPruneStore(database, auditKeys),
      lanes: auditLanes,
      clock,
      retentionDays: config.auditRetentionDays,
    }),
  };
}
