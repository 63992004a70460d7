import { and, asc, eq, inArray, isNull, lt, or } from 'drizzle-orm';

import type { ChangeSubject, Database } from '../db/database.js';
import { requirePremise } from '../db/tables/secret-premise.js';
import { superusers, verifiers } from '../db/tables/tokens.js';
import type { Actor } from '../platform/actor.js';
import type { AuditAction } from '../platform/audit-action.js';
import type { NewCredential, StoredSecret } from '../platform/crypto.js';
import type { KeyHolder } from './key-holder.js';

/** Where one kind of key holder is kept, and what the rest of the gateway calls it. */
interface KeyHolderTable {
  readonly name: 'superusers' | 'verifiers';
  readonly table: typeof superusers | typeof verifiers;
  readonly subjectOf: (id: string) => ChangeSubject;
  readonly created: AuditAction;
  readonly revoked: AuditAction;
}

const superuserTable: KeyHolderTable = {
  name: 'superusers',
  table: superusers,
  subjectOf: (id) => `superuser:${id}`,
  created: 'SUPERUSER_CREATED',
  revoked: 'SUPERUSER_REVOKED',
};

const verifierTable: KeyHolderTable = {
  name: 'verifiers',
  table: verifiers,
  subjectOf: (id) => `verifier:${id}`,
  created: 'VERIFIER_CREATED',
  revoked: 'VERIFIER_REVOKED',
};

/** Superusers or verifiers in the database: a name, and the digest of a key. */
export class KeyHolderStore {
  readonly #database: Database;
  readonly #kind: KeyHolderTable;

  constructor(database: Database, kind: 'superuser' | 'verifier') {
    this.#database = database;
    this.#kind = kind === 'superuser' ? superuserTable : verifierTable;
  }

  /** The table's name. */
  get table(): KeyHolderTable['name'] {
    return this.#kind.name;
  }

  /** What caches are told when a holder changes. */
  subjectOf(id: string): ChangeSubject {
    return this.#kind.subjectOf(id);
  }

  /** Adds a holder unless the name is taken; tells whether it did. */
  insert(holder: KeyHolder, stored: NewCredential, actor: Actor): Promise<boolean> {
    const { table, created, subjectOf } = this.#kind;
    const { digest, ciphertext, encryptionKeyId } = stored;
    return this.#database.write(async (queries, effects) => {
      await requirePremise(queries, stored);
      const rows = await queries
        .insert(table)
        .values({ ...holder, digest, ciphertext, encryptionKeyId })
        .onConflictDoNothing()
        .returning({ id: table.id });
      if (rows.length === 0) return false;
      effects.record({
        at: holder.createdAt,
        action: created,
        actor,
        agentName: null,
        tokenId: null,
        details: {
          name: holder.name,
          hint: holder.hint,
          ...(holder.expiresAt && { expiresAt: holder.expiresAt.toISOString() }),
        },
      });
      effects.changed(subjectOf(holder.id));
      return true;
    });
  }

  /** Every holder, by name. */
  list(): Promise<KeyHolder[]> {
    const { table } = this.#kind;
    return this.#database.read((queries) =>
      queries.select(columns(table)).from(table).orderBy(asc(table.name)),
    );
  }

  /** The holder of that name. */
  async findByName(name: string): Promise<KeyHolder | undefined> {
    const { table } = this.#kind;
    const rows = await this.#database.read((queries) =>
      queries.select(columns(table)).from(table).where(eq(table.name, name)),
    );
    return rows[0];
  }

  /** The holders whose keys are stored under any of these digests. */
  findByDigests(
    digests: readonly Buffer[],
  ): Promise<readonly { holder: KeyHolder; stored: StoredSecret }[]> {
    const { table } = this.#kind;
    const { digest, ciphertext, encryptionKeyId } = table;
    return this.#database.read((queries) =>
      queries
        .select({ holder: columns(table), stored: { digest, ciphertext, encryptionKeyId } })
        .from(table)
        .where(inArray(digest, [...digests])),
    );
  }

  /**
   * Revokes a holder's key, once; it is refused everywhere from the commit on.
   *
   * @param said.leak - what was reported, where the key is revoked because it leaked
   */
  revoke(holder: KeyHolder, said: { at: Date; actor: Actor; leak?: string }): Promise<void> {
    const { table, revoked, subjectOf } = this.#kind;
    return this.#database.write(async (queries, effects) => {
      const rows = await queries
        .update(table)
        .set({ revokedAt: said.at })
        .where(and(eq(table.id, holder.id), isNull(table.revokedAt)))
        .returning({ id: table.id });
      if (rows.length === 0) return;
      const { at, actor, leak } = said;
      effects.record({
        at,
        actor,
        action: leak === undefined ? revoked : 'TOKEN_LEAK_REPORTED',
        agentName: null,
        tokenId: null,
        details: {
          name: holder.name,
          hint: holder.hint,
          ...(leak === undefined ? {} : { reason: leak }),
        },
      });
      effects.changed(subjectOf(holder.id));
    });
  }

  /** Writes down when a key was last used; an earlier time never replaces a later one. */
  touch(id: string, lastUsedAt: Date): Promise<void> {
    const { table } = this.#kind;
    return this.#database.write(async (queries) => {
      const isLater = or(isNull(table.lastUsedAt), lt(table.lastUsedAt, lastUsedAt));
      await queries
        .update(table)
        .set({ lastUsedAt })
        .where(and(eq(table.id, id), isLater));
    });
  }
}

function columns(table: KeyHolderTable['table']) {
  return {
    id: table.id,
    name: table.name,
    hint: table.hint,
    createdAt: table.createdAt,
    expiresAt: table.expiresAt,
    revokedAt: table.revokedAt,
    lastUsedAt: table.lastUsedAt,
  };
}
