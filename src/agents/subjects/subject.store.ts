import { and, asc, eq, sql } from 'drizzle-orm';

import type { Database, Queries } from '../../db/database.js';
import { holdAgentRows } from '../../db/tables/agent-row.js';
import { requirePremise } from '../../db/tables/secret-premise.js';
import { agents, agentSubjects } from '../../db/tables/tokens.js';
import type { Actor } from '../../platform/actor.js';
import type { NewSecret, StoredSecret } from '../../platform/crypto.js';
import type { Agent } from '../agent.js';

/** A row of `agent_subjects` with its agent's name. */
export interface SubjectRow {
  readonly id: string;
  readonly agentName: string;
  /** The subject with its issuer, as `identityOf` puts them together. */
  readonly identity: string;
  readonly createdAt: Date;
}

/** The agent that a row binds a subject to, the row, and its proof. */
export interface FoundSubject {
  readonly agent: Agent;
  readonly id: string;
  readonly stored: StoredSecret;
}

const rowColumns = {
  id: agentSubjects.id,
  agentName: agents.name,
  identity: agentSubjects.subject,
  createdAt: agentSubjects.createdAt,
};

/** Subjects bound to agents, in the database. */
export class AgentSubjectStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Binds a subject unless it is bound already.
   *
   * @param stored - proves that the gateway made the row
   * @param forged - a row of that subject which no gateway made; it is replaced
   * @returns the binding that stands then; `undefined` when one was taken away meanwhile
   */
  bind(
    agent: Agent,
    row: SubjectRow,
    {
      stored,
      forged,
      actor,
    }: { stored: NewSecret; forged: FoundSubject | undefined; actor: Actor },
  ): Promise<SubjectRow | undefined> {
    const { id, identity, createdAt } = row;
    const { ciphertext, encryptionKeyId } = stored;
    return this.#database.write(async (queries, effects) => {
      await requirePremise(queries, stored);
      await holdAgentRows(queries, [agent]);
      if (forged) await removeForged(queries, forged);
      const added = await queries
        .insert(agentSubjects)
        .values({
          id,
          agentId: agent.id,
          subject: identity,
          ciphertext,
          encryptionKeyId,
          createdAt,
        })
        .onConflictDoNothing()
        .returning({ id: agentSubjects.id });
      if (added.length === 0) {
        const [standing] = await queries
          .select(rowColumns)
          .from(agentSubjects)
          .innerJoin(agents, eq(agents.id, agentSubjects.agentId))
          .where(eq(agentSubjects.subject, identity));
        return standing;
      }
      effects.record({
        at: createdAt,
        action: 'AGENT_SUBJECT_BOUND',
        actor,
        agentName: agent.name,
        tokenId: null,
        details: { identity, ...(forged && { replacedForgedRow: forged.id }) },
      });
      // A look-up that began before the commit must not answer those who ask after it.
      effects.changed(`agent:${agent.id}`);
      return row;
    });
  }

  /** Takes a binding away; it is refused everywhere from the commit on. */
  unbind(identity: string, said: { at: Date; actor: Actor }): Promise<SubjectRow | undefined> {
    return this.#database.write(async (queries, effects) => {
      const [removed] = await queries
        .delete(agentSubjects)
        .where(eq(agentSubjects.subject, identity))
        .returning();
      if (!removed) return undefined;
      const [agent] = await queries
        .select({ name: agents.name })
        .from(agents)
        .where(eq(agents.id, removed.agentId));
      const agentName = agent?.name ?? '';
      effects.record({
        ...said,
        action: 'AGENT_SUBJECT_UNBOUND',
        agentName,
        tokenId: null,
        details: { identity },
      });
      effects.changed(`agent:${removed.agentId}`);
      return { id: removed.id, agentName, identity, createdAt: removed.createdAt };
    });
  }

  /** An agent's bindings, oldest first, those of other issuers included. */
  list(agentId: string): Promise<SubjectRow[]> {
    return this.#database.read((queries) =>
      queries
        .select(rowColumns)
        .from(agentSubjects)
        .innerJoin(agents, eq(agents.id, agentSubjects.agentId))
        .where(eq(agentSubjects.agentId, agentId))
        .orderBy(asc(agentSubjects.createdAt), asc(agentSubjects.id)),
    );
  }

  /** The agent that a row binds a subject to, and the row's proof. */
  async findAgent(identity: string): Promise<FoundSubject | undefined> {
    const { id, ciphertext, encryptionKeyId } = agentSubjects;
    const rows = await this.#database.read((queries) =>
      queries
        .select({ agent: agents, id, stored: { ciphertext, encryptionKeyId } })
        .from(agentSubjects)
        .innerJoin(agents, eq(agents.id, agentSubjects.agentId))
        .where(eq(agentSubjects.subject, identity)),
    );
    const [row] = rows;
    return row && { ...row, stored: { ...row.stored, digest: null } };
  }
}

/** Only as it was read: a row that a gateway has made proper since stays. */
async function removeForged(queries: Queries, { id, agent, stored }: FoundSubject): Promise<void> {
  await queries
    .delete(agentSubjects)
    .where(
      and(
        eq(agentSubjects.id, id),
        eq(agentSubjects.agentId, agent.id),
        sql`${agentSubjects.ciphertext} is not distinct from ${stored.ciphertext}`,
      ),
    );
}
