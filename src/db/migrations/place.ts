import { sql } from 'drizzle-orm';

import { CONFIG_EXIT_CODE, StartupError } from '../../platform/errors.js';
import type { Queries } from '../database.js';

/** The table in which the gateway writes down the migrations that it applied. */
export const JOURNAL_TABLE = 'token_gateway_migrations';

/** The oldest server that has all the SQL of the gateway, by its `server_version_num`. */
const OLDEST_SERVER = { number: 120_000, name: '12' };

/** The journal that drizzle's migrator keeps for all applications of a database. */
const DRIZZLE = { schema: 'drizzle', table: '__drizzle_migrations' };

/** Two tables that tell a gateway's schema from another application's. */
const OWN_TABLES = ['integration_tokens', 'encryption_keys'];

/** Where in a database the gateway's tables are, or will be. */
export interface Place {
  /** The schema that comes first in `search_path`. */
  readonly schema: string;
  /** Who is logged in. */
  readonly role: string;
  /** Whether the role may create tables in the schema. */
  readonly mayCreate: boolean;
  readonly hasJournal: boolean;
  /** Whether an earlier version may have written down in drizzle's journal what it applied. */
  readonly hasEarlierJournal: boolean;
}

/**
 * Finds out where the gateway's tables belong. Reads catalogs alone.
 *
 * @throws StartupError with exit code 78 when the server is too old, the schema is missing, or a
 *   gateway's tables are in another schema of `search_path`
 */
export async function findPlace(queries: Queries): Promise<Place> {
  const session = await readSession(queries);
  if (session.version < OLDEST_SERVER.number) throw tooOld(session.versionName);
  const { schema, role, searchPath, mayCreate } = session;
  if (schema === null) throw noSchema(role, searchPath);
  const tables = await readTables(queries);
  const isIn = (name: string, table: string): boolean =>
    tables.some((one) => one.schema === name && one.table === table);
  const isGateways = (name: string): boolean =>
    isIn(name, JOURNAL_TABLE) || OWN_TABLES.every((table) => isIn(name, table));
  const others = tables.map((one) => one.schema).filter((name) => name !== DRIZZLE.schema);
  const other = others.find((name) => name !== schema && isGateways(name));
  if (!isGateways(schema) && other !== undefined) throw elsewhere(other, { schema, role });
  return {
    schema,
    role,
    mayCreate,
    hasJournal: isIn(schema, JOURNAL_TABLE),
    hasEarlierJournal: isGateways(schema) && isIn(DRIZZLE.schema, DRIZZLE.table),
  };
}

interface Session {
  readonly schema: string | null;
  readonly role: string;
  readonly searchPath: string;
  readonly version: number;
  readonly versionName: string;
  readonly mayCreate: boolean;
}

async function readSession(queries: Queries): Promise<Session> {
  const [session] = await queries
    .select({
      schema: sql<string | null>`current_schema()::text`,
      role: sql<string>`current_user::text`,
      searchPath: sql<string>`current_setting('search_path')`,
      version: sql<number>`current_setting('server_version_num')::int`,
      versionName: sql<string>`current_setting('server_version')`,
      mayCreate: sql<boolean>`coalesce(has_schema_privilege(current_schema()::text, 'create'), false)`,
    })
    .from(sql`(select 1) as one`);
  if (!session) throw new Error('A query for one row found none.');
  return session;
}

/**
 * The tables that matter, in the schemas that `search_path` names, in those too that the role may
 * not use and the server therefore passes over.
 */
async function readTables(queries: Queries): Promise<{ schema: string; table: string }[]> {
  const named = sql`regexp_split_to_table(current_setting('search_path'), '\\s*,\\s*')`;
  const names = sql.join(
    [JOURNAL_TABLE, ...OWN_TABLES].map((name) => sql`${name}`),
    sql`, `,
  );
  return queries
    .select({ schema: sql<string>`n.nspname::text`, table: sql<string>`c.relname::text` })
    .from(sql`pg_class c join pg_namespace n on n.oid = c.relnamespace`).where(sql`
      c.relkind in ('r', 'p') and (
        (n.nspname = ${DRIZZLE.schema} and c.relname = ${DRIZZLE.table})
        or (c.relname in (${names}) and n.nspname in (
          select replace(trim(both '"' from part), '$user', current_user::text)
          from ${named} as part)))`);
}

function tooOld(version: string): StartupError {
  return new StartupError(
    `The server is PostgreSQL ${version}, and Token Gateway needs ${OLDEST_SERVER.name} or later.`,
    { exitCode: CONFIG_EXIT_CODE },
  );
}

function noSchema(role: string, searchPath: string): StartupError {
  return new StartupError(
    `There is no schema for the gateway's tables: search_path is ${searchPath || 'empty'}, and the ` +
      `role "${role}" may use no schema of that name. Create the schema, grant usage on it to the ` +
      'role, or set another search_path. docs/operations.md has the commands.',
    { exitCode: CONFIG_EXIT_CODE },
  );
}

function elsewhere(
  other: string,
  { schema, role }: { readonly schema: string; readonly role: string },
): StartupError {
  return new StartupError(
    `A gateway's tables are in the schema "${other}", but the role "${role}" would use "${schema}". ` +
      `Set search_path so that "${other}" is the first schema in it, and grant usage on it to the ` +
      `role. For a second gateway in "${schema}", take "${other}" out of search_path.`,
    { exitCode: CONFIG_EXIT_CODE },
  );
}
