import { AuditRetention } from './audit/audit-retention.js';
import { AuditWitness } from './audit/audit-witness.js';
import type { Config } from './config.js';
import { gatewayActor } from './platform/actor.js';
import type { Logger } from './platform/logger.js';
import type { Services } from './services.js';

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
  { auditChains }: Services,
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
