import postgres from 'postgres';

/** Settings that a role, a database or a server can give the sessions of everybody. */
export type SessionSettings = Readonly<Record<string, string>>;

/** Such settings, each as far as can be from what the gateway was written with. */
export const FOREIGN_SETTINGS: SessionSettings = {
  DateStyle: 'German, DMY',
  TimeZone: 'America/St_Johns',
  IntervalStyle: 'sql_standard',
  bytea_output: 'escape',
  extra_float_digits: '-15',
  standard_conforming_strings: 'off',
  escape_string_warning: 'off',
  backslash_quote: 'off',
  array_nulls: 'off',
  transform_null_equals: 'on',
  quote_all_identifiers: 'on',
  xmloption: 'document',
  default_transaction_isolation: 'repeatable read',
  default_transaction_deferrable: 'on',
  client_encoding: 'LATIN1',
  search_path: 'nowhere, public',
  statement_timeout: '30s',
  lock_timeout: '20s',
  idle_in_transaction_session_timeout: '40s',
};

/** Creates a role that may log in and is no superuser, whose sessions begin with these settings. */
export async function createForeignRole(
  adminUrl: string,
  name: string,
  settings: SessionSettings,
): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`create role ${sql(name)} login`;
    for (const [setting, value] of Object.entries(settings)) {
      // A list is more than one value, and none of them begins like SQL.
      const quoted = value
        .split(', ')
        .map((one) => `'${one}'`)
        .join(', ');
      await sql.unsafe(`alter role "${name}" set ${setting} = ${quoted}`);
    }
  } finally {
    await sql.end();
  }
}
