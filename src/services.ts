import { AgentKeyService } from './agents/agent-key.service.js';
import { AgentService } from './agents/agent.service.js';
import { AgentSubjectService } from './agents/agent-subject.service.js';
import { AgentSubjectStore } from './agents/agent-subject.store.js';
import { AgentStore } from './agents/agent.store.js';
import { assembleAudit, type AuditServices } from './audit-services.js';
import { secretsOf, type Config } from './config.js';
import { assembleCredentials, type CredentialServices } from './credential-services.js';
import { ChangeCache } from './db/change-cache.js';
import { ChangeWatch } from './db/change-watch.js';
import type { DataFolderLock } from './db/data-folder.js';
import type { Database } from './db/database.js';
import { assembleGoogle, type GoogleServices } from './google-services.js';
import { buildSharedLimits } from './limit-services.js';
import { buildRoomServices, type RoomServices } from './room-services.js';
import { systemClock, type Clock } from './platform/clock.js';
import { systemRandom, type RandomSource } from './platform/crypto.js';
import { keyTexts } from './platform/encryption-keys.js';
import type { Logger } from './platform/logger.js';
import { PublicAddress } from './platform/public-address.js';
import { createRedact, type Redact } from './platform/redact.js';
import { assembleSecrets, settleSecrets, type SecretServices } from './secret-services.js';
import { openStorage, type Storage } from './storage.js';
import { OidcService } from './superusers/oidc.service.js';
import { CurrentTokenService } from './tokens/current-token.service.js';
import { IntrospectionService } from './tokens/introspection.service.js';
import { LeakService } from './tokens/leak.service.js';
import type { KeyRotationService } from './tokens/key-rotation.service.js';
import { KnownSecrets } from './tokens/known-secrets.js';
import { TokenChangeService } from './tokens/token-change.service.js';
import { TokenLifecycleStore } from './tokens/token-lifecycle.store.js';
import { TokenMint } from './tokens/token-mint.js';
import { TokenService } from './tokens/token.service.js';
import { TokenStore } from './tokens/token.store.js';

/** What tests put in place of the real thing. */
export interface Overrides {
  readonly clock?: Clock;
  readonly random?: RandomSource;
}

/** The gateway without its edges: what HTTP and the command line both stand on. */
export interface Services extends RoomServices, AuditServices, CredentialServices {
  readonly database: Database;
  readonly clock: Clock;
  /** Knows every secret of the settings, generated keys included. */
  readonly redact: Redact;
  readonly agents: AgentService;
  readonly agentKeys: AgentKeyService;
  readonly agentSubjects: AgentSubjectService;
  /** Accepts JWTs; `undefined` where no issuer is set. */
  readonly oidc: OidcService | undefined;
  readonly tokens: TokenService;
  readonly currentTokens: CurrentTokenService;
  readonly introspection: IntrospectionService;
  readonly leaks: LeakService;
  readonly keyRotation: KeyRotationService;
  readonly tokenChanges: TokenChangeService;
  /** Secrets that are no guesses: see {@link KnownSecrets}. */
  readonly knownSecrets: KnownSecrets;
  readonly changes: ChangeWatch;
  readonly google: GoogleServices;
  /** The gateway's own address, for links. */
  readonly address: PublicAddress;
  /** The embedded database's lock; `undefined` on a PostgreSQL server. */
  readonly lock: DataFolderLock | undefined;
  /** Writes what is still in memory and closes the database. */
  close(): Promise<void>;
}

/**
 * Opens the database, migrated, and builds the services on it, top down.
 *
 * @throws StartupError with one clear message when anything stands in the way
 */
export async function openServices(
  config: Config,
  logger: Logger,
  overrides: Overrides = {},
): Promise<Services> {
  const clock = overrides.clock ?? systemClock;
  const random = overrides.random ?? systemRandom;
  const storage = await openStorage(config, { clock, random });
  const changes = new ChangeWatch(storage.database);
  const secrets = assembleSecrets(storage, { changes, clock, random, logger });
  const services = assemble({ config, logger, clock, random, changes, secrets, ...storage });
  try {
    await settleSecrets(secrets, storage.database, logger);
  } catch (error) {
    await services.close();
    throw error;
  }
  return services;
}

/**
 * The shortest of the operator's secrets that callers are refused for, in characters: a shorter one, such
 * as a database's password, may be a word that is also in a note or a path. The log leaves it out all the same.
 */
const SHORTEST_REFUSED = 16;

function assemble(
  parts: Pick<Storage, 'database' | 'lock' | 'auditKeys' | 'auditLanes'> & {
    config: Config;
    logger: Logger;
    clock: Clock;
    random: RandomSource;
    changes: ChangeWatch;
    secrets: SecretServices;
  },
): Services {
  const { config, logger, clock, random, database, lock, changes } = parts;
  const { ring, vault, credentials, keyRotation } = parts.secrets;
  const redact = createRedact(
    [...secretsOf(config), ...keyTexts(ring.keys)].filter(
      ({ length }) => length >= SHORTEST_REFUSED,
    ),
  );
  const mint = new TokenMint(vault, clock, random);
  const store = new TokenStore(database);
  const cache = <V extends object>() => new ChangeCache<V>(database);
  const lifecycle = new TokenLifecycleStore(database);
  const agentStore = new AgentStore(database);
  const agents = new AgentService(agentStore, clock);
  const knownSecrets = new KnownSecrets();
  const issuing = { store, lifecycle, mint, clock, knownSecrets };
  const currentTokens = new CurrentTokenService({ ...issuing, vault, byAgentName: cache() });
  const { superusers, verifiers, usage, credentialIndex } = assembleCredentials(parts.secrets, {
    database,
    tokens: store,
    agents: agentStore,
    knownSecrets,
    superuserKey: config.superuserKey,
    clock,
    random,
    logger,
  });
  const agentKeys = new AgentKeyService({
    store: agentStore,
    agents,
    vault,
    credentials,
    owners: cache(),
    clock,
    random,
    knownSecrets,
  });
  const address = new PublicAddress(config.publicUrl, config.host, config.port);
  const google = assembleGoogle({
    settings: config.google,
    database,
    agents,
    vault,
    address,
    clock,
    random,
    logger,
  });
  const limits = buildSharedLimits(config.limits, database, clock);
  const tokens = new TokenService({
    ...issuing,
    agents,
    credentials,
    byDigest: cache(),
    limit: limits.tokens,
  });
  return {
    database,
    clock,
    redact,
    superusers,
    verifiers,
    agents,
    agentKeys,
    agentSubjects: new AgentSubjectService({
      store: new AgentSubjectStore(database),
      agents,
      vault,
      credentials,
      byIdentity: cache(),
      clock,
      issuer: config.oidc?.issuer,
    }),
    oidc: config.oidc && new OidcService({ settings: config.oidc, clock, logger }),
    tokens,
    ...buildRoomServices({ config, logger, clock, random, database, tokens, limits }),
    introspection: new IntrospectionService({ tokens, usage, clock }),
    leaks: new LeakService({ tokens, agentKeys, superusers, verifiers, logger, redact }),
    ...assembleAudit(config, parts, clock),
    keyRotation,
    currentTokens,
    tokenChanges: new TokenChangeService({ currentTokens, changes, clock }),
    knownSecrets,
    changes,
    usage,
    credentialIndex,
    google,
    address,
    lock,
    close: async () => {
      await google.close();
      await usage.close();
      await database.close();
      lock?.release();
    },
  };
}
