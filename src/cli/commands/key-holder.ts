import { Command } from 'commander';

import { writeLine } from '../../platform/log/write-line.js';
import { runs, seconds } from '../command.js';
import { DURATION, HELP_GROUPS } from '../help.js';
import { printTable } from '../output.js';
import { expiryWords, isExpiringSoon, keyColumns, type KeyRow } from './key-row.js';

interface KeyHolderRow extends KeyRow {
  readonly name: string;
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
  const group = new Command(noun).description(descriptions.group).helpGroup(HELP_GROUPS.access);
  runs<Record<typeof noun, KeyHolderRow> & { key: string }>(
    group
      .command('create <name>')
      .description(`make a ${noun}, and print its key, once`)
      .option(
        '--ttl-seconds <duration>',
        'how long the key is valid; for ever when left out',
        seconds,
      )
      .addHelpText('after', `\n${DURATION}`),
    `${noun} create`,
    ([name], { ttlSeconds }) => ({ name, ttlSeconds }),
    (made) => {
      const title = noun.charAt(0).toUpperCase() + noun.slice(1);
      const { name, expiresAt } = made[noun];
      writeLine(`${title} ${name}. This key ${expiryWords(expiresAt)}, and is not shown again:`);
      writeLine(made.key);
    },
  );
  runs<KeyHolderRow[]>(
    group.command('list').description(descriptions.list),
    `${noun} list`,
    () => ({}),
    (rows) => {
      printTable(rows.map((row) => ({ name: row.name, ...keyColumns(row) })));
      for (const { name, expiresAt } of rows.filter(isExpiringSoon)) {
        writeLine(
          `The key of ${name} ${expiryWords(expiresAt)}. Make another ${noun} before that.`,
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
