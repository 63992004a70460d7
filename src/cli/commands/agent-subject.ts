import type { Command } from 'commander';

import { writeLine } from '../../platform/log/write-line.js';
import { runs } from '../command.js';
import { printTable } from '../output.js';

interface SubjectRow {
  readonly agentName: string;
  readonly issuer: string;
  readonly subject: string;
  readonly createdAt: string;
}

/** `token-gateway agent bind`, `unbind` and `subjects`. */
export function addSubjectCommands(group: Command): void {
  runs<SubjectRow>(
    group
      .command('bind <agent> <subject>')
      .description('let JWTs of a subject of OIDC_ISSUER read an agent’s current token'),
    'agent bind',
    ([agent, subject]) => ({ agent, subject }),
    ({ agentName, issuer, subject }) => {
      writeLine(`JWTs of ${subject} from ${issuer} stand for the agent ${agentName}.`);
    },
  );
  runs<SubjectRow>(
    group.command('unbind <subject>').description('refuse JWTs of a bound subject from now on'),
    'agent unbind',
    ([subject]) => ({ subject }),
    ({ agentName, subject }) => {
      writeLine(`JWTs of ${subject} stand for the agent ${agentName} no longer.`);
    },
  );
  runs<SubjectRow[]>(
    group.command('subjects <agent>').description('list the subjects bound to an agent'),
    'agent subjects',
    ([name]) => ({ name }),
    (rows) => {
      printTable(rows.map(({ subject, issuer, createdAt }) => ({ subject, issuer, createdAt })));
    },
  );
}
