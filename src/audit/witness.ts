import { setTimeout as sleep } from 'node:timers/promises';

import type { Logger } from '../platform/log/logger.js';
import { Recurring } from '../platform/tasks/recurring.js';
import type { SignedHeads } from './chains/break.js';

const INTERVAL_MS = 3_600_000;
/** A stop does not wait longer than this for a database that may be away. */
const LAST_LINE_MS = 500;

type ReadHeads = () => Promise<{
  readonly signed: SignedHeads;
  readonly changedLanes: readonly number[];
  readonly missingKeys: readonly string[];
}>;

/**
 * Writes the signed heads of the audit log to the process's log: at a gateway's start, every hour
 * in which they changed, and at its stop. The collected log then shows what was there.
 */
export class AuditWitness {
  readonly #readHeads: ReadHeads;
  readonly #logger: Logger;
  readonly #runs: Recurring;
  #writtenSignature: string | undefined;

  constructor(readHeads: ReadHeads, logger: Logger) {
    this.#readHeads = readHeads;
    this.#logger = logger;
    this.#runs = new Recurring(() => this.#run(), INTERVAL_MS);
  }

  /** Writes the heads once more; to be called while the database is still open. */
  async close(): Promise<void> {
    const last = this.#runs.stop().then(() => this.#run());
    await Promise.race([last, sleep(LAST_LINE_MS, undefined, { ref: false })]);
  }

  async #run(): Promise<void> {
    try {
      const { signed, changedLanes, missingKeys } = await this.#readHeads();
      if (changedLanes.length > 0) {
        this.#logger.error(
          { lanes: changedLanes },
          'The audit log was changed by somebody else than the gateway. ' +
            'Run: token-gateway audit verify',
        );
      }
      if (missingKeys.length > 0) {
        this.#logger.warn(
          { missingKeys },
          'Other gateways sign the audit log with encryption keys that this one lacks, so that it ' +
            'cannot check their records. Put these keys into TOKEN_ENCRYPTION_KEYS, behind the first one.',
        );
      }
      if (signed.auditHeads.length === 0 || signed.signature === this.#writtenSignature) return;
      this.#writtenSignature = signed.signature;
      this.#logger.info(
        signed,
        'The audit log ends here. Keep this line, and compare with it by: ' +
          'token-gateway audit verify --against FILE',
      );
    } catch (error) {
      this.#logger.warn({ err: error }, 'The heads of the audit log could not be read');
    }
  }
}
