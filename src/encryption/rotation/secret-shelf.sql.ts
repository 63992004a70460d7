import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

import { googleConnections } from '../../db/tables/google.js';
import { roomE2eeKeys } from '../../db/tables/rooms.js';
import {
  agentKeys,
  agentSubjects,
  integrationTokens,
  superusers,
  verifiers,
} from '../../db/tables/tokens.js';
import type { Shelf } from './rotation.js';

/** A table by those columns that tables of secrets share, and where it has the others. */
export interface ShelfColumns {
  readonly table: typeof superusers;
  readonly agentId: PgColumn | SQL;
  readonly digest: PgColumn | SQL;
  readonly vouchedText: PgColumn | SQL;
}

/** Stands for a column that a table lacks. */
export const none = sql`null`;

const shared = (table: object) => table as typeof superusers;

/** Where each table has its columns. */
export const shelves: Readonly<Record<Shelf, ShelfColumns>> = {
  integration_tokens: {
    table: shared(integrationTokens),
    agentId: integrationTokens.agentId,
    digest: integrationTokens.digest,
    vouchedText: none,
  },
  google_connections: {
    table: shared(googleConnections),
    agentId: none,
    digest: none,
    vouchedText: none,
  },
  superusers: { table: superusers, agentId: none, digest: superusers.digest, vouchedText: none },
  verifiers: {
    table: shared(verifiers),
    agentId: none,
    digest: verifiers.digest,
    vouchedText: none,
  },
  agent_keys: {
    table: shared(agentKeys),
    agentId: agentKeys.agentId,
    digest: agentKeys.digest,
    vouchedText: none,
  },
  agent_subjects: {
    table: shared(agentSubjects),
    agentId: agentSubjects.agentId,
    digest: none,
    vouchedText: agentSubjects.subject,
  },
  room_e2ee_keys: {
    table: shared(roomE2eeKeys),
    agentId: none,
    digest: none,
    vouchedText: none,
  },
};
