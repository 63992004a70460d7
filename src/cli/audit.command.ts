import { Command } from 'commander';

import { loadConfig } from '../config.js';
import { createLogger } from '../platform/logger.js';
import { createRedact } from '../platform/redact.js';
import { writeLine } from '../platform/write-line.js';
import { runs, wholeNumber } from './command.js';
import { withOperations } from './with-operations.js';

interface BreakRow {
  readonly lane: number;
  readonly sequence: number;
  readonly problem: 'EVENT_CHANGED' | 'EVENT_MISSING' | 'EVENT_BEYOND_HEAD' | 'HEAD_CHANGED';
}

interface VerifyResult {
  readonly intact: boolean;
  readonly events: number;
  readonly broken: readonly BreakRow[];
}

interface PruneResult {
  readonly removed: number;
  readonly before: string;
  readonly broken: readonly BreakRow[];
}

interface ExportPage {
  readonly events: readonly unknown[];
  readonly next: unknown;
}

/** `token-gateway audit …` */
export function auditCommand(): Command {
  const group = new Command('audit').description('check, export and shorten the audit log');
  runs<VerifyResult>(
    group
      .command('verify')
      .description('check that nobody changed the log; the exit code is 1 if somebody did'),
    'audit verify',
    () => ({}),
    ({ intact, events, broken }) => {
      if (intact) writeLine(`The audit log is intact: ${String(events)} events.`);
      else for (const found of broken) writeLine(describe(found));
    },
    ({ intact }) => intact,
  );
  group
    .command('export')
    .description('print events as JSON lines, oldest first')
    .option('--since <instant>', 'from this instant on, such as 2030-01-31T00:00:00Z')
    .option('--until <instant>', 'before this instant')
    .option('--agent <agent>', 'only what was done to this agent')
    .option('--actor <actor>', 'only what this actor did')
    .option('--action <action>', 'only this action, such as TOKEN_READ')
    .action(exportEvents);
  runs<PruneResult>(
    group
      .command('prune')
      .description('remove the oldest events; audit verify still passes')
      .option('--days <days>', 'keep this many, instead of AUDIT_RETENTION_DAYS', wholeNumber),
    'audit prune',
    (_, { days }) => ({ days }),
    ({ removed, before, broken }) => {
      writeLine(`${String(removed)} events from before ${before} removed.`);
      for (const found of broken) writeLine(`Kept from here on: ${describe(found)}`);
    },
    ({ broken }) => broken.length === 0,
  );
  return group;
}

function describe({ lane, sequence, problem }: BreakRow): string {
  const place = `lane ${String(lane)}, event ${String(sequence)}: `;
  return place + PROBLEMS[problem];
}

const PROBLEMS: Readonly<Record<BreakRow['problem'], string>> = {
  EVENT_CHANGED: 'it, or its place, was changed after it was written',
  EVENT_MISSING: 'it was removed',
  EVENT_BEYOND_HEAD: 'it was added by somebody else than the gateway',
  HEAD_CHANGED: 'the record of where the lane ends was changed or removed',
};

async function exportEvents(filter: Readonly<Record<string, string>>): Promise<void> {
  const config = loadConfig();
  const logger = createLogger({ level: 'silent', pretty: false, redact: createRedact() });
  // Whoever reads may have seen enough, as `head` has: `print` tells, and that is no failure.
  process.stdout.on('error', () => undefined);
  await withOperations(config, logger, async (run) => {
    let after: unknown = null;
    do {
      const page = (await run('audit export page', { ...filter, after })) as ExportPage;
      const lines = page.events.map((event) => `${JSON.stringify(event)}\n`).join('');
      if (!(await print(lines))) return;
      after = page.next;
    } while (after !== null);
  });
}

/** Waits until the text is on its way; tells whether anybody still reads. */
function print(text: string): Promise<boolean> {
  return new Promise((resolve) => {
    process.stdout.write(text, (error) => resolve(!error));
  });
}
