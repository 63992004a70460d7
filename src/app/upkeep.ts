import { AuditRetention } from '../audit/retention/pruning.js';
import { AuditWitness } from '../audit/witness.js';
import type { Config } from '../config/load.js';
import { gatewayActor } from '../platform/actor.js';
import type { Logger } from '../platform/log/logger.js';
import { ExpiryWatch, type ExpiringKey } from '../superusers/expiry-watch.js';
import type { Services } from './services.js';

/** What a serving gateway does by itself about its audit log and its keys. */
export interface Upkeep {
  /**
   * Stops pruning and warning at once, and writes the log's heads a last time.
   *
   * @param idle - settles when nobody else writes any more
   */
  close(idle: Promise<unknown>): Promise<void>;
}

/**
 * Writes the heads of the audit log to the process's log, prunes it where that is set, and warns of
 * keys that expire soon.
 */
export function startUpkeep(config: Config, services: Services, logger: Logger): Upkeep {
  const { auditChains } = services;
  const witness = new AuditWitness(() => auditChains.heads(), logger);
  const prune = (stop: AbortSignal) => auditChains.prune(undefined, gatewayActor, stop);
  const retention =
    config.auditRetentionDays === undefined ? undefined : new AuditRetention(prune, logger);
  const expiry = new ExpiryWatch(() => expiringKeys(services), logger);
  return {
    close: async (idle) => {
      await Promise.all([idle, retention?.close(), expiry.close()]);
      await witness.close();
    },
  };
}

async function expiringKeys(services: Services): Promise<ExpiringKey[]> {
  const { superusers, verifiers, agentKeys } = services;
  const ofHolders = async (noun: string, list: typeof verifiers): Promise<ExpiringKey[]> =>
    (await list.list())
      .filter((holder) => holder.status === 'EXPIRES_SOON')
      .map(({ name, hint, expiresAt }) => ({ holder: `${noun} ${name}`, hint, expiresAt }));
  return [
    ...(await ofHolders('superuser', superusers.keys)),
    ...(await ofHolders('verifier', verifiers)),
    ...(await agentKeys.listExpiringSoon()).map(({ agentName, hint, expiresAt }) => ({
      holder: `agent ${agentName}`,
      hint,
      expiresAt,
    })),
  ];
}
