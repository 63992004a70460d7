import { AuditChainService } from './audit/audit-chain.service.js';
import { AuditChainStore } from './audit/audit-chain.store.js';
import { AuditPruneStore } from './audit/audit-prune.store.js';
import { AuditRetention } from './audit/audit-retention.js';
import { AuditWitness } from './audit/audit-witness.js';
import { AuditService } from './audit/audit.service.js';
import { AuditStore } from './audit/audit.store.js';
import type { Config } from './config.js';
import { gatewayActor } from './platform/actor.js';
import type { Clock } from './platform/clock.js';
import type { Logger } from './platform/logger.js';
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

/** What a serving gateway does about its audit log by itself. */
export interface AuditUpkeep {
  /**
   * Stops pruning at once, and writes the log's heads a last time.
   *
   * @param idle - settles when nobody else writes any more
   */
  close(idle: Promise<unknown>): Promise<void>;
}

/** Writes the heads of the audit log to the process's log, and prunes it where that is set. */
export function startAuditUpkeep(
  config: Config,
  { auditChains }: AuditServices,
  logger: Logger,
): AuditUpkeep {
  const witness = new AuditWitness(() => auditChains.heads(), logger);
  const prune = (stop: AbortSignal) => auditChains.prune(undefined, gatewayActor, stop);
  const retention =
    config.auditRetentionDays === undefined ? undefined : new AuditRetention(prune, logger);
  return {
    close: async (idle) => {
      await Promise.all([idle, retention?.close()]);
      await witness.close();
    },
  };
}
