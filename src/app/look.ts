import { setTimeout as sleep } from 'node:timers/promises';

import type { Config } from '../config/load.js';
import type { Database } from '../db/database.js';
import { hasDatabase } from '../db/presence.js';
import { systemClock } from '../platform/clock.js';
import { systemRandom, type EncryptionKey } from '../platform/crypto.js';
import { DomainError, StartupError } from '../platform/errors.js';
import type { Logger } from '../platform/log/logger.js';
import { ProxySightings } from '../platform/network/proxy-sightings.js';
import { PublicAddress } from '../platform/network/public-address.js';
import { packageVersion } from '../platform/package-root.js';
import { databaseUnreachable } from '../status/checks/database.js';
import { found, inOrder, type Finding, type GatewayStatus } from '../status/finding.js';
import { SettingsStatusService } from '../status/settings.service.js';
import { assembleReaders } from './services.js';
import { openStorageReader, presentKeys } from './storage.js';

/** How long a feed takes to hear its first beat, at most. */
const FEED_WAIT_MS = 3_000;
const POLL_MS = 50;

/**
 * How everything is where no gateway answers, by the settings and the database. Nothing is created,
 * migrated or written; what keeps the database from being read is a finding.
 */
export async function lookHere(config: Config, logger: Logger): Promise<GatewayStatus> {
  const missing = await missingDatabase(config);
  if (missing) return lookWithoutDatabase(config, missing);
  let keys: readonly EncryptionKey[];
  try {
    keys = presentKeys(config);
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    return lookWithoutDatabase(config, found('ENCRYPTION_KEY_MISSING', error.message));
  }
  try {
    return await lookAtDatabase(config, keys, logger);
  } catch (error) {
    if (!(error instanceof StartupError || error instanceof DomainError)) throw error;
    return lookWithoutDatabase(config, databaseUnreachable(error.message));
  }
}

/** What is found where there is no database of a gateway, or none that can be asked. */
async function missingDatabase(config: Config): Promise<Finding | undefined> {
  const { postgres, dataDir } = config;
  try {
    if (await hasDatabase(config)) return undefined;
  } catch (error) {
    if (error instanceof StartupError) return databaseUnreachable(error.message);
    throw error;
  }
  return postgres === undefined
    ? found('DATABASE_MISSING', `There is no gateway's database in ${dataDir}.`, {
        action:
          'Go to the folder in which the gateway was started, or set DATA_DIR or DATABASE_URL as it ' +
          'has them. A first start of the gateway makes a database.',
      })
    : found('DATABASE_MISSING', 'No gateway has ever used the database that DATABASE_URL names.', {
        action: 'Check DATABASE_URL, or prepare the database: token-gateway migrate',
      });
}

async function lookAtDatabase(
  config: Config,
  keys: readonly EncryptionKey[],
  logger: Logger,
): Promise<GatewayStatus> {
  const { wrongKeys, ...storage } = await openStorageReader(config, keys, systemRandom);
  const services = assembleReaders(config, logger, storage);
  try {
    await untilItHears(storage.database);
    const status = await services.status.lookFromOutside();
    return { ...status, findings: inOrder([...status.findings, ...wrongKeys.map(wrongKey)]) };
  } finally {
    await services.close();
  }
}

async function lookWithoutDatabase(config: Config, obstacle: Finding): Promise<GatewayStatus> {
  const settings = new SettingsStatusService({
    settings: config,
    address: new PublicAddress(config.publicUrl, config.host, config.port),
    proxies: new ProxySightings(systemClock, config.trustProxyHops),
    clock: systemClock,
  });
  return {
    version: packageVersion(),
    checkedAt: systemClock.now(),
    findings: inOrder([obstacle, ...(await settings.look())]),
  };
}

async function untilItHears(database: Database): Promise<void> {
  const end = performance.now() + FEED_WAIT_MS;
  while (!database.hearsChanges() && performance.now() < end) await sleep(POLL_MS);
}

function wrongKey(id: string): Finding {
  const message = `The encryption key "${id}" is not the one that this database was written with.`;
  return found('ENCRYPTION_KEY_WRONG', message, {
    subject: id,
    action: `Put the right key under "${id}" in TOKEN_ENCRYPTION_KEYS: docs/keys.md.`,
  });
}
