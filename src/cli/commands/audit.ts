import { readFileSync } from 'node:fs';

import { Command } from 'commander';

import { badUserInput } from '../../platform/errors.js';
import { writeLine } from '../../platform/log/write-line.js';
import { countOf } from '../../platform/text/count-of.js';
import { runs, wholeNumber } from '../command.js';
import { HELP_GROUPS, withExamples } from '../help.js';
import { printTable } from '../output.js';
import { withOperations } from '../with-operations.js';

interface BreakRow {
  readonly lane: number;
  readonly sequence: number;
  readonly problem: keyof typeof PROBLEMS;
  readonly keyId?: string;
  readonly uncheckedCount?: number;
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
  const group = new Command('audit')
    .description('verify, export and prune the audit log')
    .helpGroup(HELP_GROUPS.operate);
  runs<VerifyResult>(
    group
      .command('verify')
      .description('check that nobody changed the log; the exit code is 1 if somebody did')
      .option(
        '--against <file>',
        'compare with what "audit heads --json" printed earlier, or with the gateway’s log',
      ),
    'audit verify',
    (_, { against }) => (typeof against === 'string' ? { against: readHeads(against) } : {}),
    ({ intact, events, broken, prunedHeads }) => {
      if (intact) writeLine(`The audit log is intact: ${countOf(events, 'event')}.`);
      else for (const found of broken) writeLine(describe(found));
      for (const { lane, sequence } of newestOfLanes(prunedHeads)) {
        writeLine(
          `lane ${String(lane)}, up to event ${String(sequence)}: pruned since, not compared`,
        );
      }
    },
    ({ intact }) => intact,
  );
  runs<LaneHead[]>(
    group
      .command('heads')
      .description('print where the log ends now, to be kept elsewhere for audit verify'),
    'audit heads',
    () => ({}),
    (heads) => {
      printTable(heads.map(({ lane, sequence, digest }) => ({ lane, sequence, digest })));
    },
  );
  withExamples(group.command('export'), [
    'audit export --since 2030-01-01T00:00:00Z --action TOKEN_READ > reads.jsonl',
  ])
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
      writeLine(`${countOf(removed, 'event')} from before ${before} removed.`);
      for (const found of broken) writeLine(`Kept from here on: ${describe(found)}`);
    },
    ({ broken }) => broken.length === 0,
  );
  return group;
}

/**
 * What `audit heads --json` printed, or `audit verify --json`, which has the heads in it; or the
 * lines of a gateway's log that have heads.
 */
function readHeads(path: string): unknown {
  const text = readText(path);
  const saved = parse(text) as { heads?: unknown; auditHeads?: unknown } | unknown[] | undefined;
  const heads = Array.isArray(saved) ? saved : saved?.heads;
  if (Array.isArray(heads)) return heads;
  const lines = text.split('\n').flatMap(headsOfLine);
  if (lines.length > 0) return lines;
  throw badUserInput(
    '--against',
    `must name a file that "audit heads --json" printed, or a log of the gateway, not ${path}`,
  );
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Collectors of logs put the time or the process in front of a line. */
function headsOfLine(line: string): unknown[] {
  if (!line.includes('"auditHeads"')) return [];
  const saved = parse(line.slice(line.indexOf('{'))) as Record<string, unknown> | undefined;
  if (!Array.isArray(saved?.['auditHeads'])) return [];
  const { auditHeads, keyId, signature } = saved;
  return [{ auditHeads, keyId, signature }];
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function newestOfLanes(heads: readonly LaneHead[]): LaneHead[] {
  const newest = new Map<number, LaneHead>();
  for (const head of heads) {
    if (head.sequence >= (newest.get(head.lane)?.sequence ?? 0)) newest.set(head.lane, head);
  }
  return [...newest.values()];
}

function describe({ lane, sequence, problem, keyId, uncheckedCount = 1 }: BreakRow): string {
  const place = sequence === 0 ? '' : `, event ${String(sequence)}`;
  const rest = uncheckedCount > 1 ? `, and ${countOf(uncheckedCount - 1, 'place')} behind it` : '';
  const key =
    keyId === undefined
      ? ''
      : ` "${keyId}". If there was never such a key, somebody changed what names it.`;
  return `lane ${String(lane)}${place}${rest}: ${PROBLEMS[problem]}${key}`;
}

const PROBLEMS = {
  EVENT_CHANGED: 'it, or its place, was changed after it was written',
  EVENT_MISSING: 'it was removed',
  EVENT_BEYOND_HEAD: 'it was added by somebody else than the gateway',
  EVENT_BEFORE_BASE: 'it was added by somebody else than the gateway, where events were pruned',
  EVENT_UNSIGNED: 'it was added by somebody without a key, or by a gateway of version 0.1',
  HEAD_CHANGED: 'the record of where the lane begins and ends was changed',
  LANE_MISSING: 'the record of where the lane begins and ends was removed',
  LANE_UNSIGNED: 'the record of where the lane begins and ends has lost its signature',
  LANE_REOPENED: 'the lane was not as the gateway had left it when it wrote this event',
  KEY_MISSING:
    'cannot be checked without an encryption key. Put it back into TOKEN_ENCRYPTION_KEYS, behind the ' +
    'others:',
  EVENTS_CUT_OFF: 'it was there when the heads were saved, and is gone with all behind it',
  LANE_REWRITTEN: 'it is not the event that was there when the heads were saved',
  SAVED_HEADS_CHANGED:
    'the signature of these saved heads is wrong; they were changed where they were kept, and are ' +
    'not compared',
};

async function exportEvents(
  filter: Readonly<Record<string, string>>,
  command: Command,
): Promise<void> {
  // Whoever reads may have seen enough, as `head` has: `print` tells, and that is no failure.
  process.stdout.on('error', () => undefined);
  await withOperations(command, async (run) => {
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
