import { readFileSync } from 'node:fs';

import { Command } from 'commander';

import { loadConfig } from '../config.js';
import { badUserInput } from '../platform/errors.js';
import { createLogger } from '../platform/logger.js';
import { createRedact } from '../platform/redact.js';
import { writeLine } from '../platform/write-line.js';
import { runs, wholeNumber } from './command.js';
import { printTable } from './output.js';
import { withOperations } from './with-operations.js';

interface BreakRow {
  readonly lane: number;
  readonly sequence: number;
  readonly problem: keyof typeof PROBLEMS;
}

interface LaneHead {
  readonly lane: number;
  readonly sequence: number;
  readonly digest: string;
}

interface VerifyResult {
  readonly intact: boolean;
  readonly events: number;
  readonly broken: readonly BreakRow[];
  readonly prunedHeads: readonly LaneHead[];
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
      .description('check that nobody changed the log; the exit code is 1 if somebody did')
      .option('--against <file>', 'what "audit heads --json" printed earlier must hold still'),
    'audit verify',
    (_, { against }) => (typeof against === 'string' ? { against: readHeads(against) } : {}),
    ({ intact, events, broken, prunedHeads }) => {
      if (intact) writeLine(`The audit log is intact: ${String(events)} events.`);
      else for (const found of broken) writeLine(describe(found));
      for (const { lane, sequence } of prunedHeads) {
        writeLine(`lane ${String(lane)}, event ${String(sequence)}: pruned since, not compared`);
      }
    },
    ({ intact }) => intact,
  );
  runs<LaneHead[]>(
    group.command('heads').description('print where the log ends, to be kept elsewhere'),
    'audit heads',
    () => ({}),
    (heads) => {
      printTable(heads.map(({ lane, sequence, digest }) => ({ lane, sequence, digest })));
    },
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

/** What `audit heads --json` printed, or `audit verify --json`, which has the heads in it. */
function readHeads(path: string): unknown {
  try {
    const saved = JSON.parse(readFileSync(path, 'utf8')) as { heads?: unknown } | unknown[] | null;
    const heads = Array.isArray(saved) ? saved : saved?.heads;
    if (Array.isArray(heads)) return heads;
  } catch {
    // Said below, as for a file of something else.
  }
  throw badUserInput(
    '--against',
    `must name a file that "audit heads --json" printed, not ${path}`,
  );
}

function describe({ lane, sequence, problem }: BreakRow): string {
  const place = `lane ${String(lane)}, event ${String(sequence)}: `;
  return place + PROBLEMS[problem];
}

const PROBLEMS = {
  EVENT_CHANGED: 'it, or its place, was changed after it was written',
  EVENT_MISSING: 'it was removed',
  EVENT_BEYOND_HEAD: 'it was added by somebody else than the gateway',
  HEAD_CHANGED: 'the record of where the lane ends was changed or removed',
  EVENTS_CUT_OFF: 'it was there when the heads were saved, and is gone with all behind it',
  LANE_REWRITTEN: 'it is not the event that was there when the heads were saved',
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
