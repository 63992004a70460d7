import { Command } from 'commander';

import { writeErrorLine, writeLine } from '../../platform/log/write-line.js';
import { countOf } from '../../platform/text/count-of.js';
import { TOKEN_STATUSES } from '../../tokens/token.js';
import { runs, seconds } from '../command.js';
import {
  DURATION,
  EXAMPLE_PROVIDER,
  HELP_GROUPS,
  PROVIDER_IDS,
  SCOPES,
  withExamples,
} from '../help.js';
import { printTable } from '../output.js';
import { addReportLeakCommand } from './report-leak.js';

interface TokenRow {
  readonly id: string;
  readonly agentName: string;
  readonly provider: string;
  readonly hint: string;
  readonly status: string;
  readonly issuedBy: string;
  readonly expiresAt: string;
}

interface RoomRemovals {
  /** Null unless they were asked for. */
  readonly roomRemovals:
    | readonly {
        readonly room: string;
        readonly identity: string;
        readonly outcome: string;
        readonly roomTokenExpiresAt: string;
        readonly message: string;
      }[]
    | null;
}

interface CurrentTokenResult {
  readonly token: string | null;
  readonly header: string;
  readonly expiresAt: string | null;
  readonly message: string;
}

/** `token-gateway token …` */
export function tokenCommand(): Command {
  const group = new Command('token')
    .description('issue, replace, revoke and list tokens')
    .helpGroup(HELP_GROUPS.agents);
  const generate = group
    .command('generate <agent>')
    .description('issue an agent’s next token, and print it')
    .option('--provider <provider>', `${PROVIDER_IDS}; required for a new agent`)
    .option(
      '--ttl-seconds <duration>',
      'its lifetime, from 60s to 366d; 30d when left out',
      seconds,
    )
    .option(
      '--overlap-seconds <duration>',
      'how long the present token stays valid; 5m when left out',
      seconds,
    )
    .option('--scopes <scopes...>', 'what it may be used for')
    .option('--note <note>', 'a remark for people');
  withExamples(
    generate,
    [
      `token generate front-desk --provider ${EXAMPLE_PROVIDER}`,
      'token generate front-desk --ttl-seconds 7d --overlap-seconds 1h',
    ],
    `${DURATION}\n\n${SCOPES}`,
  );
  runs<{ token: string; integrationToken: TokenRow; isNewAgent: boolean }>(
    generate,
    'token generate',
    ([agent], { provider, ttlSeconds, overlapSeconds, scopes, note }) => ({
      agent,
      provider,
      ttlSeconds,
      overlapSeconds,
      scopes,
      note,
    }),
    ({ token, integrationToken: { expiresAt, agentName }, isNewAgent }) => {
      const note = isNewAgent ? ` (new agent ${agentName})` : '';
      writeLine(`${token}\nValid until ${expiresAt}.${note}`);
    },
  );
  const rotate = group
    .command('rotate <agent>')
    .description('replace an agent’s current token by one of the same scopes and lifetime')
    .option(
      '--overlap-seconds <duration>',
      'how long the old one stays valid; 0 for a leak',
      seconds,
    )
    .option('--reason <reason>', 'why, for the audit log');
  withExamples(rotate, [
    'token rotate front-desk',
    "token rotate front-desk --overlap-seconds 0 --reason 'leaked in a log'",
  ]);
  runs<{ token: string; integrationToken: TokenRow }>(
    rotate,
    'token rotate',
    ([agent], { overlapSeconds, reason }) => ({ agent, overlapSeconds, reason }),
    ({ token, integrationToken }) => {
      writeLine(`${token}\nValid until ${integrationToken.expiresAt}.`);
    },
  );
  addRevokeCommands(group);
  addReportLeakCommand(group);
  const list = group
    .command('list')
    .description('list the 200 newest tokens, without their secrets')
    .option('--agent <agent>', 'only of this agent')
    .option('--provider <provider>', 'only of this provider')
    .option('--status <status>', `one of ${TOKEN_STATUSES.join(', ')}`);
  runs<TokenRow[]>(
    list,
    'token list',
    (_, { agent, provider, status }) => ({ agent, provider, status }),
    (rows) => {
      printTable(
        rows.map(({ id, agentName, provider, hint, status, issuedBy, expiresAt }) => ({
          id,
          agent: agentName,
          provider,
          hint,
          status,
          issuedBy,
          validUntil: expiresAt,
        })),
      );
    },
  );
  runs<CurrentTokenResult>(
    group.command('current <agent>').description('print the token that an agent is to use now'),
    'token current',
    ([name]) => ({ name }),
    ({ token, message }) => {
      if (token !== null) {
        writeLine(token);
        return;
      }
      writeErrorLine(message);
    },
    ({ token }) => token !== null,
  );
  return group;
}

function addRevokeCommands(group: Command): void {
  runs<TokenRow & RoomRemovals>(
    withRevocation(group.command('revoke <id>').description('revoke a token, everywhere')),
    'token revoke',
    ([id], { reason, removeFromRooms }) => ({ id, reason, removeFromRooms }),
    ({ hint, agentName, roomRemovals }) => {
      writeLine(`The token ${hint} of ${agentName} is refused from now on.`);
      showRemovals(roomRemovals);
    },
    isRemoved,
  );
  runs<{ agent: string; revokedCount: number } & RoomRemovals>(
    withRevocation(
      group
        .command('revoke-all <agent>')
        .description('revoke all of an agent’s tokens, everywhere'),
    ),
    'token revoke all',
    ([agent], { reason, removeFromRooms }) => ({ agent, reason, removeFromRooms }),
    ({ agent, revokedCount, roomRemovals }) => {
      writeLine(
        `${countOf(revokedCount, 'token')} of ${agent} ${revokedCount === 1 ? 'is' : 'are'} refused from now on.`,
      );
      showRemovals(roomRemovals);
    },
    isRemoved,
  );
}

function withRevocation(command: Command): Command {
  return command
    .option('--reason <reason>', 'why, for the audit log')
    .option('--remove-from-rooms', 'remove those whom it admitted to LiveKit rooms');
}

function showRemovals(removals: RoomRemovals['roomRemovals']): void {
  if (removals === null) return;
  printTable(
    removals.map(({ room, identity, outcome, roomTokenExpiresAt, message }) => ({
      room,
      identity,
      outcome,
      roomTokenExpiresAt,
      message,
    })),
  );
}

function isRemoved({ roomRemovals }: RoomRemovals): boolean {
  return !roomRemovals?.some(({ outcome }) => outcome === 'FAILED');
}
