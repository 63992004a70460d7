import type { IncomingHttpHeaders } from 'node:http';

import { DomainError } from '../platform/errors.js';

/** Passes the headers of a request, or throws. */
export type OriginCheck = (headers: IncomingHttpHeaders) => void;

/**
 * Makes the check that a request comes from no other site's page: browsers ask no leave, by a
 * preflight, before they open a WebSocket or an event stream, but they say whose page does it.
 * The gateway's own pages and `CORS_ORIGINS` pass, and so does whatever is no browser.
 *
 * @returns a function that throws `FORBIDDEN`, reason `ORIGIN_NOT_ALLOWED`
 */
export function originCheck(
  allowed: readonly string[],
  publicUrl: string | undefined,
): OriginCheck {
  const known = new Set(allowed);
  if (publicUrl !== undefined) known.add(new URL(publicUrl).origin);
  return ({ origin, host }) => {
    if (origin === undefined || known.has(origin)) return;
    if (URL.canParse(origin) && new URL(origin).host === host) return;
    throw new DomainError(
      'FORBIDDEN',
      'Pages of this origin may not open streams. Whoever runs the gateway sets CORS_ORIGINS.',
      { reason: 'ORIGIN_NOT_ALLOWED' },
    );
  };
}
