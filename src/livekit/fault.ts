import { DomainError, notConfigured, upstreamError } from '../platform/errors.js';
import { titleOf } from './project-name.js';

/** What the SDK throws for an answer that is not a success: its `ServerError`, by its shape. */
interface Refusal {
  readonly status: number;
  /** Twirp's code, for example `not_found`. */
  readonly code?: string | undefined;
}

const AWAY_RETRY_SECONDS = 5;

/** Twirp's codes for what may be over in a moment, some of which come with a status of 4xx. */
const PASSING: ReadonlySet<string> = new Set([
  'resource_exhausted',
  'deadline_exceeded',
  'canceled',
  'aborted',
  'unavailable',
]);

/** The statuses below 500 for what may be over in a moment. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 429]);

/** The error where the settings lack a LiveKit project; the name is empty for the default one. */
export function liveKitNotConfigured(project: string): DomainError {
  if (project !== '') {
    return notConfigured(
      `This gateway has no LiveKit project ${project} any more. Its operator adds it to ` +
        'LIVEKIT_PROJECTS, or a superuser chooses another one by liveKitPolicy.',
    );
  }
  return notConfigured(
    'This gateway has no default LiveKit project. Its operator sets LIVEKIT_URL, LIVEKIT_API_KEY and ' +
      'LIVEKIT_API_SECRET.',
  );
}

/** Whether LiveKit answered that it does not accept who asks. */
export function isCredentialRefusal(error: unknown): boolean {
  const refusal = refusalOf(error);
  return refusal?.status === 401 || refusal?.code === 'unauthenticated';
}

/** Whether LiveKit answered that what was named is not there. */
export function isNotFound(error: unknown): boolean {
  const refusal = refusalOf(error);
  // A 404 without Twirp's code is a server that has no such service.
  return refusal?.code === 'not_found';
}

/**
 * What a failed call means to the gateway's caller. LiveKit's own text is not passed on, for it can
 * quote the JWT that it was sent; it is the error's cause, which is logged, redacted.
 *
 * @param project - whose server was called; empty for the default one
 */
export function liveKitFault(error: unknown, project: string): DomainError {
  if (error instanceof DomainError) return error;
  const refusal = refusalOf(error);
  if (!refusal) return unreachable(error, project);
  const { status, code } = refusal;
  const reason = code?.toUpperCase() ?? `HTTP_${String(status)}`;
  if (isCredentialRefusal(error)) {
    const given =
      project === ''
        ? 'LIVEKIT_API_KEY and LIVEKIT_API_SECRET'
        : `key of the project ${project} in LIVEKIT_PROJECTS`;
    const message = `LiveKit does not accept the ${given} given here.`;
    return upstreamError('UNAUTHENTICATED', message, { retryable: false, cause: error });
  }
  if (status >= 500 || PASSING_STATUSES.has(status) || PASSING.has(code ?? '')) {
    return upstreamError(reason, `LiveKit could not do it now (${reason}). Try again shortly.`, {
      retryable: true,
      retryAfterSeconds: AWAY_RETRY_SECONDS,
      cause: error,
    });
  }
  return upstreamError(reason, refusalText(reason, refusal, project), {
    retryable: false,
    cause: error,
  });
}

/** A server without LiveKit's API at that path redirects, or knows no such path or method. */
function refusalText(reason: string, { code, status }: Refusal, project: string): string {
  const hasNoApi = status < 400 || status === 404 || status === 405;
  return code === 'bad_route' || (code === undefined && hasNoApi)
    ? `LiveKit's API is not at ${urlSettingOf(project)} (${reason}). The gateway's operator must check the URL: ` +
        'calls go to /twirp at its root, even if it has a path.'
    : `LiveKit refused it (${reason}).`;
}

/** The error where LiveKit takes too long. */
export function liveKitIsLate(cause?: unknown): DomainError {
  return upstreamError('TIMEOUT', 'LiveKit did not answer in time. Try again shortly.', {
    retryable: true,
    retryAfterSeconds: AWAY_RETRY_SECONDS,
    cause,
  });
}

/** Where it stands at which URL a project is. */
function urlSettingOf(project: string): string {
  return project === '' ? 'LIVEKIT_URL' : `the url of ${project} in LIVEKIT_PROJECTS`;
}

function unreachable(error: unknown, project: string): DomainError {
  const isLate = error instanceof Error && error.name === 'TimeoutError';
  if (isLate) return liveKitIsLate(error);
  // The library has no error of its own for JSON that is not the message.
  const isUnreadable =
    error instanceof SyntaxError ||
    (error instanceof Error && error.message.startsWith('cannot decode '));
  const [reason, problem] = isUnreadable
    ? [
        'UNREADABLE_ANSWER',
        `answered something that is not its protocol; check ${urlSettingOf(project)}`,
      ]
    : ['UNREACHABLE', 'cannot be reached'];
  return upstreamError(reason, `${titleOf(project)} ${problem}. Try again shortly.`, {
    retryable: true,
    retryAfterSeconds: AWAY_RETRY_SECONDS,
    cause: error,
  });
}

function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  if (typeof error.status !== 'number') return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { status: error.status, code };
}
