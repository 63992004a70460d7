import type { AgentService } from '../agents/agent.service.js';
import type { KnownSecrets } from '../credentials/known-secrets.js';
import { CredentialUsage, type Touches } from '../credentials/usage.js';
import { ChangeCache } from '../db/changes/cache.js';
import type { ChangeWatch } from '../db/changes/watch.js';
import type { Database } from '../db/database.js';
import type { SecretServices } from '../encryption/module.js';
import type { SharedLimits } from '../limits/module.js';
import type { RoomRemovalService } from '../livekit/rooms/removal.service.js';
import type { Clock } from '../platform/clock.js';
import type { RandomSource } from '../platform/crypto.js';
import type { Logger } from '../platform/log/logger.js';
import { AgentActivityService } from './activity/activity.service.js';
import { AgentActivityStore } from './activity/activity.store.js';
import { TokenChangeService } from './current/change.service.js';
import { CurrentTokenService } from './current/current-token.service.js';
import {
  IntrospectionService,
  type AccessTokenIntrospection,
} from './introspection/introspection.service.js';
import { TokenLifecycleStore } from './lifecycle/lifecycle.store.js';
import { TokenRevocationService } from './lifecycle/revocation.service.js';
import { TokenMint } from './mint.js';
import { TokenService } from './token.service.js';
import { TokenStore } from './token.store.js';

/** Everything about integration tokens. */
export interface TokenServices {
  readonly tokens: TokenService;
  readonly currentTokens: CurrentTokenService;
  readonly tokenChanges: TokenChangeService;
  /** Ends integration tokens, and what was obtained with them. */
  readonly revocations: TokenRevocationService;
  readonly introspection: IntrospectionService;
  readonly agentActivity: AgentActivityService;
  /** The last use of every kind of credential. */
  readonly usage: CredentialUsage;
}

/** What the resolvers of integration tokens translate for. */
export interface TokenResolverServices extends TokenServices {
  readonly accessTokens: AccessTokenIntrospection | undefined;
  readonly clock: Clock;
}

/** Assembles the services of integration tokens. */
export function assembleTokens(
  { vault, credentials }: SecretServices,
  parts: {
    readonly database: Database;
    readonly changes: ChangeWatch;
    readonly agents: AgentService;
    readonly knownSecrets: KnownSecrets;
    readonly limits: SharedLimits;
    readonly removals: RoomRemovalService;
    /** What writes down the uses of the other kinds of credentials. */
    readonly touch: Omit<Touches, 'TOKEN'>;
    readonly clock: Clock;
    readonly random: RandomSource;
    readonly logger: Logger;
  },
): TokenServices {
  const { database, changes, agents, knownSecrets, clock } = parts;
  const store = new TokenStore(database);
  const issuing = {
    store,
    lifecycle: new TokenLifecycleStore(database),
    mint: new TokenMint(vault, clock, parts.random),
    vault,
    clock,
    knownSecrets,
  };
  const currentTokens = new CurrentTokenService({
    ...issuing,
    byAgentName: new ChangeCache(database),
  });
  const tokens = new TokenService({
    ...issuing,
    agents,
    credentials,
    byDigest: new ChangeCache(database),
    limit: parts.limits.tokens,
  });
  const usage = new CredentialUsage(
    { ...parts.touch, TOKEN: (id, at) => store.touch(id, at) },
    clock,
    parts.logger,
  );
  return {
    tokens,
    currentTokens,
    tokenChanges: new TokenChangeService({ currentTokens, changes, clock }),
    revocations: new TokenRevocationService(tokens, parts.removals),
    agentActivity: new AgentActivityService(new AgentActivityStore(database), clock),
    introspection: new IntrospectionService({ tokens, usage, clock }),
    usage,
  };
}
