import { DomainError } from '../platform/errors.js';
import type { Redact } from '../platform/redact.js';

/** What looks like the beginning of a JWT and has no second part: an id or a cursor may. */
const NO_JWT = /eyJ[\w-]*(?![\w.-])/g;

/**
 * Refuses a request whose URL carries a secret, wherever it goes: proxies, browsers and logs keep URLs.
 *
 * @param url - the request's target as it came
 * @param redact - knows the shapes of secrets, and the operator's own
 * @throws DomainError `BAD_USER_INPUT`, reason `SECRET_IN_URL`; it does not repeat the URL
 */
export function refuseSecretInUrl(url: string, redact: Redact): void {
  const decoded = decodePercents(url.replaceAll('+', ' '));
  const isClean = [url, decodePercents(url), decoded, decodePercents(decoded)].every((text) => {
    const checked = text.replace(NO_JWT, '');
    return redact(checked) === checked;
  });
  if (isClean) return;
  throw new DomainError(
    'BAD_USER_INPUT',
    'A secret must not stand in a URL, because URLs are logged on their way. Send a credential in a ' +
      'header, and an operation with a secret in the body of a POST. Replace this secret if it is in use.',
    { reason: 'SECRET_IN_URL' },
  );
}

/** A text with its percent-encoded bytes decoded; what is no encoding stays. Secrets are ASCII. */
function decodePercents(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_match, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
