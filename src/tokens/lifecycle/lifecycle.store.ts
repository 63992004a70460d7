import { and, eq, gt, isNull } from 'drizzle-orm';

import type { Agent } from '../../agents/agent.js';
import type { AuditEntry } from '../../db/audit/entry.js';
import type { Database, Effects, Queries } from '../../db/database.js';
import { ensureAgentRow, lockAgentRow } from '../../db/tables/agent-row.js';
import { agents, integrationTokens } from '../../db/tables/tokens.js';
import type { Actor } from '../../platform/actor.js';
import { addSeconds, earlier } from '../../platform/clock.js';
import { insertToken, sealedToken, type NewToken } from '../row.sql.js';
import { recordColumns } from '../selection.sql.js';
import type { IntegrationTokenRecord } from '../token.js';
import { newestToken, type AgentTokens } from '../token.store.js';

/** What {@link TokenLifecycleStore.issue} is told to do once it holds the agent's row. */
export interface IssueDecision {
  readonly token: NewToken;
  /** How long the token before it stays good; 0 revokes it. */
  readonly overlapSeconds: number;
  readonly action: 'TOKEN_ISSUED' | 'TOKEN_RENEWED' | 'TOKEN_ROTATED';
  readonly actor: Actor;
  readonly reason: string | null;
}

/** Why, when and by whom tokens are ended. */
export interface Revocation {
  readonly at: Date;
  readonly actor: Actor;
  readonly reason: string;
  readonly action: 'TOKEN_REVOKED' | 'TOKEN_LEAK_REPORTED';
}

/** Issues and ends integration tokens: every change holds the agent's row until its commit. */
export class TokenLifecycleStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Issues an agent's next token in one transaction, if `decide` says so once it has seen the
   * agent's locked row: whoever comes at the same time waits and then sees what was issued.
   *
   * @param create - the agent to register when there is none of that name, and for whom
   * @returns the tokens as they stand afterwards, or `undefined` when there is no such agent
   * @throws what `decide` throws, having changed nothing
   */
  issue(
    agentName: string,
    create: { readonly agent: Agent; readonly actor: Actor } | undefined,
    decide: (tokens: AgentTokens) => IssueDecision | undefined,
  ): Promise<AgentTokens | undefined> {
    return this.#database.write(async (queries, effects) => {
      const known = await lockAgentRow(queries, agentName);
      const agent = known ?? (create && (await ensure(queries, effects, create)));
      if (!agent) return undefined;
      const newest = await newestToken(queries, agent);
      const decision = decide({ agent, newest });
      if (!decision) return { agent, newest };
      if (newest) await supersede(queries, newest.record, decision, effects);
      await insertToken(queries, agent.id, decision.token);
      effects.record({
        at: decision.token.issuedAt,
        action: decision.action,
        actor: decision.actor,
        agentName,
        tokenId: decision.token.id,
        details: {
          previousTokenId: newest?.record.id ?? null,
          overlapSeconds: decision.overlapSeconds,
          expiresAt: decision.token.expiresAt.toISOString(),
          reason: decision.reason,
        },
      });
      effects.changed(`agent:${agent.id}`);
      return { agent, newest: sealedToken(agent, decision.token) };
    });
  }

  /**
   * Revokes one token, once.
   *
   * @returns the token as it is afterwards, or `undefined` when there is none of that id
   */
  revoke(id: string, revocation: Revocation): Promise<IntegrationTokenRecord | undefined> {
    return this.#database.write(async (queries, effects) => {
      const [owner] = await queries
        .select({ agentName: agents.name })
        .from(integrationTokens)
        .innerJoin(agents, eq(agents.id, integrationTokens.agentId))
        .where(eq(integrationTokens.id, id));
      const agent = owner && (await lockAgentRow(queries, owner.agentName));
      if (!agent) return undefined;
      await revokeWhere(queries, effects, agent, revocation, eq(integrationTokens.id, id));
      const [record] = await queries
        .select(recordColumns)
        .from(integrationTokens)
        .innerJoin(agents, eq(agents.id, integrationTokens.agentId))
        .where(eq(integrationTokens.id, id));
      return record;
    });
  }

  /**
   * Revokes every token of an agent that is still good.
   *
   * @returns the ids of the tokens that this ended, or `undefined` when there is no such agent
   */
  revokeAll(agentName: string, revocation: Revocation): Promise<readonly string[] | undefined> {
    return this.#database.write(async (queries, effects) => {
      const agent = await lockAgentRow(queries, agentName);
      if (!agent) return undefined;
      const isGood = gt(integrationTokens.expiresAt, revocation.at);
      return revokeWhere(queries, effects, agent, revocation, isGood);
    });
  }

  /** Writes down that somebody was handed a token's secret. */
  recordRead(
    token: IntegrationTokenRecord,
    at: Date,
    { actor, details }: Required<Pick<AuditEntry, 'actor' | 'details'>>,
  ): Promise<void> {
    return this.#database.write((_queries, effects) => {
      effects.record({
        at,
        action: 'TOKEN_READ',
        actor,
        agentName: token.agentName,
        tokenId: token.id,
        details,
      });
      return Promise.resolve();
    });
  }
}

/** Registers the agent unless somebody else has just done so, and holds its row either way. */
async function ensure(
  queries: Queries,
  effects: Effects,
  { agent, actor }: { readonly agent: Agent; readonly actor: Actor },
): Promise<Agent> {
  const wanted = { ...agent, scopes: [...agent.scopes] };
  return (await ensureAgentRow(queries, effects, wanted, actor)).row;
}

/** Takes the place of the current token from the one that has it, and ends that one's overlap. */
async function supersede(
  queries: Queries,
  previous: IntegrationTokenRecord,
  decision: IssueDecision,
  effects: Effects,
): Promise<void> {
  if (previous.supersededAt || previous.revokedAt) return;
  const at = decision.token.issuedAt;
  const reason = 'Replaced by the next token with no overlap.';
  const isEnded = decision.overlapSeconds === 0 && previous.expiresAt > at;
  const ending = isEnded
    ? { revokedAt: at, revokedReason: decision.reason ?? reason }
    : { expiresAt: earlier(previous.expiresAt, addSeconds(at, decision.overlapSeconds)) };
  await queries
    .update(integrationTokens)
    .set({ supersededAt: at, ...ending })
    .where(eq(integrationTokens.id, previous.id));
  if (!isEnded) return;
  effects.record({
    at,
    action: 'TOKEN_REVOKED',
    actor: decision.actor,
    agentName: previous.agentName,
    tokenId: previous.id,
    details: { reason: decision.reason ?? reason },
  });
}

async function revokeWhere(
  queries: Queries,
  effects: Effects,
  agent: Agent,
  { at, actor, reason, action }: Revocation,
  condition: ReturnType<typeof eq>,
): Promise<readonly string[]> {
  const rows = await queries
    .update(integrationTokens)
    .set({ revokedAt: at, revokedReason: reason })
    .where(
      and(eq(integrationTokens.agentId, agent.id), isNull(integrationTokens.revokedAt), condition),
    )
    .returning({ id: integrationTokens.id });
  for (const { id } of rows) {
    effects.record({
      at,
      action,
      actor,
      agentName: agent.name,
      tokenId: id,
      details: { reason },
    });
  }
  if (rows.length > 0) effects.changed(`agent:${agent.id}`);
  return rows.map((row) => row.id);
}
