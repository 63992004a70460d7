import { Command } from 'commander';

import { writeLine } from '../platform/write-line.js';
import { runs } from './command.js';
import { printTable } from './output.js';

interface SuperuserRow {
  readonly name: string;
  readonly hint: string;
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

/** `token-gateway superuser …` */
export function superuserCommand(): Command {
  const group = new Command('superuser').description('govern who governs tokens');
  runs<{ superuser: SuperuserRow; key: string }>(
    group.command('create <name>').description('make a superuser and print its key, once'),
    'superuser create',
    ([name]) => ({ name }),
    ({ superuser, key }) => {
      writeLine(`Superuser ${superuser.name}. This key is not shown again:\n${key}`);
    },
  );
  runs<SuperuserRow[]>(
    group.command('list').description('list superusers; the one of SUPERUSER_KEY is not stored'),
    'superuser list',
    () => ({}),
    (rows) => {
      printTable(
        rows.map(({ name, hint, createdAt, revokedAt }) => ({ name, hint, createdAt, revokedAt })),
      );
    },
  );
  runs<SuperuserRow>(
    group.command('revoke <name>').description('refuse a superuser’s key from now on'),
    'superuser revoke',
    ([name]) => ({ name }),
    ({ name }) => {
      writeLine(`The key of ${name} is refused from now on.`);
    },
  );
  return group;
}
