import type { Surroundings } from './surroundings.js';

/** The gateway says something every 12 seconds, if only that it is there. */
const LONGEST_SILENCE_MS = 30_000;
/** A blank line ends an event: HTML standard, section 9.2.6. */
const END_OF_EVENT = /\r\n\r\n|\n\n|\r\r/;

/**
 * Reads the payloads of a GraphQL event stream in the "distinct connections" mode. It ends when the
 * stream is complete, breaks off, or says nothing for half a minute.
 */
export async function* readEvents(
  stream: ReadableStream<Uint8Array>,
  surroundings: Surroundings,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    while (!signal.aborted) {
      const chunk = await readInTime(reader, surroundings, signal);
      if (!chunk) return;
      text += decoder.decode(chunk, { stream: true });
      const events = text.split(END_OF_EVENT);
      text = events.pop() ?? '';
      for (const event of events) {
        const payload = payloadOf(event);
        if (payload !== '') yield payload;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function readInTime(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  const stop = new AbortController();
  const end = (): void => {
    stop.abort();
  };
  signal.addEventListener('abort', end);
  try {
    const silence = surroundings.delay(LONGEST_SILENCE_MS, stop.signal).then(() => undefined);
    const result = await Promise.race([reader.read(), silence]);
    return result?.value;
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}

/** What an event of the kind `next` carries; others, and comments, carry nothing. */
function payloadOf(event: string): string {
  const lines = event.split(/\r\n|\n|\r/);
  if (!lines.some((line) => /^event: ?next$/.test(line))) return '';
  return lines
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trimStart())
    .join('\n');
}
