import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../../platform/package-root.js';

/** A step from one form of the tables to the next. */
export interface Migration {
  /** The name of its file, for example `0000_initial`. */
  readonly name: string;
  /** The SHA-256 of its file: the journal knows it by this. */
  readonly hash: string;
  readonly statements: readonly string[];
}

/**
 * What earlier versions called these migrations, by the hashes that drizzle's migrator wrote down.
 * The first four files were edited once: their foreign keys named the schema `public`.
 */
export const EARLIER_HASHES: ReadonlyMap<string, string> = new Map([
  ['e15693c6f6f0e0d0850dcd1666f5fec4b0385036c708b76668d4c661f07a809b', '0000_initial'],
  [
    'b66d4bead85148741637166c9d9767a7efbd5a43fad84ec411eaece89c5a38b9',
    '0001_audit_verifiers_and_subjects',
  ],
  ['ae41fde3451a381b7b7a13275d89cb92615fab2ed6396c8759fe9b867c8204f1', '0002_room_admissions'],
  ['a821e4fc8fecf0915d14e70685a7b18eb9f81b01b6ad3387722fb185dabda25b', '0003_google_connections'],
  ['2aa9e1eea1638ce4a51443846a05d297c0fd44c47790982036120eddda09e25c', '0004_keyed_records'],
]);

const folder = join(packageRoot, 'drizzle');

let read: readonly Migration[] | undefined;

/** This package's migrations, oldest first. */
export function packageMigrations(): readonly Migration[] {
  return (read ??= readMigrations());
}

function readMigrations(): Migration[] {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { tag: string }[];
  };
  return journal.entries.map(({ tag }) => {
    // A checkout with other line ends has the same migrations.
    const text = readFileSync(join(folder, `${tag}.sql`), 'utf8').replaceAll('\r\n', '\n');
    return {
      name: tag,
      hash: createHash('sha256').update(text).digest('hex'),
      statements: text.split('--> statement-breakpoint'),
    };
  });
}
