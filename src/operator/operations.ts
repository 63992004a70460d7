import type { Agent } from '../agents/agent.js';
import type { AgentService } from '../agents/agent.service.js';
import type { AgentDeletionService } from '../agents/deletion/deletion.service.js';
import type { AgentKeyService } from '../agents/keys/key.service.js';
import { presentAgent, presentKey } from '../agents/presenter.js';
import type { AgentSubjectService } from '../agents/subjects/subject.service.js';
import type { AuditService } from '../audit/audit.service.js';
import type { AuditChainService } from '../audit/chains/chain.service.js';
import type { KeyRotationService } from '../encryption/rotation/rotation.service.js';
import type { LeakService } from '../leaks/leak.service.js';
import { checkName } from '../platform/checks.js';
import type { Clock } from '../platform/clock.js';
import { badUserInput } from '../platform/errors.js';
import { refuseSecrets } from '../platform/secrets/free-text.js';
import type { Redact } from '../platform/secrets/redact.js';
import { findProvider, type RegisteredProvider } from '../providers/registry.js';
import type { StatusService } from '../status/status.service.js';
import type { KeyHolderService } from '../superusers/key-holder.service.js';
import type { SuperuserService } from '../superusers/superuser.service.js';
import type { AgentActivityService } from '../tokens/activity/activity.service.js';
import type { CurrentTokenService } from '../tokens/current/current-token.service.js';
import type { TokenRevocationService } from '../tokens/lifecycle/revocation.service.js';
import { tokenStatus, type IntegrationTokenRecord } from '../tokens/token.js';
import type { TokenService } from '../tokens/token.service.js';
import { operatorActor } from './actor.js';
import { activityOf, agentNames, listAgents } from './agent-list.js';
import { providerMissing, read, shapes } from './arguments.js';
import { auditOperations } from './audit.js';
import { googleOperations, type GoogleOperationServices } from './google.js';
import { keyOperations } from './keys.js';
import { leakOperations } from './leaks.js';
import type { Operations } from './operation.js';

/** The services that operations are made of. */
export interface OperationServices {
  readonly superusers: SuperuserService;
  readonly verifiers: KeyHolderService;
  readonly agents: AgentService;
  readonly agentDeletion: AgentDeletionService;
  readonly agentKeys: AgentKeyService;
  readonly agentSubjects: AgentSubjectService;
  readonly agentActivity: AgentActivityService;
  readonly tokens: TokenService;
  readonly revocations: TokenRevocationService;
  readonly currentTokens: CurrentTokenService;
  readonly keyRotation: KeyRotationService;
  readonly audit: AuditService;
  readonly auditChains: AuditChainService;
  readonly google: GoogleOperationServices;
  readonly leaks: LeakService;
  readonly status: StatusService;
  readonly clock: Clock;
  /** Knows the secrets that no argument may hold. */
  readonly redact: Redact;
}

/** Runs one operation by name, on arguments and with a result that survive JSON. */
export type RunOperation = (name: string, args: unknown) => Promise<unknown>;

const LIST_LIMIT = 200;

/** Arguments that are secrets on purpose. */
const SECRETS: ReadonlySet<string> = new Set(['refreshToken', 'keyFile', 'secret']);

/**
 * What the operator of a gateway can do from its own machine: the same services that GraphQL uses,
 * with the right of whoever can read the data folder or the database.
 */
export function createOperations(services: OperationServices): RunOperation {
  const operations = operationsOf(services);
  return async (name, args) => {
    const operation = operations[name];
    if (!operation) throw badUserInput('operation', 'is not one that this version knows');
    refuseSecrets('', args, { redact: services.redact, isExempt: (path) => SECRETS.has(path) });
    return operation(args, operatorActor());
  };
}

/**
 * Every operation by its name.
 *
 * @internal
 */
export function operationsOf(services: OperationServices): Operations {
  return {
    ...keyHolderOperations('superuser', services.superusers.keys),
    ...keyHolderOperations('verifier', services.verifiers),
    ...agentOperations(services),
    ...agentSubjectOperations(services),
    ...tokenOperations(services),
    ...keyOperations(services.keyRotation, services.auditChains),
    ...googleOperations(services.google, services.clock),
    ...leakOperations(services.leaks),
    ...auditOperations(services.audit, services.auditChains),
    status: () => services.status.lookAtRunning(),
  };
}

function keyHolderOperations(noun: string, holders: KeyHolderService): Operations {
  return {
    [`${noun} create`]: async (args, actor) => {
      const { name, ttlSeconds } = read(shapes.keyCreate, args);
      const { holder, key } = await holders.create(name, actor, ttlSeconds);
      return { [noun]: holder, key };
    },
    [`${noun} list`]: () => holders.list(),
    [`${noun} revoke`]: async (args, actor) => holders.revoke(read(shapes.named, args).name, actor),
  };
}

