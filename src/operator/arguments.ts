import { z } from 'zod';

import { RENEWALS } from '../agents/agent.js';
import { checkName, problemsOf } from '../platform/checks.js';
import { badUserInput, invalidArguments, type DomainError } from '../platform/errors.js';
import { findProvider, providers, type RegisteredProvider } from '../providers/registry.js';
import {
  ROOM_POLICY_FIELDS,
  type RoomPolicyChanges,
  TRACK_SOURCES,
} from '../providers/room-policy.js';
import { TOKEN_STATUSES } from '../tokens/token.js';

const named = z.object({ name: z.string() });
const seconds = z.number().int().optional();
const scopes = z.array(z.string()).optional();
const reason = z.string().optional();
const removeFromRooms = z.boolean().optional();

const provider = z.string().transform((id, context): RegisteredProvider => {
  const found = findProvider(id);
  if (found) return found;
  const known = providers.map((one) => one.id).join(', ');
  context.addIssue({ code: 'custom', message: `must be one of: ${known}` });
  return z.NEVER;
});

const flag = z.boolean().optional();

const dispatchRule = z.strictObject(
  {
    agentName: z.string(),
    deployment: z.string().nullish(),
    metadata: z.string().nullish(),
    attributes: z.array(z.strictObject({ name: z.string(), value: z.string() })).nullish(),
    allowsAnyMetadata: z.boolean().nullish(),
    maxPerRoom: z.number().int().nullish(),
  },
  'must be an object with agentName, and metadata or allowsAnyMetadata where it is to be told something',
);

const POLICY_SHAPES = {
  patterns: z.array(z.string()).optional(),
  right: flag,
  flag,
  sources: z.array(z.enum(TRACK_SOURCES)).nullable().optional(),
  seconds,
  project: z.string().nullable().optional(),
  dispatchRules: z.array(dispatchRule).nullable().optional(),
};

/** The parts of `LiveKitPolicyInput`; what is left out stays. */
const liveKitPolicy: z.ZodType<RoomPolicyChanges | undefined> = z
  .strictObject(
    Object.fromEntries(
      Object.entries(ROOM_POLICY_FIELDS).map(([name, { kind }]) => [name, POLICY_SHAPES[kind]]),
    ),
    'must be a JSON object with parts of a policy, such as {"rooms":["support-*"]}',
  )
  .optional();

const agentOptions = {
  renewal: z.enum(RENEWALS, 'must be AUTOMATIC or MANUAL').optional(),
  ttlSeconds: seconds,
  overlapSeconds: seconds,
  scopes,
  liveKitPolicy,
};

/** The shapes of operations' arguments; bounds are the services' business. */
export const shapes = {
  named,
  keyCreate: named.extend({ ttlSeconds: seconds }),
  identified: z.object({ id: z.uuid('must be a UUID') }),
  agentCreate: named.extend({ provider, ifNotExists: z.boolean().optional(), ...agentOptions }),
  agentBind: z.object({ agent: z.string(), subject: z.string() }),
  agentUnbind: z.object({ subject: z.string() }),
  agentUpdate: named.extend({ ...agentOptions, enabled: z.boolean().optional() }),
  tokenGenerate: z.object({
    agent: z.string(),
    provider: provider.optional(),
    ttlSeconds: seconds,
    scopes,
    overlapSeconds: seconds,
    note: z.string().optional(),
  }),
  tokenRotate: z.object({ agent: z.string(), overlapSeconds: seconds, reason }),
  tokenRevoke: z.object({
    id: z.uuid('must be the id of a token, a UUID'),
    reason,
    removeFromRooms,
  }),
  tokenRevokeAll: z.object({ agent: z.string(), reason, removeFromRooms }),
  tokenList: z.object({
    agent: z.string().optional(),
    provider: provider.optional(),
    status: z.enum(TOKEN_STATUSES, `must be one of: ${TOKEN_STATUSES.join(', ')}`).optional(),
  }),
};

/**
 * Reads an operation's arguments.
 *
 * @throws DomainError `BAD_USER_INPUT` naming each argument that does not fit
 */
export function read<T>(shape: z.ZodType<T>, args: unknown): T {
  const result = shape.safeParse(args);
  if (result.success) return result.data;
  throw invalidArguments(problemsOf(result.error.issues, 'arguments'));
}

/** The refusal of an order for an agent that is not registered, and whose provider is not named. */
export function providerMissing(agent: string): DomainError {
  const isNew = `there is no agent ${checkName('agent', agent)} yet`;
  return badUserInput('provider', `must be named for a new agent: ${isNew}`);
}
