import type { DomainError } from '../../platform/errors.js';

/** What the metrics call the limits, by the reasons of their refusals. */
const LIMIT_NAMES: Readonly<Record<string, string>> = {
  TOO_MANY_LEAK_REPORTS: 'leak reports',
  TOO_MANY_CONSENTS: 'consents',
  TOO_MANY_REQUESTS: 'requests',
  TOO_MANY_TOKENS: 'tokens issued',
  TOO_MANY_ROOM_TOKENS: 'room tokens',
};

/**
 * The limit that a refusal is for, as the metrics name it; `undefined` for any other error, and for
 * streams, which are counted where they are opened.
 */
export function limitOf({ code, reason }: DomainError): string | undefined {
  if (reason === 'BODY_TOO_LARGE') return 'body';
  if (code !== 'RATE_LIMITED') return undefined;
  return reason === undefined ? 'wrong credentials' : LIMIT_NAMES[reason];
}
