import type { Config } from '../config/load.js';
import { projectNames } from '../config/settings/livekit.js';
import type { KnownSecrets } from '../credentials/known-secrets.js';
import type { Touches } from '../credentials/usage.js';
import { ChangeCache } from '../db/changes/cache.js';
import type { Database } from '../db/database.js';
import type { SecretServices } from '../encryption/module.js';
import type { Clock } from '../platform/clock.js';
import type { RandomSource } from '../platform/crypto.js';
import { AgentService } from './agent.service.js';
import { AgentStore } from './agent.store.js';
import { AgentDeletionService } from './deletion/deletion.service.js';
import { AgentDeletionStore } from './deletion/deletion.store.js';
import { AgentKeyService } from './keys/key.service.js';
import { AgentSubjectService } from './subjects/subject.service.js';
import { AgentSubjectStore } from './subjects/subject.store.js';
import { RoomUsageService } from './usage/usage.service.js';
import { RoomUsageStore } from './usage/usage.store.js';

/** Agents, their keys, and the subjects that are bound to them. */
export interface AgentServices {
  readonly agents: AgentService;
  readonly agentDeletion: AgentDeletionService;
  readonly agentKeys: AgentKeyService;
  readonly agentSubjects: AgentSubjectService;
  readonly roomUsage: RoomUsageService;
}

/**
 * Assembles the services of agents.
 *
 * @param parts.issuer - whose subjects are bound to agents; `undefined` where OIDC is not set up
 */
export function assembleAgents(
  { vault, credentials }: SecretServices,
  parts: {
    readonly database: Database;
    readonly knownSecrets: KnownSecrets;
    readonly issuer: string | undefined;
    readonly config: Pick<Config, 'liveKitProjects'>;
    readonly clock: Clock;
    readonly random: RandomSource;
  },
): AgentServices & { readonly touch: Pick<Touches, 'AGENT_KEY'> } {
  const { database, knownSecrets, issuer, config, clock, random } = parts;
  const store = new AgentStore(database);
  const agents = new AgentService(store, clock, projectNames(config.liveKitProjects));
  const shared = { agents, vault, credentials, clock };
  return {
    agents,
    agentDeletion: new AgentDeletionService(new AgentDeletionStore(database), clock),
    agentKeys: new AgentKeyService({
      ...shared,
      store,
      owners: new ChangeCache(database),
      random,
      knownSecrets,
    }),
    agentSubjects: new AgentSubjectService({
      ...shared,
      store: new AgentSubjectStore(database),
      byIdentity: new ChangeCache(database),
      issuer,
    }),
    roomUsage: new RoomUsageService(new RoomUsageStore(database)),
    touch: { AGENT_KEY: (id, at) => store.touchKey(id, at) },
  };
}
