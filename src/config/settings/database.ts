import { resolve } from 'node:path';

import { z } from 'zod';

import { hasProtocol, isPercentEncoded, secret } from '../shapes.js';

/** Where the data is. */
export interface DatabaseSettings {
  /** A PostgreSQL URL; `undefined` means the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** An absolute path. */
  readonly dataDir: string;
}

/** What `DATABASE_URL` says for the embedded database, which production must choose by name. */
export const EMBEDDED = 'embedded';

/** The shapes of the settings about the database. */
export const databaseShapes = {
  DATABASE_URL: secret(
    z
      .string()
      .refine(
        (text) =>
          text === EMBEDDED ||
          (hasProtocol(text, ['postgres:', 'postgresql:']) && isPercentEncoded(text)),
        `must be the word ${EMBEDDED}, or a PostgreSQL URL with every % : / ? # @ of the password ` +
          'percent-encoded',
      ),
  ),
  DATA_DIR: z.string().default('./data'),
};

/** The settings about the database in the form that the gateway uses. */
export function databaseOf(values: {
  readonly DATABASE_URL?: string | undefined;
  readonly DATA_DIR: string;
}): DatabaseSettings {
  const { DATABASE_URL: url, DATA_DIR: folder } = values;
  return { databaseUrl: url === EMBEDDED ? undefined : url, dataDir: resolve(folder) };
}
