import { setTimeout as sleep } from 'node:timers/promises';

import type { RunOperation } from '../../operator/operations.js';
import { DomainError } from '../../platform/errors.js';
import { countOf } from '../../platform/text/count-of.js';

/** Passes in a row that find nothing to do, though secrets are left, before a run gives up. */
const IDLE_PASSES = 20;
const PASS_PAUSE_MS = 100;
const PROGRESS_MS = 2_000;
/** How often a step is tried again while the database is away, for example in a failover. */
const OUTAGE_TRIES = 30;
const OUTAGE_PAUSE_MS = 1_000;
/** How many unreadable ones are named. */
const NAMED_IDS = 20;

interface DueSecrets {
  readonly secrets: number;
  readonly isExact: boolean;
}

interface Step {
  readonly reencrypted: number;
  readonly unreadable: readonly string[];
  readonly unreadableUnderOlderKeys: number;
  readonly skipped: number;
  readonly next: unknown;
  readonly left: number | null;
}

/** A key as the operation `keys list` shows it. */
export interface KeyRow {
  readonly id: string;
  readonly isAtHand: boolean;
  readonly isFirst: boolean;
  readonly form: string | null;
  readonly liveTokens: number;
  readonly deadTokens: number;
  readonly googleConnections: number;
  readonly superuserKeys: number;
  readonly verifierKeys: number;
  readonly agentKeys: number;
  readonly agentSubjects: number;
  readonly roomKeys: number;
  readonly since: string | null;
}

/** How a run ended. */
export interface RotationResult {
  readonly outcome: 'COMPLETED' | 'INTERRUPTED' | 'INCOMPLETE';
  readonly keyId: string;
  /** `BOUND`, or that the move from the form of an older version is not finished. */
  readonly form: string;
  readonly reencrypted: number;
  readonly unreadable: number;
  /** The first of the unreadable ones. */
  readonly unreadableIds: readonly string[];
  readonly remaining: readonly KeyRow[];
}

/** How to run. */
export interface RotationOptions {
  readonly batchSize: number;
  /** A rest after each batch. */
  readonly pauseMs: number;
  /** Ends the run after the batch that is under way. */
  readonly stop: AbortSignal;
  readonly say: (line: string) => void;
}

/**
 * Moves every stored secret to the first encryption key, pass by pass, until a pass leaves none but
 * those that do not open: what others changed or issued during one pass is found by the next.
 */
export async function rotateKeys(
  run: RunOperation,
  options: RotationOptions,
): Promise<RotationResult> {
  const progress = new Progress((await run('keys rotate due', {})) as DueSecrets, options.say);
  let reencrypted = 0;
  let unreadable: string[] = [];
  let outcome: RotationResult['outcome'] | undefined;
  for (let idlePasses = 0; !outcome;) {
    const pass = await runPass(run, options, (step) => {
      reencrypted += step.reencrypted;
      progress.moved(reencrypted);
    });
    unreadable = pass.unreadable;
    idlePasses = pass.reencrypted > 0 ? 0 : idlePasses + 1;
    if (pass.left === undefined) outcome = 'INTERRUPTED';
    else if (pass.left <= 0) outcome = 'COMPLETED';
    else if (idlePasses === IDLE_PASSES) outcome = 'INCOMPLETE';
    else await rest(PASS_PAUSE_MS, options.stop);
  }
  const summary = { outcome, reencrypted, unreadable: unreadable.length };
  const end = (await run('keys rotate end', summary)) as Omit<RotationResult, 'unreadableIds'>;
  return { ...end, unreadableIds: unreadable.slice(0, NAMED_IDS) };
}

/** One pass over all keys; `left`, without unreadable secrets, is missing when it was stopped. */
async function runPass(
  run: RunOperation,
  { batchSize, pauseMs, stop }: RotationOptions,
  onStep: (step: Step) => void,
): Promise<{ reencrypted: number; unreadable: string[]; left: number | undefined }> {
  const pass = { reencrypted: 0, unreadable: [] as string[] };
  let passedOver = 0;
  let from: unknown = null;
  while (!stop.aborted) {
    const step = await takeStep(run, { from, batchSize }, stop);
    pass.reencrypted += step.reencrypted;
    pass.unreadable.push(...step.unreadable);
    onStep(step);
    passedOver += step.skipped - step.unreadableUnderOlderKeys;
    if (step.left !== null) return { ...pass, left: step.left + passedOver };
    from = step.next;
    await rest(pauseMs, stop);
  }
  return { ...pass, left: undefined };
}

/** Trying again is safe: a batch that was committed after all is no longer under its old key. */
async function takeStep(run: RunOperation, args: unknown, stop: AbortSignal): Promise<Step> {
  for (let tries = 1; ; tries += 1) {
    try {
      return (await run('keys rotate batch', args)) as Step;
    } catch (error) {
      const isOutage = error instanceof DomainError && error.code === 'SERVICE_UNAVAILABLE';
      if (!isOutage || tries === OUTAGE_TRIES || stop.aborted) throw error;
      await rest(OUTAGE_PAUSE_MS, stop);
    }
  }
}

async function rest(ms: number, stop: AbortSignal): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal: stop }).catch(() => undefined);
}

/** Says now and then how far a run has come. */
class Progress {
  readonly #due: DueSecrets;
  readonly #say: (line: string) => void;
  #saidAtMs = performance.now();
  #said = 0;

  constructor(due: DueSecrets, say: (line: string) => void) {
    this.#due = due;
    this.#say = say;
  }

  moved(reencrypted: number): void {
    if (reencrypted === this.#said || performance.now() - this.#saidAtMs < PROGRESS_MS) return;
    this.#saidAtMs = performance.now();
    this.#said = reencrypted;
    const { secrets, isExact } = this.#due;
    // A gateway that encrypts with an older key may have added some since they were counted.
    const total = Math.max(secrets, reencrypted);
    const most = isExact ? '' : 'at most ';
    this.#say(`${String(reencrypted)} of ${most}${countOf(total, 'secret')} re-encrypted`);
  }
}
