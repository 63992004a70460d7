import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { holdsSecret } from '../../platform/secrets/holds-secret.js';
import type { Redact } from '../../platform/secrets/redact.js';

const ACCEPTABLE = /^[A-Za-z0-9._-]{8,64}$/;

/**
 * The caller's `x-request-id` where it is a plain identifier without a secret in it, and a new one
 * otherwise.
 */
export function requestIdOf(request: IncomingMessage, redact: Redact): string {
  const given = request.headers['x-request-id'];
  const isIdentifier = typeof given === 'string' && ACCEPTABLE.test(given);
  return isIdentifier && !holdsSecret(given, redact) ? given : randomUUID();
}
