import { z } from 'zod';

import type { Agent } from '../agents/agent.js';
import { RENEWALS } from '../agents/agent.js';
import type { AgentService } from '../agents/agent.service.js';
import type { Clock } from '../platform/clock.js';
import { badUserInput } from '../platform/errors.js';
import type { Provider } from '../providers/provider.js';
import { findProvider, providers } from '../providers/registry.js';
import type { SuperuserService } from '../superusers/superuser.service.js';
import type { CurrentTokenService } from '../tokens/current-token.service.js';
import type { TokenService } from '../tokens/token.service.js';
import { tokenStatus, TOKEN_STATUSES, type IntegrationTokenRecord } from '../tokens/token.js';

/** The services that operations are made of. */
export interface OperationServices {
  readonly superusers: SuperuserService;
  readonly agents: AgentService;
  readonly tokens: TokenService;
  readonly currentTokens: CurrentTokenService;
  readonly clock: Clock;
}

/** Runs one operation by name, on arguments and with a result that survive JSON. */
export type RunOperation = (name: string, args: unknown) => Promise<unknown>;

const ISSUED_BY = 'operator';
const LIST_LIMIT = 200;

const named = z.object({ name: z.string() });
const provider = z.string().transform((id, context): Provider => {
  const found = findProvider(id);
  if (found) return found;
  const known = providers.map((one) => one.id).join(', ');
  context.addIssue({ code: 'custom', message: `must be one of: ${known}` });
  return z.NEVER;
});
const shapes = {
  agentCreate: named.extend({
    provider,
    renewal: z.enum(RENEWALS).optional(),
    scopes: z.array(z.string()).optional(),
  }),
  tokenGenerate: z.object({
    agent: z.string(),
    provider: provider.optional(),
    ttlSeconds: z.number().int().optional(),
    scopes: z.array(z.string()).optional(),
    overlapSeconds: z.number().int().optional(),
    note: z.string().optional(),
  }),
  tokenList: z.object({
    agent: z.string().optional(),
    provider: provider.optional(),
    status: z.enum(TOKEN_STATUSES).optional(),
  }),
};

/**
 * What the operator of a gateway can do from its own machine: the same services that GraphQL uses,
 * with the right of whoever can read the data folder or the database.
 */
export function createOperations(services: OperationServices): RunOperation {
  const { superusers, agents, tokens, currentTokens, clock } = services;
  const operations: Record<string, (args: unknown) => Promise<unknown>> = {
    'superuser create': async (args) => superusers.create(read(named, args).name),
    'superuser list': () => superusers.list(),
    'superuser revoke': async (args) => superusers.revoke(read(named, args).name),
    'agent create': async (args) => agents.create(read(shapes.agentCreate, args)),
    'agent list': () => agents.list(),
    'agent disable': async (args) => agents.disable(read(named, args).name),
    'agent key': async (args) => {
      const { name } = read(named, args);
      return { agent: name, key: await agents.createKey(name) };
    },
    'token generate': async (args) => {
      const order = read(shapes.tokenGenerate, args);
      const owner = order.provider ?? (await providerOf(agents, order.agent));
      const made = await tokens.generate({ ...order, provider: owner }, ISSUED_BY);
      return { token: made.secret, integrationToken: present(made.token, clock) };
    },
    'token list': async (args) => {
      const { agent, provider: owner, status } = read(shapes.tokenList, args);
      const filter = { agentName: agent, provider: owner?.id, status };
      const page = await tokens.list(filter, { limit: LIST_LIMIT, after: undefined });
      return page.map((record) => present(record, clock));
    },
    'token current': async (args) => currentTokens.current(read(named, args).name),
  };
  return async (name, args) => {
    const operation = operations[name];
    if (!operation) throw badUserInput('operation', 'is not one that this version knows');
    return operation(args);
  };
}

async function providerOf(agents: AgentService, name: string): Promise<Provider> {
  const known: Agent | undefined = (await agents.list()).find((agent) => agent.name === name);
  const found = known && findProvider(known.provider);
  if (!found) throw badUserInput('provider', 'must be named for an agent that is not registered');
  return found;
}

function present(record: IntegrationTokenRecord, clock: Clock) {
  const { agentId: _agentId, supersededAt: _supersededAt, ...shown } = record;
  return { ...shown, status: tokenStatus(record, clock.now()) };
}

function read<T>(shape: z.ZodType<T>, args: unknown): T {
  const result = shape.safeParse(args);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw badUserInput(String(issue?.path[0] ?? 'arguments'), issue?.message ?? 'is not valid');
}
