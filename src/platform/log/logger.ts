import { pino, type DestinationStream, type Logger } from 'pino';
import { PinoPretty } from 'pino-pretty';

import type { Redact } from '../secrets/redact.js';
import { openLogOutput } from './log-output.js';

export type { Logger } from 'pino';

/** How {@link createLogger} writes. */
export interface LoggerOptions {
  /** A pino level: `fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`. */
  readonly level: string;
  /** Coloured lines for a person instead of JSON lines for a machine. */
  readonly pretty: boolean;
  /**
   * Whether lines may wait for others, a tenth of a second at the longest, so that a write serves
   * many. A process that is killed with SIGKILL takes the lines that wait with it.
   */
  readonly buffered?: boolean;
  /** Applied to every finished line. */
  readonly redact: Redact;
  /** Where lines go; standard output unless a test wants to read them. */
  readonly destination?: DestinationStream;
}

/**
 * Makes the process's logger. Secrets are taken out of the finished line, whatever field or
 * message they came in by.
 */
export function createLogger(options: LoggerOptions): Logger {
  const settings = {
    level: options.level,
    base: null,
    hooks: { streamWrite: options.redact },
  };
  if (options.destination) return pino(settings, options.destination);
  if (options.pretty) {
    return pino(settings, PinoPretty({ colorize: true, sync: true, translateTime: 'HH:MM:ss' }));
  }
  const logger: Logger = pino(
    settings,
    openLogOutput({
      isBuffered: options.buffered ?? false,
      onRecovery: (lostLines) => {
        logger.warn({ lostLines }, 'The log could not be written for a time, and lines were lost');
      },
    }),
  );
  return logger;
}

/** A logger for commands, which say on their own output what there is to say. */
export function silentLogger(): Logger {
  return pino({ level: 'silent' });
}
