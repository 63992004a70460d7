import { pino, type DestinationStream, type Logger } from 'pino';
import { PinoPretty } from 'pino-pretty';

import type { Redact } from './redact.js';

export type { Logger } from 'pino';

const FLUSH_MS = 100;
const BUFFER_BYTES = 4_096;
/** What waits for an output that takes nothing, such as a full disk; lines beyond it are lost. */
const WAITING_BYTES = 16 * 1024 * 1024;

/** How {@link createLogger} writes. */
export interface LoggerOptions {
  /** A pino level: `fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`. */
  readonly level: string;
  /** Coloured lines for a person instead of JSON lines for a machine. */
  readonly pretty: boolean;
  /**
   * Whether lines may wait for others, {@link FLUSH_MS} at the longest, so that a write serves many.
   * A process that is killed with SIGKILL takes the lines that wait with it.
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
  return pino(settings, options.buffered ? bufferedOutput() : output({}));
}

/** Standard output. A gateway goes on serving when nothing can be written there: it has no other log. */
function output(options: { readonly minLength?: number; readonly periodicFlush?: number }) {
  const stream = pino.destination({ sync: true, maxLength: WAITING_BYTES, ...options });
  stream.on('error', () => undefined);
  return stream;
}

function bufferedOutput(): DestinationStream {
  const stream = output({ minLength: BUFFER_BYTES, periodicFlush: FLUSH_MS });
  process.on('exit', () => {
    try {
      stream.flushSync();
    } catch {
      // The last lines cannot be written either, and that must not change the exit code.
    }
  });
  return stream;
}
