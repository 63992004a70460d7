import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

import { DomainError } from '../platform/errors.js';
import { isLocalName, parseHost } from '../platform/network/host.js';
import { parseOrigin } from '../platform/network/origin.js';

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
    if (host !== undefined && parseOrigin(origin)?.host === host) return;
    throw new DomainError(
      'FORBIDDEN',
      'Pages of this origin may not ask for this. Whoever runs the gateway sets CORS_ORIGINS.',
      { reason: 'ORIGIN_NOT_ALLOWED' },
    );
  };
}

/**
 * Makes the same check for routes that no page of the gateway's own asks: what a page says of the
 * host is believed only where nobody can lead another name to it, by DNS rebinding. MCP asks this
 * of its servers.
 *
 * @returns a function that throws as {@link originCheck}'s does
 */
export function strictOriginCheck(
  allowed: readonly string[],
  publicUrl: string | undefined,
): OriginCheck {
  const check = originCheck(allowed, publicUrl);
  return ({ origin, host = '' }) => {
    check(isUnmistakable(host) ? { origin, host } : { origin });
  };
}

/** Whether a `Host` is an address, or a name that is this machine's everywhere. */
function isUnmistakable(host: string): boolean {
  const { name = '' } = parseHost(host) ?? {};
  return isLocalName(name) || isIP(name) !== 0;
}
