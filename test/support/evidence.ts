import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import postgres from 'postgres';

import { findSecrets, formsOf } from './secret-search.js';

/** What a run leaves behind that others may come to read: its evidence. */
export type EvidenceKind = 'logs' | 'error answers' | 'databases';

/** Settings shorter than this are words of the tests, not secrets. */
const LITERAL_LENGTH = 20;
const LITERALS = 'settings';
/** Keys are kept in it on purpose. */
const KEY_FILE = 'token-encryption-keys';

/**
 * Collects, in a folder, what a test run prints, answers with errors and stores, and the settings
 * that are secret. Each process writes files of its own.
 */
export class Evidence {
  readonly #folder: string;
  readonly #literals = new Set<string>();
  /** Those of the test file that runs: others cannot be in its databases and folders. */
  readonly #literalsOfFile = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Says that another test file begins. */
  beginFile(): void {
    this.#literalsOfFile.clear();
  }

  /** Keeps a text in which no secret may stand. */
  record(kind: EvidenceKind, text: string): void {
    if (text !== '') appendFileSync(this.#file(kind), `${text}\n`);
  }

  /** Keeps the values of settings that are secrets by themselves. */
  recordSettings(env: Readonly<Record<string, string | undefined>>): void {
    const pairs = (env['TOKEN_ENCRYPTION_KEYS'] ?? '').split(',');
    const keys = pairs.map((pair) => pair.trim().slice(pair.trim().indexOf(':') + 1));
    for (const literal of [env['SUPERUSER_KEY'] ?? '', ...keys]) {
      if (literal.length < LITERAL_LENGTH) continue;
      this.#literalsOfFile.add(literal);
      if (this.#literals.has(literal)) continue;
      this.#literals.add(literal);
      appendFileSync(this.#file(LITERALS), `${JSON.stringify(literal)}\n`);
    }
  }

  /**
   * Searches every row of a database, as a dump of it would have them; only those in which there
   * may be a secret leave the server.
   */
  async recordDatabase(url: string): Promise<void> {
    const sql = postgres(url, { max: 1, onnotice: () => undefined });
    const forms = [...new Set([...this.#literalsOfFile].flatMap(formsOf))];
    try {
      const tables = await sql<{ name: string }[]>`
        select tablename as name from pg_tables where schemaname = current_schema()`;
      for (const { name } of tables) {
        // Bytes are written in hexadecimal: 6974675f is "itg_".
        const rows = await sql<{ row: string }[]>`
          select row from (select to_jsonb(t)::text as row from ${sql(name)} t) as rows
          where row ~ '(itg_[a-z]{2}_[0-9A-Za-z]{49}|6974675f)'
            or exists (select 1 from unnest(${forms}::text[]) as literal
              where strpos(row, literal) > 0)`;
        for (const { row } of rows) this.record('databases', `${name}: ${row} ${bytesIn(row)}`);
      }
    } finally {
      await sql.end();
    }
  }

  /** Searches the files of a data folder, which hold the rows of an embedded database. */
  recordFolder(folder: string): void {
    for (const name of readdirSync(folder, { recursive: true }) as string[]) {
      const file = path.join(folder, name);
      if (path.basename(file) === KEY_FILE || !statSync(file).isFile()) continue;
      const text = readFileSync(file).toString('latin1');
      if (findSecrets(text, [...this.#literalsOfFile]).length === 0) continue;
      this.record('databases', `${path.basename(file)}: ${text}`);
    }
  }

  #file(kind: string): string {
    return path.join(this.#folder, `${kind}.${process.pid}`);
  }
}

/** Every secret that stands in the evidence of a run, by kind, and how much of it there was. */
export function searchEvidence(folder: string): { found: string[]; characters: number } {
  const texts = readdirSync(folder).map((name) => ({
    kind: name.replace(/\.\d+$/, ''),
    text: readFileSync(path.join(folder, name), 'utf8'),
  }));
  const literals = texts
    .filter(({ kind }) => kind === LITERALS)
    .flatMap(({ text }) => text.trim().split('\n'))
    .map((line) => JSON.parse(line) as string);
  const searched = texts.filter(({ kind }) => kind !== LITERALS);
  return {
    found: searched.flatMap(({ kind, text }) =>
      findSecrets(text, [...new Set(literals)]).map((finding) => `${kind}: ${finding}`),
    ),
    characters: searched.reduce((sum, { text }) => sum + text.length, 0),
  };
}

function bytesIn(row: string): string {
  return [...row.matchAll(/\\x([0-9a-f]+)/g)]
    .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
    .join(' ');
}
