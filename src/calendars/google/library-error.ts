import { CalendarFailure, TIMEOUT } from './failure.js';

const LONGEST_MESSAGE = 300;

/** What went wrong, without the library's error, which holds the request and its credentials. */
export function failureOf(error: unknown, signal: AbortSignal): CalendarFailure {
  const { response, code } = error as {
    response?: { status?: number; data?: unknown; headers?: Headers };
    code?: unknown;
  };
  const status = response?.status ?? 0;
  if (status === 0) {
    if (signal.aborted) {
      return new CalendarFailure({ status, reason: TIMEOUT }, 'The time for the request is over.');
    }
    return new CalendarFailure(
      { status, reason: 'unreachable' },
      typeof code === 'string' ? code : 'The connection failed.',
    );
  }
  const said = readError(response?.data);
  const seconds = Number(response?.headers?.get('retry-after') ?? '');
  return new CalendarFailure(
    {
      status,
      reason: said.reason ?? (status >= 500 ? 'backendError' : `http${String(status)}`),
      retryAfterSeconds: seconds > 0 ? Math.ceil(seconds) : undefined,
    },
    (said.message ?? 'no further reason').slice(0, LONGEST_MESSAGE),
  );
}

/** Google's error: `{ error: { message, errors: [{ reason }] } }`. */
function readError(body: unknown): { reason?: string; message?: string } {
  const { error } = (typeof body === 'object' && body !== null ? body : {}) as {
    error?: { message?: unknown; errors?: { reason?: unknown }[] };
  };
  const reason = error?.errors?.[0]?.reason;
  return {
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(typeof error?.message === 'string' ? { message: error.message } : {}),
  };
}
