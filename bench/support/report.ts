import { arch, cpus, platform } from 'node:os';

import type { CalendarShare } from './calendar-share.js';
import type { Sample } from './load.js';
import type { Comparison, Samples } from './rounds.js';
import type { StartUp } from './start-up.js';
import { spreadOf, type Spread } from './statistics.js';

/** Everything that a run found out. */
export interface Results {
  readonly samples: Samples;
  readonly comparisons: readonly Comparison[];
  /** After the load, by server. */
  readonly residentMiB: Readonly<Record<string, number>>;
  readonly startUps: readonly StartUp[];
}

/** The machine, without anything that names it. */
export function describeMachine(): string {
  const model = cpus()[0]?.model ?? 'unknown processor';
  return `Node ${process.version} on ${platform()} ${arch()}, ${cpus().length} x ${model}`;
}

/** The results as tables for a terminal. */
export function renderResults(results: Results): string {
  return [
    renderSamples(results.samples, results.comparisons),
    table(
      ['resident after the load', 'MiB'],
      Object.entries(results.residentMiB).map(([name, mib]) => [name, mib.toFixed(0)]),
    ),
    table(
      ['start', 'first answer ms', 'resident MiB'],
      results.startUps.map(({ name, firstAnswerMs, residentMiB }) => [
        name,
        show(firstAnswerMs, 0),
        show(residentMiB, 0),
      ]),
    ),
  ].join('\n\n');
}

/** What each query about calendars took, and who took it. */
export function renderCalendars(calendars: readonly CalendarShare[]): string {
  return table(
    ['calendar query', 'gateway ms', 'Google ms', 'gateway CPU ms'],
    calendars.map(({ name, ownMs, googleMs, cpuMs }) => [
      name,
      show(ownMs, 2),
      show(googleMs, 2),
      cpuMs.toFixed(2),
    ]),
  );
}

/** What was measured of each subject, and how they compare. */
export function renderSamples(samples: Samples, comparisons: readonly Comparison[]): string {
  return [
    table(
      ['', 'requests/s', 'p50 ms', 'p99 ms', 'CPU us/request'],
      [...samples].map(([name, ofSubject]) => sampleRow(name, ofSubject)),
    ),
    table(
      ['ratio', 'against', 'requests/s', 'p50', 'p99', 'requests per CPU second'],
      comparisons.map(({ subject, peer, perSecond, p50, p99, cpu }) => [
        subject,
        peer,
        show(perSecond, 2),
        show(p50, 2),
        show(p99, 2),
        show(cpu, 2),
      ]),
    ),
  ].join('\n\n');
}

function sampleRow(name: string, samples: readonly Sample[]): string[] {
  const cell = (take: (sample: Sample) => number, digits: number): string =>
    show(spreadOf(samples.map(take)), digits);
  return [
    name,
    cell((sample) => sample.perSecond, 0),
    cell((sample) => sample.p50Ms, 1),
    cell((sample) => sample.p99Ms, 1),
    cell((sample) => sample.cpuMicros, 0),
  ];
}

function show({ median, least, most }: Spread, digits: number): string {
  if (Number.isNaN(median)) return '-';
  return `${median.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
}

/** Rows under their heads, in aligned columns. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
