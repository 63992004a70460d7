import type postgres from 'postgres';

const BYTEA = 17;

/**
 * Bytes as the driver should read and write them. By itself it reads hexadecimal digits alone, and
 * takes anything else for them: with `bytea_output = escape`, which a role, a database or a server
 * can have, every digest and every ciphertext would be others.
 */
export const bytea: postgres.PostgresType<Buffer> = {
  to: BYTEA,
  from: [BYTEA],
  serialize: (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}`,
  parse: readBytes,
};

/** No escaped text begins like a hexadecimal one: behind a backslash is another, or a digit. */
function readBytes(text: string): Buffer {
  if (text.startsWith('\\x')) return Buffer.from(text.slice(2), 'hex');
  const characters = text.replaceAll(/\\(\\|[0-3][0-7]{2})/g, (_, escaped: string) =>
    escaped === '\\' ? escaped : String.fromCharCode(Number.parseInt(escaped, 8)),
  );
  return Buffer.from(characters, 'latin1');
}