function agentOperations(services: OperationServices): Operations {
  const { agents, agentKeys, agentSubjects, tokens, clock } = services;
  return {
    'agent create': async (args, actor) => {
      const { ifNotExists, ...order } = read(shapes.agentCreate, args);
      const { agent, isNew } =
        ifNotExists === true
          ? await agents.ensure(order, actor)
          : { agent: await agents.register(order, actor), isNew: true };
      return { ...presentAgent(agent), isNew };
    },
    'agent list': () => listAgents(services),
    'agent names': () => agentNames(agents),
    'agent show': async (args) => {
      const agent = await agents.require('name', read(shapes.named, args).name);
      const active = { agentName: agent.name, provider: undefined, status: 'ACTIVE' } as const;
      const [current] = await tokens.list(active, { limit: 1, after: undefined });
      return {
        ...presentAgent(agent),
        ...(await activityOf(services, agent)),
        currentToken: current ? present(current, clock) : null,
        keys: (await agentKeys.list(agent.id)).map(presentKey),
        subjects: await agentSubjects.list(agent.id),
      };
    },
    'agent update': async (args, actor) => {
      const { name, ...changes } = read(shapes.agentUpdate, args);
      return presentAgent(await agents.update(name, changes, actor));
    },
    'agent delete': async (args, actor) => {
      const deleted = await services.agentDeletion.delete(read(shapes.named, args).name, actor);
      return { agentName: deleted.name, deletedId: deleted.id };
    },
    'agent key create': async (args, actor) => {
      const { name, ttlSeconds } = read(shapes.keyCreate, args);
      const { key, agentKey } = await agentKeys.create(name, actor, ttlSeconds);
      return { key, agentKey: presentKey(agentKey) };
    },
    'agent key list': async (args) => {
      const { id } = await agents.require('name', read(shapes.named, args).name);
      return (await agentKeys.list(id)).map(presentKey);
    },
    'agent key revoke': async (args, actor) =>
      presentKey(await agentKeys.revoke(read(shapes.identified, args).id, actor)),
  };
}

function agentSubjectOperations({ agents, agentSubjects }: OperationServices): Operations {
  return {
    'agent bind': async (args, actor) => {
      const { agent, subject } = read(shapes.agentBind, args);
      return agentSubjects.bind(agent, subject, actor);
    },
    'agent unbind': async (args, actor) =>
      agentSubjects.unbind(read(shapes.agentUnbind, args).subject, actor),
    'agent subjects': async (args) =>
      agentSubjects.list((await agents.require('name', read(shapes.named, args).name)).id),
  };
}

function tokenOperations(services: OperationServices): Operations {
  const { agents, tokens, revocations, currentTokens, clock } = services;
  return {
    'token generate': async (args, actor) => {
      const order = read(shapes.tokenGenerate, args);
      const known = await agents.find(order.agent);
      const provider = order.provider ?? providerOf(order.agent, known);
      const made = await tokens.generate({ ...order, provider }, actor);
      return {
        token: made.secret,
        integrationToken: present(made.token, clock),
        isNewAgent: !known,
      };
    },
    'token rotate': async (args, actor) => {
      const made = await tokens.rotate(read(shapes.tokenRotate, args), actor);
      return { token: made.secret, integrationToken: present(made.token, clock) };
    },
    'token revoke': async (args, actor) => {
      const { id, ...order } = read(shapes.tokenRevoke, args);
      const { token, removals } = await revocations.revoke(id, { ...order, actor });
      return { ...present(token, clock), roomRemovals: removals };
    },
    'token revoke all': async (args, actor) => {
      const { agent, ...order } = read(shapes.tokenRevokeAll, args);
      const { revokedCount, removals } = await revocations.revokeAll(agent, { ...order, actor });
      return { agent, revokedCount, roomRemovals: removals };
    },
    'token list': async (args) => {
      const { agent, provider, status } = read(shapes.tokenList, args);
      const agentName = agent === undefined ? undefined : checkName('agent', agent);
      const filter = { agentName, provider: provider?.id, status };
      const page = await tokens.list(filter, { limit: LIST_LIMIT, after: undefined });
      return page.map((record) => present(record, clock));
    },
    'token current': async (args, actor) => {
      const { name } = read(shapes.named, args);
      const { scopes: _notInGraphQL, ...answer } = await currentTokens.current(name, { actor });
      return answer;
    },
  };
}

function providerOf(name: string, agent: Agent | undefined): RegisteredProvider {
  const found = agent && findProvider(agent.provider);
  if (!found) throw providerMissing(name);
  return found;
}

function present(record: IntegrationTokenRecord, clock: Clock) {
  const { agentId: _agentId, supersededAt: _supersededAt, ...shown } = record;
  return { ...shown, status: tokenStatus(record, clock.now()) };
}
