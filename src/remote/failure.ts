import { TokenClientError } from '../client/token-client-error.js';
import {
  DomainError,
  ERROR_STATUS,
  StartupError,
  type ArgumentProblem,
  type ErrorCode,
} from '../platform/errors.js';
import { packageVersion } from '../platform/package-root.js';

/** What was asked, for the message about its failure. */
interface Asked {
  readonly url: string;
  /** Whether it changes something, so that one should look before trying again. */
  readonly isChange: boolean;
}

/**
 * The error for a request that a gateway elsewhere refused or did not answer, in the words of a
 * command: a DomainError as the operation itself throws it, or a StartupError when what is at the
 * address cannot do it.
 */
export function failureOf(error: unknown, asked: Asked): unknown {
  if (!(error instanceof TokenClientError)) return error;
  const { code, message, extensions, cause } = error;
  const { url } = asked;
  switch (code) {
    case 'UNREACHABLE':
      return new StartupError(unreachable(cause, asked), { cause });
    case 'REDIRECTED':
      return new StartupError(
        `${url} points to ${message}, where the key was not sent. If that is the gateway, give ` +
          'its own address.',
      );
    case 'GRAPHQL_PARSE_FAILED':
    case 'GRAPHQL_VALIDATION_FAILED':
      return new StartupError(
        `The gateway at ${url} cannot do this: ${asSentence(message)} Its version is probably not ` +
          `that of this command line, ${packageVersion()}. Use the same version of both.`,
      );
    default:
      return isKnown(code) && 'requestId' in extensions
        ? refusalOf(code, error)
        : new StartupError(notTheGateway(error, url));
  }
}

/** What the gateway itself said. */
function refusalOf(code: ErrorCode, { message, extensions }: TokenClientError): Error {
  const { reason, requestId, problems, argument: _first, ...details } = extensions;
  if (reason === 'ONLY_TRUSTED_DOCUMENTS') {
    return new StartupError(
      'The gateway runs registered documents only, and those of this command line are of another ' +
        `version, ${packageVersion()}. Use the version of the gateway.`,
    );
  }
  return new DomainError(code, inWords(code, message, requestId), {
    ...(typeof reason === 'string' && { reason }),
    problems: ((problems ?? []) as readonly ArgumentProblem[]).map(withoutInput),
    details,
  });
}

function inWords(code: ErrorCode, message: string, requestId: unknown): string {
  switch (code) {
    case 'UNAUTHENTICATED':
    case 'FORBIDDEN':
      return `TOKEN_GATEWAY_KEY was refused: ${asSentence(message)} It must be a superuser’s key.`;
    case 'INTERNAL_SERVER_ERROR':
      return `${asSentence(message)} Its id is ${String(requestId)}.`;
    case 'BAD_USER_INPUT':
    case 'AMBIGUOUS_CREDENTIALS':
    case 'NOT_FOUND':
    case 'CONFLICT':
    case 'GOOGLE_CONNECTION_REQUIRED':
    case 'RATE_LIMITED':
    case 'UPSTREAM_ERROR':
    case 'SERVICE_UNAVAILABLE':
      return message;
  }
}

/** An operation knows no `input` around its arguments. */
function withoutInput({ path, message }: ArgumentProblem): ArgumentProblem {
  return { path: path.replace(/^input\./, ''), message };
}

function unreachable(cause: unknown, { url, isChange }: Asked): string {
  const { name, code, message } = rootOf(cause);
  const isTimeout = name === 'TimeoutError';
  const why = isTimeout ? 'it did not answer within a minute' : (REASONS[code] ?? message);
  // What was refused before a connection was there cannot have been done.
  const isOpen = isChange && (isTimeout || code in REASONS_AFTER_SENDING);
  const then = isOpen
    ? 'Whether it did what was asked is not known: look first, then try again.'
    : 'Check --url or TOKEN_GATEWAY_URL, and that the gateway is running.';
  return `The gateway at ${url} cannot be reached: ${why}. ${then}`;
}

const REASONS_AFTER_SENDING: Readonly<Record<string, string>> = {
  ECONNRESET: 'the connection was closed before the answer',
  EPIPE: 'the connection was closed before the answer',
  UND_ERR_SOCKET: 'the connection was closed before the answer',
};

const REASONS: Readonly<Record<string, string>> = {
  ...REASONS_AFTER_SENDING,
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name could not be looked up',
  ETIMEDOUT: 'the connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS; the address may begin with http://',
};

/** `fetch` hides what went wrong; a host with several addresses fails once for each of them. */
function rootOf(cause: unknown): { name: string; code: string; message: string } {
  let current = cause;
  while (current instanceof Error && current.cause instanceof Error) current = current.cause;
  if (current instanceof AggregateError && current.errors.length > 0) {
    [current] = current.errors as [unknown];
  }
  if (!(current instanceof Error)) return { name: '', code: '', message: 'the request failed' };
  const { code } = current as NodeJS.ErrnoException;
  return { name: current.name, code: code ?? '', message: current.message };
}

function notTheGateway({ code, message }: TokenClientError, url: string): string {
  const status = /of status (\d+)/.exec(message)?.[1];
  const answered = status === undefined ? code : `status ${status}`;
  return (
    `What answers at ${url} is not a Token Gateway, or a proxy in front of it does: ${answered}, ` +
    'without an answer of the gateway’s. Check --url or TOKEN_GATEWAY_URL, and the proxy.'
  );
}

function isKnown(code: string): code is ErrorCode {
  return code in ERROR_STATUS;
}

function asSentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
