import { Command } from 'commander';

import { writeLine } from '../platform/write-line.js';
import { runs, wholeNumber } from './command.js';
import { printTable } from './output.js';

interface KeyHolderRow {
  readonly name: string;
  readonly hint: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
  readonly expiresSoon: boolean;
}

/** What the help says of one kind of key holder. */
interface Descriptions {
  readonly group: string;
  readonly list: string;
}

/** The commands that make, list and revoke one kind of key holder. */
export function keyHolderCommand(
  noun: 'superuser' | 'verifier',
  descriptions: Descriptions,
): Command {
  const group = new Command(noun).description(descriptions.group);
  runs<Record<typeof noun, KeyHolderRow> & { key: string }>(
    group
      .command('create <name>')
      .description(`make a ${noun} and print its key, once`)
      .option('--ttl-seconds <seconds>', 'how long the key lives; default: for ever', wholeNumber),
    `${noun} create`,
    ([name], { ttlSeconds }) => ({ name, ttlSeconds }),
    (made) => {
      const title = noun.charAt(0).toUpperCase() + noun.slice(1);
      writeLine(`${title} ${made[noun].name}. This key is not shown again:\n${made.key}`);
    },
  );
  runs<KeyHolderRow[]>(
    group.command('list').description(descriptions.list),
    `${noun} list`,
    () => ({}),
    (rows) => {
      printTable(
        rows.map(({ name, hint, createdAt, expiresAt, revokedAt, lastUsedAt }) => ({
          ...{ name, hint, createdAt, expiresAt, revokedAt, lastUsedAt },
        })),
      );
      for (const { name, expiresAt } of rows.filter((row) => row.expiresSoon)) {
        writeLine(
          `The key of ${name} expires at ${String(expiresAt)}. Make another ${noun} before that.`,
        );
      }
    },
  );
  runs<KeyHolderRow>(
    group.command('revoke <name>').description(`refuse a ${noun}’s key from now on`),
    `${noun} revoke`,
    ([name]) => ({ name }),
    ({ name }) => {
      writeLine(`The key of ${name} is refused from now on.`);
    },
  );
  return group;
}
