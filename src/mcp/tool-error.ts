import type { CallToolResult } from '@modelcontextprotocol/server';

import { TokenClientError } from '../client/index.js';
import { DomainError, invalidArguments, type ArgumentProblem } from '../platform/errors.js';
import { inputNameOf } from './input/input-names.js';

/** Under which key of `_meta` an answer says what went wrong, for programs. */
const ERROR_META = 'token-gateway/error';

/** What went wrong with a call: the code to switch on, and whatever helps to act on it. */
export interface ToolProblem {
  readonly code: string;
  /** For the caller; never a secret. */
  readonly message: string;
  /** `reason`, `requestId`, `retryAfterSeconds`, `connectUrl`, …, as the gateway said them. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** The problem that an error tells of; what is not meant for callers is masked. */
export function problemOf(error: unknown): ToolProblem {
  if (error instanceof TokenClientError) {
    const { code, message, extensions } = error;
    const problems = extensions['problems'] as readonly ArgumentProblem[] | undefined;
    if (!problems) return { code, message, details: extensions };
    const named = invalidArguments(problems).withArgumentNames(inputNameOf);
    return { code, message: named.message, details: { ...extensions, ...named.details } };
  }
  if (error instanceof DomainError) {
    const { code, message, reason, details } = error;
    return { code, message, details: { ...(reason === undefined ? {} : { reason }), ...details } };
  }
  return { code: 'INTERNAL_SERVER_ERROR', message: 'This tool failed.', details: {} };
}

/**
 * The answer to a call that went wrong, as a tool's own error, which a model sees and can act on: a
 * sentence that can be said, and the code and its circumstances.
 *
 * @see https://modelcontextprotocol.io/specification/2025-11-25/server/tools#error-handling
 */
export function errorResult({ code, message, details }: ToolProblem): CallToolResult {
  const told = { ...details, code };
  const sentences = [asSentence(SPOKEN_MESSAGES[code] ?? message), adviceFor(code, details)];
  return {
    isError: true,
    content: [
      { type: 'text', text: sentences.filter(Boolean).join(' ') },
      { type: 'text', text: JSON.stringify(told), annotations: { audience: ['assistant'] } },
    ],
    // Not in `structuredContent`, which must be of the tool's output schema.
    _meta: { [ERROR_META]: told },
  };
}

/** What is wrong with arguments is said without a full stop, because it can be part of a list. */
function asSentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

/** In place of messages that are written for programmers. */
const SPOKEN_MESSAGES: Readonly<Record<string, string>> = {
  UNREACHABLE: 'The gateway cannot be reached.',
  UNREADABLE_ANSWER: 'What answers at the gateway’s address is not the gateway.',
};

/** What to do next, where the message does not say it in a tool's words. */
function adviceFor(code: string, details: Readonly<Record<string, unknown>>): string | undefined {
  switch (code) {
    case 'GOOGLE_CONNECTION_REQUIRED':
      return 'A person has to open connectUrl in a browser and agree; then try again.';
    case 'UNAUTHENTICATED':
    case 'NO_VALID_TOKEN':
      return 'Ask whoever runs the gateway to give this agent a token.';
    case 'FORBIDDEN':
      return details['reason'] === 'INSUFFICIENT_SCOPE'
        ? 'Ask a superuser of the gateway for that scope.'
        : 'Trying again will not help.';
    case 'NOT_CONFIRMED':
      return 'Ask them what they want instead; do not simply repeat the call.';
    case 'NOT_FOUND':
      return 'Look for the right id with list-calendars or list-events.';
    case 'CONFLICT':
      return CONFLICTS[String(details['reason'])];
    case 'BAD_USER_INPUT':
      return 'Correct that, and call the tool again.';
    case 'RATE_LIMITED':
    case 'SERVICE_UNAVAILABLE':
    case 'UNREACHABLE':
    case 'UPSTREAM_ERROR':
      return whenToRepeat(details);
    case 'INTERNAL_SERVER_ERROR':
    default:
      return undefined;
  }
}

const CONFLICTS: Readonly<Record<string, string>> = {
  ETAG_MISMATCH: 'get-event has the new one.',
  KEY_USED: 'Call again with another idempotencyKey if the event should be made after all.',
};

function whenToRepeat(details: Readonly<Record<string, unknown>>): string {
  if (details['retryable'] === false) return 'Do not simply repeat the call.';
  const seconds = details['retryAfterSeconds'];
  const when = typeof seconds === 'number' ? `in ${Math.ceil(seconds)} seconds` : 'in a moment';
  const key = details['idempotencyKey'];
  if (typeof key !== 'string') return `Try again ${when}.`;
  return `Try again ${when}, with the idempotencyKey ${key}, so that it is not made twice.`;
}
