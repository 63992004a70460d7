import type { Command } from 'commander';

import { commandName } from '../../platform/command-name.js';
import { writeLine } from '../../platform/log/write-line.js';
import { runs, seconds } from '../command.js';
import { DURATION } from '../help.js';
import { printTable } from '../output.js';
import { expiryWords, isExpiringSoon, keyColumns, type KeyRow } from './key-row.js';

/** A key of an agent in a list, without the key. */
export interface AgentKeyRow extends KeyRow {
  readonly id: string;
}

/** `token-gateway agent key`, `keys` and `revoke-key`. */
export function addKeyCommands(group: Command): void {
  runs<{ key: string; agentKey: AgentKeyRow }>(
    group
      .command('key <agent>')
      .description('make a key by which an agent reads its own current token, and print it, once')
      .option(
        '--ttl-seconds <duration>',
        'how long the key is valid; for ever when left out',
        seconds,
      )
      .addHelpText('after', `\n${DURATION}`),
    'agent key create',
    ([name], { ttlSeconds }) => ({ name, ttlSeconds }),
    ({ key, agentKey }) => {
      writeLine(`An agent key. It ${expiryWords(agentKey.expiresAt)}, and is not shown again:`);
      writeLine(key);
    },
  );
  const keys = group.command('keys <agent>');
  runs<AgentKeyRow[]>(
    keys.description('list an agent’s keys, without their secrets'),
    'agent key list',
    ([name]) => ({ name }),
    (rows) => {
      printTable(rows.map((key) => ({ id: key.id, ...keyColumns(key) })));
      for (const { hint, expiresAt } of rows.filter(isExpiringSoon)) {
        warnOfExpiry(keys.args[0] ?? '', hint, expiresAt);
      }
    },
  );
  runs<AgentKeyRow>(
    group.command('revoke-key <id>').description('refuse an agent key from now on'),
    'agent key revoke',
    ([id]) => ({ id }),
    ({ hint }) => {
      writeLine(`The agent key ${hint} is refused from now on.`);
    },
  );
}

/** Says that a key of an agent expires soon, and what to do. */
export function warnOfExpiry(agent: string, hint: string, expiresAt: string | null): void {
  writeLine(
    `The key ${hint} of ${agent} ${expiryWords(expiresAt)}. ` +
      `Make another before that: ${commandName()} agent key ${agent}`,
  );
}
