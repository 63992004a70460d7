import { Command } from 'commander';

import { commandName } from '../../platform/command-name.js';
import { writeLine } from '../../platform/log/write-line.js';
import { FINDING_AREAS, type Finding, type FindingLevel } from '../../status/finding.js';
import { HELP_GROUPS } from '../help.js';
import { look, type StatusReport } from '../look.js';
import { printJson, printTable } from '../output.js';

/** Each as wide as the widest. */
const MARKS: Readonly<Record<FindingLevel, string>> = {
  OK: 'ok       ',
  NOTE: 'note     ',
  ATTENTION: 'ATTENTION',
};

/** `token-gateway doctor` */
export function doctorCommand(): Command {
  return reporting(
    new Command('doctor')
      .helpGroup(HELP_GROUPS.operate)
      .description('check everything about a gateway, and say what to do'),
    (report) => {
      const areas = byArea(report).map(
        ([area, findings]) => `${area}\n${findings.map(describe).join('\n')}\n`,
      );
      writeLine([...areas, verdict(report)].join('\n'));
    },
  );
}

/** `token-gateway status` */
export function statusCommand(): Command {
  return reporting(
    new Command('status')
      .helpGroup(HELP_GROUPS.operate)
      .description('say in a line for each area how a gateway is'),
    (report) => {
      printTable(byArea(report).map(([, findings]) => summary(findings)));
      if (attentionCount(report) === 0) return;
      writeLine(`\n${verdict(report)} ${commandName()} doctor says what to do.`);
    },
  );
}

/** Gives a command its `--json` and its action: look, print, and exit with 1 for what is wrong. */
function reporting(command: Command, show: (report: StatusReport) => void): Command {
  return command
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      '\nThe exit code is 1 if anything needs attention. docs/cli.md has the codes.',
    )
    .action(async ({ json }: { json?: boolean }, self: Command) => {
      const report = await look(self);
      const needsAttention = attentionCount(report) > 0;
      if (json) printJson({ needsAttention, ...report });
      else show(report);
      if (needsAttention) process.exitCode = 1;
    });
}

function describe({ level, message, action }: Finding): string {
  const indent = ' '.repeat(MARKS.OK.length + 4);
  const lines = message.split('\n').join(`\n${indent}`);
  return `  ${MARKS[level]}  ${lines}${action === null ? '' : `\n${indent}${asTyped(action)}`}`;
}

/** Commands in it as they run in this folder. */
function asTyped(action: string): string {
  return action.replaceAll(/\btoken-gateway (?=[a-z])/g, `${commandName()} `);
}

/** What was found of each area that was looked at. */
function byArea({ findings }: StatusReport): [area: string, findings: readonly Finding[]][] {
  return FINDING_AREAS.map((area): [string, readonly Finding[]] => [
    area,
    findings.filter((finding) => finding.area === area),
  ]).filter(([, found]) => found.length > 0);
}

/** An area in a line: what is wrong with it, or else what is said first of it. */
function summary(findings: readonly Finding[]): Record<string, unknown> {
  const wrong = findings.filter(({ level }) => level === 'ATTENTION');
  const shown = wrong[0] ?? findings[0];
  const more = wrong.length > 1 ? ` (and ${String(wrong.length - 1)} more)` : '';
  return {
    area: shown?.area.toLowerCase(),
    state: shown && MARKS[shown.level].trim(),
    summary: `${shown?.message.replaceAll(/\s*\n\s*/g, ' ') ?? ''}${more}`,
  };
}

function verdict(report: StatusReport): string {
  const count = attentionCount(report);
  if (count === 0) return 'Nothing needs attention.';
  return count === 1 ? '1 thing needs attention.' : `${String(count)} things need attention.`;
}

function attentionCount({ findings }: StatusReport): number {
  return findings.filter(({ level }) => level === 'ATTENTION').length;
}
