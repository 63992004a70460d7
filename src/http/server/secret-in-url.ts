import { DomainError } from '../../platform/errors.js';
import { holdsSecret } from '../../platform/secrets/holds-secret.js';
import type { Redact } from '../../platform/secrets/redact.js';

/**
 * Refuses a request whose URL carries a secret, wherever it goes: proxies, browsers and logs keep
 * URLs.
 *
 * @param url - the request's target as it came
 * @param redact - knows the shapes of secrets, and the operator's own
 * @throws DomainError `BAD_USER_INPUT`, reason `SECRET_IN_URL`; it does not repeat the URL
 */
export function refuseSecretInUrl(url: string, redact: Redact): void {
  // In a query a plus sign stands for a space, which a key may have.
  const readings = url.includes('+') ? [url, url.replaceAll('+', ' ')] : [url];
  if (!readings.some((reading) => holdsSecret(reading, redact))) return;
  throw new DomainError(
    'BAD_USER_INPUT',
    'A secret must not stand in a URL, because URLs are logged on their way. Send a credential in a ' +
      'header, and an operation with a secret in the body of a POST. Replace this secret if it is in use.',
    { reason: 'SECRET_IN_URL' },
  );
}
