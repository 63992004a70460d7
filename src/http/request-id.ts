import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const ACCEPTABLE = /^[A-Za-z0-9._-]{8,64}$/;
const LOOKS_LIKE_A_SECRET = /^itg_/;

/** The caller's `x-request-id` where it is a plain identifier, and a new one otherwise. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  if (typeof given === 'string' && ACCEPTABLE.test(given) && !LOOKS_LIKE_A_SECRET.test(given)) {
    return given;
  }
  return randomUUID();
}
