import { assembleAgents, type AgentServices } from '../agents/module.js';
import { assembleAudit, type AuditServices } from '../audit/module.js';
import { secretsOf, type Config } from '../config/load.js';
import { KnownSecrets } from '../credentials/known-secrets.js';
import { ChangeWatch } from '../db/changes/watch.js';
import type { Database } from '../db/database.js';
import type { DataFolderLock } from '../db/embedded/data-folder.js';
import type { CredentialIndex } from '../encryption/credential-index.js';
import { assembleSecrets, settleSecrets, type SecretServices } from '../encryption/module.js';
import type { KeyRotationService } from '../encryption/rotation/rotation.service.js';
import { assembleGoogle, type GoogleServices } from '../google/module.js';
import type { AccessTokenService } from '../grants/access-token.service.js';
import { assembleGrants, type GrantServices } from '../grants/module.js';
import { LeakService } from '../leaks/leak.service.js';
import { assembleSharedLimits } from '../limits/module.js';
import { assembleRooms, type RoomServices } from '../livekit/module.js';
import type { CreateMcpServer } from '../mcp/stateless-exchange.js';
import { Issuers } from '../oidc/issuers.service.js';
import { OidcService } from '../oidc/jwt.service.js';
import { systemClock, type Clock } from '../platform/clock.js';
import { deriveKey, systemRandom, type RandomSource } from '../platform/crypto.js';
import type { Logger } from '../platform/log/logger.js';
import { ProxySightings } from '../platform/network/proxy-sightings.js';
import { PublicAddress } from '../platform/network/public-address.js';
import { keyTexts } from '../platform/secrets/encryption-keys.js';
import { createRedact, type Redact } from '../platform/secrets/redact.js';
import { assembleStatus, type StatusServices } from '../status/module.js';
import { assembleKeyHolders, type KeyHolderServices } from '../superusers/module.js';
import { assembleTokens, type TokenServices } from '../tokens/module.js';
import { openStorage, type Storage } from './storage.js';

/** What tests put in place of the real thing. */
export interface Overrides {
  readonly clock?: Clock;
  readonly random?: RandomSource;
  readonly createMcpServer?: CreateMcpServer;
}

/** The gateway without its edges: what HTTP and the command line both stand on. */
export interface Services
  extends
    AgentServices,
    AuditServices,
    KeyHolderServices,
    RoomServices,
    StatusServices,
    TokenServices {
  readonly database: Database;
  readonly clock: Clock;
  /** Knows every secret of the settings, generated keys included. */
  readonly redact: Redact;
  /** Accepts JWTs; `undefined` where no issuer is set. */
  readonly oidc: OidcService | undefined;
  /** The keys of issuers, of each once. */
  readonly issuers: Issuers;
  /** Accepts access tokens of its own; `undefined` where none are made. */
  readonly accessTokens: AccessTokenService | undefined;
  /** The same with the rules for them. */
  readonly grants: GrantServices | undefined;
  readonly leaks: LeakService;
  readonly keyRotation: KeyRotationService;
  /** A key for one purpose from each encryption key at hand, that of the first key first. */
  readonly deriveKeys: (purpose: string) => readonly Buffer[];
  /** Secrets that are no guesses: see {@link KnownSecrets}. */
  readonly knownSecrets: KnownSecrets;
  /** Tells guesses from credentials that exist. */
  readonly credentialIndex: CredentialIndex;
  readonly changes: ChangeWatch;
  readonly google: GoogleServices;
  /** The gateway's own address, for links. */
  readonly address: PublicAddress;
  /** Proxies that the settings do not tell of. */
  readonly proxies: ProxySightings;
  /** The embedded database's lock; `undefined` on a PostgreSQL server. */
  readonly lock: DataFolderLock | undefined;
  /** Writes what is still in memory and closes the database. */
  close(): Promise<void>;
}

/**
 * Opens the database and builds the services on it, top down.
 *
 * @param options.mayMigrate - whether pending migrations are applied; otherwise they are refused
 * @throws StartupError with one clear message about whatever prevents the start
 */
