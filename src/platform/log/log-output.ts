import { pino, type DestinationStream } from 'pino';

const RETRY_MS = 100;
const BUFFER_BYTES = 4_096;
/** What waits for an output that takes nothing; lines beyond it are lost. */
const WAITING_BYTES = 16 * 1024 * 1024;
/** How often the end of the process tries to write what still waits. */
const LAST_ATTEMPTS = 10;

/** How {@link openLogOutput} writes. */
export interface LogOutputOptions {
  /** Whether lines may wait for others, 100 ms at the longest, so that a write serves many. */
  readonly isBuffered: boolean;
  /**
   * Called with the number of lines that were lost, once everything that waited has been written.
   */
  readonly onRecovery: (lostLines: number) => void;
}

/**
 * Opens standard output for log lines. A gateway goes on serving when nothing can be written there,
 * because a disk is full or nobody reads the pipe: up to 16 MiB wait and are tried again ten times
 * a second, and further lines are lost and counted. The end of the process waits for one second at
 * most.
 */
export function openLogOutput({ isBuffered, onRecovery }: LogOutputOptions): DestinationStream {
  const stream = pino.destination({
    // Node makes a pipe non-blocking when `process.stdout` is read for the first time.
    fd: process.stdout.fd,
    sync: true,
    // Less than 1 would turn the periodic flush off, and with it the further attempts.
    minLength: isBuffered ? BUFFER_BYTES : 1,
    maxLength: WAITING_BYTES,
    periodicFlush: RETRY_MS,
    // The library would block the process until the pipe is read.
    retryEAGAIN: () => false,
  });
  stream.on('error', () => undefined);
  let lostLines = 0;
  stream.on('drop', () => (lostLines += 1));
  stream.on('drain', () => {
    if (lostLines === 0) return;
    const reported = lostLines;
    onRecovery(reported);
    // If the report was lost as well, everything is reported at the next chance.
    lostLines = lostLines > reported ? reported : 0;
  });
  process.on('exit', () => {
    writeRest(stream);
  });
  return {
    write: (line) => {
      stream.write(line);
    },
  };
}

/**
 * The library's `flushSync`, which pino calls after a fatal line, never returns when the disk is
 * full.
 */
function writeRest(stream: ReturnType<typeof pino.destination>): void {
  let progress: 'WRITTEN' | 'NOTHING_LEFT' | 'FAILED' = 'FAILED';
  stream.on('write', (bytes: number) => {
    progress = bytes > 0 ? 'WRITTEN' : 'NOTHING_LEFT';
  });
  const write = (): typeof progress => {
    progress = 'FAILED';
    stream.flush();
    return progress;
  };
  let attempts = 0;
  for (let came = write(); came !== 'NOTHING_LEFT' && attempts < LAST_ATTEMPTS; came = write()) {
    if (came === 'WRITTEN') continue;
    attempts += 1;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
  }
}