export async function openServices(
  config: Config,
  logger: Logger,
  options: Overrides & { readonly mayMigrate: boolean },
): Promise<Services> {
  const { clock = systemClock, random = systemRandom, mayMigrate } = options;
  const storage = await openStorage(config, { clock, random, logger, mayMigrate });
  warnOfNewerSchema(storage.migrations.unknown, logger);
  const changes = new ChangeWatch(storage.database);
  const parts = { ...storage, config, logger, clock, random, changes };
  const secrets = assembleSecrets(storage, parts);
  const services = assemble({ ...parts, secrets });
  try {
    await settleSecrets(secrets, storage.database, logger);
  } catch (error) {
    await services.close();
    throw error;
  }
  return services;
}

function warnOfNewerSchema(unknown: readonly string[], logger: Logger): void {
  if (unknown.length === 0) return;
  logger.warn(
    { migrations: unknown },
    'A newer version of the gateway has migrated the database. This one serves as long as it finds ' +
      'what it needs; run the newer version, unless you are going back on purpose.',
  );
}

/**
 * Builds the services on a database that is only looked into: see `openStorageReader`. What would
 * write fails.
 */
export function assembleReaders(config: Config, logger: Logger, storage: Storage): Services {
  const [clock, random] = [systemClock, systemRandom];
  const changes = new ChangeWatch(storage.database);
  const parts = { ...storage, config, logger, clock, random, changes };
  return assemble({ ...parts, secrets: assembleSecrets(storage, parts) });
}

/**
 * The shortest of the operator's secrets that callers are refused for, in characters: a shorter
 * one, such as a database's password, may be a word that is also in a note or a path. The log
 * leaves it out all the same.
 */
const SHORTEST_REFUSED = 16;

interface Parts extends Storage {
  readonly config: Config;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly changes: ChangeWatch;
  readonly secrets: SecretServices;
}

function assemble(parts: Parts): Services {
  const { config, logger, clock, database, lock, secrets } = parts;
  const redact = createRedact(
    [...secretsOf(config), ...keyTexts(secrets.ring.keys)].filter(
      ({ length }) => length >= SHORTEST_REFUSED,
    ),
  );
  const knownSecrets = new KnownSecrets();
  const address = new PublicAddress(config.publicUrl, config.host, config.port);
  const limits = assembleSharedLimits(config.limits, database, clock);
  const shared = { ...parts, knownSecrets, address, limits };
  const agents = assembleAgents(secrets, { ...shared, issuer: config.oidc?.issuer });
  const { superuserKey } = config;
  const keyHolders = assembleKeyHolders(secrets, { ...shared, superuserKey });
  const rooms = assembleRooms({ ...shared, vault: secrets.vault });
  const tokens = assembleTokens(secrets, {
    ...shared,
    agents: agents.agents,
    removals: rooms.roomRemovals,
    touch: { ...agents.touch, ...keyHolders.touch },
  });
  const google = assembleGoogle({
    ...shared,
    settings: config.google,
    agents: agents.agents,
    vault: secrets.vault,
  });
  const grants = config.idJag && assembleGrants(secrets, config.idJag, { ...shared, ...tokens });
  const accessTokens = grants?.accessTokens;
  const issuers = new Issuers(clock, logger);
  const proxies = new ProxySightings(clock, config.trustProxyHops);
  const known = { ...agents, ...keyHolders, keyRotation: secrets.keyRotation, google, proxies };
  return {
    ...agents,
    ...keyHolders,
    ...rooms,
    ...tokens,
    ...assembleStatus(config, { ...shared, ...known }),
    ...assembleAudit({ ...shared, retentionDays: config.auditRetentionDays }),
    database,
    clock,
    redact,
    oidc:
      config.oidc &&
      new OidcService({
        settings: config.oidc,
        signatures: issuers.signaturesOf(config.oidc.issuer, 'OIDC_ISSUER'),
        logger,
      }),
    issuers,
    accessTokens,
    grants,
    leaks: new LeakService({ ...tokens, ...agents, ...keyHolders, accessTokens, logger, redact }),
    keyRotation: secrets.keyRotation,
    deriveKeys: (purpose) => secrets.ring.keys.map((key) => deriveKey(key, purpose)),
    knownSecrets,
    credentialIndex: secrets.credentialIndex,
    changes: parts.changes,
    google,
    address,
    proxies,
    lock,
    close: async () => {
      await google.close();
      await tokens.usage.close();
      await database.close();
      lock?.release();
    },
  };
}
